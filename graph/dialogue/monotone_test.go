package dialogue_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/score"
)

// evidence is one more piece of evidence of one kind about a candidate.
type evidence struct {
	name  string
	part  score.Part
	goals []score.Goal // nil for all
	add   func(*memory, candidate.Candidate)
}

func moreEvidence() []evidence {
	speaker := func(c candidate.Candidate) graph.ID { return c.Route.Speaker.ID }
	resolution := func(m *memory, city graph.ID, kind graph.ResolutionKind) *graph.Resolution {
		r := &graph.Resolution{Statement: m.says("more"), City: city, Title: "Another", Kind: kind, Adopted: date("2020"), Outcome: graph.OutcomeInForce}
		m.add(r)
		return r
	}
	// link adds an active link of the target's country that no channel passes.
	link := func(m *memory, c candidate.Candidate) *graph.TwinningLink {
		one := &graph.City{Statement: m.says("town"), Name: "Town", Country: c.Target.Country, Region: c.Target.Region, Location: c.Target.Location}
		two := &graph.City{Statement: m.says("town"), Name: "Town", Country: c.Route.Speaker.Country}
		m.add(one, two)
		return m.link(one.ID, two.ID)
	}
	return []evidence{
		{"a text of the target", score.PartNeed, []score.Goal{score.Repeal}, func(m *memory, c candidate.Candidate) {
			resolution(m, c.Target.ID, graph.FamilyCharter)
		}},
		{"a text that may be in force", score.PartNeed, []score.Goal{score.Repeal}, func(m *memory, c candidate.Candidate) {
			resolution(m, c.Target.ID, graph.AntiLGBTDeclaration).Outcome = graph.OutcomeLapsed
		}},
		{"a link cut between the two countries", score.PartNeed, []score.Goal{score.Keep}, func(m *memory, c candidate.Candidate) {
			m.claim(link(m, c), graph.Suspended, "", "2024-01-01")
		}},
		{"a theme shared", score.PartNeed, []score.Goal{score.Partner}, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Partnership{Statement: m.says("more"), Cities: []graph.ID{c.Target.ID}, Themes: []string{"youth", "climate"}})
		}},
		{"a parallel active link", score.PartChannel, nil, func(m *memory, c candidate.Candidate) {
			m.claim(m.link(speaker(c), c.Target.ID), graph.Reaffirmed, "", "2024-02-02")
		}},
		{"an older founding", score.PartChannel, nil, func(m *memory, c candidate.Candidate) {
			if len(c.Route.Hops) > 0 {
				m.claim(c.Route.Hops[len(c.Route.Hops)-1].Link, graph.Established, "", "1950")
			}
		}},
		{"a pledge", score.PartCredibility, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Pledge{Statement: m.says("more"), Campaign: "campaign-00002", City: speaker(c), FocusAreas: []string{"lgbtqi"}, Date: date("2023")})
		}},
		{"a commitment", score.PartCredibility, nil, func(m *memory, c candidate.Candidate) {
			resolution(m, speaker(c), graph.HumanRightsCommitment)
		}},
		{"a solidarity resolution", score.PartCredibility, nil, func(m *memory, c candidate.Candidate) {
			resolution(m, speaker(c), graph.Solidarity)
		}},
		{"a human rights partnership", score.PartCredibility, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Partnership{Statement: m.says("more"), Cities: []graph.ID{speaker(c)}, Programme: "Cities for human rights", Start: date("2023")})
		}},
		{"a best practice", score.PartCredibility, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Practice{Statement: m.says("more"), Kind: graph.PracticeBest, Title: "Another", Cities: []graph.ID{speaker(c)}})
		}},
		{"a running partnership", score.PartOccasion, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Partnership{Statement: m.says("more"), Cities: []graph.ID{speaker(c), c.Target.ID}, Programme: "A project", Start: date("2023"), End: date("2026")})
		}},
		{"a recent pledge", score.PartOccasion, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Pledge{Statement: m.says("more"), Campaign: "campaign-00002", City: c.Target.ID, Date: date("2024-05")})
		}},
		{"a round anniversary", score.PartOccasion, nil, func(m *memory, c candidate.Candidate) {
			l := m.link(speaker(c), c.Target.ID)
			m.claim(l, graph.Established, "", "1975-03-03")
		}},
		{"a text given up in the region", score.PartPrecedent, []score.Goal{score.Repeal}, func(m *memory, c candidate.Candidate) {
			r := resolution(m, link(m, c).A, graph.FamilyCharter)
			r.Outcome, r.Repealed = graph.OutcomeRepealed, date("2023-03")
		}},
		{"a link restored", score.PartPrecedent, []score.Goal{score.Repeal, score.Restore, score.Keep}, func(m *memory, c candidate.Candidate) {
			m.claim(link(m, c), graph.Restored, "", "2023-03-03")
		}},
		{"a link reaffirmed", score.PartPrecedent, []score.Goal{score.Restore, score.Keep}, func(m *memory, c candidate.Candidate) {
			m.claim(link(m, c), graph.Reaffirmed, "", "2023-03-03")
		}},
		{"a pledge from the country", score.PartPrecedent, []score.Goal{score.Join}, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Pledge{Statement: m.says("more"), Campaign: "campaign-00001", EntityName: "Another", Country: c.Target.Country, Date: date("2023")})
		}},
		{"a pledge of the speaker to the campaign", score.PartPrecedent, []score.Goal{score.Join}, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Pledge{Statement: m.says("more"), Campaign: "campaign-00001", City: speaker(c), Country: c.Route.Speaker.Country, Date: date("2023")})
		}},
		{"a partnership between the countries", score.PartPrecedent, []score.Goal{score.Partner}, func(m *memory, c candidate.Candidate) {
			l := link(m, c)
			m.add(&graph.Partnership{Statement: m.says("more"), Cities: []graph.ID{l.A, l.B}, Programme: "A project", Start: date("2021")})
		}},
		{"a fresh contact of the target", score.PartReach, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Contact{Statement: m.says("more"), City: c.Target.ID, Role: "Office", Value: "x", Tier: graph.TierPublic, Verified: date("2024")})
		}},
		{"a stale contact of the speaker", score.PartReach, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Contact{Statement: m.says("more"), City: speaker(c), Role: "Office", Value: "x", Tier: graph.TierPublic})
		}},
		{"a contact of an organisation", score.PartReach, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Contact{Statement: m.says("more"), Organisation: "organisation-00001", Role: "Office", Value: "x", Tier: graph.TierPublic, Verified: date("2024")})
		}},
		{"an approach by others", score.PartApproaches, nil, func(m *memory, c candidate.Candidate) {
			m.add(&graph.Approach{Statement: m.says("more"), From: link(m, c).B, To: c.Target.ID, Date: date("2024-02")})
		}},
	}
}

