package graph_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	gql "github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph"
)

// publicSchema loads the public contract.
func publicSchema(t *testing.T) *gql.Schema {
	t.Helper()
	files, err := filepath.Glob("../schema/*.graphqls")
	if err != nil || len(files) == 0 {
		t.Fatalf("no schema: %v", err)
	}
	var sources []*gql.Source
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, &gql.Source{Name: file, Input: string(text)})
	}
	schema, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// definitions returns the types of the schema that are its own, by name.
func definitions(schema *gql.Schema) []*gql.Definition {
	var list []*gql.Definition
	for _, name := range slices.Sorted(maps.Keys(schema.Types)) {
		if d := schema.Types[name]; !d.BuiltIn {
			list = append(list, d)
		}
	}
	return list
}

// constants reads the source of a package: the values of every string type that others
// can name, in order.
func constants(t *testing.T, folder string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	values := map[string][]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			of, named := spec.Type.(*ast.Ident)
			value, literal := spec.Values[0].(*ast.BasicLit)
			if named && literal && value.Kind == token.STRING && spec.Names[0].IsExported() {
				text, err := strconv.Unquote(value.Value)
				if err != nil {
					t.Fatal(err)
				}
				values[of.Name] = append(values[of.Name], text)
			}
			return true
		})
	}
	return values
}

// ownEnums are the enums of the schema that no type of package graph stands behind.
var ownEnums = []string{"AllianceBasis", "CityMeasure", "CountGrouping", "OrderDirection", "RecordWord", "SearchType", "SpellDetail"}

// bindings returns the Go types that gqlgen.yml binds to types of the schema, as a room of
// package graph and a name: atlas.LinkStatus, or Day of package graph itself.
func bindings(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "gqlgen.yml"))
	if err != nil {
		t.Fatal(err)
	}
	bound := map[string]string{}
	for _, found := range regexp.MustCompile(`(?m)^  (\w+):\n    model: twingraph/graph(?:/([\w/]+))?\.(\w+)$`).FindAllStringSubmatch(string(text), -1) {
		bound[found[1]] = strings.TrimPrefix(found[2]+"."+found[3], ".")
	}
	return bound
}

func TestEnumsHaveTheValuesOfTheDomain(t *testing.T) {
	domain, bound := constants(t, "."), bindings(t)
	for _, room := range []string{"atlas", "proposal", "dialogue/score", "dialogue/candidate", "dialogue/plan", "dialogue/letter", "dialogue/partner", "matching"} {
		for name, values := range constants(t, filepath.FromSlash(room)) {
			domain[room+"."+name] = values
		}
	}
	for _, d := range definitions(publicSchema(t)) {
		if d.Kind != gql.Enum || strings.HasSuffix(d.Name, "OrderField") || slices.Contains(ownEnums, d.Name) {
			continue
		}
		t.Run(d.Name, func(t *testing.T) {
			var values []string
			for _, v := range d.EnumValues {
				values = append(values, v.Name)
			}
			name, ok := bound[d.Name]
			if !ok { // bound by its name
				name = d.Name
				if domain[name] == nil {
					name = "atlas." + d.Name
				}
			}
			sameSet(t, values, domain[name])
		})
	}
}

// TestClosedListsAreComplete: what a list leaves out could never be recorded.
func TestClosedListsAreComplete(t *testing.T) {
	domain := constants(t, ".")
	for name, list := range map[string][]string{
		"Authority": texts(graph.Authorities()), "Basis": texts(graph.Bases()), "ChangeKind": texts(graph.ChangeKinds()),
		"ContactChannel": texts(graph.ContactChannels()), "CityKind": texts(graph.CityKinds()), "ClaimType": texts(graph.ClaimTypes()),
		"Confidence": texts(graph.Confidences()), "CountryBasis": texts(graph.CountryBases()), "DecidingBody": texts(graph.DecidingBodies()),
		"DisputeAbout": texts(graph.DisputesAbout()), "InForce": texts(graph.InForces()), "LinkKind": texts(graph.LinkKinds()),
		"Match": texts(graph.Matches()), "NameKind": texts(graph.NameKinds()), "PlaceKind": texts(graph.PlaceKinds()), "OrganisationKind": texts(graph.OrganisationKinds()), "Outcome": texts(graph.Outcomes()),
		"PracticeKind": texts(graph.PracticeKinds()), "ResolutionKind": texts(graph.ResolutionKinds()), "Stance": texts(graph.Stances()), "CampaignSubject": texts(graph.CampaignSubjects()),
		"Status": texts(graph.Statuses()), "Tier": texts(graph.Tiers()), "Word": texts(graph.Words()),
	} {
		t.Run(name, func(t *testing.T) { sameSet(t, list, domain[name]) })
	}
}

