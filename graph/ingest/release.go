package ingest

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"twingraph/graph"
)

// ReleaseNote returns what the change says that records a release of a dataset, by which the
// next release knows it again.
func ReleaseNote(dataset, version string) string { return releasesOf(dataset) + version }

// releasesOf returns how the notes of all releases of a dataset begin.
func releasesOf(dataset string) string { return dataset + ", release " }

// Releases yields the versions of a dataset that were recorded, in order of their changes. Errors
// are the reader's; nothing comes after one.
func Releases(ctx context.Context, reader graph.Reader, dataset string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for after := graph.Seq(0); ; {
			changes, err := reader.Changes(ctx, everything(), graph.Window[graph.Seq]{First: graph.MaxFirst, After: &after})
			if err != nil {
				yield("", err)
				return
			}
			if len(changes) == 0 {
				return
			}
			for _, change := range changes {
				if version, is := strings.CutPrefix(change.Note, releasesOf(dataset)); is && !yield(version, nil) {
					return
				}
				after = change.Seq
			}
		}
	}
}

// settled is what was done with a step before it is recorded.
type settled struct {
	left      int // records of a release without news
	notListed int // claims that follow from what its editions do not show
	takenBack int // of such claims, those that were retracted before
}

// settle adds to a step what its editions say by what they do not show, and takes out of it what
// was taken back of that before, and out of the release of a dataset what is no news. Errors are
// the reader's.
func (s *Step) settle(ctx context.Context, reader graph.Reader, dataset string) (settled, error) {
	var done settled
	r, err := s.release(ctx, reader, dataset)
	if err != nil {
		return done, err
	}
	if done.left, err = r.leave(ctx, 0); err != nil {
		return done, err
	}
	from := len(s.Records)
	made, err := s.dropped(ctx, reader)
	if err != nil {
		return done, err
	}
	more, err := r.leave(ctx, from)
	if err != nil {
		return done, err
	}
	done.left += more
	done.takenBack, err = s.takenBack(ctx, reader, made)
	done.notListed = len(made) - more
	return done, err
}

// release is a release of a dataset on its way into a store that may have older ones.
type release struct {
	*Step
	reader graph.Reader
	notes  string // how those of its releases begin
	older  bool   // the store has one
}

// release returns a step as the release of a dataset; one without a name is none. Errors are the
// reader's.
func (s *Step) release(ctx context.Context, reader graph.Reader, dataset string) (*release, error) {
	r := &release{Step: s, reader: reader, notes: releasesOf(dataset)}
	if dataset == "" {
		return r, nil
	}
	for _, err := range Releases(ctx, reader, dataset) {
		if err != nil {
			return nil, err
		}
		r.older = true
		break
	}
	return r, nil
}

// leave takes out of the step, from one of its records on, what the store is to keep as it is: a
// row that says what the release before it said is no news, so a record that was corrected or
// taken back since stays so. It returns how many. A record that was taken back and to which a row
// with news refers is recorded again; where it was merged, that row refers to the one it moved to.
// Errors are the reader's.
func (r *release) leave(ctx context.Context, from int) (int, error) {
	if !r.older {
		return 0, nil
	}
	known, err := r.known(ctx, r.Records[from:])
	if err != nil {
		return 0, err
	}
	left, err := r.unchanged(ctx, r.Records[from:], known)
	if err != nil {
		return 0, err
	}
	gone := map[graph.Target]graph.Record{}
	for t, record := range left {
		if known[t] == nil {
			gone[t] = record
		}
	}
	r.Records = slices.DeleteFunc(r.Records, func(record graph.Record) bool { return left[graph.TargetOf(record)] != nil })
	for i := from; i < len(r.Records); i++ { // which grows by those that are recorded again
		again, err := r.follow(ctx, r.Records[i], gone)
		if err != nil {
			return 0, err
		}
		for _, t := range again {
			r.Records = append(r.Records, gone[t])
			delete(gone, t)
			delete(left, t)
		}
	}
	return len(left), r.leaveRetractions(ctx)
}

