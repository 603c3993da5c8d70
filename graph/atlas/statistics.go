package atlas

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"twingraph/graph"
)

// Statistics counts links and records on a day. Links, in it and in its parts, leaves out
// those that are NOT_ESTABLISHED; ByStatus has every status.
type Statistics struct {
	AsOf            graph.Day
	Links, Disputed int
	InDispute       int // of Links, those with a city in a place that several states claim; where asked for
	ByStatus        []*StatusCount
	ByKind          []*KindCount
	ByCountry       []*CountryCount // most links first
	Records         []*RecordCount  // all that the viewer may see, whatever the filter
}

// StatusCount is how many links have a status.
type StatusCount struct {
	Status graph.Status
	Count  int
}

// KindCount counts links of a kind.
type KindCount struct {
	Kind     graph.LinkKind
	Links    int
	ByStatus []*StatusCount
}

// CountryCount counts links that touch a country.
type CountryCount struct {
	Country   string // empty for not known
	Links     int
	InDispute int // of Links, those with a city in a place that several states claim; where asked for
	ByStatus  []*StatusCount
}

// RecordCount is how many records there are of a word.
type RecordCount struct {
	Type  string
	Count int
}

// Statistics counts the links that a filter selects, and all records of the words. Errors
// are those of ReadFilter and the reader's.
func (r *Request) Statistics(ctx context.Context, v graph.View, filter Filter, words []graph.Word, disputes bool) (*Statistics, error) {
	where, err := ReadFilter(graph.WordTwinningLink, filter)
	if err != nil {
		return nil, err
	}
	tally, err := r.reader.Tally(ctx, v, where)
	if err != nil {
		return nil, err
	}
	var claimed graph.Tally
	if disputes {
		if claimed, err = r.reader.Tally(ctx, v, graph.All(where, inDispute())); err != nil {
			return nil, err
		}
	}
	s := &Statistics{
		AsOf: v.AsOf, Links: standing(tally.ByStatus), InDispute: standing(claimed.ByStatus), Disputed: tally.Disputed, ByStatus: statusCounts(tally.ByStatus),
		ByKind: []*KindCount{}, ByCountry: []*CountryCount{},
		Records: each(inOrder(words), func(w graph.Word) *RecordCount { return &RecordCount{Type: string(w), Count: tally.Records[w]} }),
	}
	for _, kind := range slices.Sorted(maps.Keys(tally.ByKind)) {
		counts := tally.ByKind[kind]
		s.ByKind = append(s.ByKind, &KindCount{Kind: kind, Links: standing(counts), ByStatus: statusCounts(counts)})
	}
	for country, counts := range tally.ByCountry {
		s.ByCountry = append(s.ByCountry, &CountryCount{Country: country, Links: standing(counts), InDispute: standing(claimed.ByCountry[country]), ByStatus: statusCounts(counts)})
	}
	slices.SortFunc(s.ByCountry, func(a, b *CountryCount) int {
		return cmp.Or(cmp.Compare(b.Links, a.Links), cmp.Compare(a.Country, b.Country))
	})
	return s, nil
}

// inOrder returns words in the order in which statistics have always listed them; words
// that are newer follow in their own order, and no word has to be added here.
func inOrder(words []graph.Word) []graph.Word {
	first := []graph.Word{
		graph.WordCity, graph.WordTwinningLink, graph.WordClaim, graph.WordResolution, graph.WordOrganisation, graph.WordContact,
		graph.WordCampaign, graph.WordPledge, graph.WordPartnership, graph.WordPractice, graph.WordApproach, graph.WordSource,
	}
	place := func(w graph.Word) uint { return uint(slices.Index(first, w)) } // -1 comes last
	return slices.SortedStableFunc(slices.Values(words), func(a, b graph.Word) int { return cmp.Compare(place(a), place(b)) })
}

// standing sums the links that are not NOT_ESTABLISHED.
func standing(counts map[graph.Status]int) int {
	n := 0
	for status, count := range counts {
		if status != graph.StatusNotEstablished {
			n += count
		}
	}
	return n
}

func statusCounts(counts map[graph.Status]int) []*StatusCount {
	return each(graph.Statuses(), func(s graph.Status) *StatusCount { return &StatusCount{Status: s, Count: counts[s]} })
}
