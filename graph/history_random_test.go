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

// annals are all versions of one link, of its claims, of texts that these name and of sources
// that they cite: what was recorded, corrected and retracted, at the instants 0 to 6.
type annals struct {
	links       []graph.Version[*graph.TwinningLink]
	claims      []graph.Version[*graph.Claim]
	texts       []graph.Version[*graph.Resolution]
	sources     []graph.Version[*graph.Source]
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
	// reviews end in this one
	longer = calendar{strings.Fields("2022-01-31 2022-02-01 2022-02 2022-02-28 2025-02-01 2025-02 2025-02-28"), "2022-01-30", "2025-03-02"}
)

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func randomClaim(r *rand.Rand, c calendar) *graph.Claim {
	line := pick(r, "a", "a", "b", "b", "both") + " " + string(pick(r, graph.ClaimTypes()...))
	if strings.HasSuffix(line, "OBSERVED") {
		line += "=" + string(pick(r, graph.ObservedStatuses()...))
	}
	if strings.HasSuffix(line, "LISTED") {
		line += pick(r, "@w", "@w", "@r")
	}
	if strings.HasSuffix(line, " LISTED@r") {
		line = strings.TrimSuffix(line, pick(r, "", "@r")) // of no directory by name
	}
	line += " " + pick(r, "", "", "", "", "?") + pick(r, c.dates...) + " " + pick(r, "decision", "statement", "report")
	claim, err := readClaim(line)
	if err != nil {
		panic(err)
	}
	claim.Sources = pick(r, nil, []graph.ID{"s1"}, []graph.ID{"s1", "s2"})
	claim.RespondsTo = pick(r, nil, nil, []graph.ID{"t1"}, []graph.ID{"t1", "t2"})
	claim.Resolution = pick(r, "", graph.ID("t2"))
	return claim
}

