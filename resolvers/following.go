package resolvers

import (
	"context"
	"fmt"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Subscription resolves the root fields of subscriptions.
func (*Root) Subscription() generated.SubscriptionResolver { return subscription{} }

// StatusNews resolves fields of news.
func (*Root) StatusNews() generated.StatusNewsResolver { return statusNews{} }

type (
	subscription struct{}
	statusNews   struct{}
)

// Changes answers Subscription.changes.
func (subscription) Changes(ctx context.Context, since *int, after *string) (<-chan *model.ChangeEvent, error) {
	const question = "Subscription.changes"
	place, err := placeAfter(after, question, changeAt)
	if err != nil {
		return nil, err
	}
	a, viewer := requestOf(ctx).Atlas, ViewerOf(ctx)
	if err := a.CanFollow(); err != nil {
		return nil, err
	}
	if place == nil && since != nil {
		if place, err = requestOf(ctx).PlaceOfNumber(ctx, viewOf(ctx).View, *since); err != nil {
			return nil, err
		}
	}
	return stream(ctx, func(send func(*model.ChangeEvent) error) {
		a.Follow(ctx, viewer, place, func(_ context.Context, c *graph.Change) error {
			return send(&model.ChangeEvent{Cursor: encode(question, placeOfChange(c)), Change: c})
		})
	}), nil
}

// StatusNews answers Subscription.statusNews.
func (subscription) StatusNews(ctx context.Context, filter map[string]any, since *time.Time, after *string) (<-chan *model.StatusNewsEvent, error) {
	where, err := atlas.ReadFilter(graph.WordTwinningLink, plain(filter))
	if err != nil {
		return nil, err
	}
	question := questionOf("Subscription.statusNews", where.String())
	place, err := placeAfter(after, question, newsAt)
	if err != nil {
		return nil, err
	}
	a, viewer := requestOf(ctx).Atlas, ViewerOf(ctx)
	if err := a.CanFollow(); err != nil {
		return nil, err
	}
	if place == nil && since != nil {
		place = &atlas.NewsPlace{Change: atlas.PlaceAt(*since)}
	}
	return stream(ctx, func(send func(*model.StatusNewsEvent) error) {
		a.FollowNews(ctx, viewer, where, place, func(n *atlas.StatusNews) error {
			return send(&model.StatusNewsEvent{Cursor: encode(question, placeOfNews(n)), News: n})
		})
	}), nil
}

// placeAfter reads the place after which a stream goes on, nil for now. Errors have code
// BadUserInput.
func placeAfter[P any](after *string, question string, read func(graph.Position) (P, bool)) (*P, error) {
	w, err := windowOf(paging{after: after}, question, read)
	return w.After, err
}

// stream returns the events that follow sends, until ctx ends.
func stream[E any](ctx context.Context, follow func(send func(E) error)) <-chan E {
	events := make(chan E)
	go func() {
		defer close(events)
		follow(func(event E) error {
			select {
			case events <- event:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	return events
}

// placeOfNews writes the place of news as a cursor holds it.
func placeOfNews(n *atlas.StatusNews) graph.Position {
	place := placeOfChange(n.Change)
	return graph.Position{Key: place.Key, ID: n.LinkID}
}

// newsAt reads the place of news; false for what is none.
func newsAt(place graph.Position) (atlas.NewsPlace, bool) {
	change, ok := changeAt(place)
	return atlas.NewsPlace{Change: change, Link: place.ID}, ok
}

// StatusNews answers Query.statusNews.
func (query) StatusNews(ctx context.Context, since *time.Time, filter map[string]any, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.StatusNewsConnection, error) {
	where, err := atlas.ReadFilter(graph.WordTwinningLink, plain(filter))
	if err != nil {
		return nil, err
	}
	v := viewAt(ctx, asOf, knownAt)
	var from time.Time
	if since != nil {
		from = *since
	}
	question := questionOf("Query.statusNews"+v.given, where.String(), fmt.Sprint(from.UnixNano()))
	w, err := windowOf(paging{first, after, last, before}, question, newsAt)
	if err != nil {
		return nil, err
	}
	shown, err := requestOf(ctx).StatusNews(ctx, v.View, asOf, from, where, w)
	if err != nil {
		return nil, err
	}
	var links []graph.ID
	for _, n := range shown.Entries {
		shown.Places = append(shown.Places, placeOfNews(n))
		links = append(links, n.LinkID)
	}
	news := &model.StatusNewsConnection{Nodes: shown.Entries}
	news.Edges, news.PageInfo = framed[model.StatusNewsEdge](question, shown)
	return news, prefetchIDs(ctx, v, selected(ctx).nodes().under("link"), graph.WordTwinningLink, links)
}

// Slug returns the readable id of the link.
func (statusNews) Slug(_ context.Context, obj *atlas.StatusNews) (string, error) {
	return string(obj.LinkID), nil
}

// Link returns the link as known now.
func (statusNews) Link(ctx context.Context, obj *atlas.StatusNews) (*graph.TwinningLink, error) {
	return recordOf[*graph.TwinningLink](ctx, obj.LinkID)
}
