package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"testing"

	"twingraph/graph"
)

// rowsOfTable reads a table by the names of its columns.
func rowsOfTable(t *testing.T, file []byte) []map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte(byteOrderMark)))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%v, %d rows", err, len(rows))
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		one := map[string]string{}
		for i, name := range rows[0] {
			one[name] = row[i]
		}
		all = append(all, one)
	}
	return all
}

// The spells of links are cut as those of the API are.
func TestSpellsAreThoseOfTheAPI(t *testing.T) {
	n := take(t, bundled(t), nil)
	for _, l := range n.Links {
		merged, cut := l.History.Merged(), stretches(nil, l.History, false)
		if len(merged) != len(cut) {
			t.Fatalf("%s has %d spells, want %d", l.Record.ID, len(cut), len(merged))
		}
		for i, want := range merged {
			got := cut[i]
			if got.From != want.From || got.To != want.To || got.Status != want.Status || got.Since != want.Since || got.LastConfirmed != want.LastConfirmed || got.Basis != want.Basis ||
				got.Exact != want.Exact || got.Unilateral != want.Unilateral || got.Disputed != want.Disputed || got.UnderReview != want.UnderReview || len(got.governing) != len(want.Governing) {
				t.Errorf("%s: %+v, want %+v", l.Record.ID, got, want)
			}
		}
	}
	fine := n.In(Form{Detail: DetailAnswer})
	for name, writer := range map[string]func(io.Writer, *Network) error{
		"links.csv": LinksCSV, "links.geojson": LinksGeoJSON, "spells.csv": SpellsCSV, "spells.geojson": SpellsGeoJSON,
		"network.gexf": GEXF, "network.graphml": GraphML, "network.json": NodeLink,
	} {
		if coarse, finer := len(write(t, writer, n)), len(write(t, writer, fine)); coarse >= finer {
			t.Errorf("%s: %d bytes by status, %d by answer", name, coarse, finer)
		}
	}
}

// A table of spells has their days, open ends empty, and never an empty until.
func TestSpellsAsATable(t *testing.T) {
	n := take(t, bundled(t), nil)
	rows, at := rowsOfTable(t, write(t, SpellsCSV, n)), 0
	var features struct {
		Features []struct {
			ID         string
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(write(t, SpellsGeoJSON, n), &features); err != nil {
		t.Fatal(err)
	}
	for _, l := range n.Links {
		for i, want := range l.History.Merged() {
			row, feature := rows[at], features.Features[at]
			at++
			from, to, until := want.From.Date().String(), want.To.Date().String(), (want.To - 1).String()
			if want.To == graph.MaxDay {
				until = max(n.AsOf, want.From).String()
			}
			if row["link"] != string(l.Record.ID) || row["number"] != itoa(int64(i+1)) || row["status"] != string(want.Status) || row["from"] != from || row["to"] != to || row["until"] != until+"T23:59:59Z" {
				t.Errorf("%v, want %+v", row, want)
			}
			if (from == "") != (row["begin"] == "") || from != "" && row["begin"] != from+"T00:00:00Z" {
				t.Errorf("from %q, begin %q", from, row["begin"])
			}
			if p := feature.Properties; feature.ID != row["link"]+"/"+row["number"] || p["status"] != row["status"] || p["until"] != row["until"] || p["from"] != nil && p["from"] != from {
				t.Errorf("%v, want %v", p, row)
			}
		}
	}
	if at != len(rows) || at != len(features.Features) {
		t.Errorf("%d rows and %d features, want %d", len(rows), len(features.Features), at)
	}
}

// Rows lead back to their records, and by columns of its own into Gephi.
func TestRowsLeadBack(t *testing.T) {
	store := bundled(t)
	for site, prefix := range map[string]string{"": "", "https://twins.example.org/": "https://twins.example.org"} {
		n := take(t, store, nil).In(Form{Site: site})
		cities := map[string]bool{}
		for _, row := range rowsOfTable(t, write(t, CitiesCSV, n)) {
			cities[row["Id"]] = true
			if row["Id"] != row["slug"] || row["Label"] == "" || row["address"] != prefix+"/city/"+row["slug"]+"?asOf=2026-11-22" {
				t.Errorf("%v", row)
			}
		}
		for _, row := range rowsOfTable(t, write(t, LinksCSV, n)) {
			citation := row["aName"] + " – " + row["bName"] + ". Twingraph, as of 2026-11-22, change 1. " + row["address"]
			if !cities[row["Source"]] || !cities[row["Target"]] || row["Id"] != row["slug"] || row["Source"] != row["a"] || row["Target"] != row["b"] || row["citation"] != citation {
				t.Errorf("%v", row)
			}
		}
	}
}

// The first feature has every property, whatever is known of it, and with lists as texts
// none is a list.
func TestTheFirstFeatureHasAllProperties(t *testing.T) {
	for name, n := range networks(t) {
		for file, writer := range map[string]func(io.Writer, *Network) error{"cities": CitiesGeoJSON, "links": LinksGeoJSON, "spells": SpellsGeoJSON} {
			var read struct {
				Features []struct{ Properties map[string]any }
			}
			if err := json.Unmarshal(write(t, writer, n.In(Form{TextLists: true})), &read); err != nil {
				t.Fatal(err)
			}
			for _, f := range read.Features {
				for property, value := range f.Properties {
					if _, ok := read.Features[0].Properties[property]; !ok {
						t.Errorf("%s, %s: the first feature has no %s", name, file, property)
					}
					if _, text := value.([]any); text {
						t.Errorf("%s, %s: %s is a list", name, file, property)
					}
				}
			}
		}
	}
}

// The spells of a link in JSON say since when lists show it, as its own columns do.
func TestSpellsSayWhatListsShow(t *testing.T) {
	n := take(t, bundled(t), nil)
	var file struct {
		Features []struct {
			Properties struct {
				ListedSince string
				Spells      []struct{ From, ListedSince string }
			}
		}
	}
	if err := json.Unmarshal(write(t, LinksGeoJSON, n), &file); err != nil {
		t.Fatal(err)
	}
	said := 0
	for i, l := range n.Links {
		want := stretches(nil, l.History, false)
		got := file.Features[i].Properties.Spells
		if len(got) != len(want) {
			t.Fatalf("%s has %d spells, want %d", l.Record.ID, len(got), len(want))
		}
		for k := range want {
			if got[k].ListedSince != want[k].ListedSince.String() {
				t.Errorf("%s: listed since %q, want %q", l.Record.ID, got[k].ListedSince, want[k].ListedSince)
			}
			if got[k].ListedSince != "" {
				said++
			}
		}
	}
	if said < 100 {
		t.Errorf("%d spells are shown by lists", said)
	}
}