// TestClosedListsOfPropertiesAreThoseOfTheSchema: what the schema has and the property does
// not allow could never be recorded.
func TestClosedListsOfPropertiesAreThoseOfTheSchema(t *testing.T) {
	schema := publicSchema(t)
	for _, word := range graph.Words() {
		for _, p := range graph.ShapeOf(word).Properties {
			shown := schema.Types[string(word)]
			if shown == nil || p.Allowed == nil || shown.Fields.ForName(p.Name) == nil {
				continue
			}
			t.Run(string(word)+"."+p.Name, func(t *testing.T) {
				enum := schema.Types[shown.Fields.ForName(p.Name).Type.Name()]
				var values []string
				for _, v := range enum.EnumValues {
					values = append(values, v.Name)
				}
				if enum.Name == "Status" { // a claim says how a link was observed, which is never that nothing is known
					values = slices.DeleteFunc(values, func(v string) bool { return !slices.Contains(p.Allowed, v) })
				}
				sameSet(t, values, p.Allowed)
			})
		}
	}
}

// ownComparisons are parts of filters that are named otherwise than what they ask.
var ownComparisons = map[string]string{"TwinningLinkFilter.city": "cities"}

// TestFiltersAskWhatTheDomainKnows: every part of a filter is a field or an edge of
// its word, compared in ways that the field has.
func TestFiltersAskWhatTheDomainKnows(t *testing.T) {
	schema := publicSchema(t)
	for _, word := range graph.Words() {
		filter := schema.Types[string(word)+"Filter"]
		if filter == nil {
			continue
		}
		shape := graph.ShapeOf(word)
		for _, part := range filter.Fields {
			t.Run(filter.Name+"."+part.Name, func(t *testing.T) {
				name, of := part.Name, part.Type.Name()
				if renamed, ok := ownComparisons[filter.Name+"."+name]; ok {
					name = renamed
				}
				if slices.Contains([]string{"and", "or", "not"}, name) {
					same(t, "is a filter of the same word", of, filter.Name)
					same(t, "is a list", part.Type.Elem != nil, name != "not")
					return
				}
				if of == "CityPairFilter" {
					same(t, "word", word, graph.WordTwinningLink)
					for _, end := range schema.Types[of].Fields {
						same(t, end.Name, end.Type.Name(), "CityFilter")
					}
					return
				}
				for _, kind := range []struct{ suffix, of string }{{"AtLeast", "CountFilter"}, {"None", "Filter"}, {"Then", "Filter"}, {"", "Filter"}} {
					named, hasSuffix := strings.CutSuffix(part.Name, kind.suffix)
					to, ofWord := strings.CutSuffix(of, kind.of)
					if !hasSuffix || !ofWord || !slices.Contains(graph.Words(), graph.Word(to)) {
						continue
					}
					own := named
					if renamed, ok := ownComparisons[filter.Name+"."+named]; ok {
						named = renamed
					}
					edge, ok := shape.Edge(named)
					same(t, "is an edge", ok, true)
					same(t, "leads to", edge.To, graph.Word(to))
					switch kind.suffix {
					case "Then": // on the day of the record itself
						_, date := shape.Field("date")
						_, since := shape.Field("since")
						same(t, "has a date", date || since, true)
					case "":
						same(t, "asks for none, too", filter.Fields.ForName(own+"None") != nil, shape.Several(edge))
						same(t, "asks for a number, too", filter.Fields.ForName(own+"AtLeast") != nil, shape.Several(edge))
					default:
						same(t, "can lead to several", shape.Several(edge), true)
					}
					return
				}
				field, ok := shape.Field(name)
				same(t, "is a field", ok, true)
				for _, comparison := range schema.Types[of].Fields {
					compares(t, schema, word, field, comparison)
				}
				if shown := schema.Types[string(word)].Fields.ForName(name); shown != nil && schema.Types[shown.Type.Name()].Kind == gql.Enum {
					same(t, "compares the type that is shown", schema.Types[of].Fields.ForName("eq").Type.Name(), shown.Type.Name())
				}
			})
		}
	}
}

