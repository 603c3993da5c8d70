package check_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"twingraph/graph"
	"twingraph/graph/check"
	"twingraph/graph/dataset"
	"twingraph/graph/dataset/datasettest"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// filled is a store with a dataset, and a few changes after it.
func filled(t *testing.T, fsys fs.FS) graph.Store {
	t.Helper()
	ctx := context.Background()
	store := storetest.NewReference()
	office := registry.New(store, dataset.Released)
	if _, err := ingest.Import(ctx, office, store, fsys, ingest.Options{RecordedAt: dataset.Released()}); err != nil {
		t.Fatal(err)
	}
	source := &graph.Source{
		Statement: graph.Statement{ID: "paper", Confidence: graph.Documented}, Title: "A paper",
	}
	listed := &graph.Claim{
		Statement: graph.Statement{ID: "listed", Confidence: graph.Documented, Sources: []graph.ID{"paper"}},
		Link:      "aachen-de--kostroma-ru", Type: graph.Listed, Authority: graph.ThirdParty,
	}
	dated := *source
	dated.Date = graph.PartialDate{Year: 2025}
	for _, s := range []registry.Submission{
		{Records: []graph.Record{source, listed}},
		{Records: []graph.Record{&dated}},
		{Retractions: []graph.Retraction{{Word: graph.WordClaim, ID: "aachen-de--kostroma-ru--e2", Reason: "mistaken"}}},
	} {
		if _, err := office.Submit(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// small is a dataset of one link.
func small() fs.FS {
	return fstest.MapFS{
		"sources.csv": {Data: []byte("id,title,publisher,url,date,archived_hash,confidence,notes\n" +
			"press,An article,,,2022-04,,DOCUMENTED,\n")},
		"cities.csv": {Data: []byte("id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n" +
			"aachen-de,Aachen,,,CITY,DE,,,,,,,,DOCUMENTED,\nkostroma-ru,Kostroma,,,CITY,RU,,,,,,,,DOCUMENTED,\n")},
		"twinning_links.csv": {Data: []byte("id,a,b,kind,disputes,dispute_note,sources,confidence,notes\n" +
			"aachen-de--kostroma-ru,aachen-de,kostroma-ru,TWINNING,,,,DOCUMENTED,\n")},
		"claims.csv": {Data: []byte("id,link,type,side,date,observed_status,authority,decided_by,reason,resolution,responds_to,sources,confidence,notes\n" +
			"aachen-de--kostroma-ru--e1,aachen-de--kostroma-ru,ESTABLISHED,,2005,,THIRD_PARTY,,,,,press,DOCUMENTED,\n" +
			"aachen-de--kostroma-ru--e2,aachen-de--kostroma-ru,SUSPENDED,aachen-de,2022-03,,PARTY_DECISION,COUNCIL,,,,press,DOCUMENTED,\n")},
		"contacts.csv": {Data: []byte("id,city,organisation,role,person,channel,value,visibility,personal_data,verified,sources,confidence,notes\n" +
			"office,aachen-de,,Office,,WEB,https://a.example,PUBLIC,false,,,DOCUMENTED,\n")},
	}
}

func run(t *testing.T, reader graph.Reader, o check.Options) check.Findings {
	t.Helper()
	o.AsOf = day("2026-11-22")
	findings, err := check.Run(context.Background(), reader, o)
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

func TestAllLawsHoldOnAStoreFilledThroughTheRegistry(t *testing.T) {
	_, rows := datasettest.Rows(t)
	f := run(t, filled(t, dataset.FS()), check.Options{Instants: 3})
	for _, finding := range f.List {
		t.Error(finding)
	}
	if !f.OK() || f.Changes != 4 || f.Instants != 3 || f.Links != 450 || f.Records != rows+1 || f.Spells < 3*450 {
		t.Errorf("findings %+v", f)
	}
}

func TestAnEmptyStoreBreaksNoLaw(t *testing.T) {
	if f := run(t, storetest.NewReference(), check.Options{}); !f.OK() || f.Instants != 0 {
		t.Errorf("findings %+v", f)
	}
}

func TestTheInstantsAreSampled(t *testing.T) {
	if f := run(t, filled(t, small()), check.Options{Instants: 2}); f.Instants != 2 || f.Changes != 4 {
		t.Errorf("looked at %d instants of %d changes, want 2 of 4", f.Instants, f.Changes)
	}
}

// bent answers as the store does, but for what a test bends.
type bent struct {
	graph.Reader
	history func(graph.ID, graph.History) graph.History
	record  func(graph.View, graph.Record) graph.Record
	changes func([]graph.Change) []graph.Change
	tally   func(graph.View, graph.Tally) graph.Tally
	fate    error
}

func (b bent) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	histories, err := b.Reader.Histories(ctx, v, links)
	if b.history != nil {
		for id := range histories {
			histories[id] = b.history(id, histories[id])
		}
	}
	return histories, err
}

func (b bent) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	if b.record == nil {
		return b.Reader.List(ctx, v, q)
	}
	page, err := b.Reader.List(ctx, v, q)
	for i := range page.Records {
		page.Records[i] = b.record(v, page.Records[i])
	}
	return page, err
}

func (b bent) Changes(ctx context.Context, v graph.View, of graph.Window[graph.Seq]) ([]graph.Change, error) {
	changes, err := b.Reader.Changes(ctx, v, of)
	if b.changes != nil {
		changes = b.changes(changes)
	}
	return changes, err
}

func (b bent) Tally(ctx context.Context, v graph.View, where *graph.Filter) (graph.Tally, error) {
	tally, err := b.Reader.Tally(ctx, v, where)
	if b.tally != nil {
		tally = b.tally(v, tally)
	}
	return tally, err
}

func (b bent) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	if b.fate != nil {
		return graph.Retraction{}, b.fate
	}
	return b.Reader.Fate(ctx, v, word, id)
}

// replace bends every record of type T that has the id.
func replace[T any, P interface {
	*T
	graph.Record
}](id graph.ID, change func(P)) func(graph.View, graph.Record) graph.Record {
	return func(_ graph.View, r graph.Record) graph.Record {
		p, ok := r.(P)
		if !ok || r.Base().ID != id {
			return r
		}
		fresh := *p
		change(&fresh)
		return P(&fresh)
	}
}

func TestEveryBreachIsFound(t *testing.T) {
	store := filled(t, small())
	const link = graph.ID("aachen-de--kostroma-ru")
	for name, c := range map[string]struct {
		reader bent
		law    check.Law
		want   string
	}{
		"a status that does not follow from the claims": {
			bent{history: func(id graph.ID, h graph.History) graph.History {
				if id == link {
					h = append(graph.History{}, h...)
					h[len(h)-1].Status = graph.StatusEnded
				}
				return h
			}}, check.Derivation, `on it is ACTIVE by its claims, ENDED by the store`},
		"a link without a history": {
			bent{history: func(id graph.ID, h graph.History) graph.History {
				if id == link {
					return nil
				}
				return h
			}}, check.Derivation, `the store gives no history`},
		"a statement without a source": {
			bent{record: replace("aachen-de--kostroma-ru--e1", func(c *graph.Claim) { c.Sources = nil })},
			check.Soundness, `needs at least one source`},
		"a link with itself": {
			bent{record: replace(link, func(l *graph.TwinningLink) { l.B = l.A })}, check.Soundness, `two distinct cities`},
		"a reference to nothing": {
			bent{record: replace(link, func(l *graph.TwinningLink) { l.B = "atlantis" })},
			check.Identity, `b refers to City "atlantis", which does not exist`},
		"an undated claim that counts from another day": {
			bent{record: replace("listed", func(c *graph.Claim) { c.Assumed = graph.PartialDate{Year: 2000} })},
			check.Dates, `counts from 2000, but its latest source is of 2025`},
		"a contact without a tier": {
			bent{record: replace("office", func(c *graph.Contact) { c.Tier = "" })}, check.Soundness, `tier: is required`},
		"a record from the future": {
			bent{record: replace("aachen-de", func(c *graph.City) { c.RecordedAt = graph.Latest() })},
			check.RecordedTime, `which is later`},
		"a gap in the sequence": {
			bent{changes: func(c []graph.Change) []graph.Change {
				if len(c) > 1 {
					return append(append([]graph.Change{}, c[0]), c[2:]...)
				}
				return c
			}}, check.RecordedTime, `change 3 comes after change 1`},
		"a sequence that ends early": {
			bent{changes: func(c []graph.Change) []graph.Change { return c[:min(1, len(c))][:0] }},
			check.RecordedTime, `nothing comes after change 0`},
		"a change that miscounts": {
			bent{changes: func(c []graph.Change) []graph.Change {
				c = append([]graph.Change{}, c...)
				c[0].Added++
				return c
			}}, check.Counts, `change 1 says that 8 records were ADDED, but lists 7`},
		"a count that does not add up": {
			bent{tally: func(_ graph.View, t graph.Tally) graph.Tally { t.Disputed++; return t }},
			check.Counts, `disputed links: `},
		"a retracted record that was forgotten": {
			bent{fate: graph.Errorf(graph.NotFound, "forgotten")}, check.Identity, `does not know what became of it`},
		"a record above the viewer's tier": {
			bent{record: func(v graph.View, r graph.Record) graph.Record {
				c, ok := r.(*graph.Contact)
				if !ok || v.Tier != graph.TierPublic {
					return r
				}
				fresh := *c
				fresh.Tier = graph.TierRestricted
				return &fresh
			}}, check.NoHarm, `is RESTRICTED, but a PUBLIC viewer sees it`},
	} {
		t.Run(name, func(t *testing.T) {
			c.reader.Reader = store
			var got []string
			for _, f := range run(t, c.reader, check.Options{}).List {
				if f.Law == c.law && strings.Contains(f.String(), c.want) {
					return
				}
				got = append(got, f.String())
			}
			t.Errorf("findings\n%s\nwant %s: %s", strings.Join(got, "\n"), c.law, c.want)
		})
	}
}

func TestAFindingReadsAsALine(t *testing.T) {
	f := check.Finding{
		Law: check.Identity, Word: graph.WordCity, ID: "x", Message: "is listed twice",
		KnownAt: time.Date(2026, time.May, 1, 0, 0, 0, 0, time.UTC),
	}
	if got, want := f.String(), `identity: City "x": is listed twice (known at 2026-05-01T00:00:00Z)`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
