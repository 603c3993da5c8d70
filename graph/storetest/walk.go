package storetest

import (
	"math/rand/v2"
	"slices"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// Codes that some check or other asks for.
var someCodes = []string{"PL", "DE", "RU", "Q580", "12345", "https://town.example", "office@town.example", "wikipedia", "UA-43", "Stalingrad:en:1925-04-10:1961-11-10"}

// attempts is how often walk sets what is wrong with a record anew.
const attempts = 60

// walk returns a random record of any word that its validation takes, made by nothing but
// its properties; nil where it finds none, as when nothing of a word that it has to refer to
// exists.
func (g *generator) walk(word graph.Word, s graph.Statement) graph.Record {
	r := graph.ShapeOf(word).Blank()
	*r.Base() = s
	own := slices.DeleteFunc(slices.Clone(graph.ShapeOf(word).Properties), func(p graph.Property) bool {
		return slices.Contains([]string{"id", "sources", "confidence", "notes"}, p.Name)
	})
	wrong := own
	for range attempts {
		for _, p := range wrong {
			g.set(r, p)
		}
		problems := graph.Validate(graph.Canonical(r))
		if len(problems) == 0 {
			return r
		}
		wrong = slices.DeleteFunc(slices.Clone(own), func(p graph.Property) bool {
			return !slices.ContainsFunc(problems, func(is graph.Problem) bool { return is.Field == p.Name })
		})
		if len(wrong) == 0 {
			wrong = own
		}
	}
	return nil
}

// set gives a property of a record a random value, or none.
func (g *generator) set(r graph.Record, p graph.Property) {
	var value any
	switch p.Form {
	case graph.FormText:
		value = g.text(r, p)
	case graph.FormTexts:
		value = g.texts(r, p)
	case graph.FormDate:
		value = g.date()
	case graph.FormFlag:
		value = g.IntN(2) == 0
	case graph.FormNumber:
		value = g.Int64N(5) * 1000
	case graph.FormPlace:
		value = *at(float64(g.IntN(181)-90), float64(g.IntN(361)-180))
	}
	if (p.Form == graph.FormNumber || p.Form == graph.FormPlace) && g.IntN(3) == 0 {
		return
	}
	_ = p.Set(r, value) // a text that is not written as such values are leaves none
}

func (g *generator) text(r graph.Record, p graph.Property) string {
	switch {
	case p.To != "":
		if id := g.maybeOne(p.To); id != r.Base().ID {
			return string(id)
		}
		return ""
	case p.Allowed != nil:
		return g.maybe(p.Allowed...)
	case g.IntN(2) == 0:
		return g.maybe(someCodes...)
	}
	return g.maybe(g.names...)
}

func (g *generator) texts(r graph.Record, p graph.Property) []string {
	switch {
	case p.To != "":
		var ids []string
		for _, id := range g.few(p.To, r.Base().ID) {
			ids = append(ids, string(id))
		}
		return ids
	case p.Allowed != nil:
		return g.several(p.Allowed...)
	case g.IntN(2) == 0:
		return g.several(someCodes...)
	}
	return g.several(g.names...)
}

// aside are names that no case searches for.
var aside = []string{"Vrčići", "Vrcici", "Вышгород", "Øvre Xanten", "Qualquer", "Ýgdyr"}

// ofOtherWords returns a dozen records of each word of which submissions have none. What
// the cases say of the little network stays as it is: the records refer to what is not taken
// back, and have names of their own and one source, which is public without them.
func ofOtherWords(submissions []registry.Submission) []graph.Record {
	g := &generator{Rand: rand.New(rand.NewPCG(1, 0)), names: aside, ids: map[graph.Word][]graph.ID{}}
	for _, s := range submissions {
		for _, r := range s.Records {
			if r.Word() != graph.WordSource || r.Base().ID == "gazette" {
				g.ids[r.Word()] = append(g.ids[r.Word()], r.Base().ID)
			}
		}
	}
	for _, gone := range retractions() {
		g.ids[gone.Word] = slices.DeleteFunc(g.ids[gone.Word], func(id graph.ID) bool { return id == gone.ID })
	}
	var records []graph.Record
	for _, word := range graph.Words() { // each after those that it refers to
		if len(g.ids[word]) > 0 {
			continue
		}
		for range 12 {
			if r := g.walk(word, g.statement(g.newID(word))); r != nil {
				g.ids[word] = append(g.ids[word], r.Base().ID)
				records = append(records, r)
			}
		}
	}
	return records
}
