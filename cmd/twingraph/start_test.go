package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

// late is a store that is not ready until its channel is closed.
type late struct {
	graph.Store
	here <-chan struct{}
}

func (l late) Ready(context.Context) error {
	select {
	case <-l.here:
		return nil
	default:
		return graph.Errorf(graph.Unavailable, "not here yet").Because(errors.New("connection refused"))
	}
}

// The program is ready when the store is and the bundled dataset was loaded, once.
func TestStart(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	t.Run("loads the dataset once", func(t *testing.T) {
		store := storetest.NewReference()
		for range 2 {
			s := newStart(store, true, log)
			if err := s.Ready(t.Context()); graph.CodeOf(err) != graph.Unavailable {
				t.Errorf("before the start: %v", err)
			}
			if err := s.attempt(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := s.Ready(t.Context()); err != nil {
				t.Errorf("after the start: %v", err)
			}
		}
		if head, err := store.Head(t.Context()); err != nil || head.Seq != 1 || !head.RecordedAt.Equal(dataset.Released()) {
			t.Errorf("%v %+v", err, head)
		}
	})
	t.Run("leaves the store alone unless asked", func(t *testing.T) {
		store := storetest.NewReference()
		if err := newStart(store, false, log).attempt(t.Context()); err != nil {
			t.Fatal(err)
		}
		if head, err := store.Head(t.Context()); err != nil || head.Seq != 0 {
			t.Errorf("%v %+v", err, head)
		}
	})
	t.Run("says that a store is empty, and how to fill it", func(t *testing.T) {
		filled := storetest.NewReference()
		submit(t, filled, time.Time{}, &graph.Source{Statement: graph.Statement{ID: "own", Confidence: graph.Documented}, Title: "Own", Publisher: "Me"})
		for _, c := range []struct {
			name    string
			store   graph.Store
			bundled bool
			says    bool
		}{
			{"empty", storetest.NewReference(), false, true},
			{"empty, with the dataset asked for", storetest.NewReference(), true, false},
			{"filled", filled, false, false},
		} {
			t.Run(c.name, func(t *testing.T) {
				var out strings.Builder
				if err := newStart(c.store, c.bundled, slog.New(slog.NewTextHandler(&out, nil))).attempt(t.Context()); err != nil {
					t.Fatal(err)
				}
				if says := strings.Contains(out.String(), "the store is empty"); says != c.says {
					t.Errorf("says so: %t\n%s", says, out.String())
				}
				for _, way := range []string{"--bundled", "twingraph import"} {
					if c.says && !strings.Contains(out.String(), way) {
						t.Errorf("%s is not named:\n%s", way, out.String())
					}
				}
			})
		}
	})
	t.Run("loads it into a store with later changes", func(t *testing.T) {
		store := storetest.NewReference()
		submit(t, store, dataset.Released().AddDate(0, 1, 0), &graph.Source{Statement: graph.Statement{ID: "own", Confidence: graph.Documented}, Title: "Own", Publisher: "Me"})
		if err := newStart(store, true, log).attempt(t.Context()); err != nil {
			t.Fatal(err)
		}
		if head, err := store.Head(t.Context()); err != nil || head.Seq != 2 {
			t.Errorf("%v %+v", err, head)
		}
	})
	t.Run("keeps what was corrected since", func(t *testing.T) {
		store := storetest.NewReference()
		if err := newStart(store, true, log).attempt(t.Context()); err != nil {
			t.Fatal(err)
		}
		view := graph.View{KnownAt: graph.Latest()}
		chicago := record[*graph.City](t, store, view, graph.WordCity, "chicago-il-us")
		corrected := *chicago
		corrected.Notes = "corrected here"
		submit(t, store, time.Time{}, &corrected)
		if err := newStart(store, true, log).attempt(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := record[*graph.City](t, store, view, graph.WordCity, "chicago-il-us").Notes; got != "corrected here" {
			t.Errorf("the correction became %q", got)
		}
	})
	t.Run("goes on until the store is there", func(t *testing.T) {
		here := make(chan struct{})
		s := newStart(late{storetest.NewReference(), here}, true, log)
		if err := s.attempt(t.Context()); !passing(err) {
			t.Fatalf("%v", err)
		}
		time.AfterFunc(firstPause/2, func() { close(here) })
		if err := s.keepOn(t.Context()); err != nil || s.Ready(t.Context()) != nil {
			t.Errorf("%v, %v", err, s.Ready(t.Context()))
		}
	})
	t.Run("gives up when the program ends", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := newStart(late{storetest.NewReference(), nil}, true, log).keepOn(ctx); err != nil {
			t.Error(err)
		}
	})
}

// Waiting helps against some errors only.
func TestPassing(t *testing.T) {
	away := graph.Errorf(graph.Unavailable, "away")
	for _, c := range []struct {
		name string
		err  error
		want bool
	}{
		{"nobody answers", away.Because(errors.New("connection refused")), true},
		{"nobody answers, wrapped", fmt.Errorf("ready: %w", away.Because(errors.New("connection refused"))), true},
		{"the server is busy", away.Because(errors.New("Neo.TransientError.General.DatabaseUnavailable")), true},
		{"the time ran out", graph.Errorf(graph.Timeout, "slow"), true},
		{"the dataset is wrong", graph.Errorf(graph.BadUserInput, "row 7"), false},
		{"a defect", errors.New("oh"), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := passing(c.err); got != c.want {
				t.Errorf("passing is %t", got)
			}
		})
	}
}

