package dialogue_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/dialogue/letter"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/score"
)

// TestPlansAndLettersOfAPastDayDoNotKnowTheFuture draws up every plan for days from 2014 to the
// release and writes every letter: no date lies after the day but that of an anniversary and the
// planned end of a project, and no source is cited that was published later.
func TestPlansAndLettersOfAPastDayDoNotKnowTheFuture(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	released := day("2026-11-22")
	drawn, written, apart := 0, 0, 0
	for i, q := range plans() {
		for asOf := day("2014-03-11") + graph.Day(17*i); asOf <= released; asOf += 307 {
			q.AsOf = asOf
			p, err := plan.For(t.Context(), s, q)
			if code := graph.CodeOf(err); code == graph.NotFound || code == graph.BadUserInput {
				continue // nothing leads there on that day, or no campaign runs to join
			}
			if err != nil {
				t.Fatal(err)
			}
			drawn++
			where := fmt.Sprintf("%s %s to %s on %s", q.Goal, q.From, q.Target, asOf)
			knowsNothingAfter(t, where, p)
			apart += len(p.PublishedLater)
			for _, purpose := range letter.Purposes() {
				for _, language := range letter.Languages() {
					l, err := letter.Write(p, purpose, language, asOf)
					if graph.CodeOf(err) == graph.BadUserInput {
						continue
					}
					if err != nil {
						t.Fatal(err)
					}
					written++
					citesNothingAfter(t, fmt.Sprintf("%s, %s in %s", where, purpose, language), p, l)
				}
			}
		}
	}
	if drawn < 150 || written < 1800 || apart < 500 {
		t.Errorf("%d plans, %d letters, %d sources apart", drawn, written, apart)
	}
}

// knowsNothingAfter looks at every date of a plan, and at which sources are where.
func knowsNothingAfter(t *testing.T, where string, p *plan.Plan) {
	t.Helper()
	past := func(what string, d graph.PartialDate) {
		if !d.IsZero() && d.First() > p.AsOf {
			t.Errorf("%s: %s is of %s", where, what, d)
		}
	}
	facts := slices.Concat(p.Deeds, p.Occasions)
	if p.Candidate != nil {
		for _, part := range p.Candidate.Parts {
			facts = append(facts, part.Facts...)
		}
	}
	proofs := map[string][]*score.Proof{}
	for i := range facts {
		proofs[string(facts[i].Kind)] = append(proofs[string(facts[i].Kind)], &facts[i].Proof)
	}
	for _, cautions := range [][]score.Caution{p.Cautions, p.Verify} {
		for i := range cautions {
			proofs[string(cautions[i].Kind)] = append(proofs[string(cautions[i].Kind)], &cautions[i].Proof)
		}
	}
	published := func(id graph.ID) bool {
		source, ok := p.Known.Record(graph.WordSource, id).(*graph.Source)
		return !ok || source.PublishedBy(p.AsOf)
	}
	inOrder := func(what string, sources []graph.ID) {
		if first := slices.IndexFunc(sources, func(id graph.ID) bool { return !published(id) }); first >= 0 && slices.ContainsFunc(sources[first:], published) {
			t.Errorf("%s: %s cites what was published later first: %v", where, what, sources)
		}
	}
	for kind, all := range proofs {
		for _, proof := range all {
			inOrder(kind, proof.Sources)
			for _, d := range proof.Dates() {
				if d != proof.Anniversary() && d != proof.End() {
					past(kind, d)
				}
			}
		}
	}
	for _, c := range p.Cases {
		inOrder("a case", c.Sources)
		past("a case", c.When)
		for _, claim := range c.Claims {
			past("an act of a case", claim.Effective())
		}
		if c.Text != nil {
			past("the end of the text of a case", c.Text.Ended)
		}
	}
	for _, text := range p.Texts {
		past("a text", text.Resolution.Adopted)
		past("the end of a text", text.Ended)
	}
	for _, step := range slices.Concat(p.Steps, p.Links) {
		past("a link", step.Status.Since)
		past("a link", step.Founded)
		for _, claim := range step.History {
			past("an act", claim.Effective())
		}
	}
	for _, advice := range p.Advice {
		if len(advice.Practice.Sources) > 0 && !slices.ContainsFunc(advice.Practice.Sources, func(id graph.ID) bool {
			source, _ := p.Known.Record(graph.WordSource, id).(*graph.Source)
			return source == nil || source.Date.IsZero() || source.Date.First() <= p.AsOf
		}) {
			t.Errorf("%s: the practice %s was described later", where, advice.Practice.ID)
		}
	}
	for _, source := range p.Sources {
		if !source.PublishedBy(p.AsOf) {
			t.Errorf("%s: %s of %s is among the sources of the day", where, source.ID, source.Date)
		}
	}
	for _, source := range p.PublishedLater {
		if source.PublishedBy(p.AsOf) {
			t.Errorf("%s: %s of %s was published by then", where, source.ID, source.Date)
		}
	}
}

