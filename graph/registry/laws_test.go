package registry_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
)

func TestWhatTheLawsRefuse(t *testing.T) {
	observed := func(status graph.Status, kind graph.ClaimType) graph.Record {
		c := claim("n", "a--b", kind, "2023", "press")
		c.Observed = status
		return c
	}
	decided := claim("n", "a--b", graph.Ended, "2023", "press")
	decided.Authority = graph.PartyDecision
	elsewhere := claim("n", "a--b", graph.Ended, "2023", "press")
	elsewhere.Side = "c"
	contact := func(change func(*graph.Contact)) graph.Record {
		c := &graph.Contact{Statement: said("n"), City: "a", Role: "Office", Channel: graph.ChannelWeb, Value: "https://a.example"}
		change(c)
		return c
	}
	resolution := func(change func(*graph.Resolution)) graph.Record {
		r := &graph.Resolution{
			Statement: said("n", "press"), City: "a", Title: "Text", Kind: graph.FamilyCharter,
			Outcome: graph.OutcomeRepealed, Adopted: day("2020-05-05"), Repealed: day("2021"),
		}
		change(r)
		return r
	}
	listed := func(kind graph.ClaimType, directory string, side graph.ID, by graph.Authority) *graph.Claim {
		c := claim("n", "a--b", kind, "2023", "press")
		c.Directory, c.Side, c.Authority = directory, side, by
		return c
	}
	moved := link("a--b", "a", "c") // away from the side of a stored claim
	notADate := claim("n", "a--b", graph.Ended, "2023", "press")
	notADate.Date = graph.PartialDate{Year: 2023, Month: 2, Day: 30}
	far := city("n")
	far.Location = &graph.Location{Latitude: 91, Longitude: 0}
	script := source("n", "")
	script.URL = "javascript:alert(1)"
	for name, c := range map[string]struct {
		record graph.Record
		want   string
	}{
		"an id that is no slug":                  {city("A b"), "is not an id"},
		"a link with itself":                     {link("n", "a", "a"), "two distinct cities"},
		"an observation without a status":        {observed("", graph.Observed), "says which status"},
		"a status on another type":               {observed(graph.StatusActive, graph.Listed), "only an OBSERVED claim"},
		"an observed status that is none":        {observed(graph.StatusUnknown, graph.Observed), "is not one of ACTIVE, SUSPENDED, ENDED"},
		"a list left by no directory":            {listed(graph.NotListed, "", "", graph.ThirdParty), "names the directory"},
		"a list left on one side":                {listed(graph.NotListed, "register", "a", graph.ThirdParty), "leave the side"},
		"a list left by a statement":             {listed(graph.NotListed, "register", "", graph.OfficialStatement), "an observation of a THIRD_PARTY"},
		"a directory of an act":                  {listed(graph.Ended, "register", "", graph.ThirdParty), "only LISTED and NOT_LISTED are of a directory"},
		"a directory that is no code":            {listed(graph.Listed, "Wiki Pedia", "", graph.ThirdParty), "is not the code of a directory"},
		"a decision of nobody":                   {decided, "name the city that decided"},
		"a side that the link has not":           {elsewhere, `"c" is not a city of the link "a--b"`},
		"a link moved from under its claims":     {moved, `"b" is not a city of the link "a--b"`},
		"a day that is not in the calendar":      {notADate, `"2023-02-30" is not a date`},
		"a point that is not on Earth":           {far, "is not a latitude"},
		"an address that runs a script":          {script, "is not a web address"},
		"a contact of nobody":                    {contact(func(c *graph.Contact) { c.City = "" }), "exactly one of"},
		"a contact of two":                       {contact(func(c *graph.Contact) { c.Organisation = "o" }), "exactly one of"},
		"a repeal before the adoption":           {resolution(func(r *graph.Resolution) { r.Repealed = day("2020-04") }), "2020-04 is before adopted 2020-05-05"},
		"an outcome that a date contradicts":     {resolution(func(r *graph.Resolution) { r.Outcome = graph.OutcomeInForce }), "repealed, annulled or lapsed"},
		"a rejected text that was adopted":       {resolution(func(r *graph.Resolution) { r.Outcome, r.Repealed = graph.OutcomeRejected, graph.PartialDate{} }), "never adopted"},
		"a campaign that ends before its start":  {&graph.Campaign{Statement: said("n"), Name: "C", Stance: graph.StanceEnd, Start: day("2022"), End: day("2021-12-31")}, "is before start"},
		"a milestone that asks for less":         {campaign("2030:1000", ":100"), ":100 does not come after 2030:1000"},
		"a milestone that comes earlier":         {campaign("2030:10", "2025:100"), "2025:100 does not come after 2030:10"},
		"a milestone of nothing":                 {&graph.Campaign{Statement: said("n"), Name: "C", Stance: graph.StanceCommit, Milestones: make([]graph.Milestone, 1)}, "at least one pledge"},
		"a campaign about a town":                {&graph.Campaign{Statement: said("n"), Name: "C", Stance: graph.StanceEnd, About: []string{"Moscow"}}, "a country code"},
		"a pledge of nobody":                     {&graph.Pledge{Statement: said("n", "press"), Campaign: "k"}, "is required"},
		"a partnership of nobody":                {&graph.Partnership{Statement: said("n", "press")}, "at least one city"},
		"a support twinning without its country": {&graph.SupportTwinning{Statement: said("n", "press"), MandateCountry: "BE"}, "is required"},
	} {
		t.Run(name, func(t *testing.T) {
			got := strings.Join(opened(t).refused(registry.Submission{Records: []graph.Record{c.record}}), "\n")
			if !strings.Contains(got, c.want) {
				t.Errorf("problems %q, want %q among them", got, c.want)
			}
		})
	}
}