// submit records one record.
func submit(t *testing.T, store graph.Store, at time.Time, r graph.Record) {
	t.Helper()
	if _, err := registry.New(store, time.Now).Submit(t.Context(), registry.Submission{Actor: "me", Note: "mine", RecordedAt: at, Records: []graph.Record{r}}); err != nil {
		t.Fatal(err)
	}
}

// record returns one record that exists.
func record[T graph.Record](t *testing.T, store graph.Store, v graph.View, word graph.Word, id graph.ID) T {
	t.Helper()
	found, err := store.Records(t.Context(), v, word, []graph.ID{id})
	if err != nil || found[0] == nil {
		t.Fatalf("%s %s: %v", word, id, err)
	}
	return found[0].(T)
}

// A newer release that does not go with what people recorded keeps no server from starting.
func TestAReleaseThatDoesNotGoWithWhatWasRecorded(t *testing.T) {
	towns := func(version, cities string) shipped {
		return shipped{"towns", version, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), func() (fs.FS, error) {
			const sources = "id,title,publisher,url,date,archived_hash,confidence,notes\ns,List,Council,,2019-12,,DOCUMENTED,\n"
			const columns = "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n"
			return fstest.MapFS{"sources.csv": {Data: []byte(sources)}, "cities.csv": {Data: []byte(columns + cities)}}, nil
		}}
	}
	const sound, broken = "a,Town,,,TOWN,,,,,,,,s,DOCUMENTED,\n", "b,Town,,,TOWN,,,,,,,,atlantis,DOCUMENTED,\n"
	var out strings.Builder
	log := slog.New(slog.NewTextHandler(&out, nil))
	store := storetest.NewReference()
	if err := load(t.Context(), store, log, towns("1", broken)); graph.CodeOf(err) != graph.BadUserInput {
		t.Errorf("a first release: %v", err)
	}
	if err := load(t.Context(), store, log, towns("1", sound)); err != nil {
		t.Fatal(err)
	}
	if err := load(t.Context(), store, log, towns("2", sound+broken)); err != nil {
		t.Errorf("a newer one: %v", err)
	}
	if head, err := store.Head(t.Context()); err != nil || head.Seq != 1 {
		t.Errorf("%+v, %v", head, err)
	}
	if said := out.String(); !strings.Contains(said, "level=ERROR") || !strings.Contains(said, "atlantis") {
		t.Error(said)
	}
}
