package storetest

import "twingraph/graph"

// WordGathering is a word that the product does not have. Declaring it here is all that
// a store is given of it, and every store has to keep, list, filter, order, page, search,
// hide, count and read it from a dataset like the others: a store that names the words
// that it knows fails.
const WordGathering graph.Word = "Gathering"

// GatheringKind says what brings people together.
type GatheringKind string

// The kinds of gathering.
const (
	Festival GatheringKind = "FESTIVAL"
	Meeting  GatheringKind = "MEETING"
)

// GatheringKinds lists the kinds of gathering.
func GatheringKinds() []GatheringKind { return []GatheringKind{Festival, Meeting} }

// Gathering is a day on which the people of twinned cities meet. It has a property of
// every form.
type Gathering struct {
	graph.Statement
	Title    string
	Names    []string
	Kind     GatheringKind
	Host     graph.ID
	Guests   []graph.ID
	Follows  graph.ID
	Held     graph.PartialDate
	Visitors *int
	Site     *graph.Location
	Indoors  bool
	Tier     graph.Tier
}

// Word returns WordGathering.
func (*Gathering) Word() graph.Word { return WordGathering }

var _ = graph.Declare(graph.Declaration[*Gathering]{
	Word: WordGathering, File: "gatherings.csv", Blank: func() *Gathering { return new(Gathering) }, Sourced: true,
	Tier: func(g *Gathering) graph.Tier { return g.Tier },
	Properties: []graph.Property{
		graph.TextProperty("title", func(g *Gathering) *string { return &g.Title }).Filtered().Required(),
		graph.TextsProperty("names", func(g *Gathering) *[]string { return &g.Names }),
		graph.EnumProperty("kind", func(g *Gathering) *GatheringKind { return &g.Kind }, GatheringKinds()).Ordered(),
		graph.RefProperty("host", func(g *Gathering) *graph.ID { return &g.Host }, graph.WordCity, "HOSTED_BY").Filtered().WithBack("gatherings"),
		graph.RefsProperty("guests", func(g *Gathering) *[]graph.ID { return &g.Guests }, graph.WordCity, "VISITED_BY").Filtered(),
		graph.RefProperty("follows", func(g *Gathering) *graph.ID { return &g.Follows }, WordGathering, "FOLLOWS").Filtered().WithBack("followers"),
		graph.DateProperty("held", func(g *Gathering) *graph.PartialDate { return &g.Held }).Filtered(),
		graph.NumberProperty("visitors", func(g *Gathering) **int { return &g.Visitors }).Filtered(),
		graph.PlaceProperty("site", func(g *Gathering) **graph.Location { return &g.Site }),
		graph.FlagProperty("indoors", func(g *Gathering) *bool { return &g.Indoors }).Filtered(),
		graph.EnumProperty("tier", func(g *Gathering) *graph.Tier { return &g.Tier }, graph.Tiers()).Filtered(),
	},
	Names: []string{"title", "names"}, Size: "visitors", Back: "gatherings",
	Validate: graph.NoFurtherRule[*Gathering],
})

func gatherings() []graph.Record {
	return []graph.Record{
		&Gathering{Statement: says("fair", "gazette"), Title: "Fair of the twins", Names: []string{"Jumelage en fête"}, Kind: Festival, Host: "saint-jean-de-braye-fr", Guests: []graph.ID{"lodz-pl", "tuchow-pl"}, Held: date("2019-06"), Visitors: inhabitants(4000), Site: at(47.9, 2.0), Tier: graph.TierPublic},
		&Gathering{Statement: says("fair-2", "gazette"), Title: "Fair of the twins, again", Kind: Festival, Host: "tuchow-pl", Follows: "fair", Held: date("2022"), Visitors: inhabitants(70), Indoors: true, Tier: graph.TierPartner},
		&Gathering{Statement: says("talks", "hearsay"), Title: "Talks", Kind: Meeting, Host: "lodz-pl", Tier: graph.TierRestricted},
	}
}