// known reads what the store holds of records, canonical; nothing for those that it does not hold.
func (r *release) known(ctx context.Context, records []graph.Record) (map[graph.Target]graph.Record, error) {
	ids := map[graph.Word][]graph.ID{}
	for _, record := range records {
		ids[record.Word()] = append(ids[record.Word()], record.Base().ID)
	}
	known := map[graph.Target]graph.Record{}
	for word, all := range ids {
		for part := range slices.Chunk(all, graph.MaxFirst) {
			found, err := r.reader.Records(ctx, everything(), word, part)
			if err != nil {
				return nil, err
			}
			for _, record := range found {
				if record != nil {
					known[graph.TargetOf(record)] = graph.Canonical(record)
				}
			}
		}
	}
	return known, nil
}

// unchanged returns the records that say what the last release said that recorded them, and
// that the store does not hold so.
func (r *release) unchanged(ctx context.Context, records []graph.Record, known map[graph.Target]graph.Record) (map[graph.Target]graph.Record, error) {
	var differing []graph.Record
	for _, record := range records {
		if now := known[graph.TargetOf(record)]; now == nil || !graph.Same(now, record) {
			differing = append(differing, record)
		}
	}
	left := map[graph.Target]graph.Record{}
	for part := range slices.Chunk(differing, graph.MaxFirst) {
		targets := make([]graph.Target, len(part))
		for i, record := range part {
			targets[i] = graph.TargetOf(record)
		}
		lives, err := r.reader.Versions(ctx, everything(), targets)
		if err != nil {
			return nil, err
		}
		for i, life := range lives {
			for _, version := range slices.Backward(life) {
				if !strings.HasPrefix(version.Change.Note, r.notes) {
					continue
				}
				if version.Record != nil && graph.Same(graph.Canonical(version.Record), part[i]) {
					left[targets[i]] = part[i]
				}
				break
			}
		}
	}
	return left, nil
}

// follow makes a record refer to what the records that are gone moved to, and returns those to
// which it refers and that moved nowhere.
func (r *release) follow(ctx context.Context, record graph.Record, gone map[graph.Target]graph.Record) (again []graph.Target, err error) {
	for _, p := range graph.ShapeOf(record.Word()).Properties {
		if p.To == "" {
			continue
		}
		to := func(id string) string {
			t := graph.Target{Word: p.To, ID: graph.ID(id)}
			if gone[t] == nil || err != nil {
				return id
			}
			for { // each merge is later than the one before it, so this ends
				fate, failed := r.reader.Fate(ctx, everything(), t.Word, t.ID)
				switch {
				case graph.CodeOf(failed) == graph.NotFound: // it is known
					return string(t.ID)
				case failed != nil:
					err = fmt.Errorf("fate of %s: %w", t, failed)
					return id
				case fate.MovedTo == "":
					again = append(again, graph.Target{Word: p.To, ID: graph.ID(id)})
					return id
				}
				t.ID = fate.MovedTo
			}
		}
		var value any
		switch given := p.Of(record).(type) {
		case string:
			value = to(given)
		case []string:
			moved := make([]string, len(given))
			for i, id := range given {
				moved[i] = to(id)
			}
			value = moved
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := p.Set(record, value); err != nil {
			return nil, err // an id is a text like any other
		}
	}
	slices.SortFunc(again, func(a, b graph.Target) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(again), nil
}

// leaveRetractions takes out of the step what it takes back and the store took back otherwise.
func (r *release) leaveRetractions(ctx context.Context) error {
	var failed error
	r.Retractions = slices.DeleteFunc(r.Retractions, func(taken graph.Retraction) bool {
		fate, err := r.reader.Fate(ctx, everything(), taken.Word, taken.ID)
		if err != nil && graph.CodeOf(err) != graph.NotFound {
			failed = err
		}
		return err == nil && fate.MovedTo != taken.MovedTo
	})
	return failed
}
