package dialogue_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/world"
)

// memory is the records of a network in the making.
type memory struct {
	records map[graph.Word][]graph.Record
	ids     map[graph.ID]int // how many of each stem
}

func newMemory(records ...graph.Record) *memory {
	m := &memory{records: map[graph.Word][]graph.Record{}, ids: map[graph.ID]int{}}
	m.add(records...)
	return m
}

func (m *memory) add(records ...graph.Record) {
	for _, r := range records {
		m.records[r.Word()] = append(m.records[r.Word()], r)
	}
}

func (m *memory) moment(t testing.TB) *world.Moment {
	t.Helper()
	w, _, err := world.Empty().With(graph.Batch{Added: slices.Concat(slices.Collect(maps.Values(m.records))...)})
	if err != nil {
		t.Fatal(err)
	}
	s := must(w.Moment(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}))(t)
	return s
}

// says returns a statement with a new id and one source.
func (m *memory) says(stem graph.ID) graph.Statement {
	m.ids[stem]++
	return graph.Statement{
		ID: graph.ID(fmt.Sprintf("%s-%05d", stem, m.ids[stem])), Confidence: graph.Documented, Sources: []graph.ID{"source-a"},
	}
}

func date(s string) graph.PartialDate {
	d, err := graph.ParsePartialDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func cityID(i int) graph.ID { return graph.ID(fmt.Sprintf("city-%03d", i)) }

// claim adds a claim on a link; side is empty for both sides.
func (m *memory) claim(l *graph.TwinningLink, typ graph.ClaimType, side graph.ID, on string) *graph.Claim {
	c := &graph.Claim{Statement: m.says("claim"), Link: l.ID, Type: typ, Side: side, Date: date(on), Authority: graph.PartyDecision}
	if typ == graph.Listed || typ == graph.Established {
		c.Authority = graph.ThirdParty
	}
	m.add(c)
	return c
}

func (m *memory) link(a, b graph.ID) *graph.TwinningLink {
	l := &graph.TwinningLink{Statement: m.says("link"), A: a, B: b, Kind: graph.LinkKindTwinning}
	m.add(l)
	return l
}

// today is the day that random networks are about.
const today = "2024-06-15"

// randomMemory makes a network of everything that counts in a score, from a seed.
func randomMemory(rng *rand.Rand, cities, links int) *memory {
	m := newMemory(&graph.Source{Statement: graph.Statement{ID: "source-a"}, Title: "A source"})
	pick := func(values ...string) string { return values[rng.IntN(len(values))] }
	city := func() graph.ID { return cityID(rng.IntN(cities)) }
	for i := range cities {
		people := 1000 + rng.IntN(1000000)
		m.add(&graph.City{
			Statement: graph.Statement{ID: cityID(i), Sources: []graph.ID{"source-a"}}, Name: fmt.Sprintf("City %d", i),
			Country: pick("DE", "PL", "US"), Region: pick("North", "South", ""), Population: &people,
			Location: &graph.Location{Latitude: 50 + rng.Float64(), Longitude: 20 + rng.Float64()},
		})
	}
	for range links {
		a, b := city(), city()
		if a == b {
			continue
		}
		l := m.link(a, b)
		if rng.IntN(8) > 0 {
			m.claim(l, graph.Established, "", pick("1974", "1999-07-01", "2004-05", "2019", "2024-01-01"))
		}
		side := pick(string(a), string(b), "")
		switch rng.IntN(8) {
		case 0, 1:
			m.claim(l, graph.Suspended, graph.ID(side), pick("2020-03-01", "2022-03-01", "2024"))
		case 2:
			m.claim(l, graph.Ended, graph.ID(side), pick("2021", "2023-05-05"))
		case 3:
			m.claim(l, graph.ReviewOpened, graph.ID(side), "2023-11")
		case 4:
			m.claim(l, graph.Listed, "", "2023-02-08")
		}
	}
	for i := range cities / 3 {
		r := &graph.Resolution{Statement: m.says("resolution"), City: city(), Title: "A text", Adopted: date(pick("2019", "2019-05-29")), Outcome: graph.OutcomeInForce}
		r.Kind = graph.ResolutionKind(pick("ANTI_LGBT_DECLARATION", "FAMILY_CHARTER", "HUMAN_RIGHTS_COMMITMENT", "SOLIDARITY"))
		switch i % 4 {
		case 1:
			r.Outcome, r.Repealed = graph.OutcomeRepealed, date("2022-01-10")
		case 2:
			r.Outcome = graph.OutcomeLapsed
		}
		m.add(r)
	}
	m.add(&graph.Organisation{Statement: m.says("organisation"), Name: "An organisation", Kind: graph.OrganisationNGO, Country: "PL"})
	for _, stance := range []graph.Stance{graph.StanceCommit, graph.StanceDialogue, graph.StanceSuspend} {
		m.add(&graph.Campaign{
			Statement: m.says("campaign"), Name: "A campaign", Organiser: "organisation-00001", Stance: stance, Scope: []string{"global"}, Start: date("2019"),
		})
	}
	for range cities / 4 {
		m.add(&graph.Pledge{
			Statement: m.says("pledge"), Campaign: "campaign-00001", City: city(), Country: pick("DE", "PL", ""),
			FocusAreas: []string{pick("lgbtqi", "climate", "youth")}, Date: date(pick("2022-12-10", "2024-01")),
		})
		m.add(&graph.Partnership{
			Statement: m.says("partnership"), Cities: []graph.ID{city(), city()}, Programme: pick("A programme", "Human rights programme"),
			Themes: []string{pick("youth", "water", "lgbtqi")}, Start: date("2022"), End: date(pick("2023", "2026")), Organisations: []graph.ID{"organisation-00001"},
		})
		m.add(&graph.Contact{Statement: m.says("contact"), City: city(), Role: "Office", Channel: graph.ChannelEmail, Value: "office@example.org", Tier: graph.TierPublic, Verified: date(pick("2019", "2024-02"))})
		m.add(&graph.Approach{Statement: m.says("approach"), From: city(), To: city(), Date: date(pick("2020", "2022-01-01", "2024-03"))})
		m.add(&graph.Practice{Statement: m.says("practice"), Kind: graph.PracticeKind(pick("BEST_PRACTICE", "CAUTION", "ACTION")), Title: "A practice", Cities: []graph.ID{city()}})
	}
	return m
}

// randomQuestion asks about a random network.
func randomQuestion(rng *rand.Rand, cities int) candidate.Question {
	q := candidate.Question{
		Goal: score.Goals()[rng.IntN(len(score.Goals()))], AsOf: day(today), Window: graph.Window[candidate.Position]{First: graph.MaxFirst}, ThroughSuspended: rng.IntN(2) == 0,
	}
	switch rng.IntN(3) {
	case 0:
		q.For.Country = []string{"DE", "PL", "US"}[rng.IntN(3)]
	case 1:
		q.For.Organisation = "organisation-00001"
	default:
		for _, i := range rng.Perm(cities)[:1+rng.IntN(3)] {
			q.For.Cities = append(q.For.Cities, cityID(i))
		}
	}
	if q.Goal == score.Partner {
		q.Theme = "youth"
	}
	return q
}
