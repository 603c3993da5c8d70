package bench

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph/dataset"
	"twingraph/graph/dataset/world"
	"twingraph/graph/ingest"
	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/registry"
)

// BenchmarkWorldIntoNeo4j measures how long the bundled dataset and the world release take
// into an empty Neo4j, from their files on, and how long the plain driver takes to write the
// same nodes and relationships into the same database, emptied, with its indexes.
func BenchmarkWorldIntoNeo4j(b *testing.B) {
	server := database(b)
	driver, err := server.Open()
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = driver.Close(context.WithoutCancel(b.Context())) }()
	for b.Loop() { // once: it takes minutes
		ours := importWorld(b, server)
		nodes, relationships := contents(b, driver)
		if err := neo4jtest.Clear(b.Context(), driver); err != nil {
			b.Fatal(err)
		}
		shared(b, server) // makes the indexes
		rows(b, driver, "MATCH (n) DETACH DELETE n", nil)
		floor := write(b, driver, nodes, relationships)
		b.ReportMetric(ours.Seconds(), "s")
		b.ReportMetric(floor.Seconds(), "floor-s")
		b.ReportMetric(float64(ours)/float64(floor), "ratio")
		b.Logf("%d nodes, %d relationships", len(nodes), len(relationships))
	}
}

// importWorld imports both datasets as `twingraph import` does, and returns how long that took.
func importWorld(tb testing.TB, server *localneo4j.Server) time.Duration {
	tb.Helper()
	store := shared(tb, server)
	files, err := world.FS()
	if err != nil {
		tb.Fatal(err)
	}
	began := time.Now()
	for _, release := range []struct {
		files fs.FS
		at    time.Time
	}{{dataset.FS(), dataset.Released()}, {files, world.Released()}} {
		options := ingest.Options{Actor: "bench", Note: "a release", RecordedAt: release.at}
		if _, err := ingest.Import(tb.Context(), registry.New(store, time.Now), store, release.files, options); err != nil {
			tb.Fatal(err)
		}
	}
	return time.Since(began)
}

// node and relationship are what Neo4j holds: of which kind, between which nodes, with which
// properties.
type (
	node struct {
		id, labels string
		properties map[string]any
	}
	relationship struct {
		kind, from, to string
		properties     map[string]any
	}
)

// contents reads all that is in Neo4j.
func contents(tb testing.TB, driver neo4j.DriverWithContext) (nodes []node, relationships []relationship) {
	tb.Helper()
	for _, r := range rows(tb, driver, "MATCH (n) RETURN elementId(n), labels(n), properties(n)", nil) {
		labels := []string{}
		for _, label := range list(r[1]) {
			labels = append(labels, text(label))
		}
		slices.Sort(labels)
		nodes = append(nodes, node{text(r[0]), strings.Join(labels, ":"), r[2].(map[string]any)})
	}
	for _, r := range rows(tb, driver, "MATCH (a)-[r]->(b) RETURN type(r), elementId(a), elementId(b), properties(r)", nil) {
		relationships = append(relationships, relationship{text(r[0]), text(r[1]), text(r[2]), r[3].(map[string]any)})
	}
	return nodes, relationships
}

// atOnce is how many nodes or relationships one statement writes.
const atOnce = 5000

// write writes nodes and relationships by UNWIND, and returns how long that took.
func write(tb testing.TB, driver neo4j.DriverWithContext, nodes []node, relationships []relationship) time.Duration {
	tb.Helper()
	began := time.Now()
	now := map[string]string{} // the id of a node that was read: that of the one that is written
	for part := range parts(nodes, func(n node) string { return n.labels }) {
		properties := make([]any, len(part))
		for i, n := range part {
			properties[i] = n.properties
		}
		for i, r := range rows(tb, driver, fmt.Sprintf("UNWIND $rows AS row CREATE (n:%s) SET n = row RETURN elementId(n)", part[0].labels), map[string]any{"rows": properties}) {
			now[part[i].id] = text(r[0])
		}
	}
	for part := range parts(relationships, func(r relationship) string { return r.kind }) {
		between := make([]any, len(part))
		for i, r := range part {
			between[i] = map[string]any{"from": now[r.from], "to": now[r.to], "properties": r.properties}
		}
		rows(tb, driver, fmt.Sprintf("UNWIND $rows AS row MATCH (a), (b) WHERE elementId(a) = row.from AND elementId(b) = row.to CREATE (a)-[r:%s]->(b) SET r = row.properties", part[0].kind), map[string]any{"rows": between})
	}
	return time.Since(began)
}

// parts yields those of one kind together, not too many at once.
func parts[T any](all []T, kind func(T) string) func(yield func([]T) bool) {
	return func(yield func([]T) bool) {
		byKind := map[string][]T{}
		for _, one := range all {
			byKind[kind(one)] = append(byKind[kind(one)], one)
		}
		for _, same := range byKind {
			for part := range slices.Chunk(same, atOnce) {
				if !yield(part) {
					return
				}
			}
		}
	}
}

// rows returns what a statement answers.
func rows(tb testing.TB, driver neo4j.DriverWithContext, cypher string, params map[string]any) [][]any {
	tb.Helper()
	result, err := neo4j.ExecuteQuery(tb.Context(), driver, cypher, params, neo4j.EagerResultTransformer)
	if err != nil {
		tb.Fatal(err)
	}
	values := make([][]any, len(result.Records))
	for i, r := range result.Records {
		values[i] = r.Values
	}
	return values
}
