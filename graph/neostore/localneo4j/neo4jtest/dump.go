package neo4jtest

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

//go:embed cypher/dump_constraints.cypher
var dumpConstraintsCypher string

//go:embed cypher/dump_indexes.cypher
var dumpIndexesCypher string

//go:embed cypher/dump_nodes.cypher
var dumpNodesCypher string

//go:embed cypher/dump_relationships.cypher
var dumpRelationshipsCypher string

//go:embed cypher/restore_nodes.cypher
var restoreNodesCypher string

//go:embed cypher/restore_relationships.cypher
var restoreRelationshipsCypher string

//go:embed cypher/await_indexes.cypher
var awaitIndexesCypher string

// line is one line of a dump: a statement of the schema, a node or a relationship.
// Nodes are known by their place among the nodes.
type line struct {
	Schema     string         `json:"schema,omitempty"`
	Labels     []string       `json:"labels,omitempty"`
	Type       string         `json:"type,omitempty"`
	From       int            `json:"from,omitempty"`
	To         int            `json:"to,omitempty"`
	Properties map[string]any `json:"properties,omitempty"`
}

// Dump returns the whole database as JSON lines: its constraints and indexes as
// statements, its nodes and its relationships. Two databases with the same content
// have the same dump, whatever their element ids are.
func Dump(ctx context.Context, driver neo4j.DriverWithContext) ([]byte, error) {
	d := dumping{ctx: ctx, driver: driver}
	var lines []line
	for _, list := range []string{dumpConstraintsCypher, dumpIndexesCypher} {
		for _, row := range d.rows(list, nil) {
			lines = append(lines, line{Schema: row.Values[0].(string)})
		}
	}
	nodes, places := d.nodes()
	lines = append(lines, nodes...)
	lines = append(lines, d.relationships(places)...)
	var out bytes.Buffer
	for _, l := range lines {
		d.fail(json.NewEncoder(&out).Encode(l))
	}
	if d.err != nil {
		return nil, fmt.Errorf("neo4jtest: dump: %w", d.err)
	}
	return out.Bytes(), nil
}

// Restore fills an empty database with what Dump returned of another, and waits
// for its indexes.
func Restore(ctx context.Context, driver neo4j.DriverWithContext, dump []byte) error {
	d := dumping{ctx: ctx, driver: driver}
	var nodes, relationships []any
	var schema []string
	read := bufio.NewScanner(bytes.NewReader(dump))
	read.Buffer(nil, len(dump)+1)
	for read.Scan() {
		var l line
		in := json.NewDecoder(bytes.NewReader(read.Bytes()))
		in.UseNumber()
		d.fail(in.Decode(&l))
		properties, err := decodeValues(l.Properties)
		d.fail(err)
		switch {
		case l.Schema != "":
			schema = append(schema, l.Schema)
		case l.Type != "":
			relationships = append(relationships, []any{l.From, l.Type, l.To, properties})
		default:
			nodes = append(nodes, []any{l.Labels, properties})
		}
	}
	d.fail(read.Err())
	d.fail(alter(ctx, driver, schema))
	d.rows(awaitIndexesCypher, nil)
	ids := d.rows(restoreNodesCypher, map[string]any{"rows": nodes})
	for _, row := range relationships {
		for _, end := range []int{0, 2} {
			if row := row.([]any); d.err == nil {
				row[end] = ids[row[end].(int)].Values[0]
			}
		}
	}
	d.rows(restoreRelationshipsCypher, map[string]any{"rows": relationships})
	if d.err != nil {
		return fmt.Errorf("neo4jtest: restore: %w", d.err)
	}
	return nil
}

// alter runs statements that change the schema in one transaction.
func alter(ctx context.Context, driver neo4j.DriverWithContext, statements []string) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		for _, statement := range statements {
			result, err := tx.Run(ctx, statement, nil)
			if err == nil {
				_, err = result.Consume(ctx)
			}
			if err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}

// dumping runs statements and keeps the first error.
type dumping struct {
	ctx    context.Context
	driver neo4j.DriverWithContext
	err    error
}

func (d *dumping) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *dumping) rows(statement string, params map[string]any) []*neo4j.Record {
	if d.err != nil {
		return nil
	}
	result, err := neo4j.ExecuteQuery(d.ctx, d.driver, statement, params, neo4j.EagerResultTransformer)
	if err != nil {
		d.fail(err)
		return nil
	}
	return result.Records
}

// nodes returns the nodes in the order of what they hold, of equal ones in that of
// what leads to them, and the place of each element id.
func (d *dumping) nodes() ([]line, map[string]int) {
	type node struct {
		id, key string
		line    line
	}
	var nodes []*node
	byID := map[string]*node{}
	for _, row := range d.rows(dumpNodesCypher, nil) {
		n := &node{id: row.Values[0].(string)}
		for _, label := range row.Values[1].([]any) {
			n.line.Labels = append(n.line.Labels, label.(string))
		}
		slices.Sort(n.line.Labels)
		var err error
		n.line.Properties, err = encodeValues(row.Values[2].(map[string]any))
		d.fail(err)
		text, err := json.Marshal(n.line)
		d.fail(err)
		n.key = string(text)
		nodes, byID[n.id] = append(nodes, n), n
	}
	incoming := map[string][]string{}
	for _, row := range d.rows(dumpRelationshipsCypher, nil) {
		from, to := byID[row.Values[0].(string)], row.Values[2].(string)
		incoming[to] = append(incoming[to], row.Values[1].(string)+from.key)
	}
	for id, from := range incoming {
		slices.Sort(from)
		byID[id].line.Schema = strings.Join(from, "") // for the order only
	}
	slices.SortFunc(nodes, func(a, b *node) int {
		return strings.Compare(a.key+a.line.Schema, b.key+b.line.Schema)
	})
	lines, places := make([]line, len(nodes)), map[string]int{}
	for i, n := range nodes {
		n.line.Schema = ""
		lines[i], places[n.id] = n.line, i
	}
	return lines, places
}

// relationships returns the relationships in the order of the places of their ends.
func (d *dumping) relationships(places map[string]int) []line {
	var lines []line
	for _, row := range d.rows(dumpRelationshipsCypher, nil) {
		properties, err := encodeValues(row.Values[3].(map[string]any))
		d.fail(err)
		lines = append(lines, line{
			From: places[row.Values[0].(string)], Type: row.Values[1].(string), To: places[row.Values[2].(string)], Properties: properties,
		})
	}
	slices.SortFunc(lines, func(a, b line) int {
		return strings.Compare(fmt.Sprintf("%09d %09d %s %v", a.From, a.To, a.Type, a.Properties), fmt.Sprintf("%09d %09d %s %v", b.From, b.To, b.Type, b.Properties))
	})
	return lines
}
