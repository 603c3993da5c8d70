package neostore_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/neostore/neostoretest"
	"twingraph/graph/storetest/previous"
)

// restored returns a driver on the shared server, whose database is as the previous
// release left it.
func restored(t *testing.T) neo4j.DriverWithContext {
	t.Helper()
	driver := neo4jtest.Driver(t)
	if err := neo4jtest.Restore(t.Context(), driver, previous.Neo4j(t)); err != nil {
		t.Fatal(err)
	}
	return driver
}

// server returns a store on the shared server, as another server of Twingraph has it.
func server(t *testing.T, onStatement func(neostore.Sent)) *neostore.Store {
	t.Helper()
	return neostoretest.Open(t, neo4jtest.ForTest(t), onStatement)
}

func migrate(t *testing.T, store *neostore.Store) neostore.Update {
	t.Helper()
	update, err := store.Migrate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return update
}

func statement(t *testing.T, driver neo4j.DriverWithContext, text string, params map[string]any) []*neo4j.Record {
	t.Helper()
	result, err := neo4j.ExecuteQuery(t.Context(), driver, text, params, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return result.Records
}

func count(t *testing.T, driver neo4j.DriverWithContext, text string) int {
	t.Helper()
	n, _ := statement(t, driver, text, nil)[0].Values[0].(int64)
	return int(n)
}

// contents returns the lines of a dump but for what a migration notes about itself,
// and without the properties of the given names.
func contents(t *testing.T, driver neo4j.DriverWithContext, without map[string]bool) []string {
	t.Helper()
	dump, err := neo4jtest.Dump(t.Context(), driver)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for text := range strings.Lines(string(dump)) {
		var line struct {
			Labels     []string       `json:"labels"`
			Type       string         `json:"type"`
			Properties map[string]any `json:"properties"`
		}
		in := json.NewDecoder(strings.NewReader(text))
		in.UseNumber()
		if err := in.Decode(&line); err != nil {
			t.Fatal(err)
		}
		if line.Labels == nil && line.Type == "" || slices.Contains(line.Labels, "Schema") || slices.Contains(line.Labels, "Migration") {
			continue
		}
		for name := range without {
			delete(line.Properties, name)
		}
		kept, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(kept))
	}
	slices.Sort(lines)
	return lines
}

// derivedNames returns the names of all properties that a store derives.
func derivedNames(store *neostore.Store) map[string]bool {
	names := map[string]bool{}
	for _, mark := range store.Marks() {
		_, mark, _ = strings.Cut(mark, ".")
		name, _, _ := strings.Cut(mark, "=")
		names[name] = true
	}
	for _, name := range []string{"openAdded", "openCorrected", "openRetracted"} { // what each change did that everybody may see
		names[name] = true
	}
	return names
}

func TestAStoreOfThePreviousReleaseIsBroughtUpToDateAndAnswersTheSame(t *testing.T) {
	driver := restored(t)
	store := server(t, nil)
	before := contents(t, driver, derivedNames(store))

	update := migrate(t, store)
	looked := 0
	for _, b := range update.Backfilled {
		looked += b.Looked
	}
	if all := count(t, driver, "MATCH (n) WHERE n.knownFrom IS NOT NULL RETURN count(n)"); looked != all || update.Constraints == 0 {
		t.Errorf("of %d versions %d were looked at: %+v", all, looked, update)
	}
	// Spells follow from the rest by laws that changed since: their answers are asked for below.
	spell := func(line string) bool {
		return strings.Contains(line, `"Spell"`) || strings.Contains(line, "HAS_SPELL")
	}
	if diff := cmp.Diff(slices.DeleteFunc(before, spell), slices.DeleteFunc(contents(t, driver, derivedNames(store)), spell)); diff != "" {
		t.Errorf("what was recorded changed (-before +after):\n%s", diff)
	}

	var names []string
	again := server(t, func(sent neostore.Sent) { names = append(names, sent.Name) })
	if update := migrate(t, again); !cmp.Equal(update, neostore.Update{}) {
		t.Errorf("the second time did %+v", update)
	}
	if want := []string{"version", "migrate_state", "left", "head"}; !slices.Equal(names, want) {
		t.Errorf("to find that there is nothing to do took %v, want %v", names, want)
	}
	previous.Check(t, again, previous.Few, graph.Tiers()...)
}

