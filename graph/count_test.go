package graph_test

import (
	"slices"
	"strings"
	"testing"

	"twingraph/graph"
)

// TestCountsFollowFromShapes: what the schema counts, and by what, is what the shapes of
// the words have, no more and no less. A new word is counted when its file says so.
func TestCountsFollowFromShapes(t *testing.T) {
	schema := publicSchema(t)
	var words, wanted, lists []string
	for _, word := range graph.Words() {
		if schema.Types[string(word)+"Filter"] != nil && schema.Types[string(word)+"Connection"] != nil {
			words = append(words, string(word)+"Filter")
			for _, g := range graph.ShapeOf(word).Groupings() {
				wanted = append(wanted, strings.ToUpper(snakeOf(g.Name)))
			}
		}
	}
	for _, part := range schema.Types["RecordFilter"].Fields {
		lists = append(lists, part.Type.Name())
		word := graph.Word(strings.TrimSuffix(part.Type.Name(), "Filter"))
		same(t, "the part of "+string(word), snakeOf(part.Name)+".csv", graph.ShapeOf(word).File)
		if query := schema.Query.Fields.ForName(part.Name); query == nil {
			t.Errorf("%s is no list of the schema", part.Name)
		}
	}
	sameSet(t, lists, words)
	slices.Sort(wanted)
	var offered []string
	for _, value := range schema.Types["CountGrouping"].EnumValues {
		offered = append(offered, value.Name)
	}
	sameSet(t, offered, slices.Compact(wanted))
}

// snakeOf writes adoptedYear as adopted_year.
func snakeOf(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

func TestGroupingsOfAWord(t *testing.T) {
	for _, c := range []struct {
		word graph.Word
		name string
		want graph.Grouping
	}{
		{graph.WordResolution, "kind", graph.Grouping{Name: "kind", Field: "kind"}},
		{graph.WordResolution, "adoptedMonth", graph.Grouping{Name: "adoptedMonth", Field: "adopted", Part: graph.PartMonth}},
		{graph.WordResolution, "country", graph.Grouping{Name: "country", Edge: "city", Field: "country"}},
		{graph.WordTwinningLink, "region", graph.Grouping{Name: "region", Edge: "cities", Field: "region"}},
		{graph.WordPledge, "country", graph.Grouping{Name: "country", Field: "country"}},
		{graph.WordPledge, "campaign", graph.Grouping{Name: "campaign", Edge: "campaign", Field: "id"}},
		{graph.WordClaim, "country", graph.Grouping{Name: "country", Edge: "side", Field: "country"}},
	} {
		t.Run(string(c.word)+" by "+c.name, func(t *testing.T) {
			got, ok := graph.ShapeOf(c.word).Grouping(c.name)
			same(t, "there", ok, true)
			same(t, "grouping", got, c.want)
		})
	}
	for _, name := range []string{"population", "latitude", "anyName", "id", "date", "adopted"} {
		if g, ok := graph.ShapeOf(graph.WordCity).Grouping(name); ok {
			t.Errorf("cities can be counted by %+v", g)
		}
	}
}

func TestMuchOfADate(t *testing.T) {
	for _, c := range []struct{ date, year, month string }{
		{"2022", "2022", "2022"}, {"2022-03", "2022", "2022-03"}, {"2022-03-05", "2022", "2022-03"},
	} {
		d, err := graph.ParsePartialDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		same(t, "year", graph.PartYear.Of(d), c.year)
		same(t, "month", graph.PartMonth.Of(d), c.month)
	}
}
