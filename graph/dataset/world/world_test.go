package world_test

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/dataset"
	release "twingraph/graph/dataset/world"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/world"
)

// journal is a store in memory, into which the releases are imported.
type journal struct{ *world.World }

// Append records a batch.
func (j *journal) Append(_ context.Context, batch graph.Batch) (graph.Change, error) {
	next, change, err := j.With(batch)
	if err == nil {
		j.World = next
	}
	return change, err
}

// imported returns both releases, imported one after the other as serve --world does.
var imported = sync.OnceValues(func() (*journal, error) {
	ctx := context.Background()
	store := &journal{world.Empty()}
	to := registry.New(store, func() time.Time { return release.Released().AddDate(0, 0, 1) })
	if _, err := ingest.Import(ctx, to, store, dataset.FS(), ingest.Options{Actor: "test", RecordedAt: dataset.Released()}); err != nil {
		return nil, err
	}
	files, err := release.FS()
	if err != nil {
		return nil, err
	}
	_, err = ingest.Import(ctx, to, store, files, ingest.Options{Actor: "test", RecordedAt: release.Released()})
	return store, err
})

func moment(t *testing.T) *world.Moment {
	t.Helper()
	store, err := imported()
	if err != nil {
		t.Fatal(err)
	}
	m, err := world.MomentsOf(store, 1).Moment(t.Context(), graph.View{KnownAt: graph.Latest()})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheReleaseIsTheOneThatWasBuilt(t *testing.T) {
	sum, err := os.ReadFile("world.zip.sha256")
	if err != nil {
		t.Fatal(err)
	}
	archive, err := os.ReadFile("world.zip")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x  world.zip\n", sha256.Sum256(archive)); got != string(sum) {
		t.Errorf("the checksum is %s and not %s: build it with make world", got, sum)
	}
	if len(archive) > 1_600_000 {
		t.Errorf("the release has %d bytes: it is in every binary", len(archive))
	}
}

// rows reads a file of the release.
func rows(t *testing.T, files fs.FS, name string) []map[string]string {
	t.Helper()
	f, err := files.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		list = append(list, row)
	}
	return list
}

// TestNothingOfTheBundledDatasetIsHere: its rows win, but for the editions, which the release
// says more about.
func TestNothingOfTheBundledDatasetIsHere(t *testing.T) {
	files, err := release.FS()
	if err != nil {
		t.Fatal(err)
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() == "editions.csv" {
			continue
		}
		bundled := map[string]bool{}
		for _, row := range rows(t, dataset.FS(), entry.Name()) {
			bundled[row["id"]] = true
			if row["geonames"] != "" {
				bundled["geonames "+row["geonames"]] = true
			}
		}
		for _, row := range rows(t, files, entry.Name()) {
			if bundled[row["id"]] || row["geonames"] != "" && bundled["geonames "+row["geonames"]] {
				t.Errorf("%s: %s is in the bundled dataset", entry.Name(), row["id"])
			}
		}
	}
}

// TestClaimsAreThoseOfLists: the release says what lists show, and nothing else.
func TestClaimsAreThoseOfLists(t *testing.T) {
	files, err := release.FS()
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, row := range rows(t, files, "claims.csv") {
		count[row["type"]+" "+row["date"]]++
		if row["directory"] != "wikipedia" || row["authority"] != "THIRD_PARTY" {
			t.Errorf("%v", row)
		}
	}
	want := map[string]int{"LISTED 2023-04-22": listed2023, "LISTED 2026-02-08": listed2026, "NOT_LISTED 2026-02-08": dropped}
	for key, n := range want {
		if count[key] != n {
			t.Errorf("%s: got %d, want %d", key, count[key], n)
		}
	}
	if len(count) != len(want) {
		t.Errorf("%v", count)
	}
	located := 0
	cities := rows(t, files, "cities.csv")
	for _, row := range cities {
		if (row["geonames"] == "") != (row["latitude"] == "") {
			t.Errorf("%s has a place that is not the gazetteer's", row["id"])
		}
		if row["geonames"] != "" {
			located++
		}
	}
	if len(cities) != newCities || located != withGeoNames {
		t.Errorf("%d cities, %d of the gazetteer; want %d, %d", len(cities), located, newCities, withGeoNames)
	}
}

// What the release holds; PROVENANCE.md says the same.
const (
	listed2023   = 181
	listed2026   = 22_051
	dropped      = 183
	newCities    = 15_715
	withGeoNames = 13_542
	heldRows     = 1_364
	disputedCY   = 23
	disputedUA   = 44
	disputedXK   = 23
	disputedTW   = 32
	disputedEH   = 19
)

// groups returns the organisations of the release with their members.
func groups(t *testing.T) []analysis.Group {
	t.Helper()
	files, err := release.FS()
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]int{}
	var all []analysis.Group
	for _, row := range rows(t, files, "memberships.csv") {
		id := row["organisation"]
		i, seen := of[id]
		if !seen {
			i = len(all)
			of[id] = i
			all = append(all, analysis.Group{Organisation: graph.ID(id)})
		}
		all[i].Members = append(all[i].Members, analysis.GroupMember{City: graph.ID(row["city"]), First: graph.MinDay, Last: graph.MaxDay})
	}
	return all
}

func dayOf(t *testing.T, text string) graph.Day {
	t.Helper()
	day, err := graph.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}
