package ingest_test

import (
	"context"
	"maps"
	"testing"
	"testing/fstest"

	"twingraph/graph"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
)

// release returns the files of a release of towns, with some of them in place of those of the
// first one.
func release(other map[string]string) fstest.MapFS {
	files := map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\ns,List,Council,,2019-12,,DOCUMENTED,\n",
		"cities.csv":  cityRows("", "a", "b", "c", "d"),
		"twinning_links.csv": "id,a,b,kind,disputes,dispute_note,sources,confidence,notes\n" +
			"a--b,a,b,TWINNING,,,s,DOCUMENTED,\na--c,a,c,TWINNING,,,s,DOCUMENTED,\na--d,a,d,TWINNING,,,s,DOCUMENTED,\n",
		"claims.csv": claimRows("c1,a--b,ESTABLISHED,,1991", "c2,a--c,ESTABLISHED,,1992", "c3,a--d,ESTABLISHED,,1993"),
	}
	maps.Copy(files, other)
	fsys := fstest.MapFS{}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fsys
}

func cityRows(population string, ids ...string) string {
	rows := "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n"
	for _, id := range ids {
		rows += id + ",Town " + id + ",,,TOWN,,,,,,," + population + ",s,DOCUMENTED,\n"
	}
	return rows
}

func claimRows(claims ...string) string {
	rows := "id,link,type,side,date,observed_status,authority,decided_by,reason,resolution,responds_to,sources,confidence,notes\n"
	for _, claim := range claims {
		rows += claim + ",,THIRD_PARTY,,,,,s,DOCUMENTED,\n"
	}
	return rows
}

// What people corrected and took back since a release stays so when the next one says the same as
// the one before; what it says anew is recorded.
func TestAReleaseLeavesWhatWasCorrectedSince(t *testing.T) {
	options := func(version string) ingest.Options {
		return ingest.Options{Actor: "importer", Note: ingest.ReleaseNote("Towns", version), Release: "Towns"}
	}
	desk := newDesk(t)
	desk.imports(release(nil), options("1"))
	record := func(id graph.ID, word graph.Word) graph.Record {
		t.Helper()
		found, err := desk.Records(context.Background(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}, word, []graph.ID{id})
		if err != nil {
			t.Fatal(err)
		}
		return found[0]
	}
	submit := func(s registry.Submission) {
		t.Helper()
		s.Actor, s.Note = "an editor", "looked up"
		if _, err := desk.registry.Submit(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
	b := graph.Canonical(record("b", graph.WordCity)).(*graph.City)
	b.Name = "Town of B"
	submit(registry.Submission{
		Records: []graph.Record{b},
		Retractions: []graph.Retraction{
			{Word: graph.WordCity, ID: "c", Reason: "the same", MovedTo: "b"},
			{Word: graph.WordClaim, ID: "c3", Reason: "an error"},
			{Word: graph.WordTwinningLink, ID: "a--d", Reason: "an error"},
		},
	})
	corrected := func(when string) {
		t.Helper()
		if got := record("b", graph.WordCity).(*graph.City).Name; got != "Town of B" {
			t.Errorf("%s: b is %q", when, got)
		}
		if got := record("a--c", graph.WordTwinningLink).(*graph.TwinningLink); got.A != "a" || got.B != "b" {
			t.Errorf("%s: a--c joins %s and %s", when, got.A, got.B)
		}
		for _, gone := range []graph.Target{{Word: graph.WordCity, ID: "c"}, {Word: graph.WordClaim, ID: "c3"}} {
			if record(gone.ID, gone.Word) != nil {
				t.Errorf("%s: %s is back", when, gone)
			}
		}
	}
	t.Run("the same rows", func(t *testing.T) {
		report := desk.imports(release(nil), options("2"))
		if report.Left != 5 || report.Changes != 0 {
			t.Errorf("%+v", report)
		}
		corrected("the same rows")
		if record("a--d", graph.WordTwinningLink) != nil {
			t.Error("a--d is back")
		}
	})
	t.Run("an import that is no release says what it says", func(t *testing.T) {
		o := options("2")
		o.Release, o.DryRun = "", true
		if report := desk.imports(release(nil), o); report.Left != 0 || report.Added != 3 || report.Corrected != 2 {
			t.Errorf("%+v", report)
		}
	})
	t.Run("rows with news", func(t *testing.T) {
		report := desk.imports(release(map[string]string{
			"claims.csv": claimRows("c1,a--b,ESTABLISHED,,1990", "c2,a--c,ESTABLISHED,,1992", "c3,a--d,ESTABLISHED,,1993", "c4,a--d,ESTABLISHED,,1994"),
			"twinning_links.csv": "id,a,b,kind,disputes,dispute_note,sources,confidence,notes\n" +
				"a--b,a,b,TWINNING,,,s,DOCUMENTED,\na--c,a,c,TWINNING,,,s,DOCUMENTED,\na--d,a,d,TWINNING,,,s,DOCUMENTED,\nd--c,d,c,TWINNING,,,s,DOCUMENTED,\n",
			"retractions.csv": "word,id,moved_to,reason\n",
		}), options("3"))
		if report.Left != 4 || report.Added != 3 || report.Corrected != 1 {
			t.Errorf("%+v", report)
		}
		corrected("rows with news")
		if got := record("d--c", graph.WordTwinningLink).(*graph.TwinningLink); got.B != "b" {
			t.Errorf("a link of a city that moved joins %s and %s", got.A, got.B)
		}
		if record("a--d", graph.WordTwinningLink) == nil || record("c4", graph.WordClaim) == nil {
			t.Error("a link of which the release knows something new is not there")
		}
	})
	t.Run("a row that is another one wins", func(t *testing.T) {
		desk.imports(release(map[string]string{"cities.csv": cityRows("9", "a", "b", "c", "d")}), options("4"))
		if got := record("b", graph.WordCity).(*graph.City); got.Name != "Town b" || got.Population == nil {
			t.Errorf("%+v", got)
		}
		if record("c", graph.WordCity) == nil {
			t.Error("c is not there, of which the release knows something new")
		}
	})
	t.Run("what was taken back otherwise is not taken back again", func(t *testing.T) {
		submit(registry.Submission{Retractions: []graph.Retraction{{Word: graph.WordClaim, ID: "c4", Reason: "an error"}}})
		report := desk.imports(release(map[string]string{
			"cities.csv":      cityRows("9", "a", "b", "c", "d"),
			"claims.csv":      claimRows("c2,a--c,ESTABLISHED,,1992"),
			"retractions.csv": "word,id,moved_to,reason\nClaim,c4,c2,The same\n",
		}), options("5"))
		if report.Retracted != 0 {
			t.Errorf("%+v", report)
		}
	})
}
