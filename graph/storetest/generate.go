package storetest

import (
	"fmt"
	"slices"

	"twingraph/graph"
)

// The vocabulary is small, so that names, dates and values coincide.
var (
	someNames = []string{
		"Łódź", "Lodz", "LODZ", "Saint-Denis", "Saint Denis", "St. Denis", "San José", "San Jose", "Ærø", "Århus", "Aarhus",
		"Straßburg", "Strassburg", "L'Aquila", "Laquila", "Кострома", "Kostroma", "Portland", "New York", "York", "Kraków",
		"Krakow am See", "İzmir", "Đà Nẵng", "東京", "'s-Hertogenbosch", "Ó", "Zielona Góra", "Góra",
	}
	someCountries = []string{"PL", "DE", "FR", "RU", "US"}
	someThemes    = []string{"youth", "Climate", "Équité", "housing"}
)

func (g *generator) pick(values ...string) string { return values[g.IntN(len(values))] }

// maybe returns one of values, or nothing.
func (g *generator) maybe(values ...string) string {
	if g.IntN(3) == 0 {
		return ""
	}
	return g.pick(values...)
}

// several returns up to three of values.
func (g *generator) several(values ...string) []string {
	var list []string
	for range g.IntN(4) {
		if v := g.pick(values...); !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

func choose[T any](g *generator, values []T) T { return values[g.IntN(len(values))] }

// one returns the id of a record of word, empty when there is none.
func (g *generator) one(word graph.Word) graph.ID {
	if len(g.ids[word]) == 0 {
		return ""
	}
	return choose(g, g.ids[word])
}

// maybeOne returns the id of a record of word, or nothing.
func (g *generator) maybeOne(word graph.Word) graph.ID {
	if g.IntN(3) == 0 {
		return ""
	}
	return g.one(word)
}

// few returns the ids of up to three records of word that are not except.
func (g *generator) few(word graph.Word, except graph.ID) []graph.ID {
	var list []graph.ID
	for range g.IntN(4) {
		if id := g.one(word); id != "" && id != except && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// date returns a full, partial or missing date of a few years; days coincide.
func (g *generator) date() graph.PartialDate {
	d := graph.PartialDate{Year: int16(2017 + g.IntN(9))}
	switch g.IntN(6) {
	case 0:
		return graph.PartialDate{}
	case 1:
	case 2:
		d.Month = uint8(1 + g.IntN(12))
	default:
		d.Month, d.Day = uint8(1+g.IntN(3)*5), uint8(1+g.IntN(3)*9)
	}
	return d
}

func (g *generator) statement(id graph.ID) graph.Statement {
	s := graph.Statement{ID: id, Confidence: choose(g, graph.Confidences()), Notes: g.maybe("a note", "noted")}
	s.Sources = g.few(graph.WordSource, id)
	return s
}

// make returns a random record of word, nil when what it needs does not exist yet. Words
// whose values depend on one another have records made for them; all others walk over
// their properties.
func (g *generator) make(word graph.Word, id graph.ID) graph.Record {
	s := g.statement(id)
	if graph.ShapeOf(word).Sourced && len(s.Sources) == 0 {
		if s.Sources = []graph.ID{g.one(graph.WordSource)}; s.Sources[0] == "" {
			return nil
		}
	}
	switch word {
	case graph.WordSource:
		return &graph.Source{Statement: s, Title: "Source " + g.pick(someNames...), Publisher: g.maybe(someNames...), Date: g.date()}
	case graph.WordOrganisation:
		return &graph.Organisation{Statement: s, Name: g.pick(someNames...), Aliases: g.several(someNames...), Kind: choose(g, graph.OrganisationKinds()), Country: g.maybe(someCountries...)}
	case graph.WordCity:
		return g.city(s)
	case graph.WordTwinningLink:
		return g.link(s)
	case graph.WordResolution:
		return g.resolution(s)
	case graph.WordClaim:
		return g.claim(s)
	case graph.WordContact:
		return g.contact(s)
	case graph.WordCampaign:
		c := &graph.Campaign{Statement: s, Name: g.pick(someNames...), Stance: choose(g, graph.Stances()), Scope: g.several("EU", "PL", "global"), About: g.several("PL", "RU"), Subject: choose(g, graph.CampaignSubjects()), Start: g.date(), Milestones: []graph.Milestone{{By: g.date(), Pledges: 10}}, Opposes: g.few(word, id)}
		if g.IntN(2) == 0 {
			c.Organiser = g.maybeOne(graph.WordOrganisation)
		} else {
			c.OrganiserCity = g.maybeOne(graph.WordCity)
		}
		return c
	case graph.WordPledge:
		p := &graph.Pledge{Statement: s, Campaign: g.one(graph.WordCampaign), EntityName: g.pick(someNames...), Country: g.maybe(someCountries...), FocusAreas: g.several(someThemes...), VisionThemes: g.several(someThemes...), Date: g.date()}
		if p.Campaign == "" {
			return nil
		}
		if g.IntN(2) == 0 {
			p.City = g.maybeOne(graph.WordCity)
		} else {
			p.Organisation = g.maybeOne(graph.WordOrganisation)
		}
		return p
	case graph.WordPartnership:
		p := &graph.Partnership{Statement: s, Cities: g.few(graph.WordCity, ""), Organisations: g.few(graph.WordOrganisation, ""), Programme: "Programme " + g.pick(someNames...), Themes: g.several(someThemes...), Start: g.date(), Funder: g.maybeOne(graph.WordOrganisation)}
		if len(p.Cities) == 0 {
			return nil
		}
		return p
	case graph.WordApproach:
		a := &graph.Approach{Statement: s, From: g.one(graph.WordCity), To: g.one(graph.WordCity), Organisation: g.maybeOne(graph.WordOrganisation), Date: g.date(), Channel: "letter"}
		if a.From == a.To {
			return nil
		}
		return a
	}
	return g.walk(word, s)
}

func (g *generator) city(s graph.Statement) graph.Record {
	c := &graph.City{Statement: s, Name: g.pick(someNames...), LocalName: g.maybe(someNames...), Aliases: g.several(someNames...), Kind: choose(g, graph.CityKinds()), Country: g.maybe(someCountries...), Region: g.maybe("Łódzkie", "Lodzkie", "Utrecht")}
	if g.IntN(3) > 0 {
		c.Population = inhabitants(g.IntN(5) * 1000)
	}
	if g.IntN(3) > 0 {
		c.Location = at(float64(g.IntN(181)-90), float64(g.IntN(361)-180))
	}
	if g.IntN(3) == 0 {
		c.Wikidata = fmt.Sprint("Q", 1+g.IntN(100))
	}
	return c
}

func (g *generator) link(s graph.Statement) graph.Record {
	l := &graph.TwinningLink{Statement: s, A: g.one(graph.WordCity), B: g.one(graph.WordCity), Kind: choose(g, graph.LinkKinds())}
	if l.A == l.B {
		return nil
	}
	if g.IntN(5) == 0 {
		l.Disputes = []graph.DisputeAbout{choose(g, graph.DisputesAbout())}
	}
	return l
}

func (g *generator) claim(s graph.Statement) graph.Record {
	// Links of this very step are left for later ones: their ends are not at hand.
	links := g.ref.all(everything(), graph.WordTwinningLink)
	if len(links) == 0 {
		return nil
	}
	link := choose(g, links).(*graph.TwinningLink)
	c := &graph.Claim{Statement: s, Link: link.ID, Type: choose(g, graph.ClaimTypes()), Date: g.date(), Authority: choose(g, graph.Authorities()), Reason: g.maybe("because", "Because of it")}
	if c.Authority == graph.PartyDecision || g.IntN(2) == 0 {
		c.Side = choose(g, []graph.ID{link.A, link.B})
	}
	switch c.Type {
	case graph.Observed:
		c.Observed = choose(g, graph.ObservedStatuses())
	case graph.Listed:
		c.Directory = g.maybe("register", "other-register")
	case graph.NotListed:
		c.Directory, c.Side, c.Authority = g.pick("register", "other-register"), "", graph.ThirdParty
	}
	if g.IntN(3) == 0 {
		c.DecidedBy = choose(g, graph.DecidingBodies())
		c.Resolution = g.maybeOne(graph.WordResolution)
		c.RespondsTo = g.few(graph.WordResolution, "")
	}
	return c
}

func (g *generator) resolution(s graph.Statement) graph.Record {
	r := &graph.Resolution{Statement: s, City: g.one(graph.WordCity), Title: "On " + g.pick(someNames...), Kind: choose(g, graph.ResolutionKinds()), Outcome: choose(g, graph.Outcomes()), Adopted: g.date(), Links: g.few(graph.WordTwinningLink, "")}
	if r.City == "" {
		return nil
	}
	ended := graph.PartialDate{Year: int16(2026 + g.IntN(3))} // never before it was adopted
	switch r.Outcome {
	case graph.OutcomeRepealed:
		r.Repealed = ended
	case graph.OutcomeAnnulled:
		r.Annulled = ended
	case graph.OutcomeLapsed:
		r.NotInForceBy = ended
	case graph.OutcomeRejected:
		r.Adopted, r.Rejected = graph.PartialDate{}, ended
	}
	return r
}

func (g *generator) contact(s graph.Statement) graph.Record {
	c := &graph.Contact{Statement: s, Role: g.pick("Mayor", "Twinning officer"), Channel: graph.ChannelEmail, Value: "office@town.example", Tier: choose(g, graph.Tiers()), Verified: g.date()}
	if g.IntN(3) > 0 {
		c.City = g.one(graph.WordCity)
	} else {
		c.Organisation = g.one(graph.WordOrganisation)
	}
	if c.City == "" && c.Organisation == "" {
		return nil
	}
	return c
}

// correct returns a new version of a record. A link keeps its ends, and a claim
// its link, most of the time.
func (g *generator) correct(had graph.Record) graph.Record {
	fresh := g.make(had.Word(), had.Base().ID)
	if fresh == nil {
		return had
	}
	switch fresh := fresh.(type) {
	case *graph.TwinningLink:
		fresh.A, fresh.B = had.(*graph.TwinningLink).A, had.(*graph.TwinningLink).B
	case *graph.Claim:
		if g.IntN(4) > 0 {
			fresh.Link, fresh.Side = had.(*graph.Claim).Link, had.(*graph.Claim).Side
			if fresh.Side == "" && fresh.Authority == graph.PartyDecision {
				fresh.Authority = graph.OfficialStatement
			}
			if fresh.Type == graph.NotListed {
				fresh.Side = ""
			}
		}
	}
	return fresh
}
