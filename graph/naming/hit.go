package naming

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// Record returns the hit that a record is, without typing errors or with them alone, and
// whether it is one.
func (q *Question) Record(r graph.Record, typing bool) (graph.Hit, bool) {
	at := WhereOf(r)
	if !q.Within(at) {
		return graph.Hit{}, false
	}
	hit := graph.Hit{Record: r}
	if code := q.CodeOf(r); code != "" && !typing {
		hit.Match, hit.Kind, hit.Name = graph.MatchCode, graph.NameOwn, code
		return hit, true
	}
	hit, ok := q.best(hit, NamesOf(r), typing, at)
	name, fit := q.Other(r, typing, at)
	if fit.Found() && (!ok || cmp.Or(cmp.Compare(place(fit.Match()), place(hit.Match)), cmp.Compare(Rank(name.Kind), Rank(hit.Kind))) < 0) {
		hit.Match, hit.Errors, hit.Kind, hit.Name = fit.Match(), 0, name.Kind, name.Written
	}
	return hit, ok || fit.Found()
}

// CodeOf returns the code of a record that the text is; empty for none.
func (q *Question) CodeOf(r graph.Record) string {
	if len(q.Codes) > 0 {
		for _, code := range graph.CodesOf(r) {
			if slices.Contains(q.Codes, code) {
				return code
			}
		}
	}
	return ""
}

// Place returns the hit that a place is, as Record does.
func (q *Question) Place(p Place, typing bool) (graph.Hit, bool) {
	if !q.Within(p.Where()) {
		return graph.Hit{}, false
	}
	hit := graph.Hit{Place: &p.SearchPlace}
	if p.Region == "" && q.Country == p.Country && !typing {
		hit.Match, hit.Kind, hit.Name = graph.MatchCode, graph.NameOwn, p.Country
		return hit, true
	}
	return q.best(hit, p.Names, typing, p.In())
}

// best completes a hit with the name that matches best.
func (q *Question) best(hit graph.Hit, names []Name, typing bool, at *Where) (graph.Hit, bool) {
	var best Fit
	kind := len(graph.NameKinds())
	for i := range names {
		n := &names[i]
		fit := q.Fit(n, typing, at)
		if !fit.Found() {
			continue
		}
		if order := fit.Compare(best); !best.Found() || order < 0 || order == 0 && Rank(n.Kind) < kind {
			best, kind = fit, Rank(n.Kind)
			hit.Match, hit.Errors, hit.Kind, hit.Name = fit.Match(), fit.Errors(), n.Kind, n.Written
		}
	}
	return hit, best.Found()
}

// Rank returns the place of a kind of name among them.
func Rank(kind graph.NameKind) int {
	switch kind {
	case graph.NameOwn:
		return 0
	case graph.NameAlias:
		return 1
	case graph.NameText:
		return 2
	}
	return 3
}

// place returns the place of a match among them, the best first.
func place(m graph.Match) int { return slices.Index(graph.Matches(), m) }

// Compare orders hits as graph.SearchQuery says.
func Compare(a, b graph.Hit) int {
	byMatch := cmp.Or(
		cmp.Compare(place(a.Match), place(b.Match)),
		cmp.Compare(a.Errors, b.Errors),
		cmp.Compare(Rank(a.Kind), Rank(b.Kind)),
		cmp.Compare(class(a), class(b)),
	)
	switch {
	case byMatch != 0:
		return byMatch
	case a.Place != nil:
		return Place{SearchPlace: *a.Place}.Compare(Place{SearchPlace: *b.Place})
	}
	return cmp.Or(
		cmp.Compare(graph.SizeOf(b.Record), graph.SizeOf(a.Record)),
		cmp.Compare(a.Record.Word(), b.Record.Word()),
		cmp.Compare(a.Record.Base().ID, b.Record.Base().ID),
	)
}

// class orders records, countries and regions.
func class(h graph.Hit) int {
	switch {
	case h.Place == nil:
		return 0
	case h.Place.Region == "":
		return 1
	}
	return 2
}