// randomAnnals draws up to seven claims. Most are recorded once; some are corrected
// or retracted later, and so is the link.
func randomAnnals(t *testing.T, r *rand.Rand) annals {
	c := weeks
	switch r.IntN(400) {
	case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9:
		c = years
	case 10:
		c = longer
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
	for _, id := range []graph.ID{"t1", "t2"} {
		a.texts = append(a.texts, versionsOf(r, func() *graph.Resolution { return randomText(r, id, c) })...)
	}
	for _, id := range []graph.ID{"s1", "s2"} {
		a.sources = append(a.sources, versionsOf(r, func() *graph.Source {
			s := &graph.Source{Statement: graph.Statement{ID: id}}
			if r.IntN(4) > 0 {
				s.Date, _ = graph.ParsePartialDate(pick(r, c.dates...))
			}
			return s
		})...)
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

// versionsOf draws one version, at times corrected by another.
func versionsOf[T graph.Record](r *rand.Rand, draw func() T) []graph.Version[T] {
	list := []graph.Version[T]{{Record: draw(), KnownFrom: instant(r.IntN(3))}}
	if r.IntN(4) == 0 {
		list[0].KnownTo = instant(3 + r.IntN(instants-3))
		list = append(list, graph.Version[T]{Record: draw(), KnownFrom: list[0].KnownTo})
	}
	return list
}

// randomText draws a resolution with some of the dates of a life, in any order.
func randomText(r *rand.Rand, id graph.ID, c calendar) *graph.Resolution {
	text := &graph.Resolution{
		Statement: graph.Statement{ID: id}, Outcome: pick(r, graph.Outcomes()...),
		Kind: pick(r, graph.SuspensionDecision, graph.FamilyCharter),
	}
	for _, d := range []*graph.PartialDate{&text.Adopted, &text.AdoptedBy, &text.InForceOn, &text.Amended, &text.Repealed, &text.Annulled, &text.Lapsed, &text.NotInForceBy} {
		if r.IntN(4) == 0 {
			*d, _ = graph.ParsePartialDate(pick(r, c.dates...))
		}
	}
	return text
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
	k.texts, k.sources = recordsAt(a.texts, known), recordsAt(a.sources, known)
	return k, k.link != nil
}

func recordsAt[T graph.Record](versions []graph.Version[T], known time.Time) []T {
	var list []T
	for _, v := range versions {
		if !known.Before(v.KnownFrom) && (v.KnownTo.IsZero() || known.Before(v.KnownTo)) {
			list = append(list, v.Record)
		}
	}
	return list
}

// chronicle derives the chronicle from all versions.
func (a annals) chronicle() graph.Chronicle {
	return graph.Annals{Links: a.links, Claims: a.claims, Texts: a.texts, Sources: a.sources}.Chronicle()
}

// history derives the history from what is known.
func (k knowledge) history() graph.History {
	return graph.Evidence{Link: k.link, Claims: k.claims, Texts: k.texts, Sources: k.sources}.History()
}

// until returns the annals as they were at an instant.
func (a annals) until(known time.Time) annals {
	a.links, a.claims = versionsUntil(a.links, known), versionsUntil(a.claims, known)
	a.texts, a.sources = versionsUntil(a.texts, known), versionsUntil(a.sources, known)
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
		text := fmt.Sprintf("%s = %s", v.Record.ID, notationOf(v.Record))
		switch v.Record.Type {
		case graph.ReviewOpened:
			text += fmt.Sprintf(", of %v else %s", v.Record.RespondsTo, v.Record.Resolution)
		case graph.Established:
			text += fmt.Sprintf(", cites %v", v.Record.Sources)
		}
		line(v.KnownFrom, v.KnownTo, text)
	}
	for _, v := range a.texts {
		line(v.KnownFrom, v.KnownTo, fmt.Sprintf("%s: %+v", v.Record.ID, *v.Record))
	}
	for _, v := range a.sources {
		line(v.KnownFrom, v.KnownTo, fmt.Sprintf("%s of %s", v.Record.ID, v.Record.Date))
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
		full := a.chronicle()
		for n := range instants {
			then := a.until(instant(n))
			was := then.chronicle()
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
		this := k.history()
		k.link = &round
		other := k.history()
		for day := a.first; day <= a.last; day++ {
			was, is := this.At(day), other.At(day)
			is.Sides[0], is.Sides[1] = is.Sides[1], is.Sides[0]
			was.Governing, is.Governing = slices.Sorted(slices.Values(was.Governing)), slices.Sorted(slices.Values(is.Governing))
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
		was := a.chronicle()
		shuffled := slices.Clone(a.claims)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		links := slices.Clone(a.links)
		slices.Reverse(links)
		turned := annals{links: links, claims: shuffled, texts: slices.Clone(a.texts), sources: slices.Clone(a.sources)}
		slices.Reverse(turned.texts)
		slices.Reverse(turned.sources)
		is := turned.chronicle()
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
	chronicle := a.chronicle()
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
		slices.ContainsFunc(a.claims, func(v graph.Version[*graph.Claim]) bool { return in(v.KnownFrom, v.KnownTo) }) ||
		slices.ContainsFunc(a.texts, func(v graph.Version[*graph.Resolution]) bool { return in(v.KnownFrom, v.KnownTo) }) ||
		slices.ContainsFunc(a.sources, func(v graph.Version[*graph.Source]) bool { return in(v.KnownFrom, v.KnownTo) })
}

func breaksTheLawsOfOneInstant(k knowledge, h graph.History, first, last graph.Day) string {
	law := k.answers(first, last)
	for i, want := range law {
		day := first + graph.Day(i)
		if got := h.At(day); !got.Equal(want) {
			return fmt.Sprintf("on %s\n got %s\nwant %s", day, allText(got), allText(want))
		}
	}
	if alone := (knowledge{link: k.link, claims: k.claims}); len(k.claims) > 0 {
		if got := graph.StatusAt(k.link, k.claims, last); !got.Equal(alone.history().At(last)) {
			return fmt.Sprintf("StatusAt on %s: %s", last, allText(got))
		}
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
	past := slices.Clone(h[:slices.IndexFunc(h, func(s graph.Spell) bool { return s.To > last })+1])
	past[len(past)-1].To = graph.MaxDay // a review can end later
	return breaksMerging(past.Merged(), h, law, first)
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
	text := fmt.Sprintf("%s from %s, began %s, confirmed to %s, %s, %s", linkText(s), s.SinceDay, s.Began, s.ConfirmedTo, s.Became(), s.UnknownBecause)
	for i, side := range s.Sides {
		text += fmt.Sprintf("\n       side %c: %s from %s own %v, reviews %v, confirmed to %s, %s", "ab"[i], sideText(side), side.SinceDay, side.Own, side.Reviews, side.ConfirmedTo, side.UnknownBecause)
	}
	return text
}
