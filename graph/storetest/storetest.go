package storetest

import (
	"testing"

	"twingraph/graph"
)

// Open returns an empty store that nobody else writes to, and sees to its closing
// with t.Cleanup. It may be called many times in one test, one after the other.
type Open func(t *testing.T) graph.Store

// Run tells the contract of graph.Store, method by method, to the stores that open
// returns. Cases that only read share one store.
func Run(t *testing.T, open Open) {
	t.Run("an empty store", func(t *testing.T) { emptyStore(t, open(t)) })
	t.Run("a network", func(t *testing.T) {
		n := settle(t, open(t))
		for _, topic := range []struct {
			name string
			tell func(*testing.T, *network)
		}{
			{"records", tellRecords},
			{"list", tellList},
			{"filter by every field", tellFields},
			{"filter trees", tellFilters},
			{"list across edges", tellAcross},
			{"histories", tellHistories},
			{"search", tellSearch},
			{"tally and diff", tellCounts},
			{"changes", tellChanges},
			{"what became of a record", tellFate},
			{"tiers", tellTiers},
			{"recorded time", tellRecordedTime},
		} {
			t.Run(topic.name, func(t *testing.T) { topic.tell(t, n) })
		}
	})
	t.Run("who may see a record changes", func(t *testing.T) { tellHarm(t, harm(t, open(t))) })
	t.Run("a dataset written and read", func(t *testing.T) { tellDataset(t, open) })
	t.Run("append", func(t *testing.T) { tellAppend(t, open) })
	t.Run("pages under writes", func(t *testing.T) { tellStablePages(t, open(t)) })
}
