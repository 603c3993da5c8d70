package storetest

import (
	"bytes"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"twingraph/graph"
)

// checkDocuments keeps documents beside the network.
func checkDocuments(t *testing.T, store graph.Store) {
	documents, ctx := store.(graph.Documents), t.Context()
	list := func(kind string, want ...string) {
		t.Helper()
		found, err := documents.Documents(ctx, kind)
		if err != nil || found == nil {
			t.Fatalf("documents of kind %q: %v, %v", kind, found, err)
		}
		ids := make([]string, len(found))
		for i, d := range found {
			ids[i] = d.ID
		}
		if strings.Join(ids, " ") != strings.Join(want, " ") {
			t.Errorf("documents of kind %q: %v, want %v", kind, ids, want)
		}
	}
	list("token")
	_, err := documents.Document(ctx, "token", "one")
	wantCode(t, err, graph.NotFound)
	wantCode(t, documents.Remove(ctx, "token", "one"), graph.NotFound)

	body := []byte(`{"name":"Łódź \u0000","list":[1,2,3]}`)
	put := func(d graph.Document, want graph.Code) graph.Document {
		t.Helper()
		kept, err := documents.Put(ctx, d)
		wantCode(t, err, want)
		return kept
	}
	first := put(graph.Document{Kind: "token", ID: "one", Body: body}, "")
	if first.Revision != 1 {
		t.Errorf("a new document has revision %d", first.Revision)
	}
	put(graph.Document{Kind: "token", ID: "one", Body: []byte("{}")}, graph.Conflict)
	put(graph.Document{Kind: "token", ID: "two", Revision: 3, Body: []byte("{}")}, graph.Conflict)
	put(graph.Document{Kind: "token", ID: "ten", Body: []byte("{}")}, "")
	put(graph.Document{Kind: "tokens", ID: "one", Body: []byte("[]")}, "")
	put(graph.Document{Kind: "token", ID: "Not an id", Body: []byte("{}")}, graph.BadUserInput)
	put(graph.Document{ID: "one", Body: []byte("{}")}, graph.BadUserInput)
	put(graph.Document{Kind: "token", ID: "large", Body: bytes.Repeat([]byte("x"), 5<<20)}, graph.LimitExceeded)
	list("token", "one", "ten")
	list("tokens", "one")
	list("toke")

	second := first
	second.Body = []byte(`{"name":"other"}`)
	second = put(second, "")
	if second.Revision != 2 {
		t.Errorf("after a second put the revision is %d", second.Revision)
	}
	put(first, graph.Conflict)
	read, err := documents.Document(ctx, "token", "one")
	if err != nil || read.Revision != 2 || !bytes.Equal(read.Body, second.Body) || read.Kind != "token" || read.ID != "one" {
		t.Errorf("read %+v (%s), %v", read, read.Body, err)
	}
	if err := documents.Remove(ctx, "token", "one"); err != nil {
		t.Error(err)
	}
	put(second, graph.Conflict)
	list("token", "ten")
	if again := put(graph.Document{Kind: "token", ID: "one", Body: body}, ""); again.Revision != 1 {
		t.Errorf("a document made anew has revision %d", again.Revision)
	}
	if head, err := store.Head(ctx); err != nil || head.Seq != 0 {
		t.Errorf("documents moved the head: %+v, %v", head, err)
	}
}

// checkRivalDocuments lets many change one document at once: each revision is won by one.
func checkRivalDocuments(t *testing.T, store graph.Store) {
	documents := store.(graph.Documents)
	const writers, rounds = 8, 5
	var won atomic.Int64
	var wait sync.WaitGroup
	for range writers {
		wait.Go(func() {
			for range rounds {
				d, err := documents.Document(t.Context(), "counter", "one")
				if graph.CodeOf(err) == graph.NotFound {
					d = graph.Document{Kind: "counter", ID: "one"}
				} else if err != nil {
					t.Error(err)
					return
				}
				d.Body = append(d.Body, 'x')
				switch _, err := documents.Put(t.Context(), d); graph.CodeOf(err) {
				case "":
					won.Add(1)
				case graph.Conflict:
				default:
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	d, err := documents.Document(t.Context(), "counter", "one")
	if err != nil || d.Revision != won.Load() || int64(len(d.Body)) != won.Load() || won.Load() < rounds {
		t.Errorf("%d writes were acknowledged; the document has revision %d and %d bytes, %v", won.Load(), d.Revision, len(d.Body), err)
	}
}
