package atlas

import (
	"cmp"
	"context"
	"slices"
	"time"

	"twingraph/graph"
)

// ChangePlace is the place of a change in the sequence, as a viewer saw it. Numbers of a
// viewer move when something is restricted or published; the instants of a change stay.
type ChangePlace struct {
	Number                  graph.Seq
	RecordedAt, CommittedAt time.Time
}

// PlaceOf returns the place of a change.
func PlaceOf(c *graph.Change) ChangePlace { return ChangePlace{c.Seq, c.RecordedAt, c.CommittedAt} }

// compare orders places by their instants.
func (p ChangePlace) compare(q ChangePlace) int {
	return cmp.Or(p.RecordedAt.Compare(q.RecordedAt), p.CommittedAt.Compare(q.CommittedAt))
}

// ChangePage is a page of changes, in order.
type ChangePage struct {
	Changes        []*graph.Change
	Earlier, Later bool // there are changes before and after
	Total          int  // after since; -1 when not asked for
}

// Changes returns the part that a window shows of the changes with a number greater than
// since. What lies around the page, and how many there are, is asked for with around.
// Errors have code BadUserInput or LimitExceeded, or are the reader's.
func (r *Request) Changes(ctx context.Context, v graph.View, since int, w graph.Window[ChangePlace], around bool) (ChangePage, error) {
	page := ChangePage{Changes: []*graph.Change{}, Total: -1}
	if since < 0 {
		return page, graph.Errorf(graph.BadUserInput, "since is %d; give the number of a change, or 0 for the beginning", since).At("since")
	}
	if err := w.Check(graph.MaxFirst); err != nil {
		return page, err
	}
	numbers := graph.Window[graph.Seq]{First: w.First, Last: w.Last, After: new(graph.Seq(since))}
	if w.After != nil {
		after, _, err := r.numberOf(ctx, v, *w.After)
		if err != nil {
			return page, err
		}
		*numbers.After = max(*numbers.After, after)
	}
	if w.Before != nil {
		before, there, err := r.numberOf(ctx, v, *w.Before)
		if err != nil {
			return page, err
		}
		if !there {
			before++
		}
		numbers.Before = &before
	}
	found, err := r.reader.Changes(ctx, v, numbers)
	if err != nil {
		return page, err
	}
	for i := range found {
		page.Changes = append(page.Changes, &found[i])
	}
	if !around {
		return page, nil
	}
	last, err := r.reader.Changes(ctx, v, graph.Window[graph.Seq]{Last: 1})
	if err != nil {
		return page, err
	}
	page.Total = 0
	if len(last) > 0 {
		page.Total = max(0, int(last[0].Seq)-since) // there are no gaps
	}
	page.Earlier, page.Later = w.After != nil, w.Before != nil
	if n := len(found); n > 0 {
		page.Earlier, page.Later = int(found[0].Seq) > since+1, found[n-1].Seq < last[0].Seq
	}
	return page, nil
}

// numberOf returns the number that the viewer now gives the last change up to a place, and
// whether it is the one at the place; 0 when there is none. Errors are the reader's.
func (r *Request) numberOf(ctx context.Context, v graph.View, at ChangePlace) (number graph.Seq, there bool, err error) {
	found, err := r.reader.Changes(ctx, v, graph.Window[graph.Seq]{First: 1, After: new(at.Number - 1)})
	if err != nil || len(found) > 0 && PlaceOf(&found[0]).compare(at) == 0 {
		return at.Number, true, err
	}
	if at.RecordedAt.Before(v.KnownAt) {
		v.KnownAt = at.RecordedAt
	}
	for back := (graph.Window[graph.Seq]{Last: graph.MaxFirst}); ; {
		found, err := r.reader.Changes(ctx, v, back)
		if err != nil || len(found) == 0 {
			return 0, false, err
		}
		for i := len(found) - 1; i >= 0; i-- {
			if order := PlaceOf(&found[i]).compare(at); order <= 0 {
				return found[i].Seq, order == 0, nil
			}
		}
		back.Before = &found[0].Seq
	}
}

// maxText bounds a text to search for, in bytes.
const maxText = 200

