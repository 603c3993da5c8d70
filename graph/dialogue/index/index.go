package index

import (
	"slices"
	"sync"

	"twingraph/graph"
	"twingraph/graph/world"
)

// Index is the network on a day. What is costly is found when it is first asked for, once.
// It does not change, and is safe for concurrent use; what its methods return is shared and
// must not be changed.
type Index struct {
	*world.Moment
	Day graph.Day

	ago     [37]graph.Day    // so many months before the day
	unknown graph.LinkStatus // of a link with no history

	numbers      found[map[graph.ID]int32]
	links        found[*adjacency]
	onRecord     found[[]CityRecords] // by number of the city
	foundings    found[map[graph.ID]*graph.Claim]
	campaigns    found[[]Campaign]
	cut          found[map[[2]string][]*graph.TwinningLink]
	restored     found[map[string][]*graph.Claim]
	reaffirmed   found[map[[2]string][]*graph.Claim]
	partnerships found[map[[2]string][]*graph.Partnership]
	withdrawals  found[map[string][]Withdrawal]
	approaches   found[map[graph.ID][]*graph.Approach]
}

// New returns the index of a moment on a day.
func New(s *world.Moment, day graph.Day) *Index {
	ix := &Index{Moment: s, Day: day, unknown: graph.History{}.At(day)}
	for months := range ix.ago {
		ix.ago[months] = AddMonths(day, -months)
	}
	return ix
}

// Of returns the index of a moment on a day: the one given when it is that, a new one
// otherwise. The one given may be nil.
func Of(given *Index, s *world.Moment, day graph.Day) *Index {
	if given != nil && given.Moment == s && given.Day == day {
		return given
	}
	return New(s, day)
}

// found is what is found when it is first asked for.
type found[T any] struct {
	once  sync.Once
	value T
}

func (f *found[T]) by(find func() T) T {
	f.once.Do(func() { f.value = find() })
	return f.value
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

// Begun reports whether what has the date had begun by the day; what has no date had.
func (ix *Index) Begun(d graph.PartialDate) bool { return d.IsZero() || d.First() <= ix.Day }

// Underway reports whether a record with the date had begun by the day, or, where it has no date,
// was known of by then.
func (ix *Index) Underway(r graph.Record, d graph.PartialDate) bool {
	if d.IsZero() {
		return ix.Known(r)
	}
	return d.First() <= ix.Day
}

// Past returns a date of something that had happened or begun by the day; zero of what lies
// after it, which nobody could know.
func (ix *Index) Past(d graph.PartialDate) graph.PartialDate {
	if d.First() > ix.Day {
		return graph.PartialDate{}
	}
	return d
}

// Known reports whether a record without a date of its own, such as a practice, was known of by the
// day: one of its sources was published by then, or none of them has a date.
func (ix *Index) Known(r graph.Record) bool {
	dated := false
	for _, id := range r.Base().Sources {
		if s, ok := ix.Record(graph.WordSource, id).(*graph.Source); ok && !s.Date.IsZero() {
			if s.Date.First() <= ix.Day {
				return true
			}
			dated = true
		}
	}
	return !dated
}

// PublishedFirst returns sources with those first that were published by the day, in the order
// given otherwise.
func (ix *Index) PublishedFirst(sources []graph.ID) []graph.ID {
	ordered, later := make([]graph.ID, 0, len(sources)), []graph.ID{}
	for _, id := range sources {
		if s, ok := ix.Record(graph.WordSource, id).(*graph.Source); ok && !s.PublishedBy(ix.Day) {
			later = append(later, id)
		} else {
			ordered = append(ordered, id)
		}
	}
	return append(ordered, later...)
}

// Within reports whether the date is known, has begun and ends no more than months, 36 at
// most, before the day.
func (ix *Index) Within(d graph.PartialDate, months int) bool {
	return !d.IsZero() && d.First() <= ix.Day && d.Last() >= ix.Ago(months)
}

// Ago returns the day so many months before the day, 36 at most.
func (ix *Index) Ago(months int) graph.Day { return ix.ago[months] }

// AddMonths returns the day n months after day.
func AddMonths(day graph.Day, n int) graph.Day { return graph.DayOf(day.Time().AddDate(0, n, 0)) }

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
