package resolvers_test

import (
	"strings"
	"testing"

	"twingraph/graph"
)

// Bad input gets an error with a code from the closed list, the argument it is
// about and a sentence that a person can act on.
func TestBadInput(t *testing.T) {
	store := bundled(t)
	cursor := func(question string) string {
		data, errs := ask(t, t.Context(), store, question, nil)
		if errs != nil {
			t.Fatal(errs)
		}
		return data["p"].(map[string]any)["pageInfo"].(map[string]any)["endCursor"].(string)
	}
	cities := cursor(`{ p: cities(first: 2) { pageInfo { endCursor } } }`)
	links := cursor(`{ p: twinningLinks(first: 2, orderBy: {field: SINCE}) { pageInfo { endCursor } } }`)
	channels := cursor(`{ p: dialogueCandidates(for: {country: "DE"}, goal: KEEP, first: 2) { pageInfo { endCursor } } }`)
	for _, c := range []struct {
		name, question string
		code           graph.Code
		says           string
	}{
		{"a city that does not exist", `{ city(id: "atlantis") { name } }`, graph.NotFound, "search finds ids by name"},
		{"a link that does not exist", `{ twinningLink(id: "atlantis") { kind } }`, graph.NotFound, "twinningLinks lists those that there are"},
		{"a membership that does not exist", `{ membership(id: "atlantis") { slug } }`, graph.NotFound, "memberships lists those that there are"},
		{"an id that is none", `{ city(id: "Not a slug!") { name } }`, graph.BadUserInput, "is not an id"},
		{"an empty id", `{ city(id: "") { name } }`, graph.BadUserInput, "is not an id"},
		{"the id of another type", `{ city(id: "UmVzb2x1dGlvbjp0dWNob3ctcGwtLWFudGktbGdidA") { name } }`, graph.BadUserInput, "is the id of a Resolution"},
		{"a slug where a global id is asked for", `{ node(id: "chicago-il-us") { id } }`, graph.BadUserInput, "is not a global id"},
		{"a page of nothing", `{ cities(first: 0) { nodes { name } } }`, graph.BadUserInput, "ask for 1 to 500"},
		{"a page below nothing", `{ cities(first: -1) { nodes { name } } }`, graph.BadUserInput, "ask for 1 to 500"},
		{"a page too long", `{ cities(first: 501) { nodes { name } } }`, graph.LimitExceeded, "at most 500"},
		{"a page too long below", `{ cities(first: 2) { nodes { links(first: 501) { nodes { slug } } } } }`, graph.LimitExceeded, "at most 500"},
		{"a cursor that is none", `{ cities(after: "zzz") { nodes { name } } }`, graph.BadUserInput, "is not a cursor"},
		{"a cursor of another list", `{ twinningLinks(after: "` + cities + `") { nodes { slug } } }`, graph.BadUserInput, "belongs to another question"},
		{"a cursor of another order", `{ twinningLinks(after: "` + links + `") { nodes { slug } } }`, graph.BadUserInput, "belongs to another question"},
		{"a cursor of another filter", `{ cities(after: "` + cities + `", filter: {country: {eq: "PL"}}) { nodes { name } } }`, graph.BadUserInput, "belongs to another question"},
		{"a cursor of another day", `{ cities(after: "` + cities + `", asOf: "2020-01-01") { nodes { name } } }`, graph.BadUserInput, "belongs to another question"},
		{"a city on neither side", `{ twinningLink(id: "chicago-il-us--moscow-ru") { otherCity(than: "kyiv-ua") { name } } }`, graph.BadUserInput, "on neither side"},
		{"a search for too much", `{ search(query: "a", first: 1000) { nodes { name } } }`, graph.LimitExceeded, "at most 100"},
		{"both ends of a list", `{ cities(first: 5, last: 5) { nodes { name } } }`, graph.BadUserInput, "last: first and last cannot be asked for together"},
		{"the last none", `{ cities(last: 0) { nodes { name } } }`, graph.BadUserInput, "last: last is 0, which asks for no entry; give 1"},
		{"the last too many", `{ cities(last: 501) { nodes { name } } }`, graph.LimitExceeded, "last: last is 501; at most 500"},
		{"before no cursor", `{ cities(before: "chicago-il-us") { nodes { name } } }`, graph.BadUserInput, "before: \"chicago-il-us\" is not a cursor"},
		{"a search for a novel", `{ search(query: "` + strings.Repeat("long ", 50) + `") { nodes { name } } }`, graph.LimitExceeded, "a name is enough"},
		{"changes from below zero", `{ changes(since: -1) { pageInfo { endCursor } } }`, graph.BadUserInput, "0 for the beginning"},
		{"a difference with a page of nothing", `{ statusDiff(from: "2022-01-01", first: 0) { totalCount } }`, graph.BadUserInput, "ask for 1 to 500"},
		{"links of no status", `{ networkMetrics(through: {statuses: []}) { links } }`, graph.BadUserInput, "no status is chosen"},
		{"links of no kind", `{ networkMetrics(through: {kinds: []}) { links } }`, graph.BadUserInput, "no kind is chosen"},
		{"a box off the globe", `{ mapSlice(bbox: {west: -181, south: 0, east: 0, north: 1}) { seq } }`, graph.BadUserInput, "-181 is not between -180 and 180"},
		{"a box upside down", `{ mapSlice(bbox: {west: 0, south: 5, east: 1, north: 1}) { seq } }`, graph.BadUserInput, "exchange south and north"},
		{"a map of nothing", `{ mapSlice(first: 0) { seq } }`, graph.BadUserInput, "ask for 1 to 5000"},
		{"a map of too much", `{ mapSlice(first: 5001) { seq } }`, graph.LimitExceeded, "at most 5000"},
		{"a way from a city that does not exist", `{ connections(from: {city: "atlantis"}, to: {city: "kyiv-ua"}) { toCities } }`, graph.NotFound, "from.city: there is no City"},
		{"a way to an id that is none", `{ connections(from: {city: "kyiv-ua"}, to: {city: "No slug!"}) { toCities } }`, graph.BadUserInput, "to.city: \"No slug!\" is not an id"},
		{"a way to a country without cities", `{ connections(from: {city: "kyiv-ua"}, to: {country: "XX"}) { toCities } }`, graph.NotFound, "to.country: no city of a country"},
		{"a way to an empty filter", `{ connections(from: {city: "kyiv-ua"}, to: {cities: {}}) { toCities } }`, graph.BadUserInput, "to.cities: the filter is empty"},
		{"a way to a filter that selects nothing", `{ connections(from: {city: "kyiv-ua"}, to: {cities: {name: {eq: "Atlantis"}}}) { toCities } }`, graph.NotFound, "to.cities: no city matches"},
		{"a way from a city to itself", `{ connections(from: {city: "kyiv-ua"}, to: {city: "kyiv-ua"}) { toCities } }`, graph.BadUserInput, "kyiv-ua is on both sides"},
		{"a way from a city to its country", `{ connections(from: {city: "munich-de"}, to: {country: "DE"}) { toCities } }`, graph.BadUserInput, "munich-de is on both sides"},
		{"a way of no length", `{ connections(from: {city: "kyiv-ua"}, to: {city: "munich-de"}, maxLength: 0) { toCities } }`, graph.BadUserInput, "maxLength: 0 is too small"},
		{"a way of absurd length", `{ connections(from: {city: "kyiv-ua"}, to: {city: "munich-de"}, maxLength: 1000000) { toCities } }`, graph.LimitExceeded, "maxLength: 1000000 is more than is allowed; give 1 to 16"},
		{"no ways", `{ connections(from: {city: "kyiv-ua"}, to: {city: "munich-de"}) { paths(first: -1) { nodes { length } } } }`, graph.BadUserInput, "first: first is -1; ask for 1 to 100"},
		{"too many ways", `{ connections(from: {city: "kyiv-ua"}, to: {city: "munich-de"}) { paths(last: 101) { nodes { length } } } }`, graph.LimitExceeded, "last: last is 101; at most 100"},
		{"a journey that ends before it begins", `{ connections(from: {city: "kyiv-ua"}, to: {city: "munich-de"}, during: {begin: "2024-01-01", end: "2020-01-01"}) { toCities } }`, graph.BadUserInput, "during.begin: 2024-01-01 is after 2020-01-01"},
		{"a page of partners behind another city", `{ connections(from: {city: "kyiv-ua"}, to: {city: "munich-de"}) { sharedPartners(after: "tromso-no") { nodes { city { name } } } } }`, graph.BadUserInput, "after: \"tromso-no\" is not a cursor"},
		{"alliances of nobody", `{ alliances(minSize: 0) { totalCount } }`, graph.BadUserInput, "minSize: minSize is 0; give 1 or more"},
		{"alliances of no resolution", `{ alliances(resolution: 0) { totalCount } }`, graph.BadUserInput, "resolution: the resolution lies above 0"},
		{"alliances of absurd resolution", `{ alliances(resolution: 1001) { totalCount } }`, graph.BadUserInput, "resolution: the resolution lies above 0 and up to 1000"},
		{"alliances of no runs", `{ alliances(runs: 0) { totalCount } }`, graph.BadUserInput, "runs: runs is 0"},
		{"alliances of too many runs", `{ alliances(runs: 51) { totalCount } }`, graph.LimitExceeded, "runs: 51 is more"},
		{"alliances of a seed below nothing", `{ alliances(seed: -1) { totalCount } }`, graph.BadUserInput, "seed: seed is -1"},
		{"alliances by links of no status", `{ alliances(through: {statuses: []}) { totalCount } }`, graph.BadUserInput, "through.statuses: no status is chosen"},
		{"a page of alliances too long", `{ alliances(first: 501) { totalCount } }`, graph.LimitExceeded, "at most 500"},
		{"a page of members too long", `{ alliances { nodes { members(first: 501) { nodes { certainty } } } } }`, graph.LimitExceeded, "at most 500"},
		{"a core of nothing", `{ alliances { cores(k: 0) { nodes { size } } } }`, graph.BadUserInput, "k: k is 0"},
		{"components of nobody", `{ alliances { components(minSize: 0) { nodes { size } } } }`, graph.BadUserInput, "minSize: minSize is 0"},
		{"editions the wrong way round", `{ editionDiff(from: "wikipedia-2026-02-08", to: "wikipedia-2023-04-22") { counts { links } } }`, graph.BadUserInput, "to: wikipedia-2023-04-22 (2023-04-22) is not later"},
		{"editions of two directories", `{ editionDiff(from: "rgre-2015-08-15", to: "wikipedia-2023-04-22") { counts { links } } }`, graph.BadUserInput, "give two editions of one directory"},
		{"an edition that does not exist", `{ editionDiff(from: "atlantis-1", to: "wikipedia-2023-04-22") { counts { links } } }`, graph.NotFound, "from: there is no Edition"},
		{"a rupture with one side", `{ mediators(between: [{city: "kyiv-ua"}]) { nodes { rank } } }`, graph.BadUserInput, "between: a rupture has two sides, not 1"},
		{"a rupture with itself", `{ mediators(between: [{city: "kyiv-ua"}, {city: "kyiv-ua"}]) { nodes { rank } } }`, graph.BadUserInput, "between: kyiv-ua is on both sides"},
		{"a rupture with a city that does not exist", `{ mediators(between: [{city: "kyiv-ua"}, {city: "atlantis"}]) { nodes { rank } } }`, graph.NotFound, "between.1.city: there is no City"},
		{"mediators at no distance", `{ mediators(between: [{city: "kyiv-ua"}, {city: "munich-de"}], maxDistance: 0) { nodes { rank } } }`, graph.BadUserInput, "maxDistance: maxDistance is 0"},
		{"mediators far away", `{ mediators(between: [{city: "kyiv-ua"}, {city: "munich-de"}], maxDistance: 5) { nodes { rank } } }`, graph.LimitExceeded, "maxDistance: 5 is more"},
		{"too many mediators", `{ mediators(between: [{city: "kyiv-ua"}, {city: "munich-de"}], first: 501) { nodes { rank } } }`, graph.LimitExceeded, "first: first is 501; at most 500"},
		{"what if nothing", `{ whatIf(changes: []) { asOf } }`, graph.BadUserInput, "changes: 0 is too small"},
		{"what if everything", `{ whatIf(changes: [` + strings.Repeat(`{link: "munich-de--kyiv-ua", status: ENDED}, `, 33) + `]) { asOf } }`, graph.LimitExceeded, "changes: 33 is more"},
		{"what if a link that does not exist", `{ whatIf(changes: [{link: "munich-de--kyiv-ua", status: ENDED}, {link: "atlantis--eldorado", status: ACTIVE}]) { asOf } }`, graph.NotFound, "changes.1.link: there is no TwinningLink"},
		{"what if a link both ways", `{ whatIf(changes: [{link: "munich-de--kyiv-ua", status: ENDED}, {link: "munich-de--kyiv-ua", status: ACTIVE}]) { asOf } }`, graph.BadUserInput, "changes: the link munich-de--kyiv-ua is named twice"},
		{"metrics of a filter that never ends", `{ networkMetrics(filter: {cities: {or: [` + strings.Repeat(`{name: {eq: "x"}}, `, 300) + `]}}) { links } }`, graph.LimitExceeded, "filter.cities: the filter has more than 200 parts"},
		{"a null model of one sample", `{ networkMetrics { length(samples: 1) { mean } } }`, graph.BadUserInput, "samples: samples is 1; give 2"},
		{"a null model of too many samples", `{ networkMetrics { length(samples: 201) { mean } } }`, graph.LimitExceeded, "samples: a null model takes at most 200"},
		{"a page of measures behind nobody", `{ networkMetrics { perCity(after: "atlantis") { nodes { degree } } } }`, graph.BadUserInput, "after: \"atlantis\" is not a cursor"},
		{"a matrix from below nothing", `{ networkMetrics { countryMatrix(before: "RU") { nodes { links } } } }`, graph.BadUserInput, "before: \"RU\" is not a cursor"},
		{"a filter that never ends", `{ cities(filter: {or: [` + strings.Repeat(`{name: {eq: "x"}}, `, 300) + `]}) { totalCount } }`, graph.LimitExceeded, "ask in several steps"},
		{"a count of links for another order", `{ cities(orderBy: {field: NAME, links: {status: {eq: ACTIVE}}}) { totalCount } }`, graph.BadUserInput, "leave the filter out"},
		{"at least no links", `{ cities(filter: {linksAtLeast: {count: 0}}) { totalCount } }`, graph.BadUserInput, "linksNone"},
		{"at least so many below nothing, within", `{ cities(filter: {or: [{resolutionsAtLeast: {count: -3, of: {}}}]}) { totalCount } }`, graph.BadUserInput, "filter.or[0].resolutionsAtLeast.count"},
		{"channels for no city", `{ dialogueCandidates(for: {cities: []}, goal: REPEAL) { totalCount } }`, graph.BadUserInput, "say who asks"},
		{"channels for a city that does not exist", `{ dialogueCandidates(for: {cities: ["atlantis"]}, goal: REPEAL) { totalCount } }`, graph.NotFound, "for.cities: there is no City"},
		{"channels for one city twice", `{ dialogueCandidates(for: {cities: ["munich-de", "munich-de"]}, goal: REPEAL) { totalCount } }`, graph.BadUserInput, "named twice"},
		{"channels for what is no country", `{ dialogueCandidates(for: {country: "Germany"}, goal: REPEAL) { totalCount } }`, graph.BadUserInput, "two-letter code"},
		{"channels for a country without cities", `{ dialogueCandidates(for: {country: "AQ"}, goal: REPEAL) { totalCount } }`, graph.NotFound, "no city of country AQ"},
		{"channels for an organisation that does not exist", `{ dialogueCandidates(for: {organisation: "spectre"}, goal: REPEAL) { totalCount } }`, graph.NotFound, "for.organisation: there is no Organisation"},
		{"a part weighed twice", `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, weights: [{part: NEED, weight: 1}, {part: NEED, weight: 2}]) { totalCount } }`, graph.BadUserInput, "weighed twice, with 1 and 2"},
		{"a weight below nothing", `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, weights: [{part: REACH, weight: -0.1}]) { totalCount } }`, graph.BadUserInput, "never negative"},
		{"a weight beyond reason", `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, weights: [{part: REACH, weight: 1e9}]) { totalCount } }`, graph.BadUserInput, "100 at most"},
		{"weights that leave nothing to rank by", `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, weights: [{part: NEED, weight: 0}, {part: CHANNEL, weight: 0}, {part: CREDIBILITY, weight: 0}, {part: OCCASION, weight: 0}, {part: PRECEDENT, weight: 0}, {part: REACH, weight: 0}]) { totalCount } }`, graph.BadUserInput, "nothing can be ranked"},
		{"a page of no channels", `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, first: 0) { totalCount } }`, graph.BadUserInput, "1 to 500"},
		{"a page of too many channels", `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, first: 100000) { totalCount } }`, graph.LimitExceeded, "at most 500"},
		{"among cities by no field", `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, among: {or: [` + strings.Repeat(`{name: {eq: "x"}}, `, 300) + `]}) { totalCount } }`, graph.LimitExceeded, "among: the filter has more than"},
		{"a campaign for another goal", `{ dialogueCandidates(for: {country: "DE"}, goal: REPEAL, campaign: "jbanc-suspend") { totalCount } }`, graph.BadUserInput, "JOIN only"},
		{"a campaign that does not exist", `{ dialogueCandidates(for: {country: "DE"}, goal: JOIN, campaign: "moonshot") { totalCount } }`, graph.NotFound, "there is no Campaign"},
		{"a theme for another goal", `{ dialogueCandidates(for: {country: "DE"}, goal: KEEP, theme: "youth") { totalCount } }`, graph.BadUserInput, "PARTNER only"},
		{"a cursor of cities for channels", `{ dialogueCandidates(for: {country: "DE"}, goal: KEEP, after: "` + cities + `") { totalCount } }`, graph.BadUserInput, "belongs to another question"},
		{"a cursor of channels with other weights", `{ dialogueCandidates(for: {country: "DE"}, goal: KEEP, weights: [{part: NEED, weight: 1}], after: "` + channels + `") { totalCount } }`, graph.BadUserInput, "belongs to another question"},
		{"a plan from a city to itself", `{ approachPlan(target: "munich-de", from: "munich-de", goal: KEEP) { asOf } }`, graph.BadUserInput, "the same city"},
		{"a plan from nowhere", `{ approachPlan(target: "munich-de", from: "atlantis", goal: KEEP) { asOf } }`, graph.NotFound, "from: there is no City"},
		{"a plan without a way", `{ approachPlan(target: "tuchow-pl", from: "chicago-il-us", goal: RESTORE) { asOf } }`, graph.NotFound, "no channel of at most"},
		{"a letter for a plan to nowhere", `{ approachPlan(target: "atlantis", from: "munich-de", goal: KEEP) { letter(purpose: DIALOGUE) { text } } }`, graph.NotFound, "target: there is no City"},
		{"a letter for a plan without a way", `{ approachPlan(target: "tuchow-pl", from: "chicago-il-us", goal: RESTORE) { letter(purpose: DIALOGUE) { text } } }`, graph.NotFound, "from: "},
		{"thanks for nothing", `{ approachPlan(target: "tuchow-pl", from: "illingen-saar-de", goal: REPEAL, asOf: "2023-06-01") { letter(purpose: THANK) { text } } }`, graph.BadUserInput, "purpose: nothing is on record"},
		{"answers to a campaign beyond reason", `{ campaign(id: "jbanc-suspend") { progress { answered(first: 501) { nodes { date } } } } }`, graph.LimitExceeded, "at most 500"},
		{"partners of a city that does not exist", `{ partnerSuggestions(city: "atlantis") { totalCount } }`, graph.NotFound, "city: there is no City"},
		{"partners on a theme that nobody names", `{ partnerSuggestions(city: "munich-de", theme: "dragons") { totalCount } }`, graph.BadUserInput, "no city names the theme"},
		{"a page of too many partners", `{ partnerSuggestions(city: "munich-de", first: 501) { totalCount } }`, graph.LimitExceeded, "at most 500"},
		{"a cursor of cities for partners", `{ partnerSuggestions(city: "munich-de", after: "` + cities + `") { totalCount } }`, graph.BadUserInput, "belongs to another question"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, errs := ask(t, t.Context(), store, c.question, nil)
			if len(errs) == 0 {
				t.Fatal("it was answered")
			}
			if got := graph.CodeOf(errs[0]); got != c.code {
				t.Errorf("code %s, want %s: %v", got, c.code, errs)
			}
			if !strings.Contains(errs[0].Error(), c.says) {
				t.Errorf("the error says %q, not %q", errs[0].Error(), c.says)
			}
		})
	}
}

