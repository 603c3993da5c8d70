package mirror_test

import (
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

// The tags of one request cost one question for the head of Neo4j, and no other.
func TestATagAsksForTheHeadOnce(t *testing.T) {
	var s sent
	neo4jtest.Driver(t)
	m := standing(t, store(t, &s), mirror.Options{Patience: 10 * time.Minute, Every: time.Hour})
	latest := graph.View{KnownAt: graph.Latest()}
	ctx := m.Asking(t.Context())
	heads, asked := s.count("published"), 0
	for _, name := range reading {
		asked += s.count(name)
	}
	first, err := m.Tag(ctx, latest)
	if err != nil {
		t.Fatal(err)
	}
	again, err := m.Tag(ctx, latest)
	if err != nil {
		t.Fatal(err)
	}
	moment, err := m.Moment(ctx, latest)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range reading {
		asked -= s.count(name)
	}
	if n := s.count("published") - heads; n != 1 || asked != 0 {
		t.Errorf("Neo4j was asked for its head %d times, and %d questions", n, -asked)
	}
	if first != again || first != moment.Tag {
		t.Errorf("the tags of one request are %s and %s, that of its moment is %s", first, again, moment.Tag)
	}
}
