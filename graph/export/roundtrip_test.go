package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/filestore"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/storetest/network"
	"twingraph/graph/world"
)

// storeOf returns a store that holds the records.
func storeOf(t testing.TB, records []graph.Record) graph.Store {
	t.Helper()
	store, err := filestore.Open(t.TempDir()+"/twingraph.db", filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	_, err = registry.New(store, dataset.Released).Submit(t.Context(), registry.Submission{Actor: "test", Note: "a network", Records: records})
	if rejection, ok := errors.AsType[*registry.Rejection](err); ok {
		t.Fatalf("%+v", rejection)
	}
	if err != nil {
		t.Fatal(err)
	}
	return store
}

// bundled returns a store with the bundled dataset.
func bundled(t testing.TB) graph.Store {
	t.Helper()
	store, err := filestore.Open(t.TempDir()+"/twingraph.db", filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	options := ingest.Options{Actor: "test", Note: "test", RecordedAt: dataset.Released()}
	if _, err := ingest.Import(t.Context(), registry.New(store, dataset.Released), store, dataset.FS(), options); err != nil {
		t.Fatal(err)
	}
	return store
}

// take returns all of a store's network on the day of the dataset's release.
func take(t testing.TB, store graph.Store, change func(*Question)) *Network {
	t.Helper()
	q := Question{AsOf: graph.DayOf(dataset.Released()), KnownAt: graph.Latest(), Tier: graph.TierPublic, Of: graph.WordTwinningLink}
	if change != nil {
		change(&q)
	}
	n, err := Take(t.Context(), world.MomentsOf(store, 1), q)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// rowsOf returns the rows of all links.
func rowsOf(n *Network) []linkRow {
	var rows []linkRow
	for _, l := range n.Links {
		rows = append(rows, n.row(l))
	}
	return rows
}

// awkward are records whose texts break a careless writer.
func awkward() []graph.Record {
	texts := []string{
		`=HYPERLINK("http://example.org","x")`, "+1", "-2;3", "@SUM(A1)", "'=1", " =1", "＝1", "\tx", "'s-Hertogenbosch", `a "quoted", name`,
		"two\nlines\r\n", `back\slash;semicolon\`, "<b>&amp;</b> ]]>", "-- comment --", "Łódź Tōkyō 東京 🏙",
	}
	source := &graph.Source{Statement: graph.Statement{ID: "s"}, Title: "A source", URL: "https://example.org/?a=1&b=2;c"}
	records := []graph.Record{source}
	for i, text := range texts {
		people := i * 1000
		c := &graph.City{
			Statement: graph.Statement{ID: graph.ID("city-" + itoa(int64(i))), Sources: []graph.ID{"s"}, Notes: text},
			Name:      text, LocalName: text, Aliases: []string{text, "other"}, Kind: graph.CityKindTown, Country: "NL", Region: text,
			Location: &graph.Location{Latitude: -33.123456, Longitude: 179.9 - float64(i)*20}, Population: &people,
		}
		if i == 3 {
			c.Location, c.Population, c.Country, c.Aliases = nil, nil, "", nil
		}
		records = append(records, c)
		if i == 0 {
			continue
		}
		link := &graph.TwinningLink{
			Statement: graph.Statement{ID: graph.ID("link-" + itoa(int64(i))), Sources: []graph.ID{"s"}, Notes: text},
			A:         "city-0", B: c.ID, Kind: graph.LinkKindFriendship, Disputes: []graph.DisputeAbout{graph.DisputeStatus}, DisputeNote: text,
		}
		twin := *link // two links between the same cities
		twin.ID = "twin-" + link.ID
		twin.A, twin.B = link.B, link.A
		records = append(records, link, &twin)
		for _, l := range []*graph.TwinningLink{link, &twin} {
			for k, of := range []graph.ClaimType{graph.Established, graph.Suspended, graph.Restored} {
				records = append(records, &graph.Claim{
					Statement: graph.Statement{ID: l.ID + graph.ID("-"+itoa(int64(k))), Sources: []graph.ID{"s"}}, Link: l.ID, Type: of,
					Authority: graph.ThirdParty, Date: graph.PartialDate{Year: int16(1980 + 15*k + i)},
				})
			}
		}
	}
	for _, r := range records {
		r.Base().Confidence = graph.Recalled
	}
	return records
}

// networks are what every format has to carry.
func networks(t *testing.T) map[string]*Network {
	return map[string]*Network{
		"bundled": take(t, bundled(t), nil),
		"made up": take(t, storeOf(t, network.Records(3, 300, 900, 2500)), nil),
		"awkward": take(t, storeOf(t, awkward()), nil),
	}
}

func write(t testing.TB, write func(io.Writer, *Network) error, n *Network) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := write(&file, n); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// Reading back what was written gives the same content: the same hash.
func TestReadingBackLosesNothing(t *testing.T) {
	for name, n := range networks(t) {
		cities, links := contentOf(n.cityFields(), n.Cities), contentOf(n.linkFields(), rowsOf(n))
		ofCity, ofLink := kinds(n.cityFields()), kinds(n.linkFields())
		t.Run(name+" as CSV", func(t *testing.T) {
			got, about := readCSV(t, ofCity, write(t, CitiesCSV, n))
			same(t, got, cities)
			if about["asOf"] != "2026-11-22" || about["change"] != "1" || about["knownAt"] != "" || !strings.Contains(about["credits"], "GeoNames") {
				t.Errorf("about %v", about)
			}
			placed := append(n.linkFields(), n.placeFields()...)
			got, _ = readCSV(t, kinds(placed), write(t, LinksCSV, n))
			same(t, got, contentOf(placed, rowsOf(n)))
		})
		t.Run(name+" as GeoJSON", func(t *testing.T) {
			got, f := readGeoJSON(t, ofCity, write(t, CitiesGeoJSON, n))
			same(t, got, cities)
			if f.About["asOf"] != "2026-11-22" || !strings.Contains(f.About["credits"], "GeoNames") {
				t.Errorf("about %v", f.About)
			}
			got, _ = readGeoJSON(t, ofLink, write(t, LinksGeoJSON, n))
			same(t, got, links)
		})
		t.Run(name+" as node-link JSON", func(t *testing.T) {
			var f struct {
				Graph        map[string]string
				Nodes, Edges []map[string]json.RawMessage
			}
			if err := json.Unmarshal(write(t, NodeLink, n), &f); err != nil {
				t.Fatal(err)
			}
			read := func(of map[string]kind, all []map[string]json.RawMessage) content {
				c := content{}
				for _, object := range all {
					record := fromJSON(of, object)
					c[record["slug"]] = record
				}
				return c
			}
			same(t, read(ofCity, f.Nodes), cities)
			same(t, read(ofLink, f.Edges), links)
		})
		t.Run(name+" as GraphML", func(t *testing.T) {
			gotCities, gotLinks := readGraphML(t, n, write(t, GraphML, n))
			same(t, gotCities, cities)
			same(t, gotLinks, links)
		})
		t.Run(name+" as GEXF", func(t *testing.T) {
			gotCities, gotLinks := readGEXF(t, n, write(t, GEXF, n))
			same(t, gotCities, cities)
			same(t, gotLinks, links)
		})
	}
}

func readGraphML(t *testing.T, n *Network, file []byte) (cities, links content) {
	cities, links = content{}, content{}
	names, record := map[string]string{}, map[string]string{}
	of := map[string]map[string]kind{"n": kinds(n.cityFields()), "e": kinds(n.linkFields())}
	readXML(t, file, func(e xml.StartElement, text string) {
		switch e.Name.Local {
		case "key":
			name := attributeOf(e, "attr.name")
			if slices.Contains([]string{"r", "g", "b", "id"}, name) {
				t.Errorf("a key is called %s", name)
			}
			names[attributeOf(e, "id")] = strings.NewReplacer("cityA", "a", "cityB", "b").Replace(name)
		case "node", "edge":
			record = map[string]string{}
			if e.Name.Local == "node" {
				cities[attributeOf(e, "id")] = record
			} else {
				links[attributeOf(e, "id")] = record
			}
		case "data":
			key := attributeOf(e, "key")
			if names[key] == "label" {
				if text != record["name"] {
					t.Errorf("%s has the label %q", record["slug"], text)
				}
				return
			}
			record[names[key]] = normal(of[key[:1]][names[key]], text)
		}
	})
	return cities, links
}

// readGEXF reads as graphology does: of the declarations of a class the last element
// counts, and every value has to be declared there.
func readGEXF(t *testing.T, n *Network, file []byte) (cities, links content) {
	cities, links = content{}, content{}
	names, of := map[string]map[string]string{}, map[string]map[string]kind{"node": kinds(n.cityFields()), "edge": kinds(n.linkFields())}
	record, class := map[string]string{}, ""
	readXML(t, file, func(e xml.StartElement, _ string) {
		id := attributeOf(e, "id")
		switch e.Name.Local {
		case "attributes":
			class = attributeOf(e, "class")
			names[class] = map[string]string{}
		case "attribute":
			names[class][id] = strings.Replace(attributeOf(e, "title"), "spellList", "spells", 1)
		case "node", "edge":
			record, class = map[string]string{}, e.Name.Local
			map[string]content{"node": cities, "edge": links}[class][id] = record
		case "attvalue":
			name, ok := names[class][attributeOf(e, "for")]
			if !ok {
				t.Fatalf("%s is not declared", attributeOf(e, "for"))
			}
			if name != "statusOverTime" {
				record[name] = normal(of[class][name], attributeOf(e, "value"))
			}
		}
	})
	return cities, links
}

// Everything that a city, a link or a spell holds is in the exports, under its name.
func TestNoFieldIsForgotten(t *testing.T) {
	n := take(t, bundled(t), nil)
	elsewhere := []string{"Statement", "Location", "LinkStatus", "A", "B", "SinceDay", "Governing", "Sides", "BecameKnown", "Began", "ConfirmedTo"} // became and stale follow from the last three
	for _, c := range []struct {
		record any
		names  map[string]kind
	}{
		{graph.City{}, kinds(n.cityFields())}, {graph.TwinningLink{}, kinds(n.linkFields())},
		{graph.Statement{}, kinds(n.cityFields())}, {graph.Statement{}, kinds(n.linkFields())}, {graph.LinkStatus{}, kinds(n.linkFields())},
	} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(c.record)) {
			if len(f.Index) > 1 || slices.Contains(elsewhere, f.Name) {
				continue
			}
			name := strings.ToLower(f.Name[:1]) + f.Name[1:]
			switch f.Name {
			case "ID":
				name = "slug"
			case "GeoNames":
				name = "geonames"
			case "ISO3166_2":
				name = "iso3166_2"
			}
			if _, ok := c.names[name]; !ok {
				t.Errorf("%T.%s is not exported", c.record, f.Name)
			}
		}
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[graph.LinkStatus]()) {
		if _, ok := reflect.TypeFor[stretch]().FieldByName(f.Name); !ok && !slices.Contains(elsewhere, f.Name) {
			t.Errorf("spells lack %s", f.Name)
		}
	}
}

// The same network gives the same bytes, and one known at an instant says so.
func TestWritingAgainWritesTheSame(t *testing.T) {
	store := bundled(t)
	n := take(t, store, nil)
	known := take(t, store, func(q *Question) { q.KnownAt = dataset.Released().Add(time.Hour) })
	a, err := Arrange(t.Context(), n.Moment(), networkOf(t, n))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats() {
		first := write(t, func(w io.Writer, n *Network) error { return f.Write(w, n, a) }, n)
		if again := write(t, func(w io.Writer, n *Network) error { return f.Write(w, n, a) }, take(t, store, nil)); !bytes.Equal(first, again) {
			t.Errorf("%s differs", f.Name)
		}
		text := write(t, func(w io.Writer, n *Network) error { return f.Write(w, n, a) }, known)
		if f.Dated && !bytes.Contains(text, []byte("2026-11-22T01:00:00Z")) {
			t.Errorf("%s does not say knowing what", f.Name)
		}
	}
}
