package httpd_test

import (
	"testing"

	"twingraph/graph/generated"
	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
)

// The embedded store and a real Neo4j give the same answers, byte for byte, to
// questions drawn from the schema.
func TestStoresAgree(t *testing.T) {
	store := neostoretest.Open(t, neo4jtest.Own(t, localneo4j.Options{}), nil)
	if err := load(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	one, other := newServer(t, bundled, nil), newServer(t, store, nil)
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for seed := range uint64(40) {
		question := drawn(schema, seed, 3).Document(3)
		a, b := one.ask(t, question, nil), other.ask(t, question, nil)
		if a.Text != b.Text {
			from := 0
			for from < min(len(a.Text), len(b.Text)) && a.Text[from] == b.Text[from] {
				from++
			}
			from = max(0, from-200)
			t.Errorf("seed %d:\n%s\nembedded …%.500s\nneo4j    …%.500s", seed, question, a.Text[from:], b.Text[from:])
		}
	}
}
