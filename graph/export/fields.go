package export

import (
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// kind says what sort of value a field holds.
type kind int

const (
	text kind = iota
	list
	whole
	decimal
	flag
	spells
)

// cell is one value of a record; known is false for one that is not known.
type cell struct {
	known bool
	text  string
	list  []string
	whole int64
	angle float64
	flag  bool
	past  graph.History
}

func textCell[T ~string](s T) cell      { return cell{known: s != "", text: string(s)} }
func listCell[T ~string](all []T) cell  { return cell{known: len(all) > 0, list: stringsOf(all)} }
func flagCell(b bool) cell              { return cell{known: true, flag: b} }
func dateCell(d graph.PartialDate) cell { return textCell(d.String()) }
func wholeCell(n int64) cell            { return cell{known: true, whole: n} }

func instantCell(t time.Time) cell { return textCell(t.UTC().Format(time.RFC3339Nano)) }

func stringsOf[T ~string](all []T) []string {
	texts := make([]string, len(all))
	for i, one := range all {
		texts[i] = string(one)
	}
	return texts
}

// field is one column of the records that all tabular and graph formats share, so
// that each of them tells the same.
type field[T any] struct {
	name string
	kind kind
	of   func(T) cell
}

// places returns the fields of where a city lies, under those names.
func places(latitude, longitude string) []field[*graph.City] {
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

// cityFields returns the fields of cities, the id first. Links are counted in the
// whole network on the day, NOT_ESTABLISHED ones left out.
func (n *Network) cityFields() []field[*graph.City] {
	standing, all := n.countLinks()
	return slices.Concat([]field[*graph.City]{
		{"id", text, func(c *graph.City) cell { return textCell(c.ID) }},
		{"name", text, func(c *graph.City) cell { return textCell(c.Name) }},
		{"localName", text, func(c *graph.City) cell { return textCell(c.LocalName) }},
		{"aliases", list, func(c *graph.City) cell { return listCell(c.Aliases) }},
		{"kind", text, func(c *graph.City) cell { return textCell(c.Kind) }},
		{"country", text, func(c *graph.City) cell { return textCell(c.Country) }},
		{"region", text, func(c *graph.City) cell { return textCell(c.Region) }},
	}, places("latitude", "longitude"), []field[*graph.City]{
		{"population", whole, func(c *graph.City) cell {
			if c.Population == nil {
				return cell{}
			}
			return wholeCell(int64(*c.Population))
		}},
		{"wikidata", text, func(c *graph.City) cell { return textCell(c.Wikidata) }},
		{"geonames", text, func(c *graph.City) cell { return textCell(c.GeoNames) }},
		{"links", whole, func(c *graph.City) cell { return wholeCell(all[c.ID]) }},
		{"activeLinks", whole, func(c *graph.City) cell { return wholeCell(standing[c.ID]) }},
	}, statement(n, func(c *graph.City) *graph.Statement { return c.Base() }, func(c *graph.City) []graph.ID { return c.Sources }))
}

func (n *Network) countLinks() (standing, all map[graph.ID]int64) {
	standing, all = map[graph.ID]int64{}, map[graph.ID]int64{}
	for _, l := range n.snap.Links {
		status := statusOf(n.snap.Histories[l.ID], n.AsOf)
		for _, city := range []graph.ID{l.A, l.B} {
			if status != graph.StatusNotEstablished {
				all[city]++
			}
			if status == graph.StatusActive {
				standing[city]++
			}
		}
	}
	return standing, all
}

// linkFields returns the fields of links, the id first.
func (n *Network) linkFields() []field[Link] {
	on := func(l Link) *graph.LinkStatus { return on(l.History, n.AsOf) }
	return slices.Concat([]field[Link]{
		{"id", text, func(l Link) cell { return textCell(l.Record.ID) }},
		{"a", text, func(l Link) cell { return textCell(l.Record.A) }},
		{"b", text, func(l Link) cell { return textCell(l.Record.B) }},
		{"aName", text, func(l Link) cell { return textCell(n.Cities[l.A].Name) }},
		{"bName", text, func(l Link) cell { return textCell(n.Cities[l.B].Name) }},
		{"aCountry", text, func(l Link) cell { return textCell(n.Cities[l.A].Country) }},
		{"bCountry", text, func(l Link) cell { return textCell(n.Cities[l.B].Country) }},
		{"kind", text, func(l Link) cell { return textCell(l.Record.Kind) }},
		{"status", text, func(l Link) cell { return textCell(on(l).Status) }},
		{"since", text, func(l Link) cell { return dateCell(on(l).Since) }},
		{"exact", flag, func(l Link) cell { return flagCell(on(l).Exact) }},
		{"unilateral", flag, func(l Link) cell { return flagCell(on(l).Unilateral) }},
		{"disputed", flag, func(l Link) cell { return flagCell(on(l).Disputed) }},
		{"underReview", flag, func(l Link) cell { return flagCell(on(l).UnderReview) }},
		{"basis", text, func(l Link) cell { return textCell(on(l).Basis) }},
		{"lastConfirmed", text, func(l Link) cell { return dateCell(on(l).LastConfirmed) }},
		{"spells", spells, func(l Link) cell { return cell{known: true, past: l.History} }},
		{"disputes", list, func(l Link) cell { return listCell(l.Record.Disputes) }},
		{"disputeNote", text, func(l Link) cell { return textCell(l.Record.DisputeNote) }},
	}, statement(n, func(l Link) *graph.Statement { return l.Record.Base() }, n.sourcesOf))
}

// placeFields returns where the two cities of links lie.
func (n *Network) placeFields() []field[Link] {
	var fields []field[Link]
	for _, f := range places("aLatitude", "aLongitude") {
		fields = append(fields, field[Link]{f.name, f.kind, func(l Link) cell { return f.of(n.Cities[l.A]) }})
	}
	for _, f := range places("bLatitude", "bLongitude") {
		fields = append(fields, field[Link]{f.name, f.kind, func(l Link) cell { return f.of(n.Cities[l.B]) }})
	}
	return fields
}

// statement returns the fields of every record: who says so, how sure it is, since
// when it is recorded.
func statement[T any](n *Network, base func(T) *graph.Statement, sources func(T) []graph.ID) []field[T] {
	return []field[T]{
		{"sources", list, func(r T) cell { return listCell(sources(r)) }},
		{"sourceUrls", list, func(r T) cell { return listCell(n.addresses(sources(r))) }},
		{"confidence", text, func(r T) cell { return textCell(base(r).Confidence) }},
		{"notes", text, func(r T) cell { return textCell(base(r).Notes) }},
		{"recordedAt", text, func(r T) cell { return instantCell(base(r).RecordedAt) }},
	}
}

// sourcesOf returns the ids of what a link and its claims cite, in order.
func (n *Network) sourcesOf(l Link) []graph.ID {
	ids := slices.Clone(l.Record.Sources)
	for _, claim := range snapshot.Across[*graph.Claim](n.snap, l.Record, "claims") {
		ids = append(ids, claim.Sources...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// addresses returns the URLs of sources that have one, each once.
func (n *Network) addresses(sources []graph.ID) []string {
	var urls []string
	for _, id := range sources {
		if s, ok := n.snap.Record(graph.WordSource, id).(*graph.Source); ok && s.URL != "" && !slices.Contains(urls, s.URL) {
			urls = append(urls, s.URL)
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

// stretch is what is exported of a spell.
type stretch struct {
	From, To                                 graph.Day
	Status                                   graph.Status
	Since, LastConfirmed                     graph.PartialDate
	Basis                                    graph.Basis
	Exact, Unilateral, Disputed, UnderReview bool
}

// stretches returns the past of a link; neighbours differ.
func stretches(h graph.History) []stretch {
	all := make([]stretch, 0, len(h))
	for i := range h {
		s := &h[i]
		next := stretch{
			From: s.From, To: s.To, Status: s.Status, Since: s.Since, LastConfirmed: s.LastConfirmed, Basis: s.Basis,
			Exact: s.Exact, Unilateral: s.Unilateral, Disputed: s.Disputed, UnderReview: s.UnderReview,
		}
		if k := len(all); k > 0 {
			same := next
			same.From, same.To = all[k-1].From, all[k-1].To
			if same == all[k-1] {
				all[k-1].To = next.To
				continue
			}
		}
		all = append(all, next)
	}
	return all
}
