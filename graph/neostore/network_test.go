package neostore

import (
	"fmt"
	"math/rand/v2"
	"time"

	"twingraph/graph"
)

// size says how large an invented network is.
type size struct {
	sources, cities, links, claims int
}

// planet is about three times the known twinning network of 2026.
func planet() size { return size{sources: 2000, cities: 20000, links: 60000, claims: 150000} }

// invented returns one batch with a whole network, the same for every call.
func invented(n size) graph.Batch {
	random := rand.New(rand.NewPCG(7, 7))
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	syllables := []string{"ber", "lin", "war", "saw", "par", "is", "ma", "drid", "łó", "dź", "kra", "ków", "san", "ta", "ville", "burg", "stad", "grad", "by", "hus"}
	countries := []string{"PL", "DE", "FR", "IT", "ES", "US", "GB", "JP", "RU", "UA", "SE", "NL", "BR", "CN", "CZ", "HU", "TR", "AU", "FI", "ZA"}
	at := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	b := graph.Batch{RecordedAt: at, CommittedAt: at, Actor: "test", Note: "an invented network", Histories: map[graph.ID]graph.History{}}
	statement := func(prefix string, i int) graph.Statement {
		return graph.Statement{
			ID: graph.ID(fmt.Sprintf("%s-%06d", prefix, i)), Confidence: graph.Documented,
			Sources: []graph.ID{graph.ID(fmt.Sprintf("source-%06d", random.IntN(n.sources)))},
		}
	}
	for i := range n.sources {
		s := &graph.Source{Statement: statement("source", i), Title: fmt.Sprintf("Register of town twinnings, volume %d", i), Publisher: pick("Council", "Press", "Directory"), URL: fmt.Sprintf("https://example.org/sources/%d", i), Date: day(random)}
		s.Sources = nil
		b.Added = append(b.Added, s)
	}
	for i := range n.cities {
		name := ""
		for range 2 + random.IntN(3) {
			name += syllables[random.IntN(len(syllables))]
		}
		name = string([]rune(name)[:1]) + string([]rune(name)[1:])
		c := &graph.City{Statement: statement("city", i), Name: name, LocalName: name + " miasto", Aliases: []string{"Stare " + name, name + " am See"},
			Kind: graph.CityKindTown, Country: countries[min(random.IntN(20), random.IntN(20))], Region: "Region " + pick("North", "South", "East"),
			Wikidata: fmt.Sprintf("Q%d", 1000+i), GeoNames: fmt.Sprint(700000 + i),
			Location: &graph.Location{Latitude: random.Float64()*120 - 50, Longitude: random.Float64()*360 - 180}}
		if random.IntN(10) > 0 {
			p := int(1000 * (1 + random.ExpFloat64()*50))
			c.Population = &p
		}
		b.Added = append(b.Added, c)
	}
	links := make([]*graph.TwinningLink, n.links)
	city := func() graph.ID {
		return graph.ID(fmt.Sprintf("city-%06d", min(random.IntN(n.cities), random.IntN(n.cities))))
	}
	for i := range links {
		l := &graph.TwinningLink{Statement: statement("link", i), A: city(), B: city(), Kind: graph.LinkKind(pick("TWINNING", "TWINNING", "TWINNING", "FRIENDSHIP", "PARTNERSHIP", "SISTER_CITY"))}
		links[i] = l
		b.Added = append(b.Added, l)
	}
	claims := map[graph.ID][]*graph.Claim{}
	for i := range n.claims {
		l := links[i%n.links]
		c := &graph.Claim{Statement: statement("claim", i), Link: l.ID, Authority: graph.ThirdParty, Date: day(random)}
		switch {
		case i < n.links:
			c.Type = graph.Established
		case random.IntN(12) == 0:
			c.Type, c.Side, c.Authority, c.DecidedBy = graph.Suspended, l.A, graph.PartyDecision, graph.Council
			c.Reason = "The council voted to suspend the partnership until further notice."
		case random.IntN(20) == 0:
			c.Type, c.Side, c.Authority = graph.Ended, l.B, graph.PartyDecision
		default:
			c.Type = graph.Listed
		}
		claims[l.ID] = append(claims[l.ID], c)
		b.Added = append(b.Added, c)
	}
	for _, l := range links {
		b.Histories[l.ID] = graph.NewHistory(l, claims[l.ID])
	}
	return b
}

func day(random *rand.Rand) graph.PartialDate {
	d := graph.PartialDate{Year: int16(1950 + random.IntN(75))}
	if random.IntN(2) == 0 {
		d.Month = uint8(1 + random.IntN(12))
		if random.IntN(2) == 0 {
			d.Day = uint8(1 + random.IntN(28))
		}
	}
	return d
}