// year finds a year in what a letter says.
var year = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// citesNothingAfter looks for the titles and addresses of sources published after the day, and for
// years after it anywhere but in occasions and names of campaigns.
func citesNothingAfter(t *testing.T, where string, p *plan.Plan, l *letter.Letter) {
	t.Helper()
	for _, source := range slices.Concat(p.PublishedLater, l.PublishedLater) {
		if source.URL != "" && strings.Contains(l.Text+l.Markdown, source.URL) || strings.Contains(l.Text, "] "+source.Title+",") {
			t.Errorf("%s: cites %s", where, source.ID)
		}
	}
	for _, source := range l.Sources {
		if !source.PublishedBy(p.AsOf) {
			t.Errorf("%s: %s of %s is a source of the letter", where, source.ID, source.Date)
		}
	}
	allowed := map[string]bool{}
	for _, o := range p.Occasions {
		allowed[strconv.Itoa(int(o.Anniversary().Year))], allowed[strconv.Itoa(int(o.End().Year))] = true, true
	}
	if p.Campaign != nil {
		for _, y := range year.FindAllString(p.Campaign.Name, -1) {
			allowed[y] = true
		}
	}
	for _, line := range slices.Concat([]string{l.Text}, l.Warnings, l.Verify) {
		for _, y := range year.FindAllString(line, -1) {
			if n, _ := strconv.Atoi(y); n > p.AsOf.Time().Year() && !allowed[y] {
				t.Errorf("%s: the year %s in:\n%s", where, y, line)
			}
		}
	}
}

// TestPlansOfferWhatIsAboutTheirCities: a practice about other countries is not said to fit, nor is
// its contrary raised; what others did on one link is one case; only the target's offices are
// written to.
func TestPlansOfferWhatIsAboutTheirCities(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	several := 0
	for _, q := range plans() {
		p := must(plan.For(t.Context(), s, q))(t)
		countries := []string{p.From.Country, p.Target.Country}
		if p.Candidate != nil {
			countries[0] = p.Candidate.Route.Speaker.Country
		}
		other := func(country string) bool { return !slices.Contains(countries, country) }
		for _, a := range p.Advice {
			if a.Fits && slices.ContainsFunc(a.Practice.About, other) {
				t.Errorf("%s to %s: %s is about %v", q.From, q.Target, a.Practice.ID, a.Practice.About)
			}
		}
		for _, c := range p.Cautions {
			for _, practice := range append(c.Contrary(), c.Practice()) {
				if practice != nil && slices.ContainsFunc(practice.About, other) {
					t.Errorf("%s to %s: %s is about %v", q.From, q.Target, practice.ID, practice.About)
				}
			}
		}
		seen := map[string]bool{}
		for _, c := range p.Cases {
			if c.Link == nil {
				continue
			}
			key := fmt.Sprint(c.Link.ID, c.Other.ID)
			if seen[key] {
				t.Errorf("%s to %s: %s is a case twice", q.From, q.Target, c.Link.ID)
			}
			seen[key] = true
			if len(c.Texts) > 1 {
				several++
			}
		}
		for _, point := range p.Contacts {
			if (point.Of == score.TargetContact) != (point.Contact.City == p.Target.ID) {
				t.Errorf("%s to %s: %s is %s", q.From, q.Target, point.Contact.ID, point.Of)
			}
		}
	}
	if several == 0 {
		t.Error("no case answered several texts")
	}
}
