package answers_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"twingraph/cmd/internal/draw"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
)

// takeAToken are the root fields that answer nobody without one: what they show is for those
// who review, or, as the log of approaches, for partners. None of them shows the public records
// at times.
var takeAToken = []string{"approach", "tokens", "proposals", "proposal", "erasures"}

// Who keeps records by id, as clients with a normalised cache do, never has two values of
// one field: whatever is asked, over all root fields and at several times, records with
// one id have the same values.
func TestOneIDOneValue(t *testing.T) {
	address := servedBundled(t)
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	kept := cache{schema: schema, values: map[string]string{}, from: map[string]string{}}
	roots := map[string]int{}
	for seed := range uint64(120) {
		for _, root := range schema.Query.Fields {
			if strings.HasPrefix(root.Name, "__") || slices.Contains(takeAToken, root.Name) {
				continue
			}
			questions := draw.Questions{Rand: rand.New(rand.NewPCG(seed, 5)), Schema: schema, Scalar: someScalars(root.Name), Given: sensible()}
			document := gqlparser.MustLoadQueryWithRules(schema, strings.ReplaceAll(questions.Root(root, 2+int(seed%3)), "after:null", ""), rules.NewDefaultRules())
			withIDs(schema, document.Operations[0].SelectionSet)
			if answered := kept.take(t, address, document); answered {
				roots[root.Name]++
			}
			if t.Failed() {
				return
			}
		}
	}
	if kept.seenAgain < 50_000 || kept.ofTwoTimes() < 200 {
		t.Errorf("too little is asked to tell: %d values came again, %d records are seen at two times", kept.seenAgain, kept.ofTwoTimes())
	}
	for _, root := range schema.Query.Fields {
		if slices.Contains(takeAToken, root.Name) {
			continue // without a token nobody is answered
		}
		if !strings.HasPrefix(root.Name, "__") && !slices.Contains(takeAToken, root.Name) && roots[root.Name] == 0 {
			t.Errorf("%s is never answered", root.Name)
		}
	}
	t.Logf("%d values of %d records, %d at two times; %d came again: %v", len(kept.values), len(kept.records()), kept.ofTwoTimes(), kept.seenAgain, roots)
}

// cache keeps what answers say about records, by id, field and arguments.
type cache struct {
	schema    *ast.Schema
	values    map[string]string // by id and path below the record, as JSON
	from      map[string]string // the question that said so first
	seenAgain int
}

// take asks a question and keeps what the answer says; it reports whether there was data.
func (c *cache) take(t *testing.T, address string, document *ast.QueryDocument) bool {
	t.Helper()
	var question bytes.Buffer
	formatter.NewFormatter(&question, formatter.WithCompacted()).FormatQueryDocument(document)
	body, err := json.Marshal(map[string]string{"query": question.String()})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(address, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Data   map[string]any
		Errors []any
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Errors) > 0 {
		return false // what is null for an error is no value
	}
	c.object(t, "", "Query", document.Operations[0].SelectionSet, answer.Data, question.String())
	return true
}

// object keeps the fields of an object: under its own id, where it has one, and else under
// the place in the record that it is in.
func (c *cache) object(t *testing.T, place, on string, selection ast.SelectionSet, object map[string]any, question string) {
	if name, ok := object["__typename"].(string); ok {
		on = name
	}
	if id, ok := object["theID"].(string); ok {
		place = id
	}
	for _, part := range selection {
		switch part := part.(type) {
		case *ast.InlineFragment:
			if part.TypeCondition == on || slices.ContainsFunc(c.schema.GetPossibleTypes(c.schema.Types[part.TypeCondition]), func(d *ast.Definition) bool { return d.Name == on }) {
				c.object(t, place, on, part.SelectionSet, object, question)
			}
		case *ast.Field:
			var arguments []string
			for _, a := range part.Arguments {
				arguments = append(arguments, a.Name+":"+a.Value.String())
			}
			slices.Sort(arguments)
			at := fmt.Sprintf("%s\x00%s(%s)", place, part.Name, strings.Join(arguments, " "))
			c.value(t, at, part, object[part.Alias], question)
		}
	}
}

// value keeps a value at a place: a record by its id, what has no id by what is in it.
func (c *cache) value(t *testing.T, place string, field *ast.Field, value any, question string) {
	switch value := value.(type) {
	case []any:
		c.keep(t, place, fmt.Sprint("a list of ", len(value)), question)
		for i, one := range value {
			c.value(t, fmt.Sprintf("%s[%d]", place, i), field, one, question)
		}
	case map[string]any:
		if id, ok := value["theID"].(string); ok {
			c.keep(t, place, "the record "+id, question)
		}
		c.object(t, place, field.Definition.Type.Name(), field.SelectionSet, value, question)
	default:
		c.keep(t, place, fmt.Sprint(value), question)
	}
}

