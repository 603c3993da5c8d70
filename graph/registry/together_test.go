package registry_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
)

// desk is a registry over a real store that groups, and counts the groups that it was asked
// for.
type desk struct {
	t *testing.T
	*filestore.Store
	*registry.Registry
	path   string
	groups int
	fails  error // what the next group ends with, in place of being recorded
}

func newDesk(t *testing.T) *desk {
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "test.db")}
	d.open()
	d.Registry = registry.New(d, func() time.Time { return released })
	if _, err := d.Submit(t.Context(), registry.Submission{Records: network(), RecordedAt: released}); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) open() {
	var err error
	if d.Store, err = filestore.Open(d.path, filestore.Options{}); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = d.Store.Close() })
}

// Group counts; see graph.Grouper.
func (d *desk) Group(ctx context.Context, each func(graph.Journal) error) error {
	d.groups++
	fails := d.fails
	d.fails = nil
	return d.Store.Group(ctx, func(journal graph.Journal) error {
		if err := each(journal); err != nil {
			return err
		}
		return fails
	})
}

// Keyed finds a change of the store.
func (d *desk) Keyed(ctx context.Context, key string) (graph.KeyedChange, error) {
	return d.Registry.Keyed(ctx, key)
}

// result is what a writer was answered.
type result struct {
	registry.Receipt
	err      error
	panicked any
}

// wants fails the test unless the writer recorded a change of that number.
func (r result) wants(t *testing.T, seq graph.Seq) {
	t.Helper()
	if r.err != nil || r.Change.Seq != seq {
		t.Errorf("change %d, %v; want change %d", r.Change.Seq, r.err, seq)
	}
}

// together records drafts in one group: while the first one is made, the others come and
// wait, in their order. Those that have a context of their own have it from contexts.
func (d *desk) together(contexts map[int]context.Context, drafts ...registry.Draft) []result {
	d.t.Helper()
	results := make([]result, len(drafts))
	var all sync.WaitGroup
	write := func(i int, draft registry.Draft) {
		defer func() { results[i].panicked = recover() }()
		ctx := contexts[i]
		if ctx == nil {
			ctx = d.t.Context()
		}
		results[i].Receipt, results[i].err = d.Record(ctx, draft)
	}
	once := false
	write(0, func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
		for i := 1; i < len(drafts) && !once; i++ {
			all.Go(func() { write(i, drafts[i]) })
			for d.Waiting() < i {
				runtime.Gosched()
			}
		}
		once = true
		return drafts[0](ctx, reader)
	})
	all.Wait()
	return results
}

// adds is the draft of a city that is new.
func adds(id graph.ID) registry.Draft {
	return as(registry.Submission{Records: []graph.Record{city(id)}})
}

func as(s registry.Submission) registry.Draft {
	return func(context.Context, graph.Reader) (registry.Submission, error) { return s, nil }
}

// cities returns which of the cities a reader shows.
func (d *desk) cities(reader graph.Reader, ids ...graph.ID) string {
	d.t.Helper()
	found, err := reader.Records(d.t.Context(), graph.View{KnownAt: graph.Latest()}, graph.WordCity, ids)
	if err != nil {
		d.t.Fatal(err)
	}
	shown := ""
	for i, r := range found {
		if r != nil {
			shown += string(ids[i])
		}
	}
	return shown
}

func TestThoseWhoWaitAreRecordedTogether(t *testing.T) {
	d := newDesk(t)
	sees := func(id graph.ID, want string) registry.Draft {
		return func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
			if shown := d.cities(reader, "k", "l", "m"); shown != want {
				t.Errorf("%s is made from a store with %q, want %q", id, shown, want)
			}
			if shown := d.cities(d.Store, "k", "l", "m"); shown != "" {
				t.Errorf("everybody is shown %q before it is durable", shown)
			}
			return adds(id)(ctx, reader)
		}
	}
	for i, r := range d.together(nil, sees("k", ""), sees("l", "k"), sees("m", "kl")) {
		r.wants(t, graph.Seq(i+2))
	}
	if d.groups != 1 {
		t.Errorf("%d groups, want one", d.groups)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d.open()
	if shown := d.cities(d.Store, "k", "l", "m"); shown != "klm" {
		t.Errorf("after the next start there are %q", shown)
	}
}

