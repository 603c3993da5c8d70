package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/model"
)

// Contact answers Query.contact.
func (query) Contact(ctx context.Context, id string, _ *graph.Day, _ *time.Time) (*graph.Contact, error) {
	return get[*graph.Contact](ctx, id)
}

// Contacts answers Query.contacts.
func (query) Contacts(ctx context.Context, filter map[string]any, orderBy *model.ContactOrder, first int, after *string, _ *graph.Day, _ *time.Time) (*model.ContactConnection, error) {
	return contactConnection(list(ctx, graph.WordContact, filter, contactOrder(orderBy), first, after))
}

// ID returns the global id.
func (contact) ID(_ context.Context, obj *graph.Contact) (string, error) {
	return globalID(graph.WordContact, obj.ID), nil
}

// Slug returns the readable id.
func (contact) Slug(_ context.Context, obj *graph.Contact) (string, error) {
	return string(obj.ID), nil
}

// Sources returns what the record cites.
func (contact) Sources(ctx context.Context, obj *graph.Contact) ([]*graph.Source, error) {
	return sourcesOf(ctx, obj)
}

// City returns the city it reaches.
func (contact) City(ctx context.Context, obj *graph.Contact) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.City)
}

// Organisation returns the organisation it reaches.
func (contact) Organisation(ctx context.Context, obj *graph.Contact) (*graph.Organisation, error) {
	return recordOf[*graph.Organisation](ctx, obj.Organisation)
}

func contactConnection(l listing, page graph.Page, err error) (*model.ContactConnection, error) {
	return connect(l, page, err,
		func(cursor string, node *graph.Contact) *model.ContactEdge {
			return &model.ContactEdge{Cursor: cursor, Node: node}
		},
		func(edges []*model.ContactEdge, nodes []*graph.Contact, info *model.PageInfo, total int) *model.ContactConnection {
			return &model.ContactConnection{Edges: edges, Nodes: nodes, PageInfo: info, TotalCount: total}
		})
}

func contactOrder(o *model.ContactOrder) *order {
	if o == nil {
		return nil
	}
	by := orderOf(o.Field, o.Direction)
	return &by
}