// compares checks one comparison of a filter's part with the field that it is about.
func compares(t *testing.T, schema *gql.Schema, word graph.Word, field graph.Field, comparison *gql.FieldDefinition) {
	t.Helper()
	samples := map[graph.FieldType]any{
		graph.Text: "x", graph.Enum: "x", graph.Ref: "x", graph.Date: graph.Day(0), graph.Number: int64(0), graph.Decimal: 0.0, graph.Bool: true,
	}
	ops := map[string]graph.Op{
		"eq": graph.OpIn, "in": graph.OpIn, "contains": graph.OpContains, "startsWith": graph.OpStartsWith, "on": graph.OpOn,
		"before": graph.OpBefore, "after": graph.OpAfter, "lessThan": graph.OpBefore, "greaterThan": graph.OpAfter,
	}
	f := &graph.Filter{Is: &graph.Condition{Field: field.Name, Op: ops[comparison.Name], Values: []any{samples[field.Type]}}}
	if err := f.Check(word); err != nil {
		t.Errorf("%s: %v", comparison.Name, err)
	}
	scalar := comparison.Type.Name()
	if schema.Types[scalar].Kind == gql.Enum {
		scalar = "an enum"
	}
	given := map[graph.FieldType][]string{
		graph.Text: {"String"}, graph.Enum: {"String", "an enum"}, graph.Ref: {"ID"}, graph.Date: {"Date"},
		graph.Number: {"Int"}, graph.Decimal: {"Float"}, graph.Bool: {"Boolean"},
	}
	if !slices.Contains(given[field.Type], scalar) {
		t.Errorf("%s takes %s for a field of type %s", comparison.Name, scalar, field.Type)
	}
}

// TestOrdersAreOnesThatTheDomainKeeps: SCREAMING_SNAKE in the schema, camelCase in
// the shape; an edge is ordered by the number of records across.
func TestOrdersAreOnesThatTheDomainKeeps(t *testing.T) {
	for _, d := range definitions(publicSchema(t)) {
		word, ok := strings.CutSuffix(d.Name, "OrderField")
		if !ok || word == "CountryPair" { // which is counted, not recorded
			continue
		}
		for _, v := range d.EnumValues {
			t.Run(d.Name+"."+v.Name, func(t *testing.T) {
				shape := graph.ShapeOf(graph.Word(word))
				if edge, ok := shape.Edge(camelCase(v.Name)); ok {
					same(t, "can lead to several", shape.Several(edge), true)
					return
				}
				if _, ok := shape.Order(camelCase(v.Name)); ok {
					return
				}
				field, ok := shape.Field(camelCase(v.Name))
				same(t, "is a field", ok, true)
				same(t, "is ordered", field.Ordered, true)
			})
		}
	}
}

func TestRecordsOfTheSchemaAreWords(t *testing.T) {
	schema := publicSchema(t)
	for _, d := range schema.PossibleTypes["Record"] {
		if !slices.Contains(graph.Words(), graph.Word(d.Name)) {
			t.Errorf("%s is a Record of the schema but no word", d.Name)
		}
	}
	if len(schema.PossibleTypes["Record"]) == 0 {
		t.Error("the schema has no records")
	}
}

// TestEverythingIsDescribed: every type, field, argument, input field and enum value.
func TestEverythingIsDescribed(t *testing.T) {
	for _, d := range definitions(publicSchema(t)) {
		t.Run(d.Name, func(t *testing.T) {
			described(t, d.Name, d.Description)
			for _, f := range d.Fields {
				if strings.HasPrefix(f.Name, "__") {
					continue
				}
				described(t, d.Name+"."+f.Name, f.Description)
				for _, a := range f.Arguments {
					described(t, d.Name+"."+f.Name+"("+a.Name+")", a.Description)
				}
			}
			for _, v := range d.EnumValues {
				described(t, d.Name+"."+v.Name, v.Description)
			}
		})
	}
}

func described(t *testing.T, what, description string) {
	t.Helper()
	if strings.TrimSpace(description) == "" {
		t.Errorf("%s has no description", what)
	}
}

func camelCase(screaming string) string {
	words := strings.Split(strings.ToLower(screaming), "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}

func texts[T ~string](list []T) []string {
	var out []string
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}

// sameSet fails when two lists do not hold the same values, each once.
func sameSet(t *testing.T, got, want []string) {
	t.Helper()
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("\n got %v\nwant %v", got, want)
	}
}
