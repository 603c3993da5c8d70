package atlas

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// ChangeList is a page of changes, in order.
type ChangeList struct {
	Last    int // the number of the last one, to go on from
	HasMore bool
	Nodes   []*graph.Change
}

// Changes returns the first changes after the one with the number since; whether there
// are more only when that is asked. Errors have code BadUserInput or LimitExceeded, or are
// the reader's.
func (r *Request) Changes(ctx context.Context, v graph.View, since, first int, more bool) (*ChangeList, error) {
	if since < 0 {
		return nil, graph.Errorf(graph.BadUserInput, "since is %d; give the number of a change, or 0 for the beginning", since).At("since")
	}
	if err := graph.CheckFirst(first, graph.MaxFirst); err != nil {
		return nil, err
	}
	found, err := r.reader.Changes(ctx, v, graph.Window[graph.Seq]{First: first, After: new(graph.Seq(since))})
	if err != nil {
		return nil, err
	}
	list := &ChangeList{Last: since, Nodes: []*graph.Change{}}
	for i := range found {
		list.Nodes = append(list.Nodes, &found[i])
		list.Last = int(found[i].Seq)
	}
	if more && len(found) == first {
		next, err := r.reader.Changes(ctx, v, graph.Window[graph.Seq]{First: 1, After: new(graph.Seq(list.Last))})
		if err != nil {
			return nil, err
		}
		list.HasMore = len(next) > 0
	}
	return list, nil
}

// maxText bounds a text to search for, in bytes.
const maxText = 200

// Search returns the first records of words that have a name like a text, the best match
// first. Errors have code BadUserInput or LimitExceeded, or are the reader's.
func (r *Request) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	if q.First < 1 || q.First > 100 {
		return nil, graph.Errorf(graph.BadUserInput, "first is %d; ask for 1 to 100", q.First).At("first")
	}
	if len(q.Text) > maxText {
		return nil, graph.Errorf(graph.LimitExceeded, "the text has more than %d bytes; a name is enough", maxText).At("query")
	}
	return r.reader.Search(ctx, v, q)
}

// StatusDiff returns a page of the links whose status differs between two days: from, and
// that of the view. Errors are the reader's.
func (r *Request) StatusDiff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	return r.reader.Diff(ctx, v, from, q)
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
				if side.Claim != "" {
					ids = append(ids, side.Claim)
				}
			}
		}
	}
	return ids
}
