package previous

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"twingraph/graph"
)

// Question is one question to a store, in a form that lasts: with names and values
// as people write them.
type Question struct {
	Method  string      `json:"ask"` // which method of graph.Reader
	Tier    graph.Tier  `json:"tier,omitempty"`
	KnownAt *time.Time  `json:"knownAt,omitempty"` // nil for everything recorded
	AsOf    string      `json:"asOf,omitempty"`
	Word    graph.Word  `json:"word,omitempty"`
	Edge    string      `json:"edge,omitempty"`
	IDs     []graph.ID  `json:"ids,omitempty"`
	Where   []Condition `json:"where,omitempty"` // all of them
	OrderBy string      `json:"orderBy,omitempty"`
	Desc    bool        `json:"desc,omitempty"`
	From    string      `json:"from,omitempty"` // the other day of a difference
	Text    string      `json:"text,omitempty"`
	Full    bool        `json:"full,omitempty"`   // records with all their fields, not only their ids
	Single  bool        `json:"single,omitempty"` // left out of Few
}

// Condition is a condition on a field; Value is as JSON has it, a day as a text.
type Condition struct {
	Field string   `json:"field"`
	Op    graph.Op `json:"op"`
	Value any      `json:"value,omitempty"`
}

// Ask asks the question and returns the answer as JSON; of an error its code.
func (q Question) Ask(ctx context.Context, r graph.Reader) json.RawMessage {
	answer, err := q.answer(ctx, r)
	if err != nil {
		answer = map[string]string{"error": string(graph.CodeOf(err))}
	}
	text, err := json.Marshal(shown(answer))
	if err != nil {
		panic(err) // of texts, numbers, lists and maps
	}
	return text
}

// text returns the question as it is written.
func (q Question) text() string {
	text, err := json.Marshal(q)
	if err != nil {
		panic(err) // of texts, numbers and lists
	}
	return string(text)
}

func (q Question) view() graph.View {
	v := graph.View{KnownAt: graph.Latest(), Tier: q.Tier}
	if q.KnownAt != nil {
		v.KnownAt = *q.KnownAt
	}
	if q.AsOf != "" {
		v.AsOf = day(q.AsOf)
	}
	return v
}

func (q Question) query() graph.Query {
	return graph.Query{Word: q.Word, Where: q.where(q.Word), OrderBy: q.OrderBy, Desc: q.Desc, First: graph.MaxFirst, Count: true}
}

func (q Question) where(word graph.Word) *graph.Filter {
	var parts []*graph.Filter
	for _, c := range q.Where {
		parts = append(parts, &graph.Filter{Is: &graph.Condition{Field: c.Field, Op: c.Op, Values: c.values(word)}})
	}
	return graph.All(parts...)
}

// values returns what a condition compares with, as graph has it.
func (c Condition) values(word graph.Word) []any {
	if c.Op == graph.OpMissing {
		return nil
	}
	field, ok := graph.ShapeOf(word).Field(c.Field)
	if !ok {
		panic(fmt.Sprintf("previous: %s has no field %s any more", word, c.Field))
	}
	switch v := c.Value.(type) {
	case string:
		if field.Type == graph.Date {
			return []any{day(v)}
		}
	case float64:
		if field.Type == graph.Number {
			return []any{int64(v)}
		}
	}
	return []any{c.Value}
}

func day(s string) graph.Day {
	d, err := graph.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func (q Question) answer(ctx context.Context, r graph.Reader) (any, error) {
	v := q.view()
	switch q.Method {
	case "list":
		page, err := r.List(ctx, v, q.query())
		return q.page(page), err
	case "listAcross":
		pages, err := r.ListAcross(ctx, v, q.Word, q.Edge, q.IDs, graph.Query{Word: q.across(), First: graph.MaxFirst, Count: true})
		list := make([]any, len(pages))
		for i, page := range pages {
			list[i] = q.page(page)
		}
		return list, err
	case "histories":
		return r.Histories(ctx, v, q.IDs)
	case "search":
		return r.Search(ctx, v, graph.SearchQuery{Text: q.Text, First: graph.MaxHits})
	case "tally":
		return r.Tally(ctx, v, q.where(graph.WordTwinningLink))
	case "diff":
		page, err := r.Diff(ctx, v, day(q.From), graph.DiffQuery{First: graph.MaxFirst, Count: true})
		return page, err
	case "changes":
		changes, err := r.Changes(ctx, v, graph.Window[graph.Seq]{First: graph.MaxFirst})
		for i := range changes {
			changes[i].CommittedAt = time.Time{} // the clock of the day on which each of the stores was made
		}
		return changes, err
	case "changeItems":
		return r.ChangeItems(ctx, v, []graph.Seq{1, 2, 3, 4, 5, 6, 7}, graph.Window[graph.ChangeItem]{First: graph.MaxFirst})
	case "fate":
		return r.Fate(ctx, v, q.Word, q.IDs[0])
	case "records":
		return r.Records(ctx, v, q.Word, q.IDs)
	}
	panic("previous: no question " + q.Method)
}

func (q Question) across() graph.Word {
	edge, ok := graph.ShapeOf(q.Word).Edge(q.Edge)
	if !ok {
		panic(fmt.Sprintf("previous: %s has no edge %s any more", q.Word, q.Edge))
	}
	return edge.To
}

// page returns what is kept of a page: what was fetched too is free.
func (q Question) page(p graph.Page) any {
	kept := map[string]any{"total": p.Total, "more": p.More}
	if q.Full {
		kept["records"] = p.Records
		return kept
	}
	ids := make([]graph.ID, len(p.Records))
	for i, r := range p.Records {
		ids[i] = r.Base().ID
	}
	kept["ids"] = ids
	return kept
}
