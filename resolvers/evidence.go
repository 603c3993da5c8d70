package resolvers

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/dialogue"
	"twingraph/graph/model"
)

// ToVerify reports whether it is a doubt that can be settled by looking it up.
func (caution) ToVerify(_ context.Context, obj *dialogue.Caution) (bool, error) {
	return obj.Kind.ToVerify(), nil
}

// Sources returns where it can be read.
func (caution) Sources(ctx context.Context, obj *dialogue.Caution) ([]*graph.Source, error) {
	return recordsOf[*graph.Source](ctx, obj.Sources)
}

// Sources returns where it can be read.
func (fact) Sources(ctx context.Context, obj *dialogue.Fact) ([]*graph.Source, error) {
	return recordsOf[*graph.Source](ctx, obj.Sources)
}

// below is the records that a computed answer holds, by the path of fields that leads to
// them, so that what is selected of them can be loaded ahead.
type below map[string][]graph.Record

// put adds records at a path; nil ones are left out.
func put[T interface {
	comparable
	graph.Record
}](b below, path string, records ...T) {
	var none T
	for _, r := range records {
		if r != none {
			b[path] = append(b[path], r)
		}
	}
}

// sources adds the sources with the given ids.
func (b below) sources(w whole, path string, ids []graph.ID) {
	for _, id := range ids {
		if source, ok := w.Record(graph.WordSource, id).(*graph.Source); ok {
			put(b, path, source)
		}
	}
}

// facts adds what facts rest on.
func (b below) facts(w whole, path string, facts []dialogue.Fact) {
	for _, f := range facts {
		b[path+".records"] = append(b[path+".records"], f.Records...)
		b.sources(w, path+".sources", f.Sources)
	}
}

// cautions adds what cautions are about.
func (b below) cautions(w whole, path string, cautions []dialogue.Caution) {
	for _, c := range cautions {
		b[path+".records"] = append(b[path+".records"], c.Records...)
		b.sources(w, path+".sources", c.Sources)
	}
}

// status adds the claims and cities behind the status of a link.
func (b below) status(w whole, path string, link *graph.TwinningLink, status graph.LinkStatus) {
	claim := func(path string, id graph.ID) {
		if c, ok := w.Record(graph.WordClaim, id).(*graph.Claim); ok {
			put(b, path, c)
		}
	}
	for _, id := range status.Governing {
		claim(path+".governing", id)
	}
	for _, side := range status.Sides {
		claim(path+".sides.governing", side.Claim)
	}
	put(b, path+".sides.city", w.Snapshot.City(link.A), w.Snapshot.City(link.B))
}

// candidate adds what a channel for dialogue holds.
func (b below) candidate(w whole, path string, c *dialogue.Candidate) {
	put(b, path+"target", c.Target)
	put(b, path+"tie", c.Tie)
	put(b, path+"channel.from", c.Channel.From)
	put(b, path+"channel.speaker", c.Channel.Speaker)
	put(b, path+"channel.organisation", c.Channel.Organisation)
	for _, h := range c.Channel.Hops {
		hop := path + "channel.hops."
		put(b, hop+"from", h.From)
		put(b, hop+"to", h.To)
		put(b, hop+"link", h.Link)
		put(b, hop+"others", h.Others...)
		put(b, hop+"claims", h.Claims...)
		b.status(w, hop+"status", h.Link, h.Status)
	}
	for _, part := range c.Parts {
		b.facts(w, path+"parts.facts", part.Facts)
	}
	b.cautions(w, path+"cautions", c.Cautions)
}

// ahead loads what s selects of the records, a path at a time.
func (b below) ahead(ctx context.Context, v view, s selection) error {
	for _, path := range slices.Sorted(maps.Keys(b)) {
		on := s
		for name := range strings.SplitSeq(path, ".") {
			on = on.under(name)
		}
		if len(on.set) == 0 {
			continue
		}
		if err := prefetch(ctx, v, on, distinct(b[path])); err != nil {
			return err
		}
	}
	return nil
}

// distinct returns the records in order of word and id, each once.
func distinct(records []graph.Record) []graph.Record {
	slices.SortFunc(records, func(a, b graph.Record) int {
		return cmp.Or(cmp.Compare(a.Word(), b.Word()), cmp.Compare(a.Base().ID, b.Base().ID))
	})
	return slices.CompactFunc(records, func(a, b graph.Record) bool {
		return a.Word() == b.Word() && a.Base().ID == b.Base().ID
	})
}

// statusOf returns a status as the schema has it, with the nearest known spells where
// it is unknown; nil without a link.
func statusOf(ctx context.Context, link *graph.TwinningLink) (*model.LinkStatus, error) {
	if link == nil {
		return nil, nil
	}
	v := viewOf(ctx)
	histories, err := load(ctx).Histories(ctx, v.View, []graph.ID{link.ID})
	if err != nil {
		return nil, err
	}
	return model.NewLinkStatus(link, histories[link.ID], v.AsOf), nil
}