func TestManyWritersAreRecordedEachOnce(t *testing.T) {
	d := newDesk(t)
	var all sync.WaitGroup
	for n := range 16 {
		all.Go(func() {
			for i := range 20 {
				r, err := d.Record(t.Context(), adds(graph.ID(fmt.Sprintf("city-%d-%d", n, i))))
				if err != nil || r.Added != 1 {
					t.Errorf("%+v, %v", r, err)
				} else if _, err := d.Store.Head(t.Context()); err != nil || d.cities(d.Store, graph.ID(fmt.Sprintf("city-%d-%d", n, i))) == "" {
					t.Errorf("writer %d does not see what it wrote: %v", n, err)
				}
			}
		})
	}
	all.Wait()
	if head, err := d.Head(t.Context()); err != nil || head.Seq != 321 {
		t.Errorf("the head is %d, %v", head.Seq, err)
	}
}

func TestARejectedWriterOfAGroupRejectsOnlyItself(t *testing.T) {
	d := newDesk(t)
	results := d.together(nil, adds("k"), as(registry.Submission{Records: []graph.Record{link("k--x", "k", "x")}}), adds("m"))
	results[0].wants(t, 2)
	if _, rejected := errors.AsType[*registry.Rejection](results[1].err); !rejected {
		t.Errorf("error %v, want a rejection", results[1].err)
	}
	results[2].wants(t, 3)
}

func TestAKeyIsRecordedOnceInAGroup(t *testing.T) {
	d := newDesk(t)
	keyed := func(id graph.ID) registry.Draft {
		return as(registry.Submission{Key: "once", Records: []graph.Record{city(id)}})
	}
	results := d.together(nil, keyed("k"), keyed("l"), adds("m"))
	results[0].wants(t, 2)
	if !results[1].Repeated || results[1].Change.Seq != 2 {
		t.Errorf("%+v, want change 2 again", results[1])
	}
	results[2].wants(t, 3)
	if shown := d.cities(d.Store, "k", "l", "m"); shown != "km" {
		t.Errorf("recorded are %q", shown)
	}
}

func TestTwoOfAGroupCannotCorrectTheSameVersion(t *testing.T) {
	d := newDesk(t)
	corrects := func(name string) registry.Draft {
		c := city("a")
		c.Name = name
		return as(registry.Submission{Records: []graph.Record{c}, Expected: map[graph.Target]time.Time{graph.TargetOf(c): released}})
	}
	results := d.together(nil, corrects("one"), corrects("other"))
	results[0].wants(t, 2)
	rejection, rejected := errors.AsType[*registry.Rejection](results[1].err)
	if !rejected || rejection.Problems[0].Code != graph.ProblemConflict {
		t.Errorf("error %v, want a conflict", results[1].err)
	}
}

func TestNobodyIsAnsweredWhatWasNotRecorded(t *testing.T) {
	d := newDesk(t)
	d.fails = graph.Errorf(graph.Unavailable, "the disk is gone")
	dangling := as(registry.Submission{Records: []graph.Record{link("a--x", "a", "x")}})
	again := as(registry.Submission{Records: []graph.Record{city("k")}}) // nothing new after the first
	results := d.together(nil, dangling, adds("k"), again, dangling, adds("m"))
	for i, r := range results {
		_, rejected := errors.AsType[*registry.Rejection](r.err)
		_, uncertain := errors.AsType[*registry.Uncertain](r.err)
		switch {
		case i == 0 && !rejected:
			t.Errorf("%v: what follows from what was there before is answered", r.err)
		case i > 0 && graph.CodeOf(r.err) != graph.Unavailable, uncertain != (i == 1 || i == 4): // who appended
			t.Errorf("writer %d: %v", i, r.err)
		}
	}
	if shown := d.cities(d.Store, "k", "m"); shown != "" {
		t.Errorf("%q was recorded", shown)
	}
	results = d.together(nil, adds("k"), adds("m"))
	results[0].wants(t, 2)
	results[1].wants(t, 3)
}

