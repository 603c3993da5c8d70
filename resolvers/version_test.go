package resolvers_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
	"twingraph/resolvers"
)

// corrected returns a store in which a town was recorded, corrected twice, and in which an
// office was public first and restricted later; a second town was merged into the first.
func corrected(t *testing.T) graph.Store {
	t.Helper()
	store, err := filestore.Open(filepath.Join(t.TempDir(), "twingraph.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	said := func(id graph.ID) graph.Statement {
		return graph.Statement{ID: id, Sources: []graph.ID{"list"}, Confidence: graph.Documented}
	}
	town := func(id graph.ID, name string, aliases ...string) graph.Record {
		return &graph.City{Statement: said(id), Name: name, Kind: graph.CityKindTown, Country: "PL", Aliases: aliases}
	}
	office := func(tier graph.Tier, value string) graph.Record {
		return &graph.Contact{Statement: said("office"), City: "town", Role: "Office", Channel: graph.ChannelEmail, Value: value, Tier: tier}
	}
	source := &graph.Source{Statement: graph.Statement{ID: "list", Confidence: graph.Documented}, Title: "List", Publisher: "Office", URL: "https://list.example"}
	desk := registry.New(store, today)
	for i, s := range []registry.Submission{
		{Actor: "anna", Note: "two towns", Records: []graph.Record{source, town("town", "Twon"), town("village", "Village")}},
		{Actor: "ben", Note: "the name was misspelt", Records: []graph.Record{town("town", "Town")}},
		{Actor: "ben", Note: "an alias and an office", Records: []graph.Record{town("town", "Town", "Stadt"), office(graph.TierPublic, "office@town.example")}},
		{Actor: "anna", Note: "the office is a person", Records: []graph.Record{office(graph.TierRestricted, "secret.person@town.example")}},
		{Actor: "anna", Note: "one town", Retractions: []graph.Retraction{{Word: graph.WordCity, ID: "village", Reason: "the same town", MovedTo: "town"}}},
	} {
		s.RecordedAt = time.Date(2026, time.January, 1+i, 0, 0, 0, 0, time.UTC)
		if _, err := desk.Submit(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// answered returns the answer to a question as JSON.
func answered(t *testing.T, store graph.Store, tier graph.Tier, question string) string {
	t.Helper()
	data, errs := ask(t, resolvers.WithViewer(t.Context(), graph.Viewer{Tier: tier}), store, question, nil)
	if errs != nil {
		t.Fatal(errs)
	}
	text, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestVersions(t *testing.T) {
	store := corrected(t)
	const life = `{ kind recordedAt change { number actor note } changes { field before after } }`
	t.Run("who, when and what of each step", func(t *testing.T) {
		got := answered(t, store, graph.TierPublic, `{ city(id: "town") { versions { totalCount nodes `+life+` } } }`)
		want := `{"city":{"versions":{"nodes":[` +
			`{"change":{"actor":"anna","note":"two towns","number":1},"changes":[{"after":["Twon"],"before":[],"field":"name"},{"after":["TOWN"],"before":[],"field":"kind"},{"after":["PL"],"before":[],"field":"country"},{"after":["list"],"before":[],"field":"sources"},{"after":["DOCUMENTED"],"before":[],"field":"confidence"}],"kind":"ADDED","recordedAt":"2026-01-01T00:00:00Z"},` +
			`{"change":{"actor":"ben","note":"the name was misspelt","number":2},"changes":[{"after":["Town"],"before":["Twon"],"field":"name"}],"kind":"CORRECTED","recordedAt":"2026-01-02T00:00:00Z"},` +
			`{"change":{"actor":"ben","note":"an alias and an office","number":3},"changes":[{"after":["Stadt"],"before":[],"field":"aliases"}],"kind":"CORRECTED","recordedAt":"2026-01-03T00:00:00Z"}` +
			`],"totalCount":3}}}`
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	t.Run("page by page, and as known at an instant", func(t *testing.T) {
		got := answered(t, store, graph.TierPublic, `{ city(id: "town") { versions(last: 1) { nodes { kind } pageInfo { hasPreviousPage hasNextPage } } } }`)
		if want := `{"city":{"versions":{"nodes":[{"kind":"CORRECTED"}],"pageInfo":{"hasNextPage":false,"hasPreviousPage":true}}}}`; got != want {
			t.Errorf("got %s", got)
		}
		got = answered(t, store, graph.TierPublic, `{ city(id: "town", knownAt: "2026-01-02T00:00:00Z") { name versions { totalCount } } }`)
		if want := `{"city":{"name":"Town","versions":{"totalCount":2}}}`; got != want {
			t.Errorf("got %s", got)
		}
	})
	t.Run("the record as it was from a step on", func(t *testing.T) {
		data, errs := ask(t, t.Context(), store, `{ city(id: "town") { versions(first: 1) { nodes { recordId } } } }`, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		text, _ := json.Marshal(data)
		id := strings.Split(string(text), `"`)[9]
		got := answered(t, store, graph.TierPublic, `{ node(id: "`+id+`") { ... on City { name recordedAt } } }`)
		if want := `{"node":{"name":"Twon","recordedAt":"2026-01-01T00:00:00Z"}}`; got != want {
			t.Errorf("got %s from %s", got, text)
		}
	})
	const items = `{ changes { nodes { number items { nodes { type slug kind reason movedTo changes { field before after } } } } } }`
	t.Run("what a change did to each record", func(t *testing.T) {
		got := answered(t, store, graph.TierRestricted, items)
		for _, part := range []string{
			`{"changes":[{"after":["secret.person@town.example"],"before":["office@town.example"],"field":"value"},{"after":["RESTRICTED"],"before":["PUBLIC"],"field":"tier"}],"kind":"CORRECTED","movedTo":null,"reason":null,"slug":"office","type":"Contact"}`,
			`{"changes":[],"kind":"RETRACTED","movedTo":"town","reason":"the same town","slug":"village","type":"City"}`,
		} {
			if !strings.Contains(got, part) {
				t.Errorf("%s\nlacks %s", got, part)
			}
		}
	})
	t.Run("the public sees nothing of what is restricted now", func(t *testing.T) {
		got := answered(t, store, graph.TierPublic, items)
		for _, secret := range []string{"office@town.example", "secret.person", "Contact"} {
			if strings.Contains(got, secret) {
				t.Errorf("%s\nholds %s", got, secret)
			}
		}
	})
}

// The lives of all records of a page are read at once.
func TestVersionsAreReadALevelAtATime(t *testing.T) {
	reader := &counting{Reader: corrected(t)}
	for _, question := range []string{
		`{ cities { nodes { versions { nodes { changes { field } } } } } }`,
		`{ changes { nodes { items { nodes { changes { field } reason } } } } }`,
	} {
		reader.calls = nil
		if _, errs := ask(t, t.Context(), reader, question, nil); errs != nil {
			t.Fatal(errs)
		}
		if n := strings.Count(strings.Join(reader.calls, " "), "Versions"); n != 1 {
			t.Errorf("%s\nreads lives %d times: %v", question, n, reader.calls)
		}
	}
}