// Values that do not fit the schema's types are refused before anything is read.
func TestValuesThatDoNotFit(t *testing.T) {
	store := bundled(t)
	for name, question := range map[string]string{
		"a day that is none":      `{ cities(asOf: "2022-02-30") { totalCount } }`,
		"a year for a day":        `{ cities(asOf: "2022") { totalCount } }`,
		"an instant that is none": `{ cities(knownAt: "yesterday") { totalCount } }`,
		"a status that is none":   `{ twinningLinks(filter: {status: {eq: PAUSED}}) { totalCount } }`,
		"a filter that is none":   `{ cities(filter: {colour: {eq: "red"}}) { totalCount } }`,
		"a day in a filter":       `{ twinningLinks(filter: {since: {after: "soon"}}) { totalCount } }`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, errs := ask(t, t.Context(), store, question, nil); len(errs) == 0 {
				t.Error("it was answered")
			}
		})
	}
}

// What exactly one part of is wanted is refused with none and with several also where it is
// not read from a question's text, in which the schema's own rule finds it.
func TestExactlyOnePart(t *testing.T) {
	store := bundled(t)
	const ways = `query($from: CitySelection!) { connections(from: $from, to: {city: "munich-de"}) { toCities } }`
	const channels = `query($for: Asker!) { dialogueCandidates(for: $for, goal: REPEAL) { totalCount } }`
	for _, c := range []struct {
		name, question string
		variables      map[string]any
		says           string
	}{
		{"a way from nowhere", ways, map[string]any{"from": map[string]any{}}, "from: a place is a city, a country or a filter"},
		{"a way from two places at once", ways, map[string]any{"from": map[string]any{"city": "kyiv-ua", "country": "DE"}}, "exactly one of them"},
		{"channels for nobody", channels, map[string]any{"for": map[string]any{}}, "say who asks"},
		{"channels for two kinds of asker", channels, map[string]any{"for": map[string]any{"country": "DE", "cities": []any{"munich-de"}}}, "one of them, not several"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, errs := ask(t, t.Context(), store, c.question, c.variables)
			if len(errs) == 0 || graph.CodeOf(errs[0]) != graph.BadUserInput || !strings.Contains(errs[0].Error(), c.says) {
				t.Errorf("the errors are %v", errs)
			}
		})
	}
}
