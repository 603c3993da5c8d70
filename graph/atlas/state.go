package atlas

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/results"
)

// state is the network at a view, in memory: what questions are computed on that ask
// about more than some records.
type state struct {
	*Atlas
	*Moment
	view graph.View
}

// at returns the network at a view: within one request always the same. The request's
// loader answers what is asked by id from it from now on. Errors are those of moment.
func (r *Request) at(ctx context.Context, v graph.View) (*state, error) {
	moment, ok := r.Loader.Moment(v).(*Moment)
	if !ok {
		latest, err := r.moment(ctx, v)
		if err != nil {
			return nil, err
		}
		moment = r.Loader.Use(v, latest).(*Moment)
	}
	return &state{Atlas: r.Atlas, Moment: moment, view: v}, nil
}

// network returns the network of all cities and links on the day. It is built once a
// day asked for.
func (s *state) network(ctx context.Context) (*analysis.Network, error) {
	return results.Get(ctx, s.networks, results.On(s.Moment, s.view.AsOf, "network"),
		func(context.Context) (*analysis.Network, error) {
			return analysis.New(s.Cities, s.Links, analysis.On(s.view.AsOf, s.History))
		})
}

// chosen returns the network of the day through the links that a selection chooses, as
// records, with who is a member of what where the selection includes memberships. Errors
// are those of included.
func (s *state) chosen(ctx context.Context, links LinkSelection) (records, error) {
	n, err := s.network(ctx)
	if err != nil {
		return records{}, err
	}
	of := records{moment: s.Moment}
	if links.Memberships == MembershipsInclude {
		n, err = results.Get(ctx, s.networks, results.On(s.Moment, s.view.AsOf, "network with members"),
			func(ctx context.Context) (*analysis.Network, error) { return s.included(ctx, n, links) })
		if err != nil {
			return records{}, err
		}
		if of.roll, err = s.roll(ctx); err != nil {
			return records{}, err
		}
	}
	of.n = n.Through(links.selection())
	return of, nil
}

// computed returns what compute makes of the network for a question, which says all that
// the result depends on: once for all who ask it about the same state and day. Errors
// are those of results.Get.
func computed[T any](ctx context.Context, s *state, question string, compute func(context.Context) (T, error)) (T, error) {
	return results.Get(ctx, s.answers, results.On(s.Moment, s.view.AsOf, question), compute)
}

// written returns a question with all its arguments as text.
func written(question any) string {
	text, err := json.Marshal(question)
	if err != nil {
		panic(err) // questions hold what can be written
	}
	return fmt.Sprintf("%T %s", question, text)
}

// LinkSelection chooses links: those of one of the statuses and, where kinds or bases are
// given, of one of them. It says, too, whether members of one organisation are neighbours.
type LinkSelection struct {
	Statuses    []graph.Status
	Kinds       []graph.LinkKind // nil for all
	Bases       []graph.Basis    // nil for all
	Memberships MembershipUse    // empty excludes them
}

func (l LinkSelection) selection() analysis.Selection {
	return analysis.Selection{Statuses: l.Statuses, Kinds: l.Kinds, Bases: l.Bases}
}

// customary reports whether the selection is the one of links that stand.
func (l LinkSelection) customary() bool {
	return slices.Equal(l.Statuses, []graph.Status{graph.StatusActive}) && l.Kinds == nil && l.Bases == nil && l.Memberships != MembershipsInclude
}

// check returns an error with code BadUserInput for lists that choose nothing.
func (l LinkSelection) check() error {
	if len(l.Statuses) == 0 {
		return graph.Errorf(graph.BadUserInput, "no status is chosen, and so no link; give one or more").At("through.statuses")
	}
	if l.Kinds != nil && len(l.Kinds) == 0 {
		return graph.Errorf(graph.BadUserInput, "no kind is chosen, and so no link; give one or more, or leave it out").At("through.kinds")
	}
	if l.Bases != nil && len(l.Bases) == 0 {
		return graph.Errorf(graph.BadUserInput, "no basis is chosen, and so no link; give one or more, or leave it out").At("through.bases")
	}
	return nil
}

// records finds the records of the cities and links of a network.
type records struct {
	moment *Moment
	n      *analysis.Network
	roll   *roll // nil where members of one organisation are no neighbours
}

// memberships returns those by which two cities are in one organisation on a day.
func (r records) memberships(a, b int, day graph.Day) []*graph.Membership {
	return r.roll.between(r.id(a), r.id(b), day)
}

func (r records) id(number int) graph.ID { return r.n.Node(number).ID }

func (r records) city(number int) *graph.City { return r.moment.City(r.id(number)) }

func (r records) cities(numbers []int) []*graph.City { return each(numbers, r.city) }

func (r records) links(links []analysis.Link) []*graph.TwinningLink {
	return each(links, func(l analysis.Link) *graph.TwinningLink { return r.moment.Link(l.ID) })
}

// CityGroup is a group of cities.
type CityGroup struct {
	Size   int
	cities []*graph.City
}

// Cities returns a part of the cities, in order of id. Errors are those of part.
func (g *CityGroup) Cities(w Window) (Part[*graph.City], error) {
	return part(g.cities, w, func(c *graph.City) graph.ID { return c.ID }, as)
}

// groups returns a part of groups of cities, each known by its first. Errors are those of
// part.
func (r records) groups(groups [][]int, w Window) (Part[*CityGroup], error) {
	return part(groups, w, func(group []int) graph.ID { return r.id(group[0]) }, func(group []int) *CityGroup {
		return &CityGroup{Size: len(group), cities: r.cities(group)}
	})
}

// each converts the entries of a list.
func each[A, B any](list []A, convert func(A) B) []B {
	converted := make([]B, len(list))
	for i, entry := range list {
		converted[i] = convert(entry)
	}
	return converted
}

// bound is a lower bound of an argument.
type bound struct {
	argument     string
	value, least int
}

// check returns an error with code BadUserInput for a value below its bound.
func (b bound) check() error {
	if b.value < b.least {
		return graph.Errorf(graph.BadUserInput, "%s is %d; give %d or more", b.argument, b.value, b.least).At(b.argument)
	}
	return nil
}

// checkAll returns the error of the first bound that does not hold.
func checkAll(bounds ...bound) error {
	return cmp.Or(each(bounds, bound.check)...)
}

// text returns an optional text, "" where it is left out.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
