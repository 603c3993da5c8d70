package world

import (
	"slices"

	"twingraph/graph"
)

// evidence is the claims that ever were about one link, and what follows from them.
type evidence struct {
	claims    []graph.ID
	chronicle graph.Chronicle
}

// derive makes the chronicle from all versions of what the history of the link follows from:
// of itself, of its claims, of texts that its reviews name and of sources of foundings after
// an end.
func (e *evidence) derive(w *World, link graph.ID) {
	a := graph.Annals{Links: dated[*graph.TwinningLink](w.log, w.tables[graph.WordTwinningLink].records.get(link))}
	var texts, sources []graph.ID
	ended := false
	for _, id := range e.claims {
		for _, v := range dated[*graph.Claim](w.log, w.tables[graph.WordClaim].records.get(id)) {
			if v.Record.Link == link {
				a.Claims = append(a.Claims, v)
				texts = append(texts, v.Record.ReviewedTexts()...)
				sources = append(sources, v.Record.RefoundedBy()...)
				ended = ended || v.Record.Type == graph.Ended
			}
		}
	}
	a.Texts = versionsOf[*graph.Resolution](w, graph.WordResolution, texts)
	if ended {
		a.Sources = versionsOf[*graph.Source](w, graph.WordSource, sources)
	}
	e.chronicle = a.Chronicle()
}

// versionsOf returns all versions of the records of a word with those ids.
func versionsOf[T graph.Record](w *World, word graph.Word, ids []graph.ID) []graph.Version[T] {
	slices.Sort(ids)
	var list []graph.Version[T]
	for _, id := range slices.Compact(ids) {
		list = append(list, dated[T](w.log, w.tables[word].records.get(id))...)
	}
	return list
}

// dated returns the versions with the instants of their changes, as those of a record type.
func dated[T graph.Record](log journal, vs versions) []graph.Version[T] {
	list := make([]graph.Version[T], len(vs))
	for i, v := range vs {
		list[i] = graph.Version[T]{Record: v.Record.(T), KnownFrom: log.recordedAt(v.from), KnownTo: log.recordedAt(v.to)}
	}
	return list
}

// reviewers notes, by text, the links of which a review names it.
func reviewers(by *edit[[]graph.ID], c *graph.Claim) {
	for _, text := range c.ReviewedTexts() {
		if links := by.get(text); !slices.Contains(links, c.Link) {
			by.set(text, append(slices.Clip(links), c.Link))
		}
	}
}

// bearsOn marks the links whose history follows from what a correction changes besides links
// and claims: the life of a text that a review names, the date of a source of a founding.
func (d *draft) bearsOn(had, r graph.Record) {
	switch r := r.(type) {
	case *graph.Resolution:
		for _, link := range d.from.reviewed.get(r.ID) {
			d.evidenceOf(link)
		}
	case *graph.Source:
		if had.(*graph.Source).Date == r.Date {
			return
		}
		for _, citer := range d.from.citers.get(r.ID).list {
			if citer.Word() != graph.WordClaim {
				continue
			}
			for _, v := range d.from.tables[graph.WordClaim].records.get(citer.Base().ID) {
				if c := v.Record.(*graph.Claim); slices.Contains(c.RefoundedBy(), r.ID) {
					d.evidenceOf(c.Link)
				}
			}
		}
	}
}
