package answers_test

import "testing"

// Memberships in use: the bundled Three Cities Association joins Canterbury, Bloomington,
// Normal and Vladimir.
func TestMembershipsJoinCitiesWhereAskedFor(t *testing.T) {
	answersAre(t, []fact{
		{
			"Canterbury and Normal have no link: in three steps by links, in one by the association that both are members of",
			`query { by: connections(from: {city: "canterbury-gb"}, to: {city: "normal-il-us"}, asOf: "2022-06-01", maxLength: 4) {
					paths(first: 1) { nodes { length steps { links { slug } memberships { slug } } } } }
				with: connections(from: {city: "canterbury-gb"}, to: {city: "normal-il-us"}, asOf: "2022-06-01", maxLength: 1, through: {memberships: INCLUDE}) {
					paths(first: 1) { nodes { length steps { links { slug } memberships { slug city { slug } organisation { slug } } } } } }
				before: connections(from: {city: "canterbury-gb"}, to: {city: "normal-il-us"}, asOf: "2022-02-28", maxLength: 1, through: {memberships: INCLUDE}) {
					paths(first: 1) { nodes { length } } } }`,
			`{"by": {"paths": {"nodes": [{"length": 2, "steps": [
					{"links": [{"slug": "canterbury-gb--vladimir-ru"}], "memberships": []},
					{"links": [{"slug": "normal-il-us--vladimir-ru"}], "memberships": []}]}]}},
				"with": {"paths": {"nodes": [{"length": 1, "steps": [{"links": [], "memberships": [
					{"slug": "three-cities--canterbury-gb", "city": {"slug": "canterbury-gb"}, "organisation": {"slug": "three-cities"}},
					{"slug": "three-cities--normal-il-us", "city": {"slug": "normal-il-us"}, "organisation": {"slug": "three-cities"}}]}]}]}},
				"before": {"paths": {"nodes": []}}}`,
		},
		{
			"members on a day, and memberships from both ends",
			`{ organisation(id: "three-cities", asOf: "2022-06-01") {
					members(first: 3) { totalCount nodes { slug } pageInfo { hasNextPage } } memberships { totalCount } }
				before: organisation(id: "three-cities", asOf: "2022-03-02") { members { totalCount } }
				city(id: "vladimir-ru") { memberships { nodes { organisation { name } start } } }
				cities(filter: {memberships: {organisation: {id: {eq: "three-cities"}}}}) { totalCount } }`,
			`{"organisation": {"members": {"totalCount": 4, "nodes": [{"slug": "bloomington-il-us"}, {"slug": "canterbury-gb"}, {"slug": "normal-il-us"}], "pageInfo": {"hasNextPage": true}},
					"memberships": {"totalCount": 4}},
				"before": {"members": {"totalCount": 0}},
				"city": {"memberships": {"nodes": [{"organisation": {"name": "Three Cities Association (Canterbury, Bloomington-Normal, Vladimir)"}, "start": null}]}},
				"cities": {"totalCount": 4}}`,
		},
		{
			"measures: two pairs more are neighbours through the association, no link more is counted; links known by more than a list",
			`{ without: networkMetrics(asOf: "2022-06-01") { links pairs } with: networkMetrics(asOf: "2022-06-01", through: {memberships: INCLUDE}) { links pairs }
				listed: networkMetrics(asOf: "2026-11-22", through: {bases: [LISTING]}) { links }
				known: networkMetrics(asOf: "2026-11-22", through: {bases: [DECISION, STATEMENT, OBSERVATION]}) { links }
				all: networkMetrics(asOf: "2026-11-22") { links } }`,
			`{"without": {"links": 113, "pairs": 112}, "with": {"links": 113, "pairs": 114},
				"listed": {"links": 227}, "known": {"links": 85}, "all": {"links": 312}}`,
		},
		{
			"mediators through the association, and shared partners",
			`{ mediators(between: [{city: "canterbury-gb"}, {city: "normal-il-us"}], asOf: "2022-06-01", through: {memberships: INCLUDE}, maxDistance: 1) {
					nodes { city { slug } ways { partners direct { slug } memberships { slug } } } }
				connections(from: {city: "canterbury-gb"}, to: {city: "normal-il-us"}, asOf: "2022-06-01", through: {memberships: INCLUDE}) {
					sharedPartners { nodes { city { slug } fromLinks { slug } fromMemberships { slug } toLinks { slug } } } } }`,
			`{"mediators": {"nodes": [
					{"city": {"slug": "vladimir-ru"}, "ways": [
						{"partners": 1, "direct": [{"slug": "canterbury-gb--vladimir-ru"}], "memberships": [{"slug": "three-cities--vladimir-ru"}, {"slug": "three-cities--canterbury-gb"}]},
						{"partners": 1, "direct": [{"slug": "normal-il-us--vladimir-ru"}], "memberships": [{"slug": "three-cities--vladimir-ru"}, {"slug": "three-cities--normal-il-us"}]}]},
					{"city": {"slug": "bloomington-il-us"}, "ways": [
						{"partners": 1, "direct": [{"slug": "canterbury-gb--bloomington-il-us"}], "memberships": [{"slug": "three-cities--bloomington-il-us"}, {"slug": "three-cities--canterbury-gb"}]},
						{"partners": 1, "direct": [], "memberships": [{"slug": "three-cities--bloomington-il-us"}, {"slug": "three-cities--normal-il-us"}]}]}]},
				"connections": {"sharedPartners": {"nodes": [
					{"city": {"slug": "bloomington-il-us"}, "fromLinks": [{"slug": "canterbury-gb--bloomington-il-us"}],
						"fromMemberships": [{"slug": "three-cities--bloomington-il-us"}, {"slug": "three-cities--canterbury-gb"}], "toLinks": []},
					{"city": {"slug": "vladimir-ru"}, "fromLinks": [{"slug": "canterbury-gb--vladimir-ru"}],
						"fromMemberships": [{"slug": "three-cities--vladimir-ru"}, {"slug": "three-cities--canterbury-gb"}], "toLinks": [{"slug": "normal-il-us--vladimir-ru"}]}]}}}`,
		},
	})
}
