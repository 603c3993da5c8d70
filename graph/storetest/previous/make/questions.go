package main

import (
	"context"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/storetest/previous"
)

// days are those that questions about a day ask for: around acts, inside partial
// dates, before and after everything.
var days = []string{"1980-01-01", "1994-05-15", "2019-06-15", "2020-08-01", "2022-03-07", "2022-03-08", "2022-04-20", "2024-11-15", "2026-11-22"}

// questions returns what is asked about a store: it follows from what is in it.
func questions(ctx context.Context, r graph.Reader) ([]previous.Question, error) {
	m := &making{ctx: ctx, r: r, all: graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}}
	m.instants()
	for _, at := range m.known {
		m.network(at)
	}
	for _, word := range graph.Words() {
		m.edges(word)
		m.records(word)
		m.fields(word)
	}
	m.names()
	m.gone()
	return m.list, m.err
}

type making struct {
	ctx   context.Context
	r     graph.Reader
	all   graph.View
	known []*time.Time // before, at and after every change; nil last
	list  []previous.Question
	err   error
}

func (m *making) add(q previous.Question) {
	if q.Tier == "" {
		q.Tier = graph.TierRestricted
	}
	m.list = append(m.list, q)
}

func (m *making) instants() {
	changes, err := m.r.Changes(m.ctx, m.all, graph.Window[graph.Seq]{First: graph.MaxFirst})
	m.err = err
	for _, c := range changes {
		before := c.RecordedAt.Add(-time.Microsecond)
		if c.Seq == 1 {
			m.known = append(m.known, &before)
		}
		m.known = append(m.known, &c.RecordedAt)
	}
	m.known = append(m.known, nil)
}

func (m *making) every(word graph.Word, at *time.Time) []graph.Record {
	v := m.all
	if at != nil {
		v.KnownAt = *at
	}
	page, err := m.r.List(m.ctx, v, graph.Query{Word: word, First: graph.MaxFirst})
	if err != nil {
		m.err = err
	}
	return page.Records
}

func idsOf(records []graph.Record) []graph.ID {
	ids := make([]graph.ID, len(records))
	for i, r := range records {
		ids[i] = r.Base().ID
	}
	return ids
}

// network asks for all that was known at an instant, for each tier.
func (m *making) network(at *time.Time) {
	for _, tier := range graph.Tiers() {
		for _, word := range graph.Words() {
			m.add(previous.Question{Method: "list", Word: word, Tier: tier, KnownAt: at, Full: tier == graph.TierRestricted})
		}
		m.add(previous.Question{Method: "changes", Tier: tier, KnownAt: at})
		m.add(previous.Question{Method: "changeItems", Tier: tier, KnownAt: at})
		m.add(previous.Question{Method: "tally", Tier: tier, KnownAt: at, AsOf: "2022-12-31"})
	}
	m.add(previous.Question{Method: "histories", KnownAt: at, IDs: idsOf(m.every(graph.WordTwinningLink, at))})
	m.add(previous.Question{Method: "diff", KnownAt: at, From: "2021-12-31", AsOf: "2022-12-31"})
}

// edges asks for what is across every edge.
func (m *making) edges(word graph.Word) {
	for i, edge := range graph.ShapeOf(word).Edges {
		for _, at := range []*time.Time{m.known[2], nil} {
			m.add(previous.Question{Method: "listAcross", Word: word, Edge: edge.Name, KnownAt: at, AsOf: "2023-01-01", IDs: idsOf(m.every(word, at)), Single: i > 0})
		}
	}
}

// records asks for records by all that is known of them together: such a filter
// finds nothing where the store lacks one of the properties that it compares.
func (m *making) records(word graph.Word) {
	var asked []previous.Question
	richest := 0
	for _, r := range m.every(word, nil) {
		q := previous.Question{Method: "list", Word: word, Single: true}
		for _, field := range graph.ShapeOf(word).Fields {
			if !field.At && len(field.Of(r)) > 0 {
				q.Where = append(q.Where, conditions(field, field.Of(r)[0])[0])
			}
		}
		if asked = append(asked, q); len(q.Where) > len(asked[richest].Where) {
			richest = len(asked) - 1
		}
	}
	if len(asked) > 0 {
		asked[richest].Single = false
	}
	for _, q := range asked {
		m.add(q)
	}
}

