package httpd_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/export/formats"
)

// columns is /export/map.json as a map reads it.
type columns struct {
	Version, Seq               int
	AsOfDefault                string
	Kinds, LinkKinds, Statuses []string
	Cities                     struct {
		ID, Name, Country []string
		Kind              []int
		Lat, Lon          []*float64
		Population        []*int
	}
	Links struct {
		ID                 []string
		A, B, Kind, Spells []int
	}
	Spells struct {
		From          []*int
		Status, Flags []int
	}
}

// export fetches a file with parameters in pairs.
func (s server) export(t *testing.T, name string, parameters ...string) answer {
	t.Helper()
	query := url.Values{}
	for i := 0; i < len(parameters); i += 2 {
		query.Add(parameters[i], parameters[i+1])
	}
	return s.send(t, "GET", "/export/"+name+"?"+query.Encode(), "")
}

func (s server) columns(t *testing.T, parameters ...string) columns {
	t.Helper()
	a := s.export(t, "map.json", parameters...)
	var c columns
	if err := json.Unmarshal([]byte(a.Text), &c); err != nil || a.Status != 200 {
		t.Fatalf("status %d, %v: %.200s", a.Status, err, a.Text)
	}
	return c
}

// on counts the links of the columns by status on a day.
func (c columns) on(day graph.Day) map[string]int {
	counts, at := map[string]int{}, 0
	for _, n := range c.Links.Spells {
		status := -1
		for i := at; i < at+n; i++ {
			if c.Spells.From[i] == nil || *c.Spells.From[i] <= int(day) {
				status = c.Spells.Status[i]
			}
		}
		counts[c.Statuses[status]]++
		at += n
	}
	return counts
}

// arrangement is /export/layout.json as a network view reads it.
type arrangement struct {
	Version, Seq int
	X, Y         []float64
	Alliance     []int
	Alliances    []struct {
		Name    string
		Members int
	}
}

func (s server) arrangement(t *testing.T, parameters ...string) arrangement {
	t.Helper()
	a := s.export(t, "layout.json", parameters...)
	var l arrangement
	if err := json.Unmarshal([]byte(a.Text), &l); err != nil || a.Status != 200 {
		t.Fatalf("status %d, %v: %.200s", a.Status, err, a.Text)
	}
	return l
}

// The layout is of the cities of the map, in their order, and stays where it is when
// fewer of them are asked for.
func TestLayout(t *testing.T) {
	s := newServer(t, bundled, nil)
	cities, all := s.columns(t).Cities.ID, s.arrangement(t)
	if all.Version != 1 || len(all.X) != len(cities) || len(all.Y) != len(cities) || len(all.Alliance) != len(cities) || len(all.Alliances) < 10 {
		t.Fatalf("%d cities, %d places, %d alliances", len(cities), len(all.X), len(all.Alliances))
	}
	members := make([]int, len(all.Alliances))
	place := map[string][3]float64{}
	for i, id := range cities {
		if all.Alliance[i] >= 0 {
			members[all.Alliance[i]]++
		}
		if all.X[i]*all.X[i]+all.Y[i]*all.Y[i] > 1000.1*1000.1 {
			t.Errorf("%s lies at %v, %v", id, all.X[i], all.Y[i])
		}
		place[id] = [3]float64{all.X[i], all.Y[i], float64(all.Alliance[i])}
	}
	for i, a := range all.Alliances {
		if a.Members != members[i] || a.Members < 3 || strings.Count(a.Name, ",") < 2 {
			t.Errorf("alliance %d is %+v and has %d members", i, a, members[i])
		}
	}
	filter := []string{"filter", `{"status":{"eq":"SUSPENDED"}}`}
	some, part := s.columns(t, filter...).Cities.ID, s.arrangement(t, filter...)
	if len(some) == 0 || len(some) == len(cities) || len(part.X) != len(some) {
		t.Fatalf("%d of %d cities, %d places", len(some), len(cities), len(part.X))
	}
	for i, id := range some {
		if got := [3]float64{part.X[i], part.Y[i], float64(part.Alliance[i])}; got != place[id] {
			t.Errorf("%s lies at %v, in the whole at %v", id, got, place[id])
		}
	}
}

