package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// City answers Query.city.
func (query) City(ctx context.Context, id string, _ *graph.Day, _ *time.Time) (*graph.City, error) {
	return get[*graph.City](ctx, id)
}

// Cities answers Query.cities.
func (query) Cities(ctx context.Context, filter map[string]any, orderBy *model.CityOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.CityConnection, error) {
	return cityConnection(list(ctx, graph.WordCity, filter, cityOrder(orderBy), first, after))
}

// ID returns the global id.
func (city) ID(_ context.Context, obj *graph.City) (string, error) {
	return globalID(graph.WordCity, obj.ID), nil
}

// Slug returns the readable id.
func (city) Slug(_ context.Context, obj *graph.City) (string, error) { return string(obj.ID), nil }

// Sources returns what the record cites.
func (city) Sources(ctx context.Context, obj *graph.City) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// Links returns its twinning links.
func (city) Links(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.TwinningLinkOrder, first int, after *string) (*model.TwinningLinkConnection, error) {
	return twinningLinkConnection(across(ctx, obj, "links", graph.WordTwinningLink, filter, twinningLinkOrder(orderBy), first, after))
}

// Resolutions returns the acts that it adopted.
func (city) Resolutions(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.ResolutionOrder, first int, after *string) (*model.ResolutionConnection, error) {
	return resolutionConnection(across(ctx, obj, "resolutions", graph.WordResolution, filter, resolutionOrder(orderBy), first, after))
}

// Pledges returns its pledges.
func (city) Pledges(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.PledgeOrder, first int, after *string) (*model.PledgeConnection, error) {
	return pledgeConnection(across(ctx, obj, "pledges", graph.WordPledge, filter, pledgeOrder(orderBy), first, after))
}

// Partnerships returns the projects that it takes part in.
func (city) Partnerships(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.PartnershipOrder, first int, after *string) (*model.PartnershipConnection, error) {
	return partnershipConnection(across(ctx, obj, "partnerships", graph.WordPartnership, filter, partnershipOrder(orderBy), first, after))
}

// Contacts returns ways to reach it.
func (city) Contacts(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.ContactOrder, first int, after *string) (*model.ContactConnection, error) {
	return contactConnection(across(ctx, obj, "contacts", graph.WordContact, filter, contactOrder(orderBy), first, after))
}

// Practices returns practices seen there.
func (city) Practices(ctx context.Context, obj *graph.City, filter map[string]any, orderBy *model.PracticeOrder, first int, after *string) (*model.PracticeConnection, error) {
	return practiceConnection(across(ctx, obj, "practices", graph.WordPractice, filter, practiceOrder(orderBy), first, after))
}

func cityConnection(l listing, page graph.Page, err error) (*model.CityConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.City) *model.CityEdge {
			return &model.CityEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.CityEdge, nodes []*graph.City, info *model.PageInfo, total int) *model.CityConnection {
			return &model.CityConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func cityOrder(o *model.CityOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
