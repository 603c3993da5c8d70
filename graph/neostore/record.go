package neostore

import (
	"twingraph/graph"
)

// blank returns an empty record of word.
func blank(word graph.Word) graph.Record {
	switch word {
	case graph.WordCity:
		return &graph.City{}
	case graph.WordTwinningLink:
		return &graph.TwinningLink{}
	case graph.WordClaim:
		return &graph.Claim{}
	case graph.WordResolution:
		return &graph.Resolution{}
	case graph.WordOrganisation:
		return &graph.Organisation{}
	case graph.WordContact:
		return &graph.Contact{}
	case graph.WordCampaign:
		return &graph.Campaign{}
	case graph.WordPledge:
		return &graph.Pledge{}
	case graph.WordPartnership:
		return &graph.Partnership{}
	case graph.WordSupportTwinning:
		return &graph.SupportTwinning{}
	case graph.WordPractice:
		return &graph.Practice{}
	case graph.WordApproach:
		return &graph.Approach{}
	case graph.WordSource:
		return &graph.Source{}
	}
	panic("neostore: no record of word " + string(word))
}

// pass walks all stored properties of a record.
func (c *codec) pass(r graph.Record) {
	s := r.Base()
	text(c, "id", &s.ID)
	texts(c, "sources", &s.Sources)
	text(c, "confidence", &s.Confidence)
	text(c, "notes", &s.Notes)
	c.instant("knownFrom", &s.RecordedAt)
	switch r := r.(type) {
	case *graph.City:
		c.city(r)
	case *graph.TwinningLink:
		c.twinningLink(r)
	case *graph.Claim:
		c.claim(r)
	case *graph.Resolution:
		c.resolution(r)
	case *graph.Organisation:
		c.organisation(r)
	case *graph.Contact:
		c.contact(r)
	case *graph.Campaign:
		c.campaign(r)
	case *graph.Pledge:
		c.pledge(r)
	case *graph.Partnership:
		c.partnership(r)
	case *graph.SupportTwinning:
		c.supportTwinning(r)
	case *graph.Practice:
		c.practice(r)
	case *graph.Approach:
		c.approach(r)
	case *graph.Source:
		c.source(r)
	}
}

// properties returns the names of the stored properties of a word, in the order
// in which decode wants their values.
func properties(word graph.Word) []string {
	names := []string{}
	(&codec{names: &names}).pass(blank(word))
	return names
}

// encode returns the stored properties of a record: what decode reads back, and
// what is derived from it for filters, orders and search.
func encode(r graph.Record) map[string]any {
	c := codec{out: map[string]any{}}
	c.pass(r)
	derive(c.out, r)
	return c.out
}

// decode reads a record of word from the values of its properties.
func decode(word graph.Word, values []any) (graph.Record, error) {
	r := blank(word)
	c := codec{in: values}
	c.pass(r)
	if c.bad != "" {
		return nil, graph.Errorf(graph.Internal, "a stored %s cannot be read: its %s is not what it should be", word, c.bad)
	}
	return r, nil
}
