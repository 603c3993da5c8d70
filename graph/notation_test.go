package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"twingraph/graph"
)

// The tests of the laws write a claim as one line and its answer as another:
//
//	a SUSPENDED 2022-03 decision       side a suspended in March 2022, by decision of its council
//	both LISTED 2026-02-08 report      a directory lists the link
//	both NOT_LISTED@w 2027-01-31 report   the directory w lists it no more
//	b OBSERVED=ENDED ?2023-05-02 report   seen as ended; no date, so that of the source is assumed
//
// The sides are a and b, the authorities decision, statement and report. The
// claims of a story are c1, c2 and so on.

var authorities = map[string]graph.Authority{
	"decision": graph.PartyDecision, "statement": graph.OfficialStatement, "report": graph.ThirdParty,
}

// theLink is the link of every story.
func theLink(disputes ...graph.DisputeAbout) *graph.TwinningLink {
	return &graph.TwinningLink{Statement: graph.Statement{ID: "link"}, A: "a", B: "b", Kind: graph.LinkKindTwinning, Disputes: disputes}
}

// story reads claims in the notation above.
func story(t *testing.T, lines ...string) []*graph.Claim {
	t.Helper()
	var claims []*graph.Claim
	for i, line := range lines {
		c, err := readClaim(line)
		if err != nil {
			t.Fatalf("line %q: %v", line, err)
		}
		c.ID = graph.ID(fmt.Sprintf("c%d", i+1))
		claims = append(claims, c)
	}
	return claims
}

func readClaim(line string) (*graph.Claim, error) {
	words := strings.Fields(line)
	if len(words) != 4 {
		return nil, fmt.Errorf("%d words instead of 4", len(words))
	}
	kind, observed, _ := strings.Cut(words[1], "=")
	kind, directory, _ := strings.Cut(kind, "@")
	c := &graph.Claim{Link: "link", Type: graph.ClaimType(kind), Observed: graph.Status(observed), Directory: directory, Authority: authorities[words[3]]}
	if words[0] != "both" {
		c.Side = graph.ID(words[0])
	}
	text, undated := strings.CutPrefix(words[2], "?")
	date, err := graph.ParsePartialDate(text)
	if undated {
		c.Assumed = date
	} else {
		c.Date = date
	}
	return c, err
}

// notationOf writes a claim in the notation above.
func notationOf(c *graph.Claim) string {
	side, kind, date, by := "both", string(c.Type), c.Date.String(), ""
	if c.Side != "" {
		side = string(c.Side)
	}
	if c.Directory != "" {
		kind += "@" + c.Directory
	}
	if c.Observed != "" {
		kind += "=" + string(c.Observed)
	}
	if c.Date.IsZero() {
		date = "?" + c.Assumed.String()
	}
	for word, authority := range authorities {
		if authority == c.Authority {
			by = word
		}
	}
	return strings.Join([]string{side, kind, date, by}, " ")
}

// sideText writes the answer on a side in one line.
func sideText(s *graph.SideStatus) string {
	words := answered(s.Status, s.Since, s.ListedSince, s.LastConfirmed, s.SinceAtLatest, s.Governing, s.Basis)
	return flagged(words, s.Exact, s.Disputed, s.UnderReview, false)
}

// answered writes what an answer says: what is zero is left out.
func answered(status graph.Status, since, listed, confirmed graph.PartialDate, atLatest bool, governing []graph.ID, basis graph.Basis) []string {
	words := []string{string(status)}
	switch {
	case !since.IsZero() && atLatest:
		words = append(words, "since "+since.String()+" at the latest")
	case !since.IsZero():
		words = append(words, "since "+since.String())
	}
	if status.Known() {
		words = append(words, fmt.Sprintf("by %s (%s, confirmed %s)", joined(governing), basis, confirmed))
	} else if !confirmed.IsZero() {
		words = append(words, fmt.Sprintf("(dropped, confirmed %s)", confirmed))
	}
	if !listed.IsZero() {
		words = append(words, "listed since "+listed.String())
	}
	return words
}

// linkText writes the joint answer in one line.
func linkText(s graph.LinkStatus) string {
	words := answered(s.Status, s.Since, s.ListedSince, s.LastConfirmed, s.SinceAtLatest, s.Governing, s.Basis)
	return flagged(words, s.Exact, s.Disputed, s.UnderReview, s.Unilateral)
}

func flagged(words []string, exact, disputed, underReview, unilateral bool) string {
	for _, flag := range []struct {
		word string
		set  bool
	}{{"unilateral", unilateral}, {"disputed", disputed}, {"under review", underReview}, {"inexact", !exact}} {
		if flag.set {
			words = append(words, flag.word)
		}
	}
	return strings.Join(words, " ")
}

func joined(ids []graph.ID) string {
	var words []string
	for _, id := range ids {
		words = append(words, string(id))
	}
	return strings.Join(words, "+")
}

// on reads a day.
func on(t *testing.T, s string) graph.Day {
	t.Helper()
	d, err := graph.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// same fails the test when an answer is not the one that the law gives.
func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s\n got %v\nwant %v", what, got, want)
	}
}
