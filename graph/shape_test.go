package graph_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
)

// TestShapesAreWhole: what a word leaves out of its declaration would be missing in a
// store, a file or an answer without anybody noticing.
func TestShapesAreWhole(t *testing.T) {
	files := map[string]graph.Word{}
	for _, word := range graph.Words() {
		t.Run(string(word), func(t *testing.T) {
			shape := graph.ShapeOf(word)
			same(t, "a blank record is one of the word", shape.Blank().Word(), word)
			same(t, "its file is no other word's", files[shape.File], "")
			files[shape.File] = word
			if !strings.HasSuffix(shape.File, ".csv") || len(shape.Fields) == 0 || len(shape.References) == 0 || len(shape.Edges) == 0 || shape.Names == nil {
				t.Errorf("a part is empty: %+v", shape)
			}
			for _, p := range shape.Properties {
				if p.Name == "" || p.Form == "" {
					t.Errorf("a property has no name or no form: %+v", p)
				}
			}
			for _, name := range slices.Concat(shape.Names, shape.Texts, shape.Codes) {
				if p, ok := shape.Property(name); !ok || p.Form != graph.FormText && p.Form != graph.FormTexts {
					t.Errorf("%q is no property with names", name)
				}
			}
			if size, ok := shape.Field(shape.Size); shape.Size != "" && (!ok || size.Type != graph.Number) {
				t.Errorf("%q is no field of a number", shape.Size)
			}
			for _, ref := range shape.References {
				if field, ok := shape.Field(ref.Field); !ok || field.Type != graph.Ref || ref.Relationship == "" {
					t.Errorf("the reference %q is no field to filter by, or has no relationship", ref.Field)
				}
			}
			for _, ref := range shape.References {
				if graph.ShapeOf(ref.To).Personal {
					t.Errorf("%q refers to records that can be erased", ref.Field)
				}
			}
			if shape.Open && shape.Personal {
				t.Error("what can be about people is public whatever is said of it")
			}
			if !shape.Open && graph.TierPublic.Sees(graph.TierOf(shape.Blank())) {
				t.Error("a record of which nothing is said is public")
			}
		})
	}
}

// TestThePropertiesOfAWordAreAllThatItHolds: a Go field that the properties do not walk
// over would be lost in Neo4j and on import.
func TestThePropertiesOfAWordAreAllThatItHolds(t *testing.T) {
	for _, word := range graph.Words() {
		t.Run(string(word), func(t *testing.T) {
			shape := graph.ShapeOf(word)
			full := shape.Blank()
			fill(t, reflect.ValueOf(full).Elem())
			read := shape.Blank()
			for _, p := range shape.Properties {
				value := p.Of(full)
				if value == nil {
					t.Errorf("%s is not read", p.Name)
					continue
				}
				if err := p.Set(read, value); err != nil {
					t.Error(err)
				}
			}
			read.Base().RecordedAt = full.Base().RecordedAt // of the version, not of the record
			if !graph.Same(read, full) {
				t.Errorf("\n got %+v\nwant %+v", read, full)
			}
			canonical := graph.Canonical(full)
			canonical.Base().RecordedAt = full.Base().RecordedAt
			if claim, ok := full.(*graph.Claim); ok {
				claim.Assumed = graph.PartialDate{} // it has a date
			}
			if edition, ok := full.(*graph.Edition); ok {
				edition.Sources = append(edition.Sources, edition.Source) // which it cites, whoever forgets it
			}
			if !graph.Same(canonical, full) {
				t.Errorf("canonical\n got %+v\nwant %+v", canonical, full)
			}
		})
	}
}

// fill gives every field of a struct a value of its own.
func fill(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(instant(1)))
		return
	case graph.PartialDate:
		v.Set(reflect.ValueOf(graph.PartialDate{Year: 2022, Month: 3, Day: 1}))
		return
	case []graph.CityName:
		v.Set(reflect.ValueOf([]graph.CityName{{Name: "Old", Language: "en"}, {Name: "Older", Language: "en"}}))
		return
	case []graph.Milestone:
		v.Set(reflect.ValueOf([]graph.Milestone{{Pledges: 10}, {Pledges: 100}}))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("of " + v.Type().Name())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(7.5)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		v.Index(0).SetString("a")
		v.Index(1).SetString("b")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i))
		}
	default:
		t.Fatalf("no value for a %s", v.Type())
	}
}

// TestWordsComeAfterThoseThatTheyReferTo is the order in which stores write.
func TestWordsComeAfterThoseThatTheyReferTo(t *testing.T) {
	words := graph.Words()
	for i, word := range words {
		for _, ref := range graph.ShapeOf(word).References {
			if ref.To != word && !slices.Contains(words[:i], ref.To) {
				t.Errorf("%s refers to %s, which comes later", word, ref.To)
			}
		}
	}
}

// TestADeclarationThatIsNotWholePanics, and so does one that comes too late: nothing about
// a word has a default that could be forgotten.
func TestADeclarationThatIsNotWholePanics(t *testing.T) {
	complete := graph.Declaration[*graph.City]{
		Word: "Town", File: "towns.csv", Blank: func() *graph.City { return new(graph.City) }, Open: true, Names: []string{},
		Properties: []graph.Property{graph.TextProperty("name", func(c *graph.City) *string { return &c.Name })},
		Validate:   graph.NoFurtherRule[*graph.City],
	}
	for name, c := range map[string]struct {
		drop func(*graph.Declaration[*graph.City])
		says string
	}{
		"no word":                {func(d *graph.Declaration[*graph.City]) { d.Word = "" }, "incomplete"},
		"no file":                {func(d *graph.Declaration[*graph.City]) { d.File = "" }, "incomplete"},
		"no blank record":        {func(d *graph.Declaration[*graph.City]) { d.Blank = nil }, "incomplete"},
		"nobody who may see":     {func(d *graph.Declaration[*graph.City]) { d.Open = false }, "incomplete"},
		"two who may see":        {func(d *graph.Declaration[*graph.City]) { d.CitedBy = true }, "incomplete"},
		"no properties":          {func(d *graph.Declaration[*graph.City]) { d.Properties = nil }, "incomplete"},
		"no list of names":       {func(d *graph.Declaration[*graph.City]) { d.Names = nil }, "incomplete"},
		"no rules":               {func(d *graph.Declaration[*graph.City]) { d.Validate = nil }, "incomplete"},
		"complete, but too late": {func(*graph.Declaration[*graph.City]) {}, "too late"},
	} {
		t.Run(name, func(t *testing.T) {
			graph.Words() // ends the time of declarations
			d := complete
			c.drop(&d)
			defer func() {
				if says, _ := recover().(string); !strings.Contains(says, c.says) {
					t.Errorf("panics with %q, want %q", says, c.says)
				}
			}()
			graph.Declare(d)
		})
	}
}
