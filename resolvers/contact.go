package resolvers

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// Contact resolves fields of contacts.
func (*Root) Contact() generated.ContactResolver { return contact{} }

type contact struct{ record[*graph.Contact] }

// Contact answers Query.contact.
func (query) Contact(ctx context.Context, id string, asOf *graph.Day, knownAt *time.Time) (*graph.Contact, error) {
	return get[*graph.Contact](ctx, viewAt(ctx, asOf, knownAt), id)
}

// Contacts answers Query.contacts.
func (query) Contacts(ctx context.Context, filter map[string]any, orderBy *model.ContactOrder, first *int, after *string, last *int, before *string, asOf *graph.Day, knownAt *time.Time) (*model.ContactConnection, error) {
	return list[model.ContactConnection](ctx, viewAt(ctx, asOf, knownAt), filter, orderBy, paging{first, after, last, before})
}

// City returns the city it reaches.
func (contact) City(ctx context.Context, obj *graph.Contact) (*graph.City, error) {
	return recordOf[*graph.City](ctx, obj.City)
}

// Organisation returns the organisation it reaches.
func (contact) Organisation(ctx context.Context, obj *graph.Contact) (*graph.Organisation, error) {
	return recordOf[*graph.Organisation](ctx, obj.Organisation)
}
