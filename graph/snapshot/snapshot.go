package snapshot

import (
	"context"
	"maps"
	"slices"

	"twingraph/graph"
)

// Snapshot is all records that View.Tier could know at View.KnownAt, in a store
// whose last change was Seq. It does not change. Slices are in order of id.
type Snapshot struct {
	Seq  graph.Seq
	View graph.View // its AsOf has no meaning

	Cities           []*graph.City
	Links            []*graph.TwinningLink
	Claims           []*graph.Claim
	Resolutions      []*graph.Resolution
	Organisations    []*graph.Organisation
	Contacts         []*graph.Contact
	Campaigns        []*graph.Campaign
	Pledges          []*graph.Pledge
	Partnerships     []*graph.Partnership
	SupportTwinnings []*graph.SupportTwinning
	Practices        []*graph.Practice
	Approaches       []*graph.Approach
	Sources          []*graph.Source
	Histories        map[graph.ID]graph.History // by link; every link has one

	records map[graph.Word]map[graph.ID]graph.Record
	across  map[graph.Word]map[string]map[graph.ID][]graph.Record
}

// Take reads a snapshot at v.KnownAt and v.Tier, page by page. A change recorded
// meanwhile makes it start again; after three starts it fails with code Conflict.
// Other errors are the reader's.
func Take(ctx context.Context, reader graph.Reader, v graph.View) (*Snapshot, error) {
	for range 3 {
		before, err := reader.Head(ctx)
		if err != nil {
			return nil, err
		}
		s, err := take(ctx, reader, v)
		if err != nil {
			return nil, err
		}
		after, err := reader.Head(ctx)
		if err != nil {
			return nil, err
		}
		if before.Seq == after.Seq {
			s.Seq = after.Seq
			return s, nil
		}
	}
	return nil, graph.Errorf(graph.Conflict, "the network keeps changing while it is read; try again")
}

func take(ctx context.Context, reader graph.Reader, v graph.View) (*Snapshot, error) {
	s := &Snapshot{
		View:      v,
		Histories: map[graph.ID]graph.History{},
		records:   map[graph.Word]map[graph.ID]graph.Record{},
	}
	for _, word := range graph.Words() {
		s.records[word] = map[graph.ID]graph.Record{}
		q := graph.Query{Word: word, First: graph.MaxFirst}
		if word == graph.WordTwinningLink {
			q.With = graph.WithHistories
		}
		for {
			page, err := reader.List(ctx, v, q)
			if err != nil {
				return nil, err
			}
			if err := s.add(ctx, reader, v, page); err != nil {
				return nil, err
			}
			if !page.More {
				break
			}
			q.After = &page.Positions[len(page.Positions)-1]
		}
	}
	s.index()
	return s, nil
}

// add takes in one page, with the histories of its links.
func (s *Snapshot) add(ctx context.Context, reader graph.Reader, v graph.View, page graph.Page) error {
	var missing []graph.ID
	for _, r := range page.Records {
		s.records[r.Word()][r.Base().ID] = r
		switch r := r.(type) {
		case *graph.City:
			s.Cities = append(s.Cities, r)
		case *graph.TwinningLink:
			s.Links = append(s.Links, r)
			if h, ok := page.Along.Histories[r.ID]; ok {
				s.Histories[r.ID] = h
			} else {
				missing = append(missing, r.ID)
			}
		case *graph.Claim:
			s.Claims = append(s.Claims, r)
		case *graph.Resolution:
			s.Resolutions = append(s.Resolutions, r)
		case *graph.Organisation:
			s.Organisations = append(s.Organisations, r)
		case *graph.Contact:
			s.Contacts = append(s.Contacts, r)
		case *graph.Campaign:
			s.Campaigns = append(s.Campaigns, r)
		case *graph.Pledge:
			s.Pledges = append(s.Pledges, r)
		case *graph.Partnership:
			s.Partnerships = append(s.Partnerships, r)
		case *graph.SupportTwinning:
			s.SupportTwinnings = append(s.SupportTwinnings, r)
		case *graph.Practice:
			s.Practices = append(s.Practices, r)
		case *graph.Approach:
			s.Approaches = append(s.Approaches, r)
		case *graph.Source:
			s.Sources = append(s.Sources, r)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	histories, err := reader.Histories(ctx, v, missing)
	for id, h := range histories {
		s.Histories[id] = h
	}
	return err
}

// ordered returns all records of word in order of id.
func (s *Snapshot) ordered(word graph.Word) []graph.Record {
	ids := slices.Sorted(maps.Keys(s.records[word]))
	records := make([]graph.Record, len(ids))
	for i, id := range ids {
		records[i] = s.records[word][id]
	}
	return records
}

// index makes every edge of every word's Shape walkable.
func (s *Snapshot) index() {
	s.across = map[graph.Word]map[string]map[graph.ID][]graph.Record{}
	for _, word := range graph.Words() {
		s.across[word] = map[string]map[graph.ID][]graph.Record{}
		for _, edge := range graph.ShapeOf(word).Edges {
			s.across[word][edge.Name] = s.walk(word, edge)
		}
	}
}

func (s *Snapshot) walk(word graph.Word, edge graph.Edge) map[graph.ID][]graph.Record {
	found := map[graph.ID][]graph.Record{}
	holder, fields := word, edge.Fields
	if len(edge.Back) > 0 {
		holder, fields = edge.To, edge.Back
	}
	shape := graph.ShapeOf(holder)
	for _, r := range s.ordered(holder) {
		for _, name := range fields {
			field, _ := shape.Field(name)
			for _, value := range field.Of(r) {
				id := graph.ID(value.(string))
				if len(edge.Back) > 0 {
					found[id] = append(found[id], r)
				} else if across := s.records[edge.To][id]; across != nil {
					found[r.Base().ID] = append(found[r.Base().ID], across)
				}
			}
		}
	}
	return found
}

// Record returns the record of word with the given id, nil when it is not known.
func (s *Snapshot) Record(word graph.Word, id graph.ID) graph.Record { return s.records[word][id] }

// History returns the history of a link, and whether the link is known.
func (s *Snapshot) History(link graph.ID) (graph.History, bool) {
	h, ok := s.Histories[link]
	return h, ok
}

// City returns the city with the given id, nil when it is not known.
func (s *Snapshot) City(id graph.ID) *graph.City {
	c, _ := s.records[graph.WordCity][id].(*graph.City)
	return c
}

// Link returns the link with the given id, nil when it is not known.
func (s *Snapshot) Link(id graph.ID) *graph.TwinningLink {
	l, _ := s.records[graph.WordTwinningLink][id].(*graph.TwinningLink)
	return l
}

// Across returns the records across an edge of a record, in order of id; the edge
// is a name of the Shape of the record's word. Callers must not change the slice.
func Across[T graph.Record](s *Snapshot, from graph.Record, edge string) []T {
	found := s.across[from.Word()][edge][from.Base().ID]
	records := make([]T, len(found))
	for i, r := range found {
		records[i] = r.(T)
	}
	return records
}

// LinksOf returns the links of a city, in order of id.
func (s *Snapshot) LinksOf(city graph.ID) []*graph.TwinningLink {
	found := s.across[graph.WordCity]["links"][city]
	links := make([]*graph.TwinningLink, len(found))
	for i, r := range found {
		links[i] = r.(*graph.TwinningLink)
	}
	return links
}
