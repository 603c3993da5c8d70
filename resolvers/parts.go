package resolvers

import (
	"context"

	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// The lists of what is computed on the network, a page at a time.

// AllianceConnection resolves fields of a division into alliances.
func (*Root) AllianceConnection() generated.AllianceConnectionResolver { return allianceConnection{} }

type allianceConnection struct{}

// Components returns the connected components.
func (allianceConnection) Components(ctx context.Context, obj *model.AllianceConnection, minSize int, first *int, after *string, last *int, before *string) (*model.CityGroupConnection, error) {
	return computed[model.CityGroupConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.CityGroup], error) {
		return obj.Division.Components(minSize, w)
	})
}

// Cores returns the pieces of a core.
func (allianceConnection) Cores(ctx context.Context, obj *model.AllianceConnection, k int, first *int, after *string, last *int, before *string) (*model.CityGroupConnection, error) {
	return computed[model.CityGroupConnection](ctx, paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.CityGroup], error) {
		return obj.Division.Cores(k, w)
	})
}

// CityGroup resolves fields of groups of cities.
func (*Root) CityGroup() generated.CityGroupResolver { return cityGroup{} }

type cityGroup struct{}

// Cities returns the cities.
func (cityGroup) Cities(ctx context.Context, obj *atlas.CityGroup, first *int, after *string, last *int, before *string) (*model.CityConnection, error) {
	return computed[model.CityConnection](ctx, paging{first, after, last, before}, obj.Cities)
}

// Alliance resolves fields of alliances.
func (*Root) Alliance() generated.AllianceResolver { return alliance{} }

type alliance struct{}

// Members returns the members.
func (alliance) Members(ctx context.Context, obj *atlas.Alliance, first *int, after *string, last *int, before *string) (*model.AllianceMemberConnection, error) {
	return computed[model.AllianceMemberConnection](ctx, paging{first, after, last, before}, obj.Members)
}

// Brokers returns the members that reach other alliances.
func (alliance) Brokers(ctx context.Context, obj *atlas.Alliance, first *int, after *string, last *int, before *string) (*model.BrokerConnection, error) {
	return computed[model.BrokerConnection](ctx, paging{first, after, last, before}, obj.Brokers)
}

// Bridges returns the links whose loss would split it.
func (alliance) Bridges(ctx context.Context, obj *atlas.Alliance, first *int, after *string, last *int, before *string) (*model.BridgeConnection, error) {
	return computed[model.BridgeConnection](ctx, paging{first, after, last, before}, obj.Bridges)
}

// ArticulationPoints returns the members whose loss would split it.
func (alliance) ArticulationPoints(ctx context.Context, obj *atlas.Alliance, first *int, after *string, last *int, before *string) (*model.ArticulationPointConnection, error) {
	return computed[model.ArticulationPointConnection](ctx, paging{first, after, last, before}, obj.ArticulationPoints)
}

// SuspendedInside returns suspended links between members.
func (alliance) SuspendedInside(ctx context.Context, obj *atlas.Alliance, first *int, after *string, last *int, before *string) (*model.TwinningLinkConnection, error) {
	return computed[model.TwinningLinkConnection](ctx, paging{first, after, last, before}, obj.SuspendedInside)
}

// SuspendedOutward returns suspended links to others.
func (alliance) SuspendedOutward(ctx context.Context, obj *atlas.Alliance, first *int, after *string, last *int, before *string) (*model.TwinningLinkConnection, error) {
	return computed[model.TwinningLinkConnection](ctx, paging{first, after, last, before}, obj.SuspendedOutward)
}

// WhatIf resolves fields of what would be different.
func (*Root) WhatIf() generated.WhatIfResolver { return whatIf{} }

type whatIf struct{}

// Apart returns groups that would be cut off.
func (whatIf) Apart(ctx context.Context, obj *atlas.WhatIf, first *int, after *string, last *int, before *string) (*model.CityGroupConnection, error) {
	return computed[model.CityGroupConnection](ctx, paging{first, after, last, before}, obj.Apart)
}

// Together returns groups that would be joined.
func (whatIf) Together(ctx context.Context, obj *atlas.WhatIf, first *int, after *string, last *int, before *string) (*model.CityGroupConnection, error) {
	return computed[model.CityGroupConnection](ctx, paging{first, after, last, before}, obj.Together)
}

// NewBridges returns links that would become bridges.
func (whatIf) NewBridges(ctx context.Context, obj *atlas.WhatIf, first *int, after *string, last *int, before *string) (*model.BridgeConnection, error) {
	return computed[model.BridgeConnection](ctx, paging{first, after, last, before}, obj.NewBridges)
}

// GoneBridges returns links that would be bridges no more.
func (whatIf) GoneBridges(ctx context.Context, obj *atlas.WhatIf, first *int, after *string, last *int, before *string) (*model.BridgeConnection, error) {
	return computed[model.BridgeConnection](ctx, paging{first, after, last, before}, obj.GoneBridges)
}

// NewArticulationPoints returns cities that would become articulation points.
func (whatIf) NewArticulationPoints(ctx context.Context, obj *atlas.WhatIf, first *int, after *string, last *int, before *string) (*model.ArticulationPointConnection, error) {
	return computed[model.ArticulationPointConnection](ctx, paging{first, after, last, before}, obj.NewArticulationPoints)
}

// GoneArticulationPoints returns cities that would be none any more.
func (whatIf) GoneArticulationPoints(ctx context.Context, obj *atlas.WhatIf, first *int, after *string, last *int, before *string) (*model.ArticulationPointConnection, error) {
	return computed[model.ArticulationPointConnection](ctx, paging{first, after, last, before}, obj.GoneArticulationPoints)
}

// Moves returns cities that would change alliance.
func (whatIf) Moves(ctx context.Context, obj *atlas.WhatIf, first *int, after *string, last *int, before *string) (*model.AllianceMoveConnection, error) {
	return computed[model.AllianceMoveConnection](ctx, paging{first, after, last, before}, obj.Moves)
}

// Channels returns cities whose channels would change.
func (whatIf) Channels(ctx context.Context, obj *atlas.WhatIf, first *int, after *string, last *int, before *string) (*model.ChannelOutlookConnection, error) {
	return computed[model.ChannelOutlookConnection](ctx, paging{first, after, last, before}, obj.Channels)
}

// Connections resolves fields of the ways between two places.
func (*Root) Connections() generated.ConnectionsResolver { return connections{} }

type connections struct{}

// Paths returns the paths.
func (connections) Paths(ctx context.Context, obj *atlas.Connections, first *int, after *string, last *int, before *string) (*model.PathConnection, error) {
	question, shown, err := computedPart(ctx, viewOf(ctx), paging{first, after, last, before}, func(w atlas.Window) (atlas.Part[*atlas.Path], error) {
		return obj.Paths(ctx, w)
	})
	if err != nil {
		return nil, err
	}
	c := &model.PathConnection{Nodes: shown.Entries}
	c.Edges, c.PageInfo = framed[model.PathEdge](question, shown)
	return c, nil
}

// SharedPartners returns the cities linked to both; nil unless each place is one city.
func (connections) SharedPartners(ctx context.Context, obj *atlas.Connections, first *int, after *string, last *int, before *string) (*model.SharedPartnerConnection, error) {
	if !obj.BothCities() {
		return nil, nil
	}
	return computed[model.SharedPartnerConnection](ctx, paging{first, after, last, before}, obj.SharedPartners)
}
