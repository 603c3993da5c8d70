package dialogue_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/route"
	"twingraph/graph/dialogue/score"
	"twingraph/graph/world"
)

// networks runs a test on many small random networks, each with a random question
// whose answer, all of it, is given.
func networks(t *testing.T, n int, story func(*testing.T, *rand.Rand, *memory, candidate.Question, candidate.Page)) {
	for seed := range uint64(n) {
		rng := rand.New(rand.NewPCG(seed, 0))
		cities := 6 + rng.IntN(20)
		m := randomMemory(rng, cities, cities+rng.IntN(2*cities))
		q := randomQuestion(rng, cities)
		page, err := candidate.Rank(t.Context(), m.moment(t), q)
		if graph.CodeOf(err) == graph.NotFound {
			continue // no city of the country
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) { story(t, rng, m, q, page) })
	}
}

func TestTheScoreIsTheSumOfItsPartsAndTheyOfTheirFacts(t *testing.T) {
	seen := map[score.Goal]int{}
	networks(t, 300, func(t *testing.T, _ *rand.Rand, _ *memory, q candidate.Question, page candidate.Page) {
		for _, c := range page.Candidates {
			seen[q.Goal]++
			sum := 0
			for i, part := range c.Parts {
				rule := score.PartRules()[i]
				value := 0
				for _, f := range part.Facts {
					value += f.Value
					if f.Value < 0 || len(f.Records) == 0 || len(f.Sources) == 0 && len(f.Records[0].Base().Sources) > 0 {
						t.Errorf("%s: fact %s with value %d, %d records, sources %v", rule.Part, f.Kind, f.Value, len(f.Records), f.Sources)
					}
				}
				points := part.Weight * part.Value / 1000
				if rule.Part == score.PartApproaches {
					points = -points
				}
				if part.Part != rule.Part || part.Value != min(value, 1000) || part.Points != points {
					t.Errorf("%s: value %d of facts of %d, %d points", part.Part, part.Value, value, part.Points)
				}
				sum += part.Points
			}
			if sum != c.Score || c.Score != c.Position.Score {
				t.Errorf("score %d, parts %d, ranked by %d", c.Score, sum, c.Position.Score)
			}
		}
	})
	for _, goal := range score.Goals() {
		if seen[goal] < 50 {
			t.Errorf("only %d candidates for %s were looked at", seen[goal], goal)
		}
	}
}

func TestPagesAreTheWholeRankingInOrder(t *testing.T) {
	networks(t, 150, func(t *testing.T, rng *rand.Rand, m *memory, q candidate.Question, all candidate.Page) {
		s := m.moment(t)
		var paged, backwards []candidate.Candidate
		size := 1 + rng.IntN(4)
		for q.Window = (graph.Window[candidate.Position]{First: size}); ; {
			page := must(candidate.Rank(t.Context(), s, q))(t)
			if page.Total != all.Total || page.Earlier != (len(paged) > 0) {
				t.Fatalf("total %d on one page, %d on another; %t that there are earlier ones", page.Total, all.Total, page.Earlier)
			}
			paged = append(paged, page.Candidates...)
			if !page.Later {
				break
			}
			q.Window.After = &page.Candidates[len(page.Candidates)-1].Position
		}
		for q.Window = (graph.Window[candidate.Position]{Last: size}); ; {
			page := must(candidate.Rank(t.Context(), s, q))(t)
			if page.Later != (len(backwards) > 0) {
				t.Fatalf("%t that there are later ones", page.Later)
			}
			backwards = append(page.Candidates, backwards...)
			if !page.Earlier {
				break
			}
			q.Window.Before = &page.Candidates[0].Position
		}
		if got, want := rows(candidate.Page{Candidates: backwards}), rows(candidate.Page{Candidates: all.Candidates}); got != want {
			t.Errorf("paged backwards:\n%sall:\n%s", got, want)
		}
		if got, want := rows(candidate.Page{Candidates: paged}), rows(candidate.Page{Candidates: all.Candidates}); got != want {
			t.Errorf("paged:\n%sall:\n%s", got, want)
		}
		for i := 1; i < len(paged); i++ {
			if paged[i-1].Position.Compare(paged[i].Position) >= 0 {
				t.Errorf("%v is not before %v", paged[i-1].Position, paged[i].Position)
			}
		}
	})
}

func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	networks(t, 60, func(t *testing.T, _ *rand.Rand, m *memory, q candidate.Question, page candidate.Page) {
		again := must(candidate.Rank(t.Context(), m.moment(t), q))(t)
		if diff := cmp.Diff(page, again, cmp.AllowUnexported(score.Proof{})); diff != "" {
			t.Error(diff)
		}
	})
}

// carries is the rule of which links a channel can pass, written anew.
func carries(s *world.Moment, l *graph.TwinningLink, last, direct, suspended bool) bool {
	switch s.History(l.ID).At(day(today)).Status {
	case graph.StatusActive:
		return true
	case graph.StatusContested:
		return last
	case graph.StatusUnknown:
		return direct
	case graph.StatusSuspended:
		return suspended
	}
	return false
}