func TestContactTiers(t *testing.T) {
	for name, c := range map[string]struct {
		given graph.Contact
		want  graph.Tier
	}{
		"an office is public":          {graph.Contact{}, graph.TierPublic},
		"personal data is for partner": {graph.Contact{Personal: true}, graph.TierPartner},
		"a person is personal data":    {graph.Contact{Person: "N. N."}, graph.TierPartner},
		"a given tier stands":          {graph.Contact{Personal: true, Tier: graph.TierRestricted}, graph.TierRestricted},
	} {
		t.Run(name, func(t *testing.T) {
			if got := graph.Canonical(&c.given).(*graph.Contact).Tier; got != c.want {
				t.Errorf("tier %s, want %s", got, c.want)
			}
		})
	}
}

func TestProblemsNeverQuoteAContact(t *testing.T) {
	c := &graph.Contact{Statement: said("n"), City: "a", Person: "Secret\x00 Name", Channel: graph.ChannelEmail, Value: "secret address"}
	if got := strings.ToLower(fmt.Sprint(graph.Validate(c))); strings.Contains(got, "secret") {
		t.Errorf("a problem quotes the contact: %s", got)
	}
}

func TestTheFirstCityOfAPartnershipCoordinatesIt(t *testing.T) {
	p := &graph.Partnership{Cities: []graph.ID{"c", "a ", "c", "b"}}
	if got := graph.Canonical(p).(*graph.Partnership).Cities; !slices.Equal(got, []graph.ID{"c", "a", "b"}) {
		t.Errorf("cities %v, want c a b", got)
	}
}

func campaign(milestones ...string) *graph.Campaign {
	c := &graph.Campaign{Statement: graph.Statement{ID: "n", Confidence: graph.Documented}, Name: "C", Stance: graph.StanceCommit}
	property, _ := graph.ShapeOf(graph.WordCampaign).Property("milestones")
	if err := property.Set(c, milestones); err != nil {
		panic(err)
	}
	return c
}
