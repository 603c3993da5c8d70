package neostore_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

// filesWith returns which files below a folder hold which of the texts, as UTF-8 or UTF-16.
func filesWith(t *testing.T, folder string, texts []string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, text := range texts {
			wide := strings.Join(strings.Split(text, ""), "\x00") // the texts are ASCII
			if bytes.Contains(content, []byte(text)) || bytes.Contains(content, []byte(wide)) {
				found = append(found, strings.TrimPrefix(path, folder)+": "+text)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Of an erased record nothing is in the files of a Neo4j that keeps its log no longer than it
// has to, once it has written its next checkpoint, which it does when it stops: no text,
// note, key or reason. Its id alone can be in a page of an index that is not in use.
func TestWhatWasErasedIsInNoFile(t *testing.T) {
	home := t.TempDir()
	server := neo4jtest.Own(t, localneo4j.Options{Home: home})
	open := func() *neostore.Store {
		store, err := neostore.Open(t.Context(), neostore.Options{URI: server.URI})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = store.Close() })
		return store
	}
	store := open()
	secrets := []string{"SECRETNAME", "secret-id", "+48 600 SECRET", "SECRETNOTE", "SECRETKEY", "SECRETREQUEST", "SECRETREASON", "middling SECRET"}
	contact := func(id graph.ID, person, notes string) *graph.Contact {
		return &graph.Contact{Statement: graph.Statement{ID: id, Notes: notes, Confidence: graph.Documented}, City: "town", Person: person,
			Channel: graph.ChannelPhone, Value: "+48 600 SECRET", Tier: graph.TierPartner, Personal: true}
	}
	others := []graph.Record{&graph.City{Statement: graph.Statement{ID: "town", Confidence: graph.Documented}, Name: "Town", Kind: graph.CityKindTown}}
	for i := range 600 {
		other := contact(graph.ID(fmt.Sprint("s", i)), strings.Repeat("Somebody else ", 10), "")
		other.Value = fmt.Sprint("+48 ", i)
		others = append(others, other)
	}
	long := strings.Repeat("SECRETNAME of several words ", 30)
	head := graph.Change{RecordedAt: time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)}
	for _, batch := range []graph.Batch{
		{Note: "others", Added: others},
		{Note: "SECRETNOTE " + strings.Repeat("about somebody ", 20), Key: "SECRETKEY-7", Request: "SECRETREQUEST-7", Added: []graph.Record{contact("secret-id", long, "")}},
		{Note: "SECRETNOTE", Corrected: []graph.Record{contact("secret-id", "A middling SECRET name of some sixty letters, all in all, or more", long)}},
		{Note: "SECRETNOTE", Retracted: []graph.Retraction{{Word: graph.WordContact, ID: "secret-id", Reason: "SECRETREASON: " + long}}},
	} {
		batch.After, batch.RecordedAt, batch.Actor = head.Seq, head.RecordedAt.Add(time.Hour), "test"
		batch.CommittedAt = batch.RecordedAt
		var err error
		if head, err = store.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	restart := func() {
		t.Helper()
		if err := server.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		found := filesWith(t, home, secrets)
		if err := server.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Logf("in files: %v", found)
		if known := slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, "strings: SECRETNAME") }); known != (head.Seq == 4) {
			t.Errorf("the store of texts holds the name: %t", known)
		}
		found = slices.DeleteFunc(found, func(f string) bool {
			return strings.HasPrefix(f, "/data/databases/neo4j/schema/index/range-") && strings.HasSuffix(f, ": secret-id")
		})
		if head.Seq > 4 && len(found) > 0 {
			t.Errorf("what was erased is in %v", found)
		}
	}
	proposal, err := store.Put(t.Context(), graph.Document{Kind: "proposal", ID: "p", Body: []byte(`{"name":"SECRETNAME","about":"` + long + `"}`)})
	if err != nil {
		t.Fatal(err)
	}
	restart() // so that all of it is in every file that it can be in
	store = open()
	if err := store.Remove(t.Context(), proposal.Kind, proposal.ID); err != nil {
		t.Fatal(err)
	}
	head, err = store.Erase(t.Context(), graph.Erasure{After: head.Seq, By: graph.Steward, Records: []graph.Target{{Word: graph.WordContact, ID: "secret-id"}},
		Batch: graph.Batch{RecordedAt: head.RecordedAt.Add(time.Hour), CommittedAt: head.RecordedAt, Actor: "steward", Note: "asked for"}})
	if err != nil {
		t.Fatal(err)
	}
	restart()
	again := open()
	driver, err := server.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(t.Context())
	for _, secret := range secrets {
		rows := statement(t, driver, "MATCH (n) WHERE any(p IN keys(n) WHERE toStringOrNull(n[p]) CONTAINS $text) RETURN count(n)", map[string]any{"text": secret})
		if n := rows[0].Values[0]; n != int64(0) {
			t.Errorf("%v nodes hold %s", n, secret)
		}
	}
	tally, err := again.Tally(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}, nil)
	if err != nil || tally.Records[graph.WordContact] != 600 {
		t.Errorf("%d contacts are left, %v", tally.Records[graph.WordContact], err)
	}
	if n := count(t, driver, "MATCH (n:Erasing) RETURN count(n)"); n != 0 {
		t.Errorf("%d nodes were not deleted", n)
	}
}