// The alliances of the layout are those that the API answers unless asked otherwise.
func TestLayoutAgreesWithAlliances(t *testing.T) {
	s := newServer(t, bundled, nil)
	cities, l := s.columns(t).Cities.ID, s.arrangement(t)
	var want struct {
		Alliances struct {
			TotalCount int
			Nodes      []struct {
				Number  int
				Members struct {
					Nodes []struct{ City struct{ Slug string } }
				}
			}
		}
	}
	a := s.ask(t, `{alliances(first:100){totalCount nodes{number members(first:100){nodes{city{slug}}}}}}`, nil)
	if err := json.Unmarshal(a.Data, &want); err != nil {
		t.Fatalf("%v: %s", err, a.Text)
	}
	if want.Alliances.TotalCount != len(l.Alliances) || len(l.Alliances) == 0 {
		t.Fatalf("%d alliances, the API says %d", len(l.Alliances), want.Alliances.TotalCount)
	}
	for _, alliance := range want.Alliances.Nodes {
		var members, drawn []string
		for _, m := range alliance.Members.Nodes {
			members = append(members, m.City.Slug)
		}
		for i, city := range cities {
			if l.Alliance[i] == alliance.Number-1 {
				drawn = append(drawn, city)
			}
		}
		if !slices.Equal(members, drawn) {
			t.Errorf("alliance %d has %v, the API says %v", alliance.Number, drawn, members)
		}
	}
}

// A file is asked for again only when it changed, by a tag that is of its bytes.
func TestExportTags(t *testing.T) {
	s := newServer(t, bundled, nil)
	address := "/export/map.json"
	plain := s.send(t, "GET", address, "")
	zipped := s.send(t, "GET", address, "", "Accept-Encoding", "gzip")
	tag := plain.Header.Get("ETag")
	if !strings.HasPrefix(tag, `"`) || zipped.Header.Get("ETag") == tag || zipped.Header.Get("Content-Encoding") != "gzip" {
		t.Errorf("%v\n%v", plain.Header, zipped.Header)
	}
	reader, err := gzip.NewReader(strings.NewReader(zipped.Text))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(reader); err != nil || string(text) != plain.Text {
		t.Errorf("%v: the compressed file differs", err)
	}
	for _, header := range []string{tag, "W/" + tag, `"other", ` + tag, "*"} {
		if a := s.send(t, "GET", address, "", "If-None-Match", header); a.Status != 304 || a.Text != "" || a.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: status %d", header, a.Status)
		}
	}
	for _, other := range []string{"?asOf=2020-01-01", "?knownAt=2026-11-23T00:00:00Z", "?filter=" + url.QueryEscape(`{"status":{"eq":"ACTIVE"}}`)} {
		if a := s.send(t, "GET", address+other, "", "If-None-Match", tag); a.Status != 200 {
			t.Errorf("%s: status %d", other, a.Status)
		}
	}
	if head := s.send(t, "HEAD", address, ""); head.Status != 200 || head.Text != "" || head.Header.Get("ETag") != tag {
		t.Errorf("HEAD: %d %v", head.Status, head.Header)
	}
}

// What is wrong with a request is said in the form of the API.
func TestExportRefusals(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, c := range []struct{ query, argument, says string }{
		{"asof=2020-01-01", "asof", "there are asOf, knownAt, filter, detail and lists"},
		{"asOf=2020", "asOf", "write YYYY-MM-DD"},
		{"asOf=2020-01-01&asOf=2020-01-02", "asOf", "give it once"},
		{"knownAt=yesterday", "knownAt", "write 2026-11-22T00:00:00Z"},
		{"filter=", "filter", "not JSON"},
		{"filter={", "filter", "not JSON"},
		{"filter=[]", "filter", "a JSON object"},
		{"filter={}{}", "filter", "after the end"},
		{`filter={"statuss":{}}`, "filter", `has no "statuss"`},
		{`filter={"status":{"eq":"active"}}`, "filter.status.eq", "write ACTIVE"},
		{`filter={"status":"ACTIVE"}`, "filter.status", "a JSON object"},
		{`filter={"and":[{"since":{"before":"2022"}}]}`, "filter.and[0].since.before", "write YYYY-MM-DD"},
		{`filter={"city":{"population":{"greaterThan":"9"}}}`, "filter.city.population.greaterThan", "a whole number"},
		{`filter={"disputed":{"eq":"yes"}}`, "filter.disputed.eq", "true or false"},
		{`filter={"and":[null]}`, "filter.and[0]", "cannot be null"},
		{`filter={"city":{"contacts":{"value":{"contains":"@"}}}}`, "filter.city.contacts", `has no "value"`},
		{"filter=%zz", "", "not well formed"},
		{"detail=FINE", "detail", "write STATUS or ANSWER"},
		{"detail=", "detail", "write STATUS or ANSWER"},
		{"lists=semicolons", "lists", "write json or text"},
	} {
		query := c.query
		if !strings.Contains(query, "%") {
			query = strings.NewReplacer("{", "%7B", "}", "%7D", `"`, "%22", "[", "%5B", "]", "%5D").Replace(query)
		}
		a := s.send(t, "GET", "/export/map.json?"+query, "")
		if a.Status != 400 || a.code() != graph.BadUserInput || a.Errors[0].Extensions.Argument != c.argument || !strings.Contains(a.Errors[0].Message, c.says) {
			t.Errorf("%s: %d %s", c.query, a.Status, a.Text)
		}
	}
	if a := s.send(t, "GET", "/export/map.json?filter="+strings.Repeat("x", 9000), ""); a.Status != 400 || a.code() != graph.LimitExceeded {
		t.Errorf("a long address: %d %s", a.Status, a.Text)
	}
	if a := s.send(t, "POST", "/export/map.json", ""); a.Status != 405 {
		t.Errorf("POST: %d", a.Status)
	}
	for _, name := range []string{"contacts.csv", "links.xlsx", "LINKS.CSV", "links.csv/", ""} {
		a := s.send(t, "GET", "/export/"+name, "")
		if a.Status != 404 || a.code() != graph.NotFound || !strings.Contains(a.Text, "links.csv") || !strings.Contains(a.Text, "claims.parquet") {
			t.Errorf("%q, of which there is no file: %d %s", name, a.Status, a.Text)
		}
	}
}

