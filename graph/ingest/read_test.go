package ingest_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/world"
)

// FuzzRead reads arbitrary files: whatever they hold, every row becomes a record or
// is reported in its place.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"contacts.csv", "partnerships.csv", "support_twinnings.csv"} {
		content, err := fs.ReadFile(dataset.FS(), name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(name, content)
	}
	f.Add("cities.csv", []byte("id,name\n\"a\nb"))
	f.Add("retractions.csv", []byte("word,id,moved_to,reason\nCity,x,,\n,,,\n"))
	f.Add("claims.csv", []byte(claimsHeader+"c,l,OBSERVED,,20-1,,,,,,;,,,\xff\n"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		if !fs.ValidPath(name) {
			t.Skip()
		}
		d, err := ingest.Read(context.Background(), fstest.MapFS{name: {Data: content}}, nil)
		if err != nil {
			return
		}
		lines := bytes.Count(content, []byte("\n")) + 1
		for _, row := range d.Rejected.Rows {
			if row.Line > lines || row.Reason == "" {
				t.Errorf("%d lines, but reported: %s", lines, row)
			}
		}
	})
}

// memory is a store that keeps a world and no journal.
type memory struct{ *world.World }

func (*memory) Ready(context.Context) error { return nil }
func (*memory) Close() error                { return nil }

func (m *memory) Append(_ context.Context, b graph.Batch) (graph.Change, error) {
	next, change, err := m.With(b)
	if err == nil {
		m.World = next
	}
	return change, err
}

// BenchmarkImport imports 230,000 rows into an empty world, and then once more.
func BenchmarkImport(b *testing.B) {
	const cities = 230_000 / 7
	var city, link, claim bytes.Buffer
	city.WriteString("id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n")
	link.WriteString("id,a,b,kind,disputes,dispute_note,sources,confidence,notes\n")
	claim.WriteString(claimsHeader)
	for i := range cities {
		fmt.Fprintf(&city, "city-%d,City %d,,Alias;Other,CITY,PL,Region,Q%d,%d,%d.5,%d.25,%d,list,DOCUMENTED,\n", i, i, i+1, i+1, i%90, i%180, i)
	}
	for i := range 2 * cities {
		fmt.Fprintf(&link, "link-%d,city-%d,city-%d,TWINNING,,,list,DOCUMENTED,\n", i, i%cities, (i+1+i/cities)%cities)
		fmt.Fprintf(&claim, "link-%d--e,link-%d,ESTABLISHED,,1990,,THIRD_PARTY,,Tie established,,,list,DOCUMENTED,\n", i, i)
		fmt.Fprintf(&claim, "link-%d--l,link-%d,LISTED,,,,THIRD_PARTY,,,,,list,DOCUMENTED,\n", i, i)
	}
	fsys := fstest.MapFS{
		"sources.csv": {Data: []byte("id,title,publisher,url,date,archived_hash,confidence,notes\nlist,A list,,,2026-02-08,,DOCUMENTED,\n")},
		"cities.csv":  {Data: city.Bytes()}, "twinning_links.csv": {Data: link.Bytes()}, "claims.csv": {Data: claim.Bytes()},
	}
	for b.Loop() {
		store := &memory{World: world.Empty()}
		for _, want := range []int{0, 7*cities + 1} {
			began := time.Now()
			report, err := ingest.Import(context.Background(), registry.New(store, time.Now), store, fsys, ingest.Options{})
			if err != nil || report.Unchanged < want {
				b.Fatal(err, report.Unchanged, lines(report))
			}
			b.ReportMetric(time.Since(began).Seconds(), map[bool]string{true: "s/first", false: "s/again"}[want == 0])
		}
	}
}
