package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"twingraph/graph"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
)

// A directory in two editions. In the second, a and c are read: a with b alone, c with d
// alone. e is not read; f is, and shows nothing.
var editionRows = map[string]map[string]string{
	"the first edition": {
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\nlists-1,Lists,Press,https://lists.example/1,2023-04-22,,DOCUMENTED,\nlists-2,Lists,Press,https://lists.example/2,2026-02-08,,DOCUMENTED,\n",
		"cities.csv": "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n" +
			"a,A,,,CITY,DE,,,,,,,lists-1,DOCUMENTED,\nb,B,,,CITY,FR,,,,,,,lists-1,DOCUMENTED,\nc,C,,,CITY,DE,,,,,,,lists-1,DOCUMENTED,\n" +
			"d,D,,,CITY,FR,,,,,,,lists-1,DOCUMENTED,\ne,E,,,CITY,PL,,,,,,,lists-1,DOCUMENTED,\nf,F,,,CITY,PL,,,,,,,lists-1,DOCUMENTED,\n",
		"twinning_links.csv": "id,a,b,kind,disputes,dispute_note,sources,confidence,notes\n" + linkRows("a-b", "a-c", "a-d", "c-d", "b-e", "d-e", "b-f", "c-e"),
		"editions.csv":       "id,directory,source,date,covers,previous,title,sources,confidence,notes\nlists-2023,lists,lists-1,2023-04-22,a;c;e;f,,,lists-1,DOCUMENTED,\n",
		"claims.csv":         claimRows("1", "2023-04-22", "LISTED", "a-b", "a-c", "a-d", "c-d", "b-e", "b-f") + claimRow("d-e--other", "d-e", "LISTED", "2023-04-22", "other", "lists-1") + claimRow("c-e--curated", "c-e", "LISTED", "2023-04-22", "", "lists-1"),
	},
	"the second edition": {
		"editions.csv": "id,directory,source,date,covers,previous,title,sources,confidence,notes\nlists-2026,lists,lists-2,2026-02-08,a;c;f,lists-2023,,lists-2,DOCUMENTED,\n",
		"claims.csv":   claimRows("2", "2026-02-08", "LISTED", "a-b", "c-d"),
	},
	"the second edition, with what it drops": { // as lists are converted
		"editions.csv": "id,directory,source,date,covers,previous,title,sources,confidence,notes\nlists-2026,lists,lists-2,2026-02-08,a;c;f,lists-2023,,lists-2,DOCUMENTED,\n",
		"claims.csv": claimRows("2", "2026-02-08", "LISTED", "a-b", "c-d") +
			claimRow("a-c--not-listed-2026-02-08", "a-c", "NOT_LISTED", "2026-02-08", "lists", "lists-2") +
			claimRow("a-d--not-listed-2026-02-08", "a-d", "NOT_LISTED", "2026-02-08", "lists", "lists-2"),
	},
}

func linkRows(ids ...string) string {
	var rows strings.Builder
	for _, id := range ids {
		a, b, _ := strings.Cut(id, "-")
		fmt.Fprintf(&rows, "%s,%s,%s,TWINNING,,,lists-1,DOCUMENTED,\n", id, a, b)
	}
	return rows.String()
}

func claimRows(edition, date, says string, links ...string) string {
	rows := "id,link,type,side,date,observed_status,authority,decided_by,reason,resolution,responds_to,sources,confidence,notes,directory\n"
	for _, link := range links {
		rows += claimRow(link+"--"+edition, link, says, date, "lists", "lists-"+edition)
	}
	return rows
}

func claimRow(id, link, says, date, directory, source string) string {
	return fmt.Sprintf("%s,%s,%s,,%s,,THIRD_PARTY,,,,,%s,DOCUMENTED,,%s\n", id, link, says, date, source, directory)
}

// checkDropped imports two editions of a directory, clause 7.6: NOT_LISTED is of the links
// that the first shows and the second does not, although it covers a city of the link and
// shows that city with others; whatever another directory, or no edition, lists stays.
func checkDropped(t *testing.T, open Open) {
	store := open(t)
	office := registry.New(store, func() time.Time { return stepAt(20) })
	bring := func(name string) ingest.Report {
		files := fstest.MapFS{}
		for file, content := range editionRows[name] {
			files[file] = &fstest.MapFile{Data: []byte(content)}
		}
		report, err := ingest.Import(t.Context(), office, store, files, ingest.Options{Actor: "storetest"})
		if err != nil {
			t.Fatalf("%s: %v: %v", name, err, report.Rejected)
		}
		return report
	}
	notListed := func() []string {
		var links []string
		q := graph.Query{Word: graph.WordClaim, Where: graph.In("type", string(graph.NotListed)), First: graph.MaxFirst}
		if err := graph.Each(t.Context(), store, restricted(), q, func(r graph.Record) error {
			c := r.(*graph.Claim)
			if c.Directory != "lists" || c.Authority != graph.ThirdParty || c.Date.String() != "2026-02-08" || !slices.Equal(c.Sources, []graph.ID{"lists-2"}) {
				t.Errorf("%+v", c)
			}
			links = append(links, string(c.Link))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		slices.Sort(links)
		return links
	}
	if report := bring("the first edition"); report.NotListed != 0 || len(notListed()) != 0 {
		t.Errorf("the first edition drops %v", notListed())
	}
	// b-e: neither is covered. b-f: f is read and shows nothing, as a page that was not read
	// whole does. d-e, c-e: another directory's, and no edition's.
	report := bring("the second edition")
	if got, want := notListed(), []string{"a-c", "a-d"}; !slices.Equal(got, want) || report.NotListed != 2 {
		t.Errorf("got %v (%d), want %v", got, report.NotListed, want)
	}
	if report := bring("the second edition"); report.Changes != 0 {
		t.Errorf("imported again it is %+v", report)
	}
	gone := graph.Retraction{Word: graph.WordClaim, ID: "a-c--not-listed-2026-02-08", Reason: "the list names it by another name"}
	if _, err := office.Submit(t.Context(), registry.Submission{Actor: "an editor", Retractions: []graph.Retraction{gone}}); err != nil {
		t.Fatal(err)
	}
	if report := bring("the second edition"); report.Changes != 0 || report.TakenBack != 1 || !slices.Equal(notListed(), []string{"a-d"}) {
		t.Errorf("what an editor took back is there again, %v: %+v", notListed(), report)
	}
	if report := bring("the second edition, with what it drops"); !slices.Equal(notListed(), []string{"a-d"}) || report.TakenBack != 1 {
		t.Errorf("what an editor took back is there again as a row, %v: %+v", notListed(), report)
	}
}
