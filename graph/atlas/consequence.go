package atlas

import (
	"context"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// Consequence is a link that stands otherwise because of a change.
type Consequence struct {
	Link          *graph.TwinningLink
	Before, After *LinkStatus // nil before a new link, and after a retracted one
}

// consider takes the links that stand otherwise on a day into the answer.
func (a *Recorded) consider(links []registry.LinkChange, today graph.Day) {
	for _, change := range links {
		before, after := statusOf(change.Before, change.Link, today), statusOf(change.After, change.Link, today)
		if !differ(before, after) {
			continue
		}
		if a.ConsequencesTotal++; a.ConsequencesTotal <= maxConsequences {
			a.Consequences = append(a.Consequences, &Consequence{Link: change.Link, Before: before, After: after})
		}
	}
}

// statusOf returns how a link with the history stands on a day, nil where there is no link.
func statusOf(history graph.History, link *graph.TwinningLink, day graph.Day) *LinkStatus {
	if len(history) == 0 {
		return nil
	}
	s := &LinkStatus{LinkStatus: history.At(day), Link: link, Day: day}
	if s.Status == graph.StatusUnknown {
		s.Before, s.After = history.Merged().Nearest(day)
	}
	return s
}

// differ reports whether a link stands otherwise: its status, that of a side, since when, or
// whether that is disputed.
func differ(before, after *LinkStatus) bool {
	if before == nil || after == nil {
		return before != after
	}
	if before.Status != after.Status || before.Since != after.Since || before.ListedSince != after.ListedSince || before.Disputed != after.Disputed {
		return true
	}
	for i, side := range before.Sides {
		if other := after.Sides[i]; side.Status != other.Status || side.Since != other.Since || side.ListedSince != other.ListedSince {
			return true
		}
	}
	return false
}

// couldBe reports whether a change with the items can be what became of the submission: it
// has every retraction, and no more new records than the submission has.
func (s Submission) couldBe(items []graph.ChangeItem) bool {
	retracted, added := map[graph.Target]bool{}, map[graph.Word]int{}
	for _, item := range items {
		switch item.Kind {
		case graph.ItemRetracted:
			retracted[item.Target()] = true
		case graph.ItemAdded:
			added[item.Word]++
		}
	}
	for _, entry := range s.Records {
		added[entry.Word]--
	}
	for _, more := range added {
		if more > 0 {
			return false
		}
	}
	asked := 0
	for _, retraction := range s.Retractions {
		if id, err := ParseID(retraction.Word, retraction.ID, "id"); err == nil && retracted[graph.Target{Word: retraction.Word, ID: id}] {
			asked++
		}
	}
	return asked == len(retracted)
}

// replay adds what a change recorded, and the links that stand otherwise today because of
// it. Errors are the reader's.
func (r *Request) replay(ctx context.Context, answer *Recorded, items []graph.ChangeItem) error {
	at := answer.Change.RecordedAt
	after := graph.View{KnownAt: at, Tier: r.viewer.Tier}
	before := graph.View{KnownAt: at.Add(-justBefore), Tier: r.viewer.Tier}
	ids := map[graph.Word][]graph.ID{}
	for _, item := range items {
		if item.Kind != graph.ItemRetracted {
			ids[item.Word] = append(ids[item.Word], item.ID)
		}
	}
	for _, word := range graph.Words() {
		records, err := r.reader.Records(ctx, after, word, ids[word])
		if err != nil {
			return err
		}
		for _, record := range records {
			if record != nil {
				answer.Records = append(answer.Records, record)
			}
		}
	}
	links, err := r.linksTouched(ctx, after, before, items)
	if err != nil {
		return err
	}
	changes, err := r.linkChanges(ctx, before, after, links)
	answer.consider(changes, r.Today())
	return err
}

// linkChanges returns what became of links, in order of id, between two views. Errors are the
// reader's.
func (r *Request) linkChanges(ctx context.Context, before, after graph.View, ids []graph.ID) ([]registry.LinkChange, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	was, err := r.reader.Histories(ctx, before, ids)
	if err != nil {
		return nil, err
	}
	is, err := r.reader.Histories(ctx, after, ids)
	if err != nil {
		return nil, err
	}
	changes := make([]registry.LinkChange, 0, len(ids))
	for _, v := range []graph.View{after, before} { // a retracted one is known before only
		known, err := r.reader.Records(ctx, v, graph.WordTwinningLink, ids)
		if err != nil {
			return nil, err
		}
		for i, record := range known {
			if link, ok := record.(*graph.TwinningLink); ok && ids[i] != "" && (v == after || is[ids[i]] == nil) {
				changes = append(changes, registry.LinkChange{Link: link, Before: was[link.ID], After: is[link.ID]})
			}
		}
	}
	return changes, nil
}
