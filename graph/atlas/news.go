package atlas

import (
	"cmp"
	"context"
	"slices"
	"time"

	"twingraph/graph"
)

// StatusNews is what a change taught of how one link stands.
type StatusNews struct {
	Change *graph.Change
	LinkID graph.ID
	Day    graph.Day
	Before *LinkStatus // as known just before the change; nil when the link was not known
	After  *LinkStatus // as known from the change on; nil when the link is known no more
}

// NewsPlace is the place of news: those of one change come in order of link.
type NewsPlace struct {
	Change ChangePlace
	Link   graph.ID // empty is before the first of the change
}

// PlaceOfNews returns the place of news.
func PlaceOfNews(n *StatusNews) NewsPlace { return NewsPlace{PlaceOf(n.Change), n.LinkID} }

// justBefore is how much earlier an instant is at which a change was not known: stores keep
// instants to the microsecond.
const justBefore = time.Microsecond

// newsOf calls each with what a change taught of how links stand on a day, that on which it
// was recorded when day is nil, in order of link, after a link: of those that where selects
// after the change, or selected before it when they are known no more. Errors are the
// reader's and those of each.
func (r *Request) newsOf(ctx context.Context, v graph.View, day *graph.Day, c *graph.Change, where *graph.Filter, after graph.ID, each func(*StatusNews) error) error {
	v.AsOf = graph.DayOf(c.RecordedAt) // not today: the same news come tomorrow
	if day != nil {
		v.AsOf = *day
	}
	now, then := v, v
	now.KnownAt, then.KnownAt = c.RecordedAt, c.RecordedAt.Add(-justBefore)
	items, err := r.itemsOf(ctx, c)
	if err != nil {
		return err
	}
	links, err := r.linksTouched(ctx, now, then, items)
	if err != nil {
		return err
	}
	if from, found := slices.BinarySearch(links, after); found {
		links = links[from+1:]
	} else {
		links = links[from:]
	}
	for chunk := range slices.Chunk(links, graph.MaxFirst) {
		news, err := r.compareStatus(ctx, now, then, c, where, chunk)
		if err != nil {
			return err
		}
		for _, n := range news {
			if err := each(n); err != nil {
				return err
			}
		}
	}
	return nil
}

// compareStatus returns news of some links, in their order.
func (r *Request) compareStatus(ctx context.Context, now, then graph.View, c *graph.Change, where *graph.Filter, links []graph.ID) ([]*StatusNews, error) {
	before, err := r.statuses(ctx, then, where, links)
	if err != nil {
		return nil, err
	}
	after, err := r.statuses(ctx, now, where, links)
	if err != nil {
		return nil, err
	}
	var news []*StatusNews
	for _, id := range links {
		was, is := before[id], after[id]
		selected := is.selected || is.status == nil && was.selected
		if !selected || !differ(was.status, is.status) {
			continue
		}
		n := &StatusNews{Change: c, LinkID: id, Day: now.AsOf, Before: was.status, After: is.status}
		news = append(news, n)
	}
	return news, nil
}

// known is the status of a link at an instant, and whether a filter selected it then.
type known struct {
	status   *LinkStatus
	selected bool
}

// statuses returns how links stand that the view knows.
func (r *Request) statuses(ctx context.Context, v graph.View, where *graph.Filter, links []graph.ID) (map[graph.ID]known, error) {
	records, err := r.reader.Records(ctx, v, graph.WordTwinningLink, links)
	if err != nil {
		return nil, err
	}
	histories, err := r.reader.Histories(ctx, v, links)
	if err != nil {
		return nil, err
	}
	found := make(map[graph.ID]known, len(links))
	for i, id := range links {
		if link, ok := records[i].(*graph.TwinningLink); ok {
			found[id] = known{statusOf(histories[id], link, v.AsOf), where == nil}
		}
	}
	if where == nil {
		return found, nil
	}
	page, err := r.reader.List(ctx, v, graph.Query{Word: graph.WordTwinningLink, Where: graph.All(graph.In("id", links...), where), First: graph.MaxFirst})
	if err != nil {
		return nil, err
	}
	for _, link := range page.Records {
		found[link.Base().ID] = known{found[link.Base().ID].status, true}
	}
	return found, nil
}

// linksTouched returns the links that a change with the items bears on, in order: those that
// it touched, and those of the claims that it touched, as known after it and before it.
// Errors are the reader's.
func (r *Request) linksTouched(ctx context.Context, after, before graph.View, items []graph.ChangeItem) ([]graph.ID, error) {
	var links, claims []graph.ID
	for _, item := range items {
		switch item.Word {
		case graph.WordTwinningLink:
			links = append(links, item.ID)
		case graph.WordClaim:
			claims = append(claims, item.ID)
		}
	}
	for chunk := range slices.Chunk(claims, graph.MaxFirst) {
		for _, v := range []graph.View{after, before} { // a claim can have moved to another link
			found, err := r.reader.Records(ctx, v, graph.WordClaim, chunk)
			if err != nil {
				return nil, err
			}
			for _, found := range found {
				if claim, ok := found.(*graph.Claim); ok {
					links = append(links, claim.Link)
				}
			}
		}
	}
	slices.Sort(links)
	return slices.Compact(links), nil
}