// fields asks about every field alone, by every comparison, with a value of every
// record; and in its order.
func (m *making) fields(word graph.Word) {
	ordered := 0
	for _, field := range graph.ShapeOf(word).Fields {
		if field.Ordered {
			for _, desc := range []bool{false, true} {
				m.add(previous.Question{Method: "list", Word: word, OrderBy: field.Name, Desc: desc, AsOf: "2022-12-31", Single: ordered > 0 || desc})
			}
			ordered++
		}
		if field.At {
			for _, day := range days {
				for _, value := range dayValues(field) {
					m.add(previous.Question{Method: "list", Word: word, AsOf: day, Where: []previous.Condition{{Field: field.Name, Op: graph.OpIn, Value: value}}, Single: true})
				}
			}
			continue
		}
		var asked []previous.Condition
		for _, r := range m.every(word, nil) {
			for _, value := range field.Of(r) {
				for _, c := range conditions(field, value) {
					if !slices.Contains(asked, c) {
						asked = append(asked, c)
					}
				}
			}
		}
		for _, c := range append(asked, previous.Condition{Field: field.Name, Op: graph.OpMissing}) {
			m.add(previous.Question{Method: "list", Word: word, Where: []previous.Condition{c}, Single: true})
		}
	}
}

// conditions returns the comparisons with a value that a record has.
func conditions(field graph.Field, value any) []previous.Condition {
	is := func(op graph.Op, v any) previous.Condition {
		return previous.Condition{Field: field.Name, Op: op, Value: v}
	}
	switch v := value.(type) {
	case graph.PartialDate:
		return []previous.Condition{
			is(graph.OpOn, v.Last().String()), is(graph.OpBefore, (v.First() + 1).String()), is(graph.OpAfter, (v.First() - 1).String()),
		}
	case string:
		if field.Type != graph.Text {
			break
		}
		letters := []rune(v)
		return []previous.Condition{
			is(graph.OpStartsWith, string(letters[:(len(letters)+1)/2])), is(graph.OpContains, string(letters[len(letters)/2:])), is(graph.OpIn, v),
		}
	case int64, float64:
		if field.Type == graph.Decimal {
			return []previous.Condition{is(graph.OpBefore, v.(float64)+0.5)}
		}
		return []previous.Condition{is(graph.OpIn, v), is(graph.OpBefore, v)}
	}
	return []previous.Condition{is(graph.OpIn, value)}
}

// dayValues returns values of a field that depends on the day.
func dayValues(field graph.Field) []any {
	switch {
	case field.Name == "status":
		return []any{"ACTIVE", "SUSPENDED", "ENDED", "CONTESTED", "UNKNOWN"}
	case field.Name == "basis":
		return []any{"DECISION", "STATEMENT", "OBSERVATION", "LISTING"}
	case field.Name == "inForce":
		return []any{"TRUE", "FALSE", "UNKNOWN"}
	case field.Type == graph.Bool:
		return []any{true, false}
	}
	return nil // dates: their order is asked for
}

// names searches for names and parts of them.
func (m *making) names() {
	for _, text := range []string{"łódz", "LODZICA", "Лудз", "orel river", "orjol", "орел на реке", "saint oeuf", "straßdorf", "grens", "union towns", "karta rodzin", "keep", "cut the", "neu rod", "nowhere"} {
		m.add(previous.Question{Method: "search", Text: text})
	}
	for _, at := range m.known {
		m.add(previous.Question{Method: "search", Text: "str", KnownAt: at, Tier: graph.TierPublic})
	}
}

// gone asks what became of all that was ever known.
func (m *making) gone() {
	for _, word := range graph.Words() {
		var ever []graph.ID
		for _, at := range m.known {
			ever = append(ever, idsOf(m.every(word, at))...)
		}
		slices.Sort(ever)
		now := idsOf(m.every(word, nil))
		for _, id := range slices.Compact(ever) {
			if slices.Contains(now, id) {
				continue
			}
			for _, at := range m.known {
				m.add(previous.Question{Method: "fate", Word: word, IDs: []graph.ID{id}, KnownAt: at})
				m.add(previous.Question{Method: "records", Word: word, IDs: []graph.ID{id}, KnownAt: at})
			}
		}
	}
}