// TestMoreEvidenceNeverLowersItsPart adds one piece of evidence of each kind about a
// candidate. The part that it speaks for never has a lower value afterwards; the part
// that takes points away, when it speaks against.
func TestMoreEvidenceNeverLowersItsPart(t *testing.T) {
	all := moreEvidence()
	tried, raised := map[string]int{}, map[string]int{}
	networks(t, 120, func(t *testing.T, rng *rand.Rand, m *memory, q candidate.Question, page candidate.Page) {
		if len(page.Candidates) == 0 {
			return
		}
		had := page.Candidates[rng.IntN(len(page.Candidates))]
		for _, e := range all {
			if e.goals != nil && !slices.Contains(e.goals, q.Goal) {
				continue
			}
			grown := newMemory()
			for word, records := range m.records {
				grown.records[word] = append([]graph.Record{}, records...)
			}
			for stem, n := range m.ids {
				grown.ids[stem] = n
			}
			e.add(grown, had)
			page := must(candidate.Rank(t.Context(), grown.moment(t), q))(t)
			for _, now := range page.Candidates {
				if now.Target.ID != had.Target.ID || now.Route.Speaker.ID != had.Route.Speaker.ID || now.Link != had.Link || len(now.Route.Hops) != len(had.Route.Hops) {
					continue
				}
				before, after := valueOf(had, e.part), valueOf(now, e.part)
				if after < before {
					t.Errorf("%s lowers %s of %s for %s from %d to %d", e.name, e.part, had.Target.ID, q.Goal, before, after)
				}
				tried[e.name]++
				if after > before {
					raised[e.name]++
				}
			}
		}
	})
	for _, e := range all {
		if tried[e.name] < 5 || raised[e.name] == 0 {
			t.Errorf("%s was tried %d times and raised its part %d times", e.name, tried[e.name], raised[e.name])
		}
	}
}

func valueOf(c candidate.Candidate, part score.Part) int {
	for _, p := range c.Parts {
		if p.Part == part {
			return p.Value
		}
	}
	return -1
}
