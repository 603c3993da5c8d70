package world

import (
	"context"

	"twingraph/graph"
)

// inquiry is one question on its way to an answer.
type inquiry struct {
	*state
	ctx  context.Context
	asOf graph.Day
	tier graph.Tier
}

// ask begins the answer to a question.
func (w *World) ask(ctx context.Context, v graph.View) (*inquiry, error) {
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	s, _ := w.state(v.KnownAt)
	return &inquiry{state: s, ctx: ctx, asOf: v.AsOf, tier: v.Tier}, nil
}

// stopped returns an error with code Timeout when ctx has ended.
func stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return graph.Errorf(graph.Timeout, "the time allowed ran out; ask for less").Because(err)
	}
	return nil
}

// seen returns the rows of word that the viewer may see.
func (q *inquiry) seen(word graph.Word) set { return q.state.seen(word, q.tier) }

// column returns the column of a field of word.
func (q *inquiry) column(word graph.Word, field graph.Field) *column {
	switch {
	case !field.At:
		return q.sheet(word).column(field)
	case word == graph.WordTwinningLink:
		return q.links.on(q.asOf).column(field)
	}
	return q.laws.on(q.asOf).column(field)
}

// selects returns the rows of word that the viewer may see and the filter, which
// was checked, selects.
func (q *inquiry) selects(word graph.Word, f *graph.Filter) (set, error) {
	if err := stopped(q.ctx); err != nil {
		return nil, err
	}
	all := q.seen(word)
	if f == nil {
		return all, nil
	}
	chosen := all
	for _, part := range f.And {
		s, err := q.selects(word, part)
		if err != nil {
			return nil, err
		}
		chosen = chosen.and(s)
	}
	if f.Or != nil {
		either := newSet(len(q.sheet(word).rows))
		for _, part := range f.Or {
			s, err := q.selects(word, part)
			if err != nil {
				return nil, err
			}
			either = either.or(s)
		}
		chosen = chosen.and(either)
	}
	if f.Not != nil {
		s, err := q.selects(word, f.Not)
		if err != nil {
			return nil, err
		}
		chosen = chosen.without(s)
	}
	if f.Is != nil {
		chosen = chosen.and(q.holds(word, f.Is))
	}
	if f.Has != nil {
		s, err := q.has(word, f.Has)
		if err != nil {
			return nil, err
		}
		chosen = chosen.and(s)
	}
	if f.Ends != nil {
		s, err := q.joins(f.Ends)
		if err != nil {
			return nil, err
		}
		chosen = chosen.and(s)
	}
	return chosen, nil
}

// holds returns the rows for which a condition holds, whoever may see them.
func (q *inquiry) holds(word graph.Word, c *graph.Condition) set {
	sheet := q.sheet(word)
	if c.Field == "id" { // the one field that every row has, with a value of its own
		s := newSet(len(sheet.rows))
		for _, id := range c.Values {
			if row, ok := sheet.row(graph.ID(id.(string))); ok {
				s.add(row)
			}
		}
		return s
	}
	field, _ := graph.ShapeOf(word).Field(c.Field)
	return q.column(word, field).selects(c)
}

// has returns the rows from which a hop leads to as many rows as it needs that the viewer
// may see and its filter selects.
func (q *inquiry) has(word graph.Word, hop *graph.Hop) (set, error) {
	if hop.On != "" {
		return q.hasOn(word, hop)
	}
	edge, _ := graph.ShapeOf(word).Edge(hop.Edge)
	wanted, err := q.selects(edge.To, hop.Where)
	if err != nil {
		return nil, err
	}
	return q.crossing(word, hop.Edge).into(wanted, hop.Needs()), nil
}

// joins returns the links whose two cities match, either way round.
func (q *inquiry) joins(e *graph.Ends) (set, error) {
	one, err := q.selects(graph.WordCity, e.One)
	if err != nil {
		return nil, err
	}
	other, err := q.selects(graph.WordCity, e.Other)
	if err != nil {
		return nil, err
	}
	endA, endB := q.end("a"), q.end("b")
	s := newSet(len(endA))
	for row, a := range endA {
		b := endB[row]
		if a >= 0 && b >= 0 && (one.has(a) && other.has(b) || one.has(b) && other.has(a)) {
			s.add(int32(row))
		}
	}
	return s, nil
}
