package world

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"
	"weak"

	"twingraph/graph"
	"twingraph/graph/storetest/network"
)

// A burst of claims leaves nothing of the states in between: neither where each of them was
// asked, nor where nobody asked.
func TestStatesOfABurstAreReleased(t *testing.T) {
	for name, every := range map[string]int{"asked after each claim": 1, "asked now and then": 37, "not asked": 0} {
		t.Run(name, func(t *testing.T) {
			t0 := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
			w, _, err := Empty().With(graph.Batch{RecordedAt: t0, Added: network.Records(1, 100, 300, 700)})
			if err != nil {
				t.Fatal(err)
			}
			links := w.tables[graph.WordTwinningLink].sheet.get().rows
			source := w.tables[graph.WordSource].sheet.get().rows[0].Base().ID
			const claims = 400
			var worlds []weak.Pointer[World]
			var states []weak.Pointer[state]
			var sheets []weak.Pointer[sheet]
			for n := range claims {
				at := t0.Add(time.Duration(n+1) * time.Second)
				claim := &graph.Claim{
					Statement: graph.Statement{ID: graph.ID(fmt.Sprint("late-", n)), RecordedAt: at, Sources: []graph.ID{source}},
					Link:      links[n%len(links)].Base().ID, Type: graph.Ended, Authority: graph.PartyDecision, Date: graph.PartialDate{Year: int16(2000 + n%26), Month: uint8(1 + n%12)},
				}
				if w, _, err = w.With(graph.Batch{After: graph.Seq(n + 1), RecordedAt: at, Added: []graph.Record{claim}}); err != nil {
					t.Fatal(err)
				}
				if every > 0 && n%every == 0 {
					askAbout(t, w, graph.Day(19_000+n%3))
				}
				worlds, states = append(worlds, weak.Make(w)), append(states, weak.Make(w.now))
				if made := w.tables[graph.WordClaim].sheet.made.Load(); made != nil {
					sheets = append(sheets, weak.Make(*made))
				}
			}
			runtime.GC()
			runtime.GC()
			// What was asked last, and what that was made of, may stay; and moments of the past.
			const few = pastStates + 3
			if n := kept(worlds); n > 1 {
				t.Errorf("%d worlds of %d are kept", n, claims)
			}
			if n := kept(states); n > few {
				t.Errorf("%d states of %d are kept", n, claims)
			}
			if n := kept(sheets); n > few {
				t.Errorf("%d sheets of %d are kept", n, len(sheets))
			}
			runtime.KeepAlive(w)
		})
	}
}

// kept counts those that are not released.
func kept[T any](list []weak.Pointer[T]) (n int) {
	for _, p := range list {
		if p.Value() != nil {
			n++
		}
	}
	return n
}

// askAbout asks what makes most of what a state can keep.
func askAbout(t *testing.T, w *World, day graph.Day) {
	t.Helper()
	ctx, v := context.Background(), graph.View{AsOf: day, KnownAt: graph.Latest()}
	for _, q := range []graph.Query{
		{Word: graph.WordTwinningLink, OrderBy: "since", First: 10, Where: graph.In("status", graph.StatusEnded)},
		{Word: graph.WordClaim, OrderBy: "date", First: 10},
		{Word: graph.WordSource, First: 10},
	} {
		if _, err := w.List(ctx, v, q); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Tally(ctx, v, nil); err != nil {
		t.Fatal(err)
	}
	m, err := w.Moment(ctx, v)
	if err != nil {
		t.Fatal(err)
	}
	m.Joined()
	Across[*graph.Claim](m, m.Links[0], "claims")
	Across[*graph.Source](m, m.Claims[0], "sources")
	v.KnownAt = m.Claims[0].RecordedAt
	if _, err := w.Tally(ctx, v, nil); err != nil {
		t.Fatal(err)
	}
}
