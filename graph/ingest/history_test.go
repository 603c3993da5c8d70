package ingest_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/filestore"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

func TestRandomHistoriesAreWrittenAndRead(t *testing.T) {
	storetest.RunHistory(t, func(*testing.T) graph.Store { return storetest.NewReference() },
		storetest.Differential{Seeds: []uint64{11, 12, 13, 14, 15, 16, 17, 18}, Questions: 80})
}

// page is a file in memory.
type page struct{ bytes.Buffer }

// Close does nothing.
func (*page) Close() error { return nil }

// exports writes what a tier sees, with its history.
func (d *desk) exports(tier graph.Tier) fstest.MapFS {
	d.t.Helper()
	pages := map[string]*page{}
	_, err := ingest.WriteHistory(context.Background(), d.Store, graph.View{KnownAt: graph.Latest(), Tier: tier}, func(name string) (io.WriteCloser, error) {
		pages[name] = &page{}
		return pages[name], nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for name, p := range pages {
		fsys[name] = &fstest.MapFile{Data: p.Bytes()}
	}
	return fsys
}

// records submits what must be sound, on a day of 2027.
func (d *desk) records(month time.Month, retractions []graph.Retraction, records ...graph.Record) {
	d.t.Helper()
	_, err := d.registry.Submit(context.Background(), registry.Submission{
		Actor: "An editor", Note: fmt.Sprintf("A note \"quoted\",\nof %s ", month), RecordedAt: time.Date(2027, month, 1, 0, 0, 0, 1000, time.UTC),
		Records: records, Retractions: retractions,
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// changed returns a copy of a record as known now.
func changed[T graph.Record](d *desk, word graph.Word, id graph.ID, change func(T)) graph.Record {
	d.t.Helper()
	records, err := d.Records(context.Background(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}, word, []graph.ID{id})
	if err != nil || records[0] == nil {
		d.t.Fatalf("%s %s: %v", word, id, err)
	}
	fresh := graph.Canonical(records[0])
	change(fresh.(T))
	return fresh
}

func TestTheBundledDatasetWithCorrectionsComesBack(t *testing.T) {
	d := newDesk(t)
	d.imports(dataset.FS(), ingest.Options{Actor: "import", Note: "release", RecordedAt: dataset.Released()})
	d.records(time.April, nil,
		changed(d, graph.WordCity, "tromso-no", func(c *graph.City) { c.Notes = "Counted anew" }),
		changed(d, graph.WordClaim, "falun-se--kolomyia-ua--listed-undated", func(c *graph.Claim) { c.Reason = "Seen again" }),
		changed(d, graph.WordSource, "wp-lists-2023", func(s *graph.Source) { s.Date.Day = 0 }))
	d.records(time.May, []graph.Retraction{
		{Word: graph.WordCity, ID: "aachen-de", MovedTo: "tromso-no", Reason: "A mistake; it is the same"},
		{Word: graph.WordPractice, ID: onePractice(d), Reason: "Withdrawn"},
	})
	d.records(time.June, nil, &graph.City{Statement: graph.Statement{ID: "aachen-de", Confidence: graph.Recalled}, Name: "Aachen", Kind: graph.CityKindCity, Country: "DE"})

	store, err := filestore.Open(filepath.Join(t.TempDir(), "again.db"), filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	again := &desk{t, store, registry.New(store, func() time.Time { return time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC) })}
	report := again.imports(d.exports(graph.TierRestricted), ingest.Options{})
	if report.Changes != 4 || report.Change.Note != "A note \"quoted\",\nof June " || report.Change.Actor != "An editor" {
		t.Errorf("report %+v", report)
	}
	storetest.CompareHistories(t, d.Store.(*storetest.Reference), store)
}

// onePractice returns the id of a practice that nothing refers to.
func onePractice(d *desk) graph.ID {
	page, err := d.List(context.Background(), graph.View{KnownAt: graph.Latest()}, graph.Query{Word: graph.WordPractice, First: graph.MaxFirst})
	if err != nil {
		d.t.Fatal(err)
	}
	opposed := map[graph.ID]bool{}
	for _, r := range page.Records {
		for _, id := range r.(*graph.Practice).Opposes {
			opposed[id] = true
		}
	}
	for _, r := range page.Records {
		if id := r.Base().ID; !opposed[id] {
			return id
		}
	}
	d.t.Fatal("every practice is opposed by another")
	return ""
}

// What was recorded of contacts and of the sources that only they cite.
func TestAHistoryForTheirEyesOnly(t *testing.T) {
	d := newDesk(t)
	source := func(id graph.ID) graph.Record {
		return &graph.Source{Statement: graph.Statement{ID: id, Confidence: graph.Documented}, Title: "Secret of " + string(id)}
	}
	contact := func(id, cites graph.ID, tier graph.Tier) graph.Record {
		return &graph.Contact{
			Statement: graph.Statement{ID: id, Confidence: graph.Documented, Sources: []graph.ID{cites}}, City: "oslo-no",
			Channel: graph.ChannelWeb, Value: "https://" + strings.ToLower(string(tier)) + "." + string(id) + ".example", Tier: tier,
		}
	}
	d.records(time.January, nil, &graph.City{Statement: graph.Statement{ID: "oslo-no", Confidence: graph.Documented}, Name: "Oslo", Kind: graph.CityKindCity, Country: "NO"})
	d.records(time.February, nil, source("late"), source("never"), source("gone"), source("twice"))
	d.records(time.March, nil, contact("hidden-for-good", "never", graph.TierPublic), contact("published", "late", graph.TierPartner), contact("on-and-off", "twice", graph.TierPublic))
	d.records(time.April, nil, contact("hidden-for-good", "never", graph.TierRestricted), contact("on-and-off", "twice", graph.TierRestricted))
	d.records(time.May, nil, contact("published", "late", graph.TierPublic), contact("taken-back", "gone", graph.TierPublic))
	d.records(time.June, []graph.Retraction{{Word: graph.WordContact, ID: "taken-back", Reason: "moved away"}}, contact("on-and-off", "twice", graph.TierPublic))

	const sources, contacts = "id,title,publisher,url,date,archived_hash,confidence,notes,change,sources\n",
		"id,city,organisation,role,person,channel,value,visibility,personal_data,verified,sources,confidence,notes,change\n"
	want := map[string]string{
		"changes.csv": "number,recorded_at,actor,note\n" +
			"1,2027-01-01T00:00:00.000001Z,An editor,\"A note \"\"quoted\"\",\nof January \"\n" +
			"2,2027-03-01T00:00:00.000001Z,An editor,\"A note \"\"quoted\"\",\nof March \"\n" +
			"3,2027-05-01T00:00:00.000001Z,An editor,\"A note \"\"quoted\"\",\nof May \"\n" +
			"4,2027-06-01T00:00:00.000001Z,An editor,\"A note \"\"quoted\"\",\nof June \"\n",
		"sources.csv": sources + "twice,Secret of twice,,,,,DOCUMENTED,,2,\nlate,Secret of late,,,,,DOCUMENTED,,3,\ngone,Secret of gone,,,,,DOCUMENTED,,3,\n",
		"cities.csv":  "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes,change,iso3166_2,successor,names,listed_under,administered_by,claimed_by,territory_note\noslo-no,Oslo,,,CITY,NO,,,,,,,,DOCUMENTED,,1,,,,,,,\n",
		"contacts.csv": contacts + "published,oslo-no,,,,WEB,https://public.published.example,PUBLIC,,,late,DOCUMENTED,,3\n" +
			"taken-back,oslo-no,,,,WEB,https://public.taken-back.example,PUBLIC,,,gone,DOCUMENTED,,3\n" +
			"on-and-off,oslo-no,,,,WEB,https://public.on-and-off.example,PUBLIC,,,twice,DOCUMENTED,,4\n",
		"retractions.csv": "word,id,moved_to,reason,change\nContact,taken-back,,moved away,4\n",
	}
	got := d.exports(graph.TierPublic)
	for name, content := range want {
		if got[name] == nil || string(got[name].Data) != content {
			t.Errorf("%s is\n%+v\nwant\n%s", name, got[name], content)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	newDesk(t).imports(got, ingest.Options{})
}

func TestAHistoryGoesIntoAStoreThatHoldsItsBeginning(t *testing.T) {
	d, again := newDesk(t), newDesk(t)
	d.imports(set(nil), ingest.Options{Note: "first"})
	again.imports(d.exports(graph.TierRestricted), ingest.Options{})
	d.imports(fstest.MapFS{"retractions.csv": {Data: []byte("word,id,moved_to,reason\nClaim,c1,,mistaken\n")}}, ingest.Options{Note: "second"})
	second := d.exports(graph.TierRestricted)
	if report := again.imports(second, ingest.Options{DryRun: true}); report.Retracted != 1 || report.Unchanged != 6 || again.head().Seq != 1 {
		t.Errorf("a dry run: %+v", report)
	}
	if report := again.imports(second, ingest.Options{}); report.Retracted != 1 || report.Unchanged != 6 || report.Changes != 1 || again.head().Note != "second" {
		t.Errorf("report %+v, head %+v", report, again.head())
	}
	for name, files := range map[string]fstest.MapFS{"with another first change": set(map[string]string{"claims.csv": ""}), "with other values": set(map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\npress,Another article,,,,,DOCUMENTED,\n"})} {
		other := newDesk(t)
		other.imports(files, ingest.Options{Note: "first", RecordedAt: d.head().RecordedAt.Add(-time.Microsecond)})
		if _, err := other.try(second, ingest.Options{}); graph.CodeOf(err) != graph.Conflict || other.head().Seq != 1 {
			t.Errorf("a store %s: %v", name, err)
		}
	}
}

func TestAHistoryWithAMistakeIsRefusedWhole(t *testing.T) {
	const changes = "number,recorded_at,actor,note\n1,2027-01-01T00:00:00Z,A,one\n2,2027-02-01T00:00:00Z,A,two\n"
	const sources = "id,title,publisher,url,date,archived_hash,confidence,notes,change\npress,An article,,,,,DOCUMENTED,,1\n"
	for name, c := range map[string]struct{ changes, sources, retractions, want string }{
		"the last change": {changes, sources, "Source,paper,,gone,2\n", "retractions.csv:2: there is no such record to retract"},
		"a row of no change": {changes, sources + "book,A book,,,,,DOCUMENTED,,3\n", "Source,press,,gone,2\n",
			`sources.csv:3: change: changes.csv has no change "3"`},
		"a change without rows": {changes, sources, "", "changes.csv:3: number: no row has the change 2"},
		"numbers out of order": {strings.Replace(changes, "\n2,", "\n1,", 1), sources, "",
			`changes.csv:3: number: "1" is not a number above that of the row before: number changes in order from 1`},
		"back in time": {strings.Replace(changes, "2027-02", "2026-02", 1), sources, "",
			"changes.csv:3: recorded_at: is before the change in the row before: recorded time only goes forward"},
		"no instant": {strings.Replace(changes, "2027-02-01T00:00:00Z", "yesterday", 1), sources, "",
			`changes.csv:3: recorded_at: "yesterday" is not an instant, such as 2026-11-22T00:00:00Z`},
		"no change in the rows": {changes, "id,title,publisher,url,date,archived_hash,confidence,notes\npress,An article,,,,,DOCUMENTED,\n", "",
			"sources.csv:1: change: the header lacks this column"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			fsys := fstest.MapFS{"changes.csv": {Data: []byte(c.changes)}, "sources.csv": {Data: []byte(c.sources)}}
			if c.retractions != "" {
				fsys["retractions.csv"] = &fstest.MapFile{Data: []byte("word,id,moved_to,reason,change\n" + c.retractions)}
			}
			if got := d.rejects(fsys); got != c.want+"\n" {
				t.Errorf("rejected\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Of a history, what stands at its end is worth a look, and not what was mended on the way.
func TestRemarksOnAHistory(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"changes.csv": "number,recorded_at,actor,note\n1,2021-01-01T00:00:00Z,One,Begun\n2,2022-01-01T00:00:00Z,One,More\n3,2023-01-01T00:00:00Z,Two,Mended\n",
		"cities.csv": "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes,change\n" +
			"a-pl,Aa,,,TOWN,PL,,Q5,,,,,,DOCUMENTED,,1\nb-pl,Bb,,,TOWN,PL,,Q5,,10,10,,,DOCUMENTED,,1\nc-pl,Cc,,,TOWN,PL,,Q7,,,,,,DOCUMENTED,,2\n" +
			"b-pl,Bb,,,TOWN,PL,,Q7,,52,20,,,DOCUMENTED,,3\n",
		"twinning_links.csv": "id,a,b,kind,disputes,dispute_note,sources,confidence,notes,change\n" +
			"a-pl--b-pl,a-pl,b-pl,TWINNING,,,,DOCUMENTED,,1\nagain,b-pl,a-pl,TWINNING,,,,DOCUMENTED,,2\nonce-more,b-pl,a-pl,TWINNING,,,,DOCUMENTED,,2\n",
		"retractions.csv": "word,id,moved_to,reason,change\nTwinningLink,again,a-pl--b-pl,the same,3\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	want := []string{
		`cities.csv:4: wikidata: City "b-pl" has the Wikidata id Q7 too: if they are the same, record it once`,
		`twinning_links.csv:4: kind: TwinningLink "a-pl--b-pl" is a TWINNING between b-pl and a-pl too: if they are the same, record it once`,
	}
	d := newDesk(t)
	for _, when := range []string{"first", "again"} {
		report := d.imports(files, ingest.Options{})
		var got []string
		for _, row := range report.Remarks {
			got = append(got, row.String())
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") || report.RemarksCount != len(want) {
			t.Errorf("%s: %d remarks\n%s", when, report.RemarksCount, strings.Join(got, "\n"))
		}
	}
	if report := newDesk(t).imports(d.exports(graph.TierRestricted), ingest.Options{}); report.RemarksCount != len(want) {
		t.Errorf("of its export: %v", report.Remarks)
	}
}