// keep keeps a value of a record.
func (c *cache) keep(t *testing.T, place, value, question string) {
	if strings.HasPrefix(place, "\x00") {
		return // in no record
	}
	before, seen := c.values[place]
	switch {
	case !seen:
		c.values[place], c.from[place] = value, question
	case before != value:
		t.Errorf("%q is\n%s in\n%s\nand\n%s in\n%s", place, before, c.from[place], value, question)
	default:
		c.seenAgain++
	}
}

// records lists the ids of all records.
func (c *cache) records() map[string]bool {
	ids := map[string]bool{}
	for place := range c.values {
		id, _, _ := strings.Cut(place, "\x00")
		ids[id] = true
	}
	return ids
}

// ofTwoTimes counts records that are kept at several times.
func (c *cache) ofTwoTimes() int {
	times := map[string]int{}
	for place, value := range c.values {
		if strings.HasSuffix(place, "\x00slug()") {
			times[value]++
		}
	}
	return len(slices.DeleteFunc(slices.Collect(maps.Values(times)), func(n int) bool { return n < 2 }))
}

// withIDs selects the id of every record.
func withIDs(schema *ast.Schema, selection ast.SelectionSet) {
	for _, part := range selection {
		switch part := part.(type) {
		case *ast.InlineFragment:
			part.SelectionSet = withID(schema, part.TypeCondition, part.SelectionSet)
			withIDs(schema, part.SelectionSet)
		case *ast.Field:
			part.SelectionSet = withID(schema, part.Definition.Type.Name(), part.SelectionSet)
			withIDs(schema, part.SelectionSet)
		}
	}
}

func withID(schema *ast.Schema, on string, selection ast.SelectionSet) ast.SelectionSet {
	definition := schema.Types[on]
	id := definition.Fields.ForName("id")
	if id == nil || len(selection) == 0 {
		return selection
	}
	return append(selection, &ast.Field{Alias: "theID", Name: "id", Definition: id, ObjectDefinition: definition})
}

// sensible returns what gives values that make an answer likely.
func sensible() func(*ast.Type) string {
	places := 0
	return func(t *ast.Type) string {
		switch t.Name() {
		case "CityFilter", "ScorePartWeight", "LinkSelection", "MapBox":
			if t.NonNull {
				return "{}"
			}
			return "null"
		case "CitySelection":
			if t.Elem != nil {
				return `[{city:"tromso-no"},{city:"murmansk-ru"}]`
			}
			places++
			return fmt.Sprintf(`{city:%q}`, []string{"tromso-no", "murmansk-ru"}[places%2])
		case "ApproachGoal":
			return "KEEP"
		case "LetterPurpose":
			return "DIALOGUE"
		case "Asker":
			return `{country:"NO"}`
		case "SupposedChange":
			if t.Elem != nil {
				return `[{link:"tromso-no--murmansk-ru" status:ACTIVE}]`
			}
		}
		return ""
	}
}

// someScalars returns values to ask with: few, so that records come again.
func someScalars(root string) func(name, scalar string) []string {
	records := map[string]string{
		"twinningLink": "tromso-no--murmansk-ru", "resolution": "tuchow-pl--anti-lgbt", "campaign": "uclg-10-100-1000",
		"organisation": "icld", "partnership": "almhult-vaxjo-jb-marks", "source": "13nn-norfolk", "contact": "c-icld",
		"membership": "three-cities--vladimir-ru", "edition": "wikipedia-2026-02-08",
	}
	return func(name, scalar string) []string {
		if name == "after" {
			return nil
		}
		switch scalar {
		case "ID":
			switch {
			case root == "node" || root == "nodes":
				return globalIDs()
			case name == "id" && records[root] != "":
				return []string{fmt.Sprintf("%q", records[root])}
			case root == "editionDiff" && name == "from":
				return []string{`"wikipedia-2023-04-22"`}
			case root == "editionDiff" && name == "to":
				return []string{`"wikipedia-2026-02-08"`}
			case name == "campaign":
				return nil
			case name == "target":
				return []string{`"kyiv-ua"`}
			case name == "from":
				return []string{`"munich-de"`}
			}
			return []string{`"murmansk-ru"`, `"tromso-no"`}
		case "Date":
			return []string{`"2020-01-01"`, `"2023-01-01"`, `"1980-01-01"`}
		case "DateTime":
			return []string{`"2026-11-22T12:00:00Z"`, `"2026-11-22T13:00:00+01:00"`, `"2026-12-01T00:00:00Z"`}
		case "Int":
			return []string{"1", "2", "3"}
		case "Float":
			return []string{"1"}
		case "Boolean":
			return []string{"true", "false"}
		}
		switch name {
		case "query":
			return []string{`"murmansk"`, `"tromso"`}
		}
		return nil
	}
}

// globalIDs returns ids of two records at several times, as literals.
func globalIDs() []string {
	var literals []string
	for _, times := range []string{"", "@18262", "@19358", "@3652", "@18262,1795348800"} { // days and an instant of someScalars
		literals = append(literals,
			strconv.Quote(atlas.WriteGlobalID(graph.WordCity, "murmansk-ru", times)),
			strconv.Quote(atlas.WriteGlobalID(graph.WordTwinningLink, "tromso-no--murmansk-ru", times)))
	}
	return literals
}
