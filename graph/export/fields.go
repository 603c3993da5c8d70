package export

import (
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/world"
)

// kind says what sort of value a field holds.
type kind int

const (
	text kind = iota
	list
	integer
	decimal
	flag
	date    // a text in all formats, as instant is
	instant // in UTC
	spells
)

// cell is one value of a record; known is false for one that is not known.
type cell struct {
	known   bool
	text    string
	list    []string
	integer int64
	angle   float64
	flag    bool
	fine    bool // of past: cut by every part of the answer
	date    graph.PartialDate
	instant *time.Time
	past    graph.History
}

func textCell[T ~string](s T) cell      { return cell{known: s != "", text: string(s)} }
func listCell(all []string) cell        { return cell{known: len(all) > 0, list: all} }
func flagCell(b bool) cell              { return cell{known: true, flag: b} }
func dateCell(d graph.PartialDate) cell { return cell{known: !d.IsZero(), date: d} }

// firstDayCell is the first day of a date: a date to the day whatever is known, so that
// readers who take the type of a column from its values always find days.
func firstDayCell(d graph.PartialDate) cell {
	if d.IsZero() {
		return cell{}
	}
	return dateCell(d.First().Date())
}

func integerCell(n int64) cell { return cell{known: true, integer: n} }

func instantCell(t *time.Time) cell { return cell{known: true, instant: t} }