func TestAGroupOverAStoreThatIsGone(t *testing.T) {
	d := newDesk(t)
	results := d.together(nil, adds("k"), func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
		return registry.Submission{Records: []graph.Record{city("l")}}, d.Store.Close()
	})
	for i, r := range results {
		if _, uncertain := errors.AsType[*registry.Uncertain](r.err); uncertain != (i == 0) || graph.CodeOf(r.err) != graph.Unavailable {
			t.Errorf("writer %d: error %v; only that of the first was on its way", i, r.err)
		}
	}
	if err := d.Ready(t.Context()); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("the store is ready: %v", err)
	}
	if _, err := d.Record(t.Context(), adds("m")); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("error %v", err)
	}
}

func TestAWriterWhoseTimeRanOutRecordsNothing(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(t.Context())
	results := d.together(map[int]context.Context{1: ctx}, func(c context.Context, reader graph.Reader) (registry.Submission, error) {
		cancel()
		for d.Waiting() > 1 {
			runtime.Gosched()
		}
		return adds("k")(c, reader)
	}, adds("l"), adds("m"))
	results[0].wants(t, 2)
	if graph.CodeOf(results[1].err) != graph.Timeout {
		t.Errorf("error %v, want TIMEOUT", results[1].err)
	}
	results[2].wants(t, 3)
}

func TestWhoIsOnTheWayIsNotStoppedByTheEndOfItsTime(t *testing.T) {
	d := newDesk(t)
	first, ends := context.WithCancel(t.Context())
	guest, leaves := context.WithCancel(t.Context())
	results := d.together(map[int]context.Context{0: first, 1: guest}, adds("k"), adds("l"), func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
		ends()
		leaves()
		return adds("m")(ctx, reader)
	})
	for i, r := range results {
		r.wants(t, graph.Seq(i+2))
	}
}

func TestADefectOfOneWriterIsNotThatOfItsGroup(t *testing.T) {
	d := newDesk(t)
	breaks := func(context.Context, graph.Reader) (registry.Submission, error) { panic("a defect") }
	results := d.together(nil, adds("k"), breaks, adds("m"))
	results[0].wants(t, 2)
	if results[1].panicked != "a defect" {
		t.Errorf("%+v", results[1])
	}
	results[2].wants(t, 3)
	results = d.together(nil, breaks, adds("l"))
	if results[0].panicked != "a defect" {
		t.Errorf("%+v", results[0])
	}
	results[1].wants(t, 4)
}

func TestAGroupIsPlannedAnewWhenAnotherWriterGetsInBetween(t *testing.T) {
	d := newDesk(t)
	between := sync.OnceFunc(func() {
		other := registry.New(d.Store, func() time.Time { return released })
		if _, err := other.Submit(t.Context(), registry.Submission{Records: []graph.Record{city("l")}}); err != nil {
			t.Error(err)
		}
	})
	results := d.together(nil, adds("k"), func(ctx context.Context, reader graph.Reader) (registry.Submission, error) {
		between()
		return adds("l")(ctx, reader)
	}, adds("m"))
	if results[1].err != nil || results[1].Unchanged != 1 {
		t.Errorf("%+v; want what another one recorded found", results[1])
	}
	if a, b := results[0].Change.Seq, results[2].Change.Seq; a+b != 7 || a == b {
		t.Errorf("changes %d and %d, want 3 and 4", a, b)
	}
	if shown := d.cities(d.Store, "k", "l", "m"); shown != "klm" {
		t.Errorf("recorded are %q", shown)
	}
}
