package atlas

import (
	"context"
	"slices"
	"time"

	"twingraph/graph"
	"twingraph/graph/results"
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

// span is a part of the news of a change. The zero value is all of it.
type span struct {
	after, before graph.ID // between these links; empty for no bound
	backward      bool     // the last first
	wanted        int      // how many there may be enough; 0 for all
}

// leastLooked is how many links are looked at at once at least.
const leastLooked = 16

// newsOf calls each with what a change taught of how links stand on a day, that on which it
// was recorded when day is nil, in order of link: of those that where selects after the
// change, or selected before it when they are known no more. It ends when each says that this
// is enough: what it takes grows with what it finds and not with the change, apart from once
// finding out which links there are. Errors are the reader's and those of each.
func (r *Request) newsOf(ctx context.Context, v graph.View, day *graph.Day, c *graph.Change, where *graph.Filter, part span, each func(*StatusNews) (enough bool, err error)) error {
	v.AsOf = graph.DayOf(c.RecordedAt) // not today: the same news come tomorrow
	if day != nil {
		v.AsOf = *day
	}
	now, then := v, v
	now.KnownAt, then.KnownAt = c.RecordedAt, c.RecordedAt.Add(-justBefore)
	links, err := r.linksOf(ctx, now, then, c)
	if err != nil {
		return err
	}
	links = part.of(links)
	looked := graph.MaxFirst
	if part.wanted > 0 {
		looked = max(part.wanted, leastLooked)
	}
	for ; len(links) > 0; looked *= 2 { // few of them may be news
		n := min(looked, graph.MaxFirst, len(links))
		chunk := links[:n]
		links = links[n:]
		news, err := r.compareStatus(ctx, now, then, c, where, chunk)
		if err != nil {
			return err
		}
		for _, n := range news {
			if enough, err := each(n); err != nil || enough {
				return err
			}
		}
	}
	return nil
}

// of returns those of links, in order, that are in the part, in the order in which it is read.
func (s span) of(links []graph.ID) []graph.ID {
	if s.after != "" {
		from, found := slices.BinarySearch(links, s.after)
		if found {
			from++
		}
		links = links[from:]
	}
	if s.before != "" {
		to, _ := slices.BinarySearch(links, s.before)
		links = links[:to]
	}
	if s.backward {
		links = slices.Clone(links)
		slices.Reverse(links)
	}
	return links
}

// linksOf returns the links that a change bears on, in order. Those of a change that takes more
// than one page of items are kept, so that they are found once and not for each page of its
// news. Errors are the reader's, and those of results.Get.
func (r *Request) linksOf(ctx context.Context, after, before graph.View, c *graph.Change) ([]graph.ID, error) {
	find := func(ctx context.Context) ([]graph.ID, error) {
		var items []graph.ChangeItem
		for _, word := range []graph.Word{graph.WordTwinningLink, graph.WordClaim} {
			some, err := r.itemsOfWord(ctx, c, word)
			if err != nil {
				return nil, err
			}
			items = append(items, some...)
		}
		return r.linksTouched(ctx, after, before, items)
	}
	if c.Added+c.Corrected+c.Retracted <= graph.MaxFirst {
		return find(ctx)
	}
	// What a change did stays. Seq is left out, since it is dropped by that.
	key := results.Key{KnownAt: c.RecordedAt, Tier: r.viewer.Tier, Question: written(c)}
	return results.Get(ctx, r.touched, key, find)
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
	var links, known, knownBefore []graph.ID // of claims, after the change and before it
	for _, item := range items {
		switch item.Word {
		case graph.WordTwinningLink:
			links = append(links, item.ID)
		case graph.WordClaim:
			if item.Kind != graph.ItemRetracted {
				known = append(known, item.ID)
			}
			if item.Kind != graph.ItemAdded { // it can have moved from another link
				knownBefore = append(knownBefore, item.ID)
			}
		}
	}
	for _, read := range []struct {
		v      graph.View
		claims []graph.ID
	}{{after, known}, {before, knownBefore}} {
		for chunk := range slices.Chunk(read.claims, graph.MaxFirst) {
			found, err := r.reader.Records(ctx, read.v, graph.WordClaim, chunk)
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
		return r.newsOf(ctx, r.knowing(), nil, c, where, span{after: done}, func(n *StatusNews) (bool, error) {
			if err := each(n); err != nil {
				return true, err
			}
			passed = PlaceOfNews(n)
			return false, nil
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
	err := r.changesSince(ctx, v, since, w, func(c *graph.Change) (bool, error) {
		inside, some := spanOf(w, c)
		if !some {
			return false, nil
		}
		inside.wanted = wanted - len(part.Entries)
		err := r.newsOf(ctx, v, day, c, where, inside, func(n *StatusNews) (bool, error) {
			part.Entries = append(part.Entries, n)
			return len(part.Entries) >= wanted, nil
		})
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
			part.Entries = part.Entries[:w.Last]
		}
		slices.Reverse(part.Entries)
	default:
		part.Earlier, part.Later = w.After != nil, more
		if more {
			part.Entries = part.Entries[:w.First]
		}
	}
	return part, nil
}

// spanOf returns which part of the news of a change is in a window, false for none.
func spanOf(w graph.Window[NewsPlace], c *graph.Change) (part span, some bool) {
	part.backward = w.Backward()
	if w.After != nil {
		switch order := PlaceOf(c).compare(w.After.Change); {
		case order < 0:
			return part, false
		case order == 0:
			part.after = w.After.Link
		}
	}
	if w.Before != nil {
		switch order := PlaceOf(c).compare(w.Before.Change); {
		case order > 0, order == 0 && w.Before.Link == "":
			return part, false
		case order == 0:
			part.before = w.Before.Link
		}
	}
	return part, true
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