// written writes an instant as a text.
func written(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func stringsOf[T ~string](all []T) []string {
	texts := make([]string, len(all))
	for i, one := range all {
		texts[i] = string(one)
	}
	return texts
}

// namesOf writes dated names as a dataset does.
func namesOf(all []graph.CityName) []string {
	texts := make([]string, len(all))
	for i, name := range all {
		texts[i] = name.String()
	}
	return texts
}

// field is one column of the records that all tabular and graph formats share, so
// that each of them says the same.
type field[T any] struct {
	name string
	kind kind
	of   func(T) cell
}

// coordinates returns the fields of where a city lies, under those names.
func coordinates(latitude, longitude string) []field[*graph.City] {
	angle := func(of func(*graph.Location) float64) func(*graph.City) cell {
		return func(c *graph.City) cell {
			if c.Location == nil {
				return cell{}
			}
			return cell{known: true, angle: of(c.Location)}
		}
	}
	return []field[*graph.City]{
		{latitude, decimal, angle(func(l *graph.Location) float64 { return l.Latitude })},
		{longitude, decimal, angle(func(l *graph.Location) float64 { return l.Longitude })},
	}
}

// cityFields returns the fields of cities, the slug first. Links are counted in the
// whole network on the day, NOT_ESTABLISHED ones left out.
func (n *Network) cityFields() []field[*graph.City] {
	counts := n.counts()
	return slices.Concat([]field[*graph.City]{
		{"slug", text, func(c *graph.City) cell { return textCell(c.ID) }},
		{"name", text, func(c *graph.City) cell { return textCell(c.Name) }},
		{"localName", text, func(c *graph.City) cell { return textCell(c.LocalName) }},
		{"aliases", list, func(c *graph.City) cell { return listCell(c.Aliases) }},
		{"kind", text, func(c *graph.City) cell { return textCell(c.Kind) }},
		{"country", text, func(c *graph.City) cell { return textCell(c.Country) }},
		{"region", text, func(c *graph.City) cell { return textCell(c.Region) }},
	}, coordinates("latitude", "longitude"), []field[*graph.City]{
		{"population", integer, func(c *graph.City) cell {
			if c.Population == nil {
				return cell{}
			}
			return integerCell(int64(*c.Population))
		}},
		{"wikidata", text, func(c *graph.City) cell { return textCell(c.Wikidata) }},
		{"geonames", text, func(c *graph.City) cell { return textCell(c.GeoNames) }},
		{"iso3166_2", text, func(c *graph.City) cell { return textCell(c.ISO3166_2) }},
		{"successor", text, func(c *graph.City) cell { return textCell(c.Successor) }},
		{"names", list, func(c *graph.City) cell { return listCell(namesOf(c.Names)) }},
		{"listedUnder", list, func(c *graph.City) cell { return listCell(c.ListedUnder) }},
		{"administeredBy", text, func(c *graph.City) cell { return textCell(c.AdministeredBy) }},
		{"claimedBy", list, func(c *graph.City) cell { return listCell(c.ClaimedBy) }},
		{"territoryNote", text, func(c *graph.City) cell { return textCell(c.TerritoryNote) }},
		{"links", integer, func(c *graph.City) cell { return integerCell(counts[c.ID].links) }},
		{"activeLinks", integer, func(c *graph.City) cell { return integerCell(counts[c.ID].active) }},
	}, statement(n, func(c *graph.City) *graph.Statement { return c.Base() }, func(c *graph.City) []string { return stringsOf(c.Sources) }))
}

// countLinks counts the links of each city in the whole network. A network that is whole
// knows already where its links end and how they stood.
func (n *Network) countLinks() map[graph.ID]*tally {
	all := make([]tally, len(n.moment.Cities))
	counts := make(map[graph.ID]*tally, len(all))
	for i, c := range n.moment.Cities {
		counts[c.ID] = &all[i]
	}
	if n.whole {
		for i := range n.Links {
			l := &n.Links[i]
			status := statusOf(l.History, n.AsOf)
			all[l.A].add(status)
			all[l.B].add(status)
		}
		return counts
	}
	for _, l := range n.moment.Links {
		status := statusOf(n.moment.History(l.ID), n.AsOf)
		for _, city := range []graph.ID{l.A, l.B} {
			if count := counts[city]; count != nil {
				count.add(status)
			}
		}
	}
	return counts
}

// add counts a link of that status.
func (t *tally) add(status graph.Status) {
	switch status {
	case graph.StatusNotEstablished:
		return
	case graph.StatusActive:
		t.active++
	}
	t.links++
}

// tally counts the links of a city.
type tally struct{ links, active int64 }

// linkRow is a link with what several of its fields are about.
type linkRow struct {
	Link
	now     *graph.LinkStatus // on the day
	sources []string          // what it and its claims cite, in order
}

// row returns the row of a link.
func (n *Network) row(l Link) linkRow {
	ids := make([]string, 0, 8)
	cite := func(sources []graph.ID) {
		for _, id := range sources {
			if !slices.Contains(ids, string(id)) {
				ids = append(ids, string(id))
			}
		}
	}
	cite(l.Record.Sources)
	for _, claim := range n.claims().From(l.Record.ID) {
		cite(claim.Sources)
	}
	slices.Sort(ids)
	return linkRow{Link: l, now: on(l.History, n.AsOf), sources: ids}
}

// linkFields returns the fields of links, the slug first.
func (n *Network) linkFields() []field[linkRow] {
	return slices.Concat([]field[linkRow]{
		{"slug", text, func(l linkRow) cell { return textCell(l.Record.ID) }},
		{"a", text, func(l linkRow) cell { return textCell(l.Record.A) }},
		{"b", text, func(l linkRow) cell { return textCell(l.Record.B) }},
		{"aName", text, func(l linkRow) cell { return textCell(n.Cities[l.A].Name) }},
		{"bName", text, func(l linkRow) cell { return textCell(n.Cities[l.B].Name) }},
		{"aCountry", text, func(l linkRow) cell { return textCell(n.Cities[l.A].Country) }},
		{"bCountry", text, func(l linkRow) cell { return textCell(n.Cities[l.B].Country) }},
		{"kind", text, func(l linkRow) cell { return textCell(l.Record.Kind) }},
		{"status", text, func(l linkRow) cell { return textCell(l.now.Status) }},
		{"since", date, func(l linkRow) cell { return dateCell(l.now.Since) }},
		{"sinceFirstDay", date, func(l linkRow) cell { return firstDayCell(l.now.Since) }},
		{"sinceAtLatest", flag, func(l linkRow) cell { return flagCell(l.now.SinceAtLatest) }},
		{"listedSince", date, func(l linkRow) cell { return dateCell(l.now.ListedSince) }},
		{"became", text, func(l linkRow) cell { return textCell(l.now.Became()) }},
		{"stale", flag, func(l linkRow) cell { return flagCell(l.now.Stale(n.AsOf)) }},
		{"unknownBecause", text, func(l linkRow) cell { return textCell(l.now.UnknownBecause) }},
		{"exact", flag, func(l linkRow) cell { return flagCell(l.now.Exact) }},
		{"unilateral", flag, func(l linkRow) cell { return flagCell(l.now.Unilateral) }},
		{"disputed", flag, func(l linkRow) cell { return flagCell(l.now.Disputed) }},
		{"underReview", flag, func(l linkRow) cell { return flagCell(l.now.UnderReview) }},
		{"basis", text, func(l linkRow) cell { return textCell(l.now.Basis) }},
		{"lastConfirmed", date, func(l linkRow) cell { return dateCell(l.now.LastConfirmed) }},
		{"spells", spells, func(l linkRow) cell { return cell{known: true, past: l.History, fine: n.Form.Detail == DetailAnswer} }},
		{"disputes", list, func(l linkRow) cell { return listCell(stringsOf(l.Record.Disputes)) }},
		{"disputeNote", text, func(l linkRow) cell { return textCell(l.Record.DisputeNote) }},
	}, statement(n, func(l linkRow) *graph.Statement { return l.Record.Base() }, func(l linkRow) []string { return l.sources }))
}

// placeFields returns where the two cities of links lie.
func (n *Network) placeFields() []field[linkRow] {
	var fields []field[linkRow]
	for _, f := range coordinates("aLatitude", "aLongitude") {
		fields = append(fields, field[linkRow]{f.name, f.kind, func(l linkRow) cell { return f.of(n.Cities[l.A]) }})
	}
	for _, f := range coordinates("bLatitude", "bLongitude") {
		fields = append(fields, field[linkRow]{f.name, f.kind, func(l linkRow) cell { return f.of(n.Cities[l.B]) }})
	}
	return fields
}

// statement returns the fields of every record: who says so, how sure it is, since
// when it is recorded.
func statement[T any](n *Network, base func(T) *graph.Statement, sources func(T) []string) []field[T] {
	return []field[T]{
		{"sources", list, func(r T) cell { return listCell(sources(r)) }},
		{"sourceUrls", list, func(r T) cell { return listCell(n.addresses(sources(r))) }},
		{"confidence", text, func(r T) cell { return textCell(base(r).Confidence) }},
		{"notes", text, func(r T) cell { return textCell(base(r).Notes) }},
		{"recordedAt", instant, func(r T) cell { return instantCell(&base(r).RecordedAt) }},
	}
}

// addresses returns the URLs of sources that have one, each once.
func (n *Network) addresses(sources []string) []string {
	var urls []string
	of := n.urls()
	for _, id := range sources {
		if url := of[id]; url != "" && !slices.Contains(urls, url) {
			urls = append(urls, url)
		}
	}
	return urls
}

// urlsOf returns the URLs of the sources of a moment that have one, by id.
func urlsOf(m *world.Moment, day graph.Day) map[string]string {
	urls := map[string]string{}
	for _, r := range m.Select(graph.WordSource, nil, day) {
		if s := r.(*graph.Source); s.URL != "" {
			urls[string(s.ID)] = s.URL
		}
	}
	return urls
}

// on returns the status on a day without copying it out of a history, which is not
// empty.
func on(h graph.History, day graph.Day) *graph.LinkStatus {
	i := 0
	for i+1 < len(h) && h[i].To <= day {
		i++
	}
	return &h[i].LinkStatus
}

// statusOf returns the status on a day; UNKNOWN for an empty history.
func statusOf(h graph.History, day graph.Day) graph.Status {
	if len(h) == 0 {
		return graph.StatusUnknown
	}
	return on(h, day).Status
}
