package storetest

import (
	"testing"

	"twingraph/graph"
)

// Open returns an empty store that nobody else writes to, and sees to its closing
// with t.Cleanup. It may be called many times in one test, one after the other.
type Open func(t *testing.T) graph.Store

// Run checks the contract of graph.Store, method by method, on the stores that open
// returns. Cases that only read share one store.
func Run(t *testing.T, open Open) {
	t.Run("an empty store", func(t *testing.T) { emptyStore(t, open(t)) })
	t.Run("a network", func(t *testing.T) {
		n := settle(t, open(t))
		for _, topic := range []struct {
			name  string
			check func(*testing.T, *network)
		}{
			{"records", checkRecords},
			{"list", checkList},
			{"filter by every field", checkFields},
			{"filter trees", checkFilters},
			{"list across edges", checkAcross},
			{"histories", checkHistories},
			{"search", checkSearch},
			{"tally and diff", checkCounts},
			{"counts in groups", checkGroups},
			{"on the day of another record, and parallel links", checkThen},
			{"changes", checkChanges},
			{"what became of a record", checkFate},
			{"tiers", checkTiers},
			{"recorded time", checkRecordedTime},
		} {
			t.Run(topic.name, func(t *testing.T) { topic.check(t, n) })
		}
	})
	t.Run("who may see a record changes", func(t *testing.T) { checkHarm(t, harm(t, open(t))) })
	t.Run("what people type", func(t *testing.T) { checkTyped(t, typed(t, open(t))) })
	t.Run("a dataset written and read", func(t *testing.T) { checkDataset(t, open) })
	t.Run("a newer edition of a directory", func(t *testing.T) { checkDropped(t, open) })
	t.Run("a history written and read", func(t *testing.T) { RunHistory(t, open, Differential{Seeds: []uint64{1}, Questions: 150}) })
	t.Run("an edition that covers many cities", func(t *testing.T) { checkLongList(t, open(t)) })
	t.Run("as many groups as an answer holds", func(t *testing.T) { checkManyGroups(t, open(t)) })
	t.Run("append", func(t *testing.T) { checkAppend(t, open) })
	t.Run("links by names that are corrected", func(t *testing.T) { checkNamesCorrected(t, open(t)) })
	t.Run("pages under writes", func(t *testing.T) { checkStablePages(t, open(t)) })
}

// RunLiving checks what a store has beside the contract of graph.Store so that people can
// write to it while it runs: the contracts of graph/version.go.
func RunLiving(t *testing.T, open Open) {
	t.Run("versions", func(t *testing.T) {
		n := settle(t, open(t))
		checkVersions(t, n)
		checkLives(t, n)
	})
	t.Run("versions, where who may see a record changes", func(t *testing.T) { checkVersions(t, harm(t, open(t))) })
	t.Run("keys", func(t *testing.T) { checkKeys(t, open(t)) })
	t.Run("waiting for a change", func(t *testing.T) { checkAwait(t, open(t)) })
	t.Run("documents", func(t *testing.T) { checkDocuments(t, open(t)) })
	t.Run("rivals for a document", func(t *testing.T) { checkRivalDocuments(t, open(t)) })
}

// RunErasing checks the contract of graph.Eraser.
func RunErasing(t *testing.T, open Open) {
	t.Run("erasure", func(t *testing.T) { checkErasure(t, open) })
	t.Run("erasure in random histories", func(t *testing.T) { RunErasures(t, open, Differential{Seeds: []uint64{31, 32}, Questions: 200}) })
}