// Every format is served with its type and a name to keep it under, compressed or
// not, and says when it is the same as before.
func TestExportFormats(t *testing.T) {
	s := newServer(t, bundled, nil)
	for _, f := range formats.All() {
		t.Run(f.Name, func(t *testing.T) {
			address := "/export/" + f.Name + "?asOf=2022-12-31"
			a := s.send(t, "GET", address, "")
			disposition := a.Header.Get("Content-Disposition")
			if a.Status != 200 || a.Header.Get("Content-Type") != f.ContentType || !strings.Contains(disposition, `"twingraph-`) ||
				f.Dated != strings.Contains(disposition, "-2022-12-31.") || strings.Join(a.Header.Values("Vary"), ", ") != "Authorization, Accept-Encoding" || a.Header.Get("Cache-Control") != "no-cache" {
				t.Fatalf("%d %v", a.Status, a.Header)
			}
			tag := a.Header.Get("ETag")
			if again := s.send(t, "GET", address, "", "If-None-Match", tag); again.Status != 304 || again.Text != "" {
				t.Errorf("asked again: %d", again.Status)
			}
			zipped := s.send(t, "GET", address, "", "Accept-Encoding", "br;q=1, gzip;q=0.5")
			reader, err := gzip.NewReader(strings.NewReader(zipped.Text))
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(reader); err != nil || string(text) != a.Text || len(zipped.Text) > len(a.Text)/2 && !strings.HasSuffix(f.Name, ".parquet") { // which is compressed already
				t.Errorf("%v, %d of %d bytes", err, len(zipped.Text), len(a.Text))
			}
			if wrong := s.send(t, "GET", "/export/"+f.Name+"?since=2020", ""); wrong.Status != 400 || wrong.code() != graph.BadUserInput {
				t.Errorf("an unknown parameter: %d %s", wrong.Status, wrong.Text)
			}
		})
	}
}

// A filter of cities is one of cities in the files of cities.
func TestExportFilterByCities(t *testing.T) {
	s := newServer(t, bundled, nil)
	a := s.export(t, "cities.csv", "filter", `{"country":{"eq":"NO"}}`)
	var want struct{ Cities struct{ TotalCount int } }
	if err := json.Unmarshal(s.ask(t, `{cities(filter:{country:{eq:"NO"}}){totalCount}}`, nil).Data, &want); err != nil {
		t.Fatal(err)
	}
	if rows := strings.Count(a.Text, "\r\n") - 1; rows != want.Cities.TotalCount || rows == 0 {
		t.Errorf("%d rows, %d cities", rows, want.Cities.TotalCount)
	}
	if a := s.export(t, "cities.csv", "filter", `{"status":{"eq":"ACTIVE"}}`); a.Status != 400 || !strings.Contains(a.Text, "CityFilter has no") {
		t.Errorf("a filter of links: %d %s", a.Status, a.Text)
	}
}

