package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
)

// annals are all versions of one link and of its claims: what was recorded,
// corrected and retracted, at the instants 0 to 6.
type annals struct {
	links       []graph.Version[*graph.TwinningLink]
	claims      []graph.Version[*graph.Claim]
	first, last graph.Day // before first nothing takes effect; last is past the last doubt but that of undated claims
}

const instants = 7

func instant(n int) time.Time {
	return time.Date(2026, time.November, 22, n, 0, 0, 0, time.UTC)
}

// A calendar is where dates come from. Few days make many claims of one day.
type calendar struct {
	dates       []string
	first, last string
}

var (
	weeks = calendar{
		strings.Fields("2022-01-31 2022-02-01 2022-02-02 2022-02-03 2022-02-27 2022-02-28 2022-03-01 2022-02 2022-02"),
		"2022-01-30", "2022-03-02",
	}
	years = calendar{
		strings.Fields("2021-12-30 2021-12-31 2022-01-01 2022-01-02 2022 2022-01 2022-02 2022-02-28 2022-03-01 2022-12 2022-12-31 2021-12"),
		"2021-11-30", "2023-01-02",
	}
)

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func randomClaim(r *rand.Rand, c calendar) *graph.Claim {
	line := pick(r, "a", "a", "b", "b", "both") + " " + string(pick(r, graph.ClaimTypes()[:8]...)) // without NOT_LISTED
	if strings.HasSuffix(line, "OBSERVED") {
		line += "=" + string(pick(r, graph.ObservedStatuses()...))
	}
	if strings.HasSuffix(line, "LISTED") {
		line += pick(r, "@w", "@w", "@r", "")
	}
	line += " " + pick(r, "", "", "", "", "?") + pick(r, c.dates...) + " " + pick(r, "decision", "statement", "report")
	claim, err := readClaim(line)
	if err != nil {
		panic(err)
	}
	return claim
}

// randomAnnals draws up to seven claims. Most are recorded once; some are corrected
// or retracted later, and so is the link.
func randomAnnals(t *testing.T, r *rand.Rand) annals {
	c := weeks
	if r.IntN(40) == 0 {
		c = years
	}
	a := annals{first: on(t, c.first), last: on(t, c.last)}
	for i := range 1 + r.IntN(7) {
		at := r.IntN(instants - 2)
		for n := at; n < instants; n++ {
			again := n > at && r.IntN(8) == 0
			if n == at || again {
				claim := randomClaim(r, c)
				claim.ID = graph.ID(fmt.Sprintf("c%d", i+1))
				if again {
					a.claims[len(a.claims)-1].KnownTo = instant(n)
				}
				a.claims = append(a.claims, graph.Version[*graph.Claim]{Record: claim, KnownFrom: instant(n)})
			} else if r.IntN(20) == 0 {
				a.claims[len(a.claims)-1].KnownTo = instant(n)
				break
			}
		}
	}
	a.links = []graph.Version[*graph.TwinningLink]{{Record: theLink(), KnownFrom: instant(r.IntN(2))}}
	if n := 2 + r.IntN(2*instants); n < instants {
		a.links[0].KnownTo = instant(n)
		if r.IntN(3) > 0 {
			a.links = append(a.links, graph.Version[*graph.TwinningLink]{Record: theLink(graph.DisputeStatus), KnownFrom: instant(n)})
		}
	}
	return a
}

// at returns what was known at an instant, and false when the link was not.
func (a annals) at(known time.Time) (knowledge, bool) {
	var k knowledge
	for _, v := range a.links {
		if !known.Before(v.KnownFrom) && (v.KnownTo.IsZero() || known.Before(v.KnownTo)) {
			k.link = v.Record
		}
	}
	for _, v := range a.claims {
		if !known.Before(v.KnownFrom) && (v.KnownTo.IsZero() || known.Before(v.KnownTo)) {
			k.claims = append(k.claims, v.Record)
		}
	}
	return k, k.link != nil
}

// until returns the annals as they were at an instant.
func (a annals) until(known time.Time) annals {
	a.links, a.claims = versionsUntil(a.links, known), versionsUntil(a.claims, known)
	return a
}

func versionsUntil[T any](versions []graph.Version[T], known time.Time) []graph.Version[T] {
	var list []graph.Version[T]
	for _, v := range versions {
		if v.KnownFrom.After(known) {
			continue
		}
		if v.KnownTo.After(known) {
			v.KnownTo = time.Time{}
		}
		list = append(list, v)
	}
	return list
}