// FollowNews calls each with news of how links stand, of those that where selects, after a
// place: once, in order, from now on when after is nil. See Follow.
func (a *Atlas) FollowNews(ctx context.Context, viewer graph.Viewer, where *graph.Filter, after *NewsPlace, each func(*StatusNews) error) {
	var changes *ChangePlace
	var passed NewsPlace
	if after != nil {
		passed = *after
		changes = &passed.Change
		if passed.Link != "" { // the rest of that change comes first
			before := passed.Change
			before.Number--
			before.RecordedAt = before.RecordedAt.Add(-justBefore)
			changes = &before
		}
	}
	a.Follow(ctx, viewer, changes, func(ctx context.Context, c *graph.Change) error {
		r := a.For(viewer)
		done := graph.ID("")
		if passed.Change.compare(PlaceOf(c)) == 0 {
			done = passed.Link
		}
		return r.newsOf(ctx, r.knowing(), nil, c, where, done, func(n *StatusNews) error {
			if err := each(n); err != nil {
				return err
			}
			passed = PlaceOfNews(n)
			return nil
		})
	})
}

// StatusNews returns a part of the news since an instant, oldest first: of how links stand
// on a day, of those that where selects; when day is nil, on that on which each change was
// recorded. Errors have code BadUserInput or
// LimitExceeded, or are the reader's.
func (r *Request) StatusNews(ctx context.Context, v graph.View, day *graph.Day, since time.Time, where *graph.Filter, w graph.Window[NewsPlace]) (Part[*StatusNews], error) {
	part := Part[*StatusNews]{Entries: []*StatusNews{}, Total: -1}
	if err := w.Check(graph.MaxFirst); err != nil {
		return part, err
	}
	wanted := w.First + w.Last + 1 // one more, to see whether there is one
	inside := func(n *StatusNews) bool {
		at := PlaceOfNews(n)
		return (w.After == nil || w.After.compare(at) < 0) && (w.Before == nil || at.compare(*w.Before) < 0)
	}
	err := r.changesSince(ctx, v, since, w, func(c *graph.Change) (bool, error) {
		var news []*StatusNews
		err := r.newsOf(ctx, v, day, c, where, "", func(n *StatusNews) error {
			if inside(n) {
				news = append(news, n)
			}
			return nil
		})
		if w.Backward() {
			part.Entries = append(news, part.Entries...)
		} else {
			part.Entries = append(part.Entries, news...)
		}
		return len(part.Entries) >= wanted, err
	})
	if err != nil {
		return part, err
	}
	more := len(part.Entries) >= wanted
	switch {
	case w.Backward():
		part.Earlier, part.Later = more, w.Before != nil
		if more {
			part.Entries = part.Entries[len(part.Entries)-w.Last:]
		}
	default:
		part.Earlier, part.Later = w.After != nil, more
		if more {
			part.Entries = part.Entries[:w.First]
		}
	}
	return part, nil
}

// compare orders places of news.
func (p NewsPlace) compare(q NewsPlace) int {
	return cmp.Or(p.Change.compare(q.Change), cmp.Compare(p.Link, q.Link))
}

// changesSince calls each with the changes after an instant that can have news in a window,
// from its beginning or its end, until it returns that this is enough.
func (r *Request) changesSince(ctx context.Context, v graph.View, since time.Time, w graph.Window[NewsPlace], each func(*graph.Change) (enough bool, err error)) error {
	var first, end graph.Seq // numbers of the last change before, and of the first after
	if !since.IsZero() {
		at := v
		if since.Before(at.KnownAt) {
			at.KnownAt = since
		}
		last, err := r.reader.Changes(ctx, at, graph.Window[graph.Seq]{Last: 1})
		if err != nil {
			return err
		}
		if len(last) > 0 {
			first = last[0].Seq
		}
	}
	if w.After != nil {
		number, there, err := r.numberOf(ctx, v, w.After.Change)
		if err != nil {
			return err
		}
		if there {
			number-- // it can have more
		}
		first = max(first, number)
	}
	if w.Before != nil {
		number, _, err := r.numberOf(ctx, v, w.Before.Change)
		if err != nil {
			return err
		}
		end = number + 1
	}
	for {
		numbers := graph.Window[graph.Seq]{First: followedAtOnce, After: &first}
		if w.Backward() {
			numbers = graph.Window[graph.Seq]{Last: followedAtOnce, After: &first}
		}
		if end > 0 {
			numbers.Before = &end
		}
		changes, err := r.reader.Changes(ctx, v, numbers)
		if err != nil {
			return err
		}
		ordered := slices.Clone(changes)
		if w.Backward() {
			slices.Reverse(ordered)
		}
		for i := range ordered {
			if enough, err := each(&ordered[i]); err != nil || enough {
				return err
			}
		}
		if len(changes) < followedAtOnce {
			return nil
		}
		if w.Backward() {
			end = changes[0].Seq
		} else {
			first = changes[len(changes)-1].Seq
		}
	}
}
