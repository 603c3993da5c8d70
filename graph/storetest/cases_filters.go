package storetest

import (
	"testing"

	"twingraph/graph"
)

// is returns a filter of one condition.
func is(field string, op graph.Op, values ...any) *graph.Filter {
	return &graph.Filter{Is: &graph.Condition{Field: field, Op: op, Values: values}}
}

func anyOf(filters ...*graph.Filter) *graph.Filter { return &graph.Filter{Or: filters} }

func ends(one, other *graph.Filter) *graph.Filter {
	return &graph.Filter{Ends: &graph.Ends{One: one, Other: other}}
}

// A selection is a filter with the ids it selects.
type selection struct {
	name  string
	word  graph.Word
	where *graph.Filter
	want  []graph.ID
}

func checkFilters(t *testing.T, n *network) {
	inPoland := graph.In("country", "PL")
	manyPeople := is("population", graph.OpAfter, int64(300_000))
	for _, c := range []selection{
		{"all of two", graph.WordCity, graph.All(inPoland, manyPeople), []graph.ID{"lodz-pl"}},
		{"any of two", graph.WordCity, anyOf(manyPeople, graph.In("country", "FR")), []graph.ID{"lodz-pl", "portland-or-us", "saint-jean-de-braye-fr"}},
		{"all of none is everything", graph.WordSource, &graph.Filter{And: []*graph.Filter{}}, []graph.ID{"atlas", "gazette", "hearsay", "register"}},
		{"any of none is nothing", graph.WordSource, &graph.Filter{Or: []*graph.Filter{}}, nil},
		{"nothing is equal to none of no values", graph.WordSource, is("title", graph.OpIn), nil},
		{"a record without a value is not more and not less", graph.WordCity, anyOf(manyPeople, is("population", graph.OpBefore, int64(300_000))),
			[]graph.ID{"aachen-de", "kostroma-ru", "lodz-pl", "nieuwegein-nl", "portland-me-us", "portland-or-us", "pulawy-pl", "saint-jean-de-braye-fr", "tarnow-county-pl", "tarnow-pl", "tuchow-pl"}},
		{"a record without a value is among what a condition does not select", graph.WordCity, graph.Not(graph.In("country", "PL", "US", "DE", "NL", "FR")), []graph.ID{"atlantis", "kostroma-ru"}},
		{"not of not", graph.WordCity, graph.Not(graph.Not(graph.In("country", "DE"))), []graph.ID{"aachen-de"}},
		{"not of all of", graph.WordCity, graph.Not(graph.All(inPoland, is("population", graph.OpMissing))),
			[]graph.ID{"aachen-de", "atlantis", "kostroma-ru", "lodz-pl", "nieuwegein-nl", "portland-me-us", "portland-or-us", "pulawy-pl", "saint-jean-de-braye-fr", "tarnow-county-pl", "tarnow-pl", "tuchow-pl"}},
		{"not of any of", graph.WordCity, graph.Not(anyOf(inPoland, graph.In("country", "US"), is("country", graph.OpMissing))), []graph.ID{"aachen-de", "kostroma-ru", "nieuwegein-nl", "saint-jean-de-braye-fr"}},
		{"the accents of neither side count", graph.WordCity, is("name", graph.OpIn, "LODZ", "Tůchow"), []graph.ID{"lodz-pl", "tuchow-pl"}},
		{"any name is one of several", graph.WordCity, is("anyName", graph.OpContains, "chapelle"), []graph.ID{"aachen-de"}},
		{"hyphens are blanks", graph.WordCity, is("name", graph.OpStartsWith, "saint jean de"), []graph.ID{"saint-jean-de-braye-fr"}},
		{"a year is on each of its days", graph.WordClaim, is("date", graph.OpOn, day("2005-08-08")), []graph.ID{"aachen-kostroma--e1"}},
		{"a year is before no day but by its first", graph.WordClaim, is("date", graph.OpBefore, day("1999-05-02")), []graph.ID{"braye-tuchow--e1", "lodz-tarnow--e1", "nieuwegein-pulawy--e1"}},
		{"a claim without a date has its source's", graph.WordClaim, is("date", graph.OpOn, day("2018-11-20")), []graph.ID{"aachen-kostroma--listed"}},

		{"links by status", graph.WordTwinningLink, graph.In("status", graph.StatusSuspended), []graph.ID{"aachen-kostroma", "braye-tuchow"}},
		{"links contested", graph.WordTwinningLink, graph.In("status", graph.StatusContested), []graph.ID{"lodz-tarnow"}},
		{"links of which nothing is known, or not yet", graph.WordTwinningLink, graph.In("status", graph.StatusUnknown, graph.StatusNotEstablished), []graph.ID{"nieuwegein-pulawy-2", "portland-tarnow"}},
		{"links without a known status have no basis", graph.WordTwinningLink, is("basis", graph.OpMissing), []graph.ID{"nieuwegein-pulawy-2", "portland-tarnow"}},
		{"since is as the claim wrote it: a year is on each of its days", graph.WordTwinningLink, is("since", graph.OpOn, day("2024-09-09")), []graph.ID{"atlantis-portland"}},
		{"unilateral", graph.WordTwinningLink, is("unilateral", graph.OpIn, true), []graph.ID{"aachen-kostroma", "atlantis-portland", "braye-tuchow", "nieuwegein-pulawy"}},
		{"under review", graph.WordTwinningLink, is("underReview", graph.OpIn, true), []graph.ID{"braye-tuchow"}},
		{"not exact", graph.WordTwinningLink, is("exact", graph.OpIn, false), []graph.ID{"aix-lodz", "atlantis-portland"}},
		{"in force", graph.WordResolution, graph.In("inForce", graph.InForceTrue), []graph.ID{"tuchow-declaration"}},
		{"not in force", graph.WordResolution, graph.In("inForce", graph.InForceFalse), []graph.ID{"aachen-suspends", "lodz-rejected", "pulawy-charter", "tarnow-county-declaration"}},

		{"has one", graph.WordCity, graph.Has("links", nil), []graph.ID{"aachen-de", "atlantis", "kostroma-ru", "lodz-pl", "nieuwegein-nl", "portland-me-us", "portland-or-us", "pulawy-pl", "saint-jean-de-braye-fr", "tarnow-county-pl", "tarnow-pl", "tuchow-pl"}},
		{"has one that matches", graph.WordCity, graph.Has("links", graph.In("status", graph.StatusEnded)), []graph.ID{"atlantis", "nieuwegein-nl", "portland-or-us", "pulawy-pl"}},
		{"has none that matches", graph.WordTwinningLink, graph.Not(graph.Has("claims", nil)), []graph.ID{"portland-tarnow"}},
		{"has one that does not match is not has none that matches", graph.WordTwinningLink, graph.Has("claims", graph.Not(graph.In("type", graph.Established))),
			[]graph.ID{"aachen-kostroma", "aix-lodz", "atlantis-portland", "braye-tuchow", "lodz-tarnow", "nieuwegein-pulawy"}},
		{"one record must match both, not one each", graph.WordTwinningLink, graph.Has("claims", graph.All(graph.In("type", graph.Established), graph.In("decidedBy", graph.Council))), nil},
		{"a hop over a hop", graph.WordCity, graph.Has("links", graph.Has("claims", graph.Has("sources", graph.In("id", "atlas")))), []graph.ID{"nieuwegein-nl", "pulawy-pl"}},
		{"a link moved along with its city", graph.WordTwinningLink, graph.Has("cities", graph.In("id", "aachen-de")), []graph.ID{"aachen-kostroma", "aix-lodz"}},
		{"back along any of two fields", graph.WordOrganisation, graph.Has("partnerships", nil), []graph.ID{"atlas-nienawisci", "world-fund"}},
		{"has two", graph.WordCity, graph.HasAtLeast(2, "links", nil), []graph.ID{"aachen-de", "lodz-pl", "nieuwegein-nl", "pulawy-pl"}},
		{"has two that match", graph.WordCity, graph.HasAtLeast(2, "links", graph.In("kind", graph.LinkKindFriendship, graph.LinkKindPartnership)), []graph.ID{"lodz-pl"}},
		{"has two that match, found by what is asked of them", graph.WordCity, graph.HasAtLeast(2, "links", graph.In("id", "aix-lodz", "lodz-tarnow", "braye-tuchow")), []graph.ID{"lodz-pl"}},
		{"has fewer than two", graph.WordCity, graph.All(inPoland, graph.Not(graph.HasAtLeast(2, "links", nil))), []graph.ID{"tarnow-county-pl", "tarnow-pl", "tuchow-pl"}},
		{"has three", graph.WordTwinningLink, graph.HasAtLeast(3, "claims", nil), []graph.ID{"aachen-kostroma", "braye-tuchow", "lodz-tarnow"}},
		{"both of its cities", graph.WordTwinningLink, graph.HasAtLeast(2, "cities", inPoland), []graph.ID{"lodz-tarnow"}},
		{"more than there can be", graph.WordTwinningLink, graph.HasAtLeast(3, "cities", nil), nil},
		{"one that is reached twice is one", graph.WordOrganisation, graph.HasAtLeast(2, "partnerships", nil), nil},
		{"a number over a number", graph.WordCity, graph.HasAtLeast(1, "links", graph.HasAtLeast(3, "claims", graph.Has("sources", nil))),
			[]graph.ID{"aachen-de", "kostroma-ru", "lodz-pl", "saint-jean-de-braye-fr", "tarnow-pl", "tuchow-pl"}},

		{"ends either way round", graph.WordTwinningLink, ends(graph.In("country", "NL"), graph.In("country", "PL")), []graph.ID{"nieuwegein-pulawy", "nieuwegein-pulawy-2"}},
		{"both ends in one country", graph.WordTwinningLink, ends(inPoland, inPoland), []graph.ID{"lodz-tarnow"}},
		{"one end anywhere", graph.WordTwinningLink, ends(inPoland, nil), []graph.ID{"aix-lodz", "braye-tuchow", "lodz-tarnow", "nieuwegein-pulawy", "nieuwegein-pulawy-2", "portland-tarnow"}},
		{"one city is not both ends", graph.WordTwinningLink, ends(graph.In("id", "tuchow-pl"), graph.In("id", "tuchow-pl")), nil},
		{"ends with hops", graph.WordTwinningLink, ends(graph.Has("resolutions", graph.In("inForce", graph.InForceTrue)), graph.In("country", "FR")), []graph.ID{"braye-tuchow"}},
		{"a city with a link that ends so", graph.WordCity, graph.Has("links", ends(graph.In("id", "lodz-pl"), is("population", graph.OpBefore, int64(200_000)))), []graph.ID{"lodz-pl", "tarnow-pl"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantIDs(t, n.ids(t, public(), graph.Query{Word: c.word, Where: c.where}), c.want...)
			n.agree(t, list(public(), graph.Query{Word: c.word, Where: c.where, First: 1, Count: true}))
		})
	}
}
