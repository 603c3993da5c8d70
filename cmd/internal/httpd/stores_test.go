package httpd_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
	"twingraph/resolvers"
)

// onBothStores runs a test on an empty embedded store and on an empty Neo4j behind its mirror.
func onBothStores(t *testing.T, test func(*testing.T, graph.Store)) {
	t.Run("embedded", func(t *testing.T) { test(t, empty(t)) })
	t.Run("neo4j", func(t *testing.T) { test(t, mirrored(t)) })
}

// mirrored returns a mirror of the Neo4j of all tests, emptied.
func mirrored(t *testing.T) *mirror.Mirror {
	t.Helper()
	m := mirror.New(neostoretest.Empty(t, nil), mirror.Options{Patience: patience}) // closes the store, too
	t.Cleanup(func() { _ = m.Close() })
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return m
}

// asking serves a store that is read, and takes everybody for viewer.
func asking(t *testing.T, store graph.Store, viewer graph.Viewer) server {
	t.Helper()
	log := &logbook{}
	handler, err := newHandler(store, log, func(c *httpd.Config) { c.Atlas = atlas.New(store, time.Now).EraseBy(store) })
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(resolvers.WithViewer(r.Context(), viewer)))
	}))
	t.Cleanup(s.Close)
	return server{s, log, &http.Transport{DisableCompression: true}}
}

// The embedded store and a real Neo4j give the same answers, byte for byte, to
// questions drawn from the schema.
func TestStoresAgree(t *testing.T) {
	store := neostoretest.Empty(t, nil)
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

// Once it is erased over the API, nothing of a record is shown to anybody at any knownAt, by
// the mirror or by Cypher, and nothing of it is in the database.
func TestWhatWasErasedIsNotInNeo4j(t *testing.T) {
	m := mirrored(t)
	c := newCounter(t, m)
	store := neostoretest.Ready(t, neo4jtest.ForTest(t), nil)
	direct := &counter{server: asking(t, store, sten), t: t}
	driver, err := neo4jtest.ForTest(t).Open()
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(t.Context())
	secrets := []string{"anna", "new.anna-nowak@town.example", "a promise"}
	database := func() []byte {
		dump, err := neo4jtest.Dump(t.Context(), driver)
		if err != nil {
			t.Fatal(err)
		}
		return dump
	}
	before, stored := c.trace(allDays...), database()
	for _, secret := range secrets {
		if bytes.Count([]byte(before), []byte(secret)) < 20 || !bytes.Contains(stored, []byte(secret)) {
			t.Fatalf("%q is not shown before it is erased", secret)
		}
	}
	if a := c.erase(false, someoneAsked, "anna-nowak"); a.code() != "" || bytes.Contains([]byte(a.Text), []byte(`"erasedAt":null`)) {
		t.Fatalf("%s", a.Text)
	}
	found := map[string][]byte{"an answer": []byte(c.trace(allDays...)), "an answer by Cypher": []byte(direct.trace(2)), "the database": database(), "the log": []byte(c.log.String())}
	for _, secret := range secrets {
		for where, text := range found {
			if i := bytes.Index(text, []byte(secret)); i >= 0 {
				t.Errorf("%q is in %s: %.300q", secret, where, text[max(0, i-150):])
			}
		}
	}
}

// carrying is a store that answers one request from one state.
type carrying interface {
	Asking(context.Context) context.Context
}