func (a annals) String() string {
	var b strings.Builder
	line := func(from, to time.Time, text string) {
		until := "on"
		if !to.IsZero() {
			until = fmt.Sprint(to.Hour())
		}
		fmt.Fprintf(&b, "  known from %d to %s: %s\n", from.Hour(), until, text)
	}
	for _, v := range a.links {
		line(v.KnownFrom, v.KnownTo, fmt.Sprintf("the link, disputes %v", v.Record.Disputes))
	}
	for _, v := range a.claims {
		line(v.KnownFrom, v.KnownTo, fmt.Sprintf("%s = %s", v.Record.ID, notationOf(v.Record)))
	}
	return b.String()
}

// shrunk leaves out claim after claim as long as what is left still breaks a law.
func (a annals) shrunk(broken func(annals) string) annals {
	for i := 0; i < len(a.claims); i++ {
		less := a
		less.claims = slices.DeleteFunc(slices.Clone(a.claims), func(v graph.Version[*graph.Claim]) bool {
			return v.Record.ID == a.claims[i].Record.ID
		})
		if broken(less) != "" {
			return less.shrunk(broken)
		}
	}
	return a
}

// TestHistoriesObeyTheLaws compares the derivation with the laws read aloud (see
// knowledge) on every day of thousands of random histories, at every instant of
// recorded time.
func TestHistoriesObeyTheLaws(t *testing.T) {
	obey(t, 1, 2500, breaksTheLaws)
}

// TestOlderAnswersNeverChange is law 1: what is recorded later has no bearing on
// what was known before.
func TestOlderAnswersNeverChange(t *testing.T) {
	obey(t, 2, 1000, func(a annals) string {
		full := graph.NewChronicle(a.links, a.claims)
		for n := range instants {
			then := a.until(instant(n))
			was := graph.NewChronicle(then.links, then.claims)
			for older := range n + 1 {
				if !was.At(instant(older)).Equal(full.At(instant(older))) {
					return fmt.Sprintf("the answer at instant %d is another one since instant %d", older, n)
				}
			}
		}
		return ""
	})
}

// TestSidesHaveNoRank turns links round: a and b are in no order of rank, so that
// every answer stays, but for which side is named first.
func TestSidesHaveNoRank(t *testing.T) {
	obey(t, 3, 1000, func(a annals) string {
		k, known := a.at(instant(instants - 1))
		if !known {
			return ""
		}
		round := *k.link
		round.A, round.B = k.link.B, k.link.A
		this, other := graph.NewHistory(k.link, k.claims), graph.NewHistory(&round, k.claims)
		for day := a.first; day <= a.last; day++ {
			was, is := this.At(day), other.At(day)
			is.Sides[0], is.Sides[1] = is.Sides[1], is.Sides[0]
			is.Governing = slices.Clone(is.Governing)
			if !slices.Equal(was.Governing, is.Governing) {
				slices.Reverse(is.Governing)
			}
			if !was.Equal(is) {
				return fmt.Sprintf("on %s\nit is        %s\nturned round %s", day, linkText(was), linkText(is))
			}
		}
		return ""
	})
}

// TestOrderOfClaimsHasNoBearing shuffles them.
func TestOrderOfClaimsHasNoBearing(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	obey(t, 4, 1000, func(a annals) string {
		was := graph.NewChronicle(a.links, a.claims)
		shuffled := slices.Clone(a.claims)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		links := slices.Clone(a.links)
		slices.Reverse(links)
		is := graph.NewChronicle(links, shuffled)
		same := slices.EqualFunc(was, is, func(a, b graph.Epoch) bool {
			return a.KnownFrom.Equal(b.KnownFrom) && a.History.Equal(b.History)
		})
		if !same {
			return "the claims in another order give other answers"
		}
		return ""
	})
}

// obey draws random annals and reports the first that break a law, made small.
func obey(t *testing.T, seed uint64, number int, broken func(annals) string) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 2026))
	for n := range number {
		if a := randomAnnals(t, r); broken(a) != "" {
			a = a.shrunk(broken)
			t.Fatalf("random annals %d (seed %d):\n%s%s", n, seed, a, broken(a))
		}
	}
}