// found finds records by properties of every kind that is derived.
func found(t *testing.T, store graph.Reader) (ids []graph.ID) {
	t.Helper()
	v := graph.View{AsOf: day(t, "2021-01-01"), KnownAt: graph.Latest(), Tier: graph.TierRestricted}
	is := func(field string, op graph.Op, value any) *graph.Filter {
		return &graph.Filter{Is: &graph.Condition{Field: field, Op: op, Values: []any{value}}}
	}
	for _, q := range []graph.Query{
		{Word: graph.WordCity, Where: is("name", graph.OpStartsWith, "łódz")},
		{Word: graph.WordCity, Where: is("anyName", graph.OpContains, "orel on")},
		{Word: graph.WordResolution, Where: is("adopted", graph.OpBefore, day(t, "2020-01-01"))},
		{Word: graph.WordResolution, Where: is("inForce", graph.OpIn, "TRUE")},
		{Word: graph.WordContact, Where: is("role", graph.OpIn, "Coordinator")},
		{Word: graph.WordTwinningLink, Where: is("since", graph.OpBefore, day(t, "1994-01-01"))},
	} {
		q.First = 10
		page, err := store.List(t.Context(), v, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Records {
			ids = append(ids, r.Base().ID)
		}
	}
	return ids
}

func day(t *testing.T, s string) graph.Day {
	t.Helper()
	d, err := graph.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A database that lacks derived properties finds nothing by them until it is brought
// up to date; then it is to the last property what it would have been.
func TestRecordsThatLackADerivedPropertyAreFoundAfterTheMigration(t *testing.T) {
	driver := restored(t)
	migrate(t, server(t, nil))
	sound := contents(t, driver, nil)
	for _, lacking := range []string{
		"MATCH (n:City) REMOVE n.nameFold, n.nameKey, n.searchNames, n.anyNameFold",
		"MATCH (n:Resolution) REMOVE n.adoptedFirst, n.notBefore, n.inForceFrom, n.inForceUntil, n.gone",
		"MATCH (n:Contact) REMOVE n.roleFold",
		"MATCH (n:Spell) REMOVE n.sinceFirst",
		"MATCH (n:Schema) DETACH DELETE n", // as in the previous release
		"MATCH (c:Change) REMOVE c.derived",
	} {
		statement(t, driver, lacking, nil)
	}
	old := server(t, nil)
	old.Unprepared()
	if ids := found(t, old); len(ids) != 0 {
		t.Fatalf("found %v by properties that are not there", ids)
	}

	store := server(t, nil)
	update := migrate(t, store)

	written := map[string]int{}
	for _, b := range update.Backfilled {
		written[b.Word] = b.Written
	}
	for word, all := range map[string]string{
		"City": "MATCH (n:City) RETURN count(n)", "Resolution": "MATCH (n:Resolution) RETURN count(n)",
		"Contact": "MATCH (n:Contact) WHERE n.role IS NOT NULL RETURN count(n)",
		// All spells of a link are replaced where one lacks something.
		"Spell": "MATCH (l:TwinningLink)-[:HAS_SPELL]->(n:Spell) WHERE n.since IS NOT NULL WITH collect(DISTINCT l.id) AS ids MATCH (l:TwinningLink)-[:HAS_SPELL]->(n:Spell) WHERE l.id IN ids RETURN count(DISTINCT n)",
		"Claim": "RETURN 0",
	} {
		if n := count(t, driver, all); written[word] != n {
			t.Errorf("%d versions of %s were written, want %d", written[word], word, n)
		}
	}
	if diff := cmp.Diff(sound, contents(t, driver, nil)); diff != "" {
		t.Errorf("the database is another than before (-before +after):\n%s", diff)
	}
	want := []graph.ID{
		"lodzica-pl", "orlow-ru", "r-declaration", "r-charter", "r-declaration", "c-secret", "lodzica-pl--orlow-ru", "orlow-ru--saint-oeuf-fr",
	}
	if ids := found(t, store); !slices.Equal(ids, want) {
		t.Errorf("found %v, want %v", ids, want)
	}
}

// backwards is a property that a later release could derive, of every word.
func backwards(r graph.Record) any {
	letters := []rune(string(r.Base().ID))
	slices.Reverse(letters)
	return string(letters)
}

const withBackwards = "MATCH (n) WHERE n.idBackwards = reverse(n.id) RETURN count(n)"

// versions counts the versions of records of every word.
const versions = "MATCH (n) WHERE n.knownFrom IS NOT NULL AND NOT n:Spell RETURN count(n)"

func TestADerivedPropertyThatIsAddedIsBackfilled(t *testing.T) {
	driver := restored(t)
	migrate(t, server(t, nil))
	all := count(t, driver, versions)

	t.Run("it is interrupted, and gone on with by several servers at once", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		moves := 0
		interrupted := server(t, func(sent neostore.Sent) {
			if sent.Name == "backfill_moved" {
				if moves++; moves == 9 {
					cancel()
				}
			}
		})
		interrupted.DeriveAlso("idBackwards", backwards)
		interrupted.InPortions(5)
		if _, err := interrupted.Migrate(ctx); graph.CodeOf(err) != graph.Unavailable && graph.CodeOf(err) != graph.Timeout {
			t.Fatalf("it was not interrupted: %v", err)
		}
		there := count(t, driver, withBackwards)
		if there == 0 || there >= all {
			t.Fatalf("%d of %d versions have it", there, all)
		}

		var work sync.WaitGroup
		updates := make([]neostore.Update, 3)
		errs := make([]error, len(updates))
		for i := range updates {
			store := server(t, nil)
			store.DeriveAlso("idBackwards", backwards)
			store.InPortions(5)
			work.Go(func() { updates[i], errs[i] = store.Migrate(t.Context()) })
		}
		work.Wait()
		written := 0
		for i, update := range updates {
			if errs[i] != nil {
				t.Fatal(errs[i])
			}
			for _, b := range update.Backfilled {
				written += b.Written
				if !slices.Equal(b.Properties, []string{"idBackwards"}) {
					t.Errorf("%+v", b)
				}
			}
		}
		if n := count(t, driver, withBackwards); n != all || written != all-there {
			t.Errorf("%d of %d versions have it; %d had it before, %d were written", n, all, there, written)
		}
	})
	t.Run("a program without it is refused", func(t *testing.T) {
		err := server(t, nil).Ready(t.Context())
		if graph.CodeOf(err) != graph.Unavailable || !neostore.Lasting(err) || !strings.Contains(err.Error(), "idBackwards") || !strings.Contains(err.Error(), "newer Twingraph") {
			t.Errorf("%v", err)
		}
	})
	t.Run("what an older server wrote meanwhile is brought up to date at the next start", func(t *testing.T) {
		newer := server(t, nil)
		newer.DeriveAlso("idBackwards", backwards)
		at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
		if _, err := newer.Append(t.Context(), graph.Batch{After: 6, RecordedAt: at, CommittedAt: at, Actor: "an older server", Added: []graph.Record{
			&graph.Source{Statement: graph.Statement{ID: "s-late", Confidence: graph.Documented}, Title: "Late"},
		}}); err != nil {
			t.Fatal(err)
		}
		statement(t, driver, "MATCH (c:Change {seq: 7}), (n:Source {seq: 7}) REMOVE c.derived, n.idBackwards", nil)
		if n := count(t, driver, withBackwards); n != all {
			t.Fatalf("%d versions have it, want %d", n, all)
		}
		again := server(t, nil)
		again.DeriveAlso("idBackwards", backwards)
		update := migrate(t, again)
		if n := count(t, driver, withBackwards); n != all+1 {
			t.Errorf("%d versions have it, want %d: %+v", n, all+1, update)
		}
		last := server(t, nil)
		last.DeriveAlso("idBackwards", backwards)
		if update := migrate(t, last); !cmp.Equal(update, neostore.Update{}) {
			t.Errorf("and again: %+v", update)
		}
	})
	t.Run("given up in a later release, it is taken away", func(t *testing.T) {
		later := server(t, nil)
		later.DeriveWithout("nameKey")
		migrate(t, later)
		if n := count(t, driver, "MATCH (n) WHERE n.idBackwards IS NOT NULL OR n.nameKey IS NOT NULL RETURN count(n)"); n != 0 {
			t.Errorf("%d versions still have it", n)
		}
		err := server(t, nil).Ready(t.Context())
		if !neostore.Lasting(err) || !strings.Contains(err.Error(), "derivation 4") {
			t.Errorf("an older program: %v", err)
		}
	})
}

// A word that only a newer program knows is a reason to refuse.
func TestADatabaseWithAnUnknownWordIsRefused(t *testing.T) {
	driver := neo4jtest.Driver(t)
	migrate(t, server(t, nil))
	statement(t, driver, "CREATE (:Schema {word: 'TwinTown', indexes: ['twin_town_id']})", nil)
	err := server(t, nil).Ready(t.Context())
	if !neostore.Lasting(err) || !strings.Contains(err.Error(), "TwinTown") {
		t.Errorf("%v", err)
	}
}

// A migration that a newer release added is a reason to refuse.
func TestADatabaseWithANewerMigrationIsRefused(t *testing.T) {
	driver := neo4jtest.Driver(t)
	migrate(t, server(t, nil))
	statement(t, driver, "CREATE (:Migration {number: 1000, name: 'later'})", nil)
	err := server(t, nil).Ready(t.Context())
	if !neostore.Lasting(err) || !strings.Contains(err.Error(), "schema 1000") {
		t.Errorf("%v", err)
	}
}

// A backfill finds its way by indexes, and a large one is no scan of everything at
// each of its steps.
func TestABackfillEntersByAnIndex(t *testing.T) {
	restored(t)
	var statements neostoretest.Statements
	store := server(t, statements.Hear)
	store.DeriveAlso("idBackwards", backwards)
	migrate(t, store)
	names := statements.EnterByIndex(t, func(sent neostore.Sent) bool { return strings.HasPrefix(sent.Name, "backfill") })
	seen := slices.Sorted(maps.Keys(names))
	if want := []string{"backfill_counts", "backfill_done", "backfill_moved", "backfill_place", "backfill_respell", "backfill_spells", "backfill_unspell", "backfill_versions", "backfill_write"}; !slices.Equal(seen, want) {
		t.Errorf("statements %v, want %v", seen, want)
	}
}
