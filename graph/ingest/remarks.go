package ingest

import (
	"context"
	"fmt"
	"slices"

	"twingraph/graph"
)

// remarks returns what is worth a look in a step and breaks no law: a second link of one
// pair and kind, a second city with one id of another register, a point outside its
// country. Rows are compared with one another and with what the store holds.
func (d *Dataset) remarks(ctx context.Context, step *Step, reader graph.Reader, limit int) (Rejections, error) {
	found := Rejections{limit: limit}
	seen := map[string]graph.ID{} // by what must not be there twice
	if err := step.stored(ctx, reader, func(r graph.Record) {
		for _, key := range keysOf(r) {
			seen[key.value] = r.Base().ID
		}
	}); err != nil {
		return found, err
	}
	for _, r := range step.Records {
		at, id := step.places[graph.TargetOf(r)], r.Base().ID
		note := func(column, format string, args ...any) {
			found.add(Row{File: at.file, Line: at.line, Column: column, ID: id, Reason: fmt.Sprintf(format, args...)})
		}
		for _, key := range keysOf(r) {
			if other, twice := seen[key.value]; twice && other != id {
				note(key.column, "%s %s: if they are the same, record it once", graph.Target{Word: r.Word(), ID: other}, key.says)
				continue
			}
			seen[key.value] = id
		}
		if c, ok := r.(*graph.City); ok && c.Location != nil && outside(c.Country, *c.Location) {
			note("latitude", "%v, %v lies outside %s", c.Location.Latitude, c.Location.Longitude, c.Country)
		}
	}
	found.sort()
	return found, nil
}

// key is something that two records should not have alike.
type key struct{ value, column, says string } // says of the other record

func keysOf(r graph.Record) []key {
	var keys []key
	switch r := r.(type) {
	case *graph.TwinningLink:
		a, b := min(r.A, r.B), max(r.A, r.B)
		keys = append(keys, key{fmt.Sprintf("pair %s %s %s", a, b, r.Kind), "kind", fmt.Sprintf("is a %s between %s and %s too", r.Kind, r.A, r.B)})
	case *graph.City:
		if r.Wikidata != "" {
			keys = append(keys, key{"wikidata " + r.Wikidata, "wikidata", "has the Wikidata id " + r.Wikidata + " too"})
		}
		if r.GeoNames != "" {
			keys = append(keys, key{"geonames " + r.GeoNames, "geonames", "has the GeoNames id " + r.GeoNames + " too"})
		}
	}
	return keys
}

// stored visits the links and cities of the store that may have something alike with
// those of the step, but for those that the step takes back.
func (s *Step) stored(ctx context.Context, reader graph.Reader, visit func(graph.Record)) error {
	var ends, wikidata, geonames []string
	for _, r := range s.Records {
		switch r := r.(type) {
		case *graph.TwinningLink:
			ends = append(ends, string(r.A))
		case *graph.City:
			if r.Wikidata != "" {
				wikidata = append(wikidata, r.Wikidata)
			}
			if r.GeoNames != "" {
				geonames = append(geonames, r.GeoNames)
			}
		}
	}
	for _, ask := range []struct {
		word   graph.Word
		field  string
		values []string
	}{
		{graph.WordTwinningLink, "a", ends}, {graph.WordTwinningLink, "b", ends},
		{graph.WordCity, "wikidata", wikidata}, {graph.WordCity, "geonames", geonames},
	} {
		slices.Sort(ask.values)
		for part := range slices.Chunk(slices.Compact(ask.values), graph.MaxFirst) {
			q := graph.Query{Word: ask.word, Where: graph.In(ask.field, part...), First: graph.MaxFirst}
			err := graph.Each(ctx, reader, everything(), q, func(r graph.Record) error {
				if _, here := s.places[graph.TargetOf(r)]; !here {
					visit(r)
				}
				return nil
			})
			if err != nil {
				return fmt.Errorf("look for what is there already: %w", err)
			}
		}
	}
	return nil
}

// everything sees all that is known: what is in the way must be found.
func everything() graph.View {
	return graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
}

// rejectEndings rejects claims by which a link ended before it began: before the first day
// of its only beginnings, with nothing that says that it was there at the end. It adds to the
// remarks the other acts that are dated before the founding of their link.
func (d *Dataset) rejectEndings(ctx context.Context, step *Step, reader graph.Reader, remarks *Rejections) error {
	claims := map[graph.ID][]*graph.Claim{}
	var links []graph.ID
	for _, r := range step.Records {
		if c, ok := r.(*graph.Claim); ok {
			if claims[c.Link] == nil && graph.ValidID(c.Link) {
				links = append(links, c.Link)
			}
			claims[c.Link] = append(claims[c.Link], c)
		}
	}
	for part := range slices.Chunk(links, graph.MaxFirst) {
		pages, err := reader.ListAcross(ctx, everything(), graph.WordTwinningLink, "claims", part, graph.Query{Word: graph.WordClaim, First: graph.MaxFirst})
		if err != nil {
			return fmt.Errorf("read the claims of links: %w", err)
		}
		for i, page := range pages {
			for _, r := range page.Records {
				if _, here := step.places[graph.TargetOf(r)]; !here {
					claims[part[i]] = append(claims[part[i]], r.(*graph.Claim))
				}
			}
		}
	}
	for _, link := range links {
		d.rejectEnding(step, claims[link])
		early, founding := graph.BeforeFounding(claims[link])
		for _, c := range early {
			at, id := step.places[graph.TargetOf(c)], c.ID
			if at.file == "" {
				at, id = step.places[graph.TargetOf(founding)], founding.ID
			}
			remarks.add(Row{File: at.file, Line: at.line, Column: "date", ID: id, Reason: fmt.Sprintf(
				"%s in %s (%s) is before the link was established in %s (%s)", c.Type, c.Date, c.ID, founding.Date, founding.ID)})
		}
	}
	d.Rejected.sort()
	return nil
}

// rejectEnding looks at the claims of one link.
func (d *Dataset) rejectEnding(step *Step, claims []*graph.Claim) {
	var began *graph.Claim // the earliest
	for _, c := range claims {
		if c.Type == graph.Established && !c.Date.IsZero() && (began == nil || c.Date.First() < began.Date.First()) {
			began = c
		}
	}
	for _, end := range claims {
		if began == nil || end.Type != graph.Ended || end.Date.IsZero() || end.Date.Last() >= began.Date.First() {
			continue
		}
		stood := slices.ContainsFunc(claims, func(c *graph.Claim) bool {
			return c != end && c.Type != graph.Ended && !c.Effective().IsZero() && c.Effective().First() <= end.Date.Last()
		})
		if stood {
			continue
		}
		at, id := step.places[graph.TargetOf(end)], end.ID
		if at.file == "" { // the store has the end, and the dataset the beginning
			at, id = step.places[graph.TargetOf(began)], began.ID
		}
		if at.file != "" {
			d.Rejected.add(Row{File: at.file, Line: at.line, Column: "date", ID: id, Reason: fmt.Sprintf(
				"the link ended in %s, before it began in %s (%s and %s): correct one of the dates, or add what says that it stood before", end.Date, began.Date, end.ID, began.ID)})
		}
	}
}