// Links that are not established on the day are left out, as in the API.
func TestExportLeavesOutWhatIsNotEstablished(t *testing.T) {
	s := newServer(t, bundled, nil)
	count := func(parameters ...string) int {
		return strings.Count(s.export(t, "links.csv", append(parameters, "asOf", "1990-01-01")...).Text, "\r\n") - 1
	}
	var want struct{ TwinningLinks, Planned struct{ TotalCount int } }
	if err := json.Unmarshal(s.ask(t, `{twinningLinks(asOf:"1990-01-01"){totalCount} planned:twinningLinks(asOf:"1990-01-01",filter:{status:{eq:NOT_ESTABLISHED}}){totalCount}}`, nil).Data, &want); err != nil {
		t.Fatal(err)
	}
	if got := count(); got != want.TwinningLinks.TotalCount || want.Planned.TotalCount == 0 {
		t.Errorf("%d links, the API says %d", got, want.TwinningLinks.TotalCount)
	}
	if got := count("filter", `{"status":{"eq":"NOT_ESTABLISHED"}}`); got != want.Planned.TotalCount {
		t.Errorf("%d links are not established, the API says %d", got, want.Planned.TotalCount)
	}
}

// A client that goes in the middle of a file ends the making of it, and the server
// goes on.
func TestExportToAClientThatGoes(t *testing.T) {
	s := newServer(t, bundled, nil)
	for range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		r, err := http.NewRequestWithContext(ctx, "GET", s.URL+"/export/links.geojson", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(response.Body, make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
		cancel()
		response.Body.Close()
	}
	if a := s.export(t, "links.geojson"); a.Status != 200 {
		t.Errorf("after that: %d", a.Status)
	}
	if strings.Contains(s.log.String(), `"level":"ERROR"`) {
		t.Error(s.log.String())
	}
}

// When the store cannot answer, so do the exports, in the form of the API.
func TestExportOfAStoreThatIsDown(t *testing.T) {
	s := newServer(t, down{bundled}, nil)
	a := s.export(t, "map.json")
	if a.Status != 503 || a.code() != graph.Unavailable || a.Header.Get("Retry-After") == "" || a.Header.Get("ETag") != "" {
		t.Errorf("%d %v %s", a.Status, a.Header, a.Text)
	}
}

// down is a store that cannot be reached.
type down struct{ graph.Store }

func (down) Head(context.Context) (graph.Change, error) {
	return graph.Change{}, graph.Errorf(graph.Unavailable, "the store cannot be reached now").Because(io.ErrUnexpectedEOF)
}

// Another form of the same network is another file, and the ids in a table are those of
// the API.
func TestExportForms(t *testing.T) {
	s := newServer(t, bundled, nil)
	tags := map[string]string{}
	for _, query := range [][]string{nil, {"detail", "ANSWER"}, {"lists", "text"}} {
		a := s.export(t, "links.geojson", append(query, "asOf", "2022-12-31")...)
		if before, ok := tags[a.Header.Get("ETag")]; ok || a.Status != 200 {
			t.Errorf("%v: %d, the tag is that of %s", query, a.Status, before)
		}
		tags[a.Header.Get("ETag")] = fmt.Sprint(query)
	}
	rows := strings.Split(s.export(t, "cities.csv", "asOf", "2022-12-31").Text, "\r\n")
	head, row := strings.Split(strings.TrimPrefix(rows[0], "\uFEFF"), ","), strings.Split(rows[1], ",")
	id := row[slices.Index(head, "globalId")]
	var node struct{ Node struct{ Slug string } }
	if err := json.Unmarshal(s.ask(t, fmt.Sprintf(`{node(id:%q){...on City{slug}}}`, id), nil).Data, &node); err != nil || node.Node.Slug != row[0] {
		t.Errorf("%v: %s is %+v, want %s", err, id, node, row[0])
	}
}

// The tables of spells count links by status on any day as the API's statistics do.
func TestSpellsAgreeWithStatistics(t *testing.T) {
	s := newServer(t, bundled, nil)
	var file struct {
		Features []struct {
			Properties struct{ From, To, Status string }
		}
	}
	if err := json.Unmarshal([]byte(s.export(t, "spells.geojson", "asOf", "1990-01-01").Text), &file); err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2019-01-01", "2022-03-01", "2026-11-01"} {
		counts := map[string]int{}
		for _, f := range file.Features {
			if p := f.Properties; p.From <= day && (p.To == "" || p.To > day) && p.Status != string(graph.StatusNotEstablished) {
				counts[p.Status]++
			}
		}
		for _, status := range graph.Statuses() {
			if status == graph.StatusNotEstablished {
				continue
			}
			var want struct{ TwinningLinks struct{ TotalCount int } }
			question := fmt.Sprintf(`{twinningLinks(asOf:%q,filter:{status:{eq:%s}}){totalCount}}`, day, status)
			if err := json.Unmarshal(s.ask(t, question, nil).Data, &want); err != nil {
				t.Fatal(err)
			}
			if counts[string(status)] != want.TwinningLinks.TotalCount {
				t.Errorf("%s: %d links are %s, the API says %d", day, counts[string(status)], status, want.TwinningLinks.TotalCount)
			}
		}
	}
}