// shortest returns the length of the shortest channel from any of the cities to the
// target by trying all walks of at most most links, 0 when there is none.
func shortest(s *world.Moment, at graph.ID, target graph.ID, most int, suspended bool) int {
	best := 0
	var try func(at graph.ID, taken int)
	try = func(at graph.ID, taken int) {
		if taken == most || best > 0 && taken+1 >= best {
			return
		}
		for _, l := range s.LinksOf(at) {
			to := l.A
			if to == at {
				to = l.B
			}
			if to == target {
				if carries(s, l, true, taken == 0, suspended) && (best == 0 || taken+1 < best) {
					best = taken + 1
				}
			} else if carries(s, l, false, false, suspended) {
				try(to, taken+1)
			}
		}
	}
	try(at, 0)
	return best
}

func TestChannelsAreShortestAndPassNoSuspendedLinkUnlessAsked(t *testing.T) {
	networks(t, 400, func(t *testing.T, _ *rand.Rand, m *memory, q candidate.Question, page candidate.Page) {
		s := m.moment(t)
		for _, c := range page.Candidates {
			hops := c.Route.Hops
			for i, h := range hops {
				last := i == len(hops)-1
				if !carries(s, h.Link, last, len(hops) == 1, q.ThroughSuspended) && q.Goal != score.Keep {
					t.Errorf("hop %d of %d over %s, which is %s", i+1, len(hops), h.Link.ID, h.Status.Status)
				}
				if i > 0 && hops[i-1].To != h.From || i == 0 && h.From != c.Route.From || last && (h.To != c.Target || h.From != c.Route.Speaker) {
					t.Errorf("the hops of %s do not make a way", c.Target.ID)
				}
			}
			if len(hops) == 0 {
				if c.Route.Organisation == nil {
					t.Errorf("%s: neither hops nor an organisation", c.Target.ID)
				}
				continue
			}
			if q.Goal != score.Keep && len(hops) > 1 {
				for i, h := range hops[:len(hops)-1] {
					if h.To == c.Target || i > 0 && h.From == c.Target {
						t.Errorf("the way to %s passes it", c.Target.ID)
					}
				}
				most := route.MaxHops
				if q.Goal == score.Join || q.Goal == score.Partner {
					most = 2
				}
				suspended := slices.ContainsFunc(hops, func(h route.Hop) bool { return h.Status.Status == graph.StatusSuspended })
				if best := shortest(s, c.Route.From.ID, c.Target.ID, most, suspended); best < len(hops) && best > 1 {
					t.Errorf("%s is reached over %d links from %s, though %d are enough", c.Target.ID, len(hops), c.Route.From.ID, best)
				}
				if best := shortest(s, c.Route.From.ID, c.Target.ID, most, false); suspended && best > 0 {
					t.Errorf("%s is reached over suspended links, though %d active ones lead there", c.Target.ID, best)
				}
			}
		}
	})
}

func TestNoChannelIsMissed(t *testing.T) {
	networks(t, 300, func(t *testing.T, _ *rand.Rand, m *memory, q candidate.Question, page candidate.Page) {
		if q.Goal != score.Repeal || len(q.For.Cities) == 0 {
			return
		}
		s := m.moment(t)
		reached := map[graph.ID]bool{}
		for _, c := range page.Candidates {
			reached[c.Target.ID] = true
		}
		bodies := map[graph.ID]bool{}
		for _, r := range s.Resolutions {
			if inForce, _ := r.Life().At(q.AsOf); inForce != graph.InForceFalse && (r.Kind == graph.AntiLGBTDeclaration || r.Kind == graph.FamilyCharter) {
				bodies[r.City] = true
			}
		}
		without := 0
		for body := range bodies {
			found := false
			for _, from := range q.For.Cities {
				most := route.MaxHops
				for _, asking := range q.For.Cities {
					if body == asking {
						most = 1 // a body that asks itself is approached directly only
					}
				}
				found = found || from != body && shortest(s, from, body, most, q.ThroughSuspended) > 0
			}
			if found != reached[body] {
				t.Errorf("%s: reached %t, a channel exists %t", body, reached[body], found)
			}
			if !found {
				without++
			}
		}
		if without != page.WithoutChannel {
			t.Errorf("%d without a channel, want %d", page.WithoutChannel, without)
		}
	})
}

func TestOneWeightChangesThePointsOfOnePart(t *testing.T) {
	networks(t, 60, func(t *testing.T, rng *rand.Rand, m *memory, q candidate.Question, page candidate.Page) {
		part := score.PartRules()[rng.IntN(7)].Part
		q.Weights = score.Weights{part: 0.001 + 2*rng.Float64()}
		other := must(candidate.Rank(t.Context(), m.moment(t), q))(t)
		points := map[candidate.Position]map[score.Part]int{}
		key := func(c candidate.Candidate) candidate.Position {
			p := c.Position
			p.Score = 0
			return p
		}
		for _, c := range page.Candidates {
			points[key(c)] = map[score.Part]int{}
			for _, p := range c.Parts {
				points[key(c)][p.Part] = p.Points
			}
		}
		for _, c := range other.Candidates {
			for _, p := range c.Parts {
				if had, ok := points[key(c)][p.Part]; ok && p.Part != part && had != p.Points {
					t.Errorf("%s went from %d to %d", p.Part, had, p.Points)
				}
			}
		}
	})
}
