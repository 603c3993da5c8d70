package resolvers

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/generated"
	"twingraph/graph/loader"
	"twingraph/graph/results"
	"twingraph/graph/snapshot"
)

// Root resolves the whole schema over one reader.
type Root struct {
	reader graph.Reader
	now    func() time.Time
	log    *slog.Logger // nil for nobody reading along

	// What questions about the whole network are computed on, and what came of them;
	// see whole.go.
	snapshots *snapshot.Keeper
	networks  *results.Cache
	answers   *results.Cache
}

var _ generated.ResolverRoot = (*Root)(nil)

// New returns the resolvers over reader. now is the clock that tells what today
// is.
func New(reader graph.Reader, now func() time.Time) *Root {
	return &Root{
		reader: reader, now: now,
		snapshots: snapshot.NewKeeper(reader, keptSnapshots),
		networks:  results.New(keptNetworks),
		answers:   results.New(keptAnswers),
	}
}

// LogTo makes the resolvers tell log how far long computations are, and returns them.
// Call it before they are asked.
func (r *Root) LogTo(log *slog.Logger) *Root {
	r.log = log
	return r
}

// request is what all fields of one request share.
type request struct {
	root   *Root
	loader *loader.Loader
	today  graph.Day
	tier   graph.Tier
	views  sync.Map // of fields with times of their own: *graphql.FieldContext to view
}

type requestKey struct{}

type tierKey struct{}

// WithTier returns a context in which a request sees records up to tier. Without
// it a request sees PUBLIC records only.
func WithTier(ctx context.Context, tier graph.Tier) context.Context {
	return context.WithValue(ctx, tierKey{}, tier)
}

// Around gives each operation a loader of its own and one today. Install it with
// AroundOperations.
func (r *Root) Around(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	req := &request{root: r, loader: loader.New(r.reader), today: graph.DayOf(r.now()), tier: graph.TierPublic}
	if tier, ok := ctx.Value(tierKey{}).(graph.Tier); ok {
		req.tier = tier
	}
	return next(context.WithValue(ctx, requestKey{}, req))
}

// requestOf returns the request of a field's context.
func requestOf(ctx context.Context) *request { return ctx.Value(requestKey{}).(*request) }

// load returns the loader of the request.
func load(ctx context.Context) *loader.Loader { return requestOf(ctx).loader }

// The resolvers of each type.
type (
	query      struct{ *Root }
	linkStatus struct{ *Root }
	sideStatus struct{ *Root }
	spell      struct{ *Root }
	change     struct{ *Root }
	changeItem struct{ *Root }

	fact             struct{}
	caution          struct{}
	dialogueHop      struct{}
	planStep         struct{}
	planCase         struct{}
	campaignProgress struct{}
	campaignAnswer   struct{}
	trait            struct{}

	connectionsOf    struct{}
	alliancesOf      struct{}
	allianceOf       struct{}
	cityGroup        struct{}
	whatIf           struct{}
	networkMetricsOf struct{ *Root }
)

// Query resolves the root fields.
func (r *Root) Query() generated.QueryResolver { return query{r} }

// LinkStatus resolves fields of a link's status.
func (r *Root) LinkStatus() generated.LinkStatusResolver { return linkStatus{r} }

// SideStatus resolves fields of a side's status.
func (r *Root) SideStatus() generated.SideStatusResolver { return sideStatus{r} }

// Spell resolves fields of spells.
func (r *Root) Spell() generated.SpellResolver { return spell{r} }

// Change resolves fields of changes.
func (r *Root) Change() generated.ChangeResolver { return change{r} }

// ChangeItem resolves fields of change items.
func (r *Root) ChangeItem() generated.ChangeItemResolver { return changeItem{r} }

// Fact resolves fields of facts.
func (*Root) Fact() generated.FactResolver { return fact{} }

// Caution resolves fields of cautions.
func (*Root) Caution() generated.CautionResolver { return caution{} }

// DialogueHop resolves fields of the links of a channel.
func (*Root) DialogueHop() generated.DialogueHopResolver { return dialogueHop{} }

// PlanStep resolves fields of the steps of a plan.
func (*Root) PlanStep() generated.PlanStepResolver { return planStep{} }

// PlanCase resolves fields of the cases of a plan.
func (*Root) PlanCase() generated.PlanCaseResolver { return planCase{} }

// CampaignProgress resolves fields of a campaign's progress.
func (*Root) CampaignProgress() generated.CampaignProgressResolver { return campaignProgress{} }

// CampaignAnswer resolves fields of answers to a campaign.
func (*Root) CampaignAnswer() generated.CampaignAnswerResolver { return campaignAnswer{} }

// Trait resolves fields of the traits of a suggestion.
func (*Root) Trait() generated.TraitResolver { return trait{} }

// Connections resolves fields of paths between places.
func (*Root) Connections() generated.ConnectionsResolver { return connectionsOf{} }

// Alliances resolves fields of a division into alliances.
func (*Root) Alliances() generated.AlliancesResolver { return alliancesOf{} }

// Alliance resolves fields of alliances.
func (*Root) Alliance() generated.AllianceResolver { return allianceOf{} }

// CityGroup resolves fields of groups of cities.
func (*Root) CityGroup() generated.CityGroupResolver { return cityGroup{} }

// WhatIf resolves fields of what would be different.
func (*Root) WhatIf() generated.WhatIfResolver { return whatIf{} }

// NetworkMetrics resolves fields of measures.
func (r *Root) NetworkMetrics() generated.NetworkMetricsResolver { return networkMetricsOf{r} }