// Search returns a part of what has a name like the text of q, the best match first: of the
// best graph.MaxHits, which Total counts when that is asked for; q.First has no bearing.
// Errors have code BadUserInput or LimitExceeded, or are the reader's.
func (r *Request) Search(ctx context.Context, v graph.View, q graph.SearchQuery, w Window, count bool) (Part[*graph.Hit], error) {
	var none Part[*graph.Hit]
	if err := w.Check(graph.MaxHits); err != nil {
		return none, err
	}
	if len(q.Text) > maxText {
		return none, graph.Errorf(graph.LimitExceeded, "the text has more than %d bytes; a name is enough", maxText).At("query")
	}
	if len(q.Region) > maxText {
		return none, graph.Errorf(graph.LimitExceeded, "the region has more than %d bytes; its name is enough", maxText).At("region")
	}
	q.First = graph.MaxHits
	if !count && !w.Backward() && w.After == nil && w.Before == nil {
		q.First = min(w.First+1, graph.MaxHits) // one more, to see whether there is one
	}
	found, err := r.reader.Search(ctx, v, q)
	if err != nil {
		return none, err
	}
	hits := each(found, func(hit graph.Hit) *graph.Hit { return &hit })
	return cut(hits, w, graph.MaxHits, placeOfHit, as)
}

// placeOfHit names a hit by what was found.
func placeOfHit(hit *graph.Hit) graph.Position {
	if hit.Place != nil {
		return graph.Position{Key: "place\x00" + hit.Place.Country + "\x00" + hit.Place.Region}
	}
	return graph.Position{Key: string(hit.Record.Word()), ID: hit.Record.Base().ID}
}

// StatusDiff returns a page of the links whose status differs between two days: from, and
// that of the view. Errors are those of Window.Check and the reader's.
func (r *Request) StatusDiff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	if err := q.Window().Check(graph.MaxFirst); err != nil {
		return graph.DiffPage{}, err
	}
	return r.reader.Diff(ctx, v, from, q)
}

// Boundary counts the links that where selects and that have one status on two days, and may
// have changed between them all the same: the earlier day lies in the interval of the date of
// what brought the status about, before its last day. Errors are the reader's.
func (r *Request) Boundary(ctx context.Context, v graph.View, from graph.Day, where *graph.Filter) (int, error) {
	s, err := r.at(ctx, v)
	if err != nil {
		return 0, err
	}
	count := 0
	for _, record := range s.Select(graph.WordTwinningLink, where, v.AsOf) {
		history := s.History(record.Base().ID)
		before, after := history.At(min(from, v.AsOf)), history.At(max(from, v.AsOf))
		if before.Status == after.Status && before.UncertainAt(min(from, v.AsOf)) {
			count++
		}
	}
	return count, nil
}

// OnlyBecame narrows the filter of a comparison of two days to links whose status on the day
// of the view came about as written: what happened, where nothing is written. Backwards
// nothing is narrowed. Errors are those of ReadFilter.
func OnlyBecame(where *graph.Filter, written Filter, from, to graph.Day) (*graph.Filter, error) {
	switch {
	case from > to:
		return where, nil
	case written == nil:
		return graph.All(where, graph.In("became", graph.Happened)), nil
	}
	became, err := ReadFilter(graph.WordTwinningLink, Filter{"became": written})
	if err != nil {
		return nil, err
	}
	return graph.All(where, became), nil
}

// StatusMove is how many links went from one status to another.
type StatusMove struct {
	Before, After graph.Status
	Count         int
}

// MovesOf lists moves: the most frequent first.
func MovesOf(moves map[[2]graph.Status]int) []*StatusMove {
	list := make([]*StatusMove, 0, len(moves))
	for move, count := range moves {
		list = append(list, &StatusMove{Before: move[0], After: move[1], Count: count})
	}
	slices.SortFunc(list, func(a, b *StatusMove) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
	})
	return list
}

// Between returns those of claims that took effect after the earlier of two days, up to
// the later one.
func Between(claims []graph.Record, one, other graph.Day) []*graph.Claim {
	between := []*graph.Claim{}
	for _, r := range claims {
		c := r.(*graph.Claim)
		if day := c.Effective().First(); min(one, other) < day && day <= max(one, other) {
			between = append(between, c)
		}
	}
	return between
}

// Governing returns the ids of all claims that govern the statuses before and after of links.
func Governing(items []graph.DiffItem) []graph.ID {
	var ids []graph.ID
	for _, item := range items {
		for _, status := range []graph.LinkStatus{item.Before, item.After} {
			ids = append(ids, status.Governing...)
			for _, side := range status.Sides {
				ids = append(append(ids, side.Governing...), side.Reviews...)
			}
		}
	}
	return ids
}
