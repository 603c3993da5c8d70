package index

import (
	"slices"
	"sync"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// Index is the network on a day. What is costly is found when it is first asked for, once.
// It does not change, and is safe for concurrent use; what its methods return is shared and
// must not be changed.
type Index struct {
	*snapshot.Snapshot
	Day graph.Day

	ago          [37]graph.Day    // so many months before the day
	unknown      graph.LinkStatus // of a link with no history
	none         CityRecords      // of a city with nothing on record
	numbers      func() map[graph.ID]int32
	links        func() *adjacency
	onRecord     func() map[graph.ID]*CityRecords
	foundings    func() map[graph.ID]*graph.Claim
	campaigns    func() []Campaign
	cut          func() map[[2]string][]*graph.TwinningLink
	restored     func() map[string][]*graph.Claim
	reaffirmed   func() map[[2]string][]*graph.Claim
	partnerships func() map[[2]string][]*graph.Partnership
	withdrawals  func() map[string][]Withdrawal
	approaches   func() map[graph.ID][]*graph.Approach
}

// New returns the index of a snapshot on a day.
func New(s *snapshot.Snapshot, day graph.Day) *Index {
	ix := &Index{Snapshot: s, Day: day, unknown: graph.History{}.At(day)}
	for months := range ix.ago {
		ix.ago[months] = AddMonths(day, -months)
	}
	ix.numbers = sync.OnceValue(ix.numbersByCity)
	ix.links = sync.OnceValue(ix.adjacency)
	ix.onRecord = sync.OnceValue(ix.recordsByCity)
	ix.foundings = sync.OnceValue(ix.foundingsByLink)
	ix.campaigns = sync.OnceValue(ix.campaignsWithPractices)
	ix.cut = sync.OnceValue(ix.cutByCountries)
	ix.restored = sync.OnceValue(ix.restoredByCountry)
	ix.reaffirmed = sync.OnceValue(ix.reaffirmedByCountries)
	ix.partnerships = sync.OnceValue(ix.partnershipsByCountries)
	ix.withdrawals = sync.OnceValue(ix.withdrawalsByCountry)
	ix.approaches = sync.OnceValue(func() map[graph.ID][]*graph.Approach {
		return grouped(ix.Approaches, func(a *graph.Approach) []graph.ID { return when(ix.Begun(a.Date), a.To) })
	})
	return ix
}

// Of returns the index of a snapshot on a day: the one given when it is that, a new one
// otherwise. The one given may be nil.
func Of(given *Index, s *snapshot.Snapshot, day graph.Day) *Index {
	if given != nil && given.Snapshot == s && given.Day == day {
		return given
	}
	return New(s, day)
}

// Begun reports whether what has the date had begun by the day; what has no date had.
func (ix *Index) Begun(d graph.PartialDate) bool { return d.IsZero() || d.First() <= ix.Day }

// Within reports whether the date is known, has begun and ends no more than months, 36 at
// most, before the day.
func (ix *Index) Within(d graph.PartialDate, months int) bool {
	return !d.IsZero() && d.First() <= ix.Day && d.Last() >= ix.Ago(months)
}

// Ago returns the day so many months before the day, 36 at most.
func (ix *Index) Ago(months int) graph.Day { return ix.ago[months] }

// AddMonths returns the day n months after day.
func AddMonths(day graph.Day, n int) graph.Day { return graph.DayOf(day.Time().AddDate(0, n, 0)) }

// ApproachesTo returns the approaches to a city that were made by the day, in order of id.
func (ix *Index) ApproachesTo(city graph.ID) []*graph.Approach { return ix.approaches()[city] }

// SourcesOf returns the sources of records, each once, in order of id.
func SourcesOf(records ...graph.Record) []graph.ID {
	sources := []graph.ID{}
	for _, r := range records {
		sources = append(sources, r.Base().Sources...)
	}
	slices.Sort(sources)
	return slices.Compact(sources)
}

// Records returns typed records as records.
func Records[T graph.Record](typed ...T) []graph.Record {
	records := make([]graph.Record, len(typed))
	for i, r := range typed {
		records[i] = r
	}
	return records
}

// grouped returns lists by key, each in the order given; an item can have several keys.
func grouped[K comparable, T any](all []T, keys func(T) []K) map[K][]T {
	groups := map[K][]T{}
	for _, item := range all {
		for _, key := range keys(item) {
			groups[key] = append(groups[key], item)
		}
	}
	return groups
}

// when returns the key if it counts, no key otherwise.
func when[K comparable](counts bool, key K) []K {
	if !counts {
		return nil
	}
	return []K{key}
}