func breaksTheLaws(a annals) string {
	chronicle := graph.NewChronicle(a.links, a.claims)
	if len(chronicle.At(instant(0).Add(-1))) > 0 {
		return "something is known before anything was recorded"
	}
	for i := 1; i < len(chronicle); i++ {
		if !chronicle[i-1].KnownFrom.Before(chronicle[i].KnownFrom) || chronicle[i-1].History.Equal(chronicle[i].History) {
			return fmt.Sprintf("nothing was learnt at %s", chronicle[i].KnownFrom)
		}
	}
	for n := range instants {
		h := chronicle.At(instant(n))
		if !chronicle.At(instant(n + 1).Add(-1)).Equal(h) {
			return fmt.Sprintf("what is known changes between instants %d and %d", n, n+1)
		}
		k, known := a.at(instant(n))
		if known != (len(h) > 0) {
			return fmt.Sprintf("at instant %d: the link is known: %v, but its history has %d spells", n, known, len(h))
		}
		if !known || n > 0 && h.Equal(chronicle.At(instant(n-1))) && !a.news(n) {
			continue
		}
		if why := breaksTheLawsOfOneInstant(k, h, a.first, a.last); why != "" {
			return fmt.Sprintf("at instant %d, %s", n, why)
		}
	}
	return ""
}

// news reports whether something was recorded at the instant.
func (a annals) news(n int) bool {
	in := func(from, to time.Time) bool { return from.Equal(instant(n)) || to.Equal(instant(n)) }
	return slices.ContainsFunc(a.links, func(v graph.Version[*graph.TwinningLink]) bool { return in(v.KnownFrom, v.KnownTo) }) ||
		slices.ContainsFunc(a.claims, func(v graph.Version[*graph.Claim]) bool { return in(v.KnownFrom, v.KnownTo) })
}

func breaksTheLawsOfOneInstant(k knowledge, h graph.History, first, last graph.Day) string {
	law := k.answers(first, last)
	for i, want := range law {
		day := first + graph.Day(i)
		if got := h.At(day); !got.Equal(want) {
			return fmt.Sprintf("on %s\n got %s\nwant %s", day, allText(got), allText(want))
		}
	}
	if got := graph.StatusAt(k.link, k.claims, last); !got.Equal(law[len(law)-1]) {
		return fmt.Sprintf("StatusAt on %s: %s", last, allText(got))
	}
	if h[0].From != graph.MinDay || h[len(h)-1].To != graph.MaxDay {
		return "the spells leave out the beginning or the end of time"
	}
	for i := 1; i < len(h); i++ {
		if h[i-1].To != h[i].From {
			return fmt.Sprintf("there is a gap before %s", h[i].From)
		}
		if h[i-1].LinkStatus.Equal(h[i].LinkStatus) {
			return fmt.Sprintf("nothing changes on %s", h[i].From)
		}
	}
	return breaksMerging(h.Merged(), h, law, first)
}

// breaksMerging compares merged spells and nearest statuses with a day-by-day look.
func breaksMerging(merged, h graph.History, law []graph.LinkStatus, first graph.Day) string {
	var want graph.History
	for i, s := range law {
		day := first + graph.Day(i)
		n := len(want)
		if n == 0 || want[n-1].Status != s.Status {
			want = append(want, graph.Spell{From: day, LinkStatus: s})
			continue
		}
		was := want[n-1]
		s.Disputed = s.Disputed || was.Disputed
		s.UnderReview = s.UnderReview || was.UnderReview
		s.Unilateral = s.Unilateral || was.Unilateral
		s.Exact = s.Exact && was.Exact
		want[n-1].LinkStatus = s
	}
	for i := range want {
		if i+1 < len(want) {
			want[i].To = want[i+1].From
		}
	}
	want[0].From, want[len(want)-1].To = graph.MinDay, graph.MaxDay
	if !merged.Equal(want) {
		return fmt.Sprintf("merged\n got %s\nwant %s", strings.Join(spells(merged), "\n     "), strings.Join(spells(want), "\n     "))
	}
	for i := range law {
		day := first + graph.Day(i)
		before, after := h.Nearest(day)
		if law[i].Status.Known() {
			continue
		}
		last := i - 1
		for last >= 0 && !law[last].Status.Known() {
			last--
		}
		if (before != nil) != (last >= 0) || before != nil && before.To != first+graph.Day(last+1) {
			return fmt.Sprintf("the nearest known status before %s", day)
		}
		next := i + 1
		for next < len(law) && !law[next].Status.Known() {
			next++
		}
		if (after != nil) != (next < len(law)) || after != nil && after.From != first+graph.Day(next) {
			return fmt.Sprintf("the nearest known status after %s", day)
		}
	}
	return ""
}

// allText writes every part of an answer.
func allText(s graph.LinkStatus) string {
	text := linkText(s) + " from " + s.SinceDay.String()
	for i, side := range s.Sides {
		text += fmt.Sprintf("\n       side %c: %s from %s own %v", "ab"[i], sideText(side), side.SinceDay, side.Own)
	}
	return text
}
