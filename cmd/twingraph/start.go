package main

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync/atomic"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/ingest"
	"twingraph/graph/neostore"
	"twingraph/graph/registry"
)

// start brings a store to where questions can be answered: it is reached, its
// schema is there and, when asked for, the bundled dataset is loaded.
type start struct {
	store   graph.Store
	bundled bool
	world   bool // load the world release too
	log     *slog.Logger
	left    atomic.Pointer[error] // why it is not done yet; nil when it is
}

// newStart returns a start that has not been attempted yet.
func newStart(store graph.Store, bundled bool, log *slog.Logger) *start {
	s := &start{store: store, bundled: bundled, log: log}
	s.leave(graph.Errorf(graph.Unavailable, "The program is still starting. Try again in a moment."))
	return s
}

// withWorld has the world release loaded too, and the bundled dataset, on which it stands.
func (s *start) withWorld() *start {
	s.bundled, s.world = true, true
	return s
}

// leave records why there is something left to do.
func (s *start) leave(reason error) { s.left.Store(&reason) }

// attemptFor bounds one attempt; loading the dataset into a cold Neo4j takes some
// seconds.
const attemptFor = 2 * time.Minute

// attemptWorldFor bounds one that loads the world release, which a Neo4j takes minutes for.
const attemptWorldFor = 30 * time.Minute

// attempt does what is left to do. Errors are the store's.
func (s *start) attempt(ctx context.Context) error {
	within := attemptFor
	if s.world {
		within = attemptWorldFor
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	err := s.store.Ready(ctx)
	switch {
	case err != nil:
	case s.bundled:
		if err = load(ctx, s.store, s.log, bundledRelease()); err == nil && s.world {
			err = load(ctx, s.store, s.log, worldRelease())
			debug.FreeOSMemory() // what an import of that size needs, a server does not
		}
	default:
		err = s.sayIfEmpty(ctx)
	}
	if err != nil {
		s.leave(err)
		return err
	}
	s.left.Store(nil)
	return nil
}

// sayIfEmpty logs how to fill a store in which nothing was recorded yet: without it
// a newcomer meets a server that answers every question with nothing. Errors are the
// store's.
func (s *start) sayIfEmpty(ctx context.Context) error {
	head, err := s.store.Head(ctx)
	if err == nil && head.Seq == 0 {
		s.log.Warn("the store is empty: start with --bundled to load the bundled dataset, or record one of your own with twingraph import")
	}
	return err
}

// Ready says whether questions can be answered now. Before the start is done it
// returns the outcome of the last attempt and leaves the store to the next one.
func (s *start) Ready(ctx context.Context) error {
	if reason := s.left.Load(); reason != nil {
		return *reason
	}
	return s.store.Ready(ctx)
}

// State says where answers come from, nothing where there is one place only.
func (s *start) State() string {
	if from, ok := s.store.(httpd.Informed); ok {
		return from.State()
	}
	return ""
}

// The pauses between attempts, which double from the first to the longest.
const (
	firstPause   = time.Second
	longestPause = 15 * time.Second
)

// keepOn attempts until it is done, ctx ends (nil) or going on makes no sense.
func (s *start) keepOn(ctx context.Context) error {
	for pause := firstPause; s.left.Load() != nil; pause = min(2*pause, longestPause) {
		err := s.attempt(ctx)
		switch {
		case err == nil:
			s.log.Info("the store can answer now")
			return nil
		case ctx.Err() != nil:
			return nil
		case !passing(err):
			return err
		}
		s.log.Warn("the store cannot answer yet; trying on", "reason", sentence(err), "pause", pause)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
	return nil
}

// readAhead has the embedded store make the network ready that everybody may see, so that
// the first question about it does not wait for that. Over Neo4j the mirror reads it by
// itself. What goes wrong is said to the one who asks.
func (s *start) readAhead(ctx context.Context) {
	if own, ok := s.store.(*filestore.Store); ok {
		if moment, err := own.Moment(ctx, graph.View{KnownAt: graph.Latest(), Tier: graph.TierPublic}); err == nil {
			moment.Joined()
		}
	}
}

// passing reports whether an error may go away by itself.
func passing(err error) bool {
	code := graph.CodeOf(err)
	return (code == graph.Unavailable || code == graph.Timeout) && !neostore.Lasting(err)
}

// sentence returns what an error says to people; its causes were logged by the
// store.
func sentence(err error) string {
	if ours, ok := errors.AsType[*graph.Error](err); ok {
		return ours.Message
	}
	return err.Error()
}

// load records a release, unless it was recorded before. What was corrected or taken back since
// the release before it stays so, where this one has no news of it. A release that what was
// recorded since does not let in is left out with an error in the log: with one before it there is
// something to show.
func load(ctx context.Context, store graph.Store, log *slog.Logger, r shipped) error {
	loaded, older, err := recordedBefore(ctx, store, r)
	if err != nil || loaded {
		return err
	}
	files, err := r.files()
	if err != nil {
		return err
	}
	options := ingest.Options{Actor: "twingraph serve", Note: r.note(), RecordedAt: r.released, Release: r.title()}
	registry := registry.New(store, time.Now)
	report, err := ingest.Import(ctx, registry, store, files, options)
	if graph.CodeOf(err) == graph.Conflict {
		// The store holds changes from after the release: this is news to it.
		options.RecordedAt = time.Time{}
		report, err = ingest.Import(ctx, registry, store, files, options)
	}
	if older && report.RejectedCount > 0 {
		log.Error("the newer release of the "+r.name+" was not loaded, since rows of it do not go with what was recorded here; twingraph import --dry-run lists them, and the release before stays",
			"release", r.version, "rows", report.RejectedCount, "first", report.Rejected[0].String())
		return nil
	}
	if err != nil {
		return err
	}
	log.Info("loaded the "+r.name, "release", r.version, "added", report.Added, "corrected", report.Corrected, "unchanged", report.Unchanged, "left", report.Left)
	return nil
}

// recordedBefore reports whether a release was recorded, and whether one of its dataset was.
func recordedBefore(ctx context.Context, store graph.Store, r shipped) (loaded, older bool, err error) {
	for version, err := range ingest.Releases(ctx, store, r.title()) {
		if err != nil {
			return false, false, err
		}
		if older = true; version == r.version {
			return true, true, nil
		}
	}
	return false, older, nil
}
