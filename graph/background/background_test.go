package background_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"twingraph/graph"
	"twingraph/graph/background"
	"twingraph/graph/pace"
)

const patience = 2 * time.Second

// made returns a Background that ends with the test.
func made(t *testing.T, kept graph.Documents) *background.Background {
	b := background.New(kept, patience, slog.New(slog.DiscardHandler))
	t.Cleanup(b.Close)
	return b
}

// runs counts what was computed, by name and inputs, in order.
type runs struct {
	mu   sync.Mutex
	list []string
}

func (r *runs) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return fmt.Sprint(r.list)
}

// work takes ten steps of a tenth of the time each.
func (r *runs) work(name, inputs string, head graph.Seq, takes time.Duration) background.Work[string] {
	return background.Work[string]{Name: name, Version: 1, Inputs: inputs, Head: head,
		Make: func(ctx context.Context, progress background.Progress) (string, error) {
			step := progress.Part(0, 1)
			for done := range 10 {
				time.Sleep(takes / 10)
				if err := pace.Step(ctx); err != nil {
					return "", graph.Errorf(graph.Timeout, "called off").Because(err)
				}
				step(done+1, 10)
			}
			r.mu.Lock()
			defer r.mu.Unlock()
			r.list = append(r.list, name+" "+inputs)
			return name + " of " + inputs, nil
		}}
}

// get asks for a result that is kept ready, failing the test on an error.
func get(t *testing.T, b *background.Background, w background.Work[string]) string {
	t.Helper()
	got, found, err := background.Get(t.Context(), b, w, true)
	if err != nil || !found {
		t.Fatalf("found %t, %v", found, err)
	}
	return got
}

func expect(t *testing.T, what string, got fmt.Stringer, want string) {
	t.Helper()
	if got.String() != want {
		t.Errorf("%s: %s, want %s", what, got, want)
	}
}

func TestWhatIsQuickIsWaitedForAndComputedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, r := made(t, nil), &runs{}
		for range 3 {
			if got := get(t, b, r.work("layout", "a", 1, time.Second)); got != "layout of a" {
				t.Errorf("got %q", got)
			}
		}
		expect(t, "computed", r, "[layout a]")
	})
}

// Every two seconds the asker hears how far it is, always farther, until it is there.
func TestAnAskerHearsHowFarItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, r := made(t, nil), &runs{}
		w := r.work("layout", "a", 1, 7*time.Second)
		for _, want := range []string{"still being computed, 20 %", "still being computed, 50 %", "still being computed, 80 %"} {
			_, found, err := background.Get(t.Context(), b, w, true)
			refused, ok := errors.AsType[*graph.Error](err)
			if !found || !ok || refused.Code != graph.NotReady || refused.Message != want || refused.Progress == nil {
				t.Fatalf("got %v, want %s", err, want)
			}
			if share := fmt.Sprintf("still being computed, %.0f %%", 100**refused.Progress); share != want {
				t.Errorf("the progress says %s, the sentence %s", share, want)
			}
		}
		if got := get(t, b, w); got != "layout of a" {
			t.Errorf("got %q", got)
		}
		expect(t, "computed", r, "[layout a]")
	})
}

func TestOneThingAtATimeAndWhatIsAskedForFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, r := made(t, nil), &runs{}
		for _, name := range []string{"one", "two", "three"} {
			background.Begin(b, r.work(name, "a", 1, patience/4))
		}
		began := time.Now()
		get(t, b, r.work("three", "a", 1, patience/4))
		if waited := time.Since(began); waited != patience/2 {
			t.Errorf("waited %s for the one that ran and the one asked for", waited)
		}
		time.Sleep(time.Minute)
		expect(t, "computed", r, "[one a three a two a]")
	})
}

// Whoever asks about another network than the one that is kept ready computes alone, but
// where the input is the same.
func TestOtherQuestions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, r := made(t, nil), &runs{}
		if _, found, err := background.Get(t.Context(), b, r.work("layout", "b", 1, time.Second), false); found || err != nil {
			t.Errorf("found %t, %v", found, err)
		}
		background.Begin(b, r.work("layout", "a", 1, time.Second))
		for range 2 { // on its way, then there
			if got, found, err := background.Get(t.Context(), b, r.work("layout", "a", 7, time.Second), false); !found || err != nil || got != "layout of a" {
				t.Errorf("found %t, %q, %v", found, got, err)
			}
		}
		if _, found, err := background.Get(t.Context(), nil, r.work("layout", "a", 1, time.Second), true); found || err != nil {
			t.Errorf("where nothing is computed ahead: found %t, %v", found, err)
		}
		expect(t, "computed", r, "[layout a]")
	})
}

// A change that touches the input calls off what runs; one that does not leaves it alone; who
// waits gets what was asked for.
func TestWhatIsOvertakenIsCalledOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, r := made(t, nil), &runs{}
		ahead := func(head graph.Seq, layout, measures string) {
			b.Expect(head, map[string]string{"layout": layout, "measures": measures})
			background.Begin(b, r.work("layout", layout, head, 5*time.Second))
			background.Begin(b, r.work("measures", measures, head, 5*time.Second))
		}
		ahead(1, "a", "a")
		time.Sleep(time.Second)
		ahead(2, "b", "a") // the layout of a was on its way
		time.Sleep(time.Second)
		ahead(3, "b", "b") // now the measures of a or the layout of b are
		time.Sleep(time.Minute)
		expect(t, "computed", r, "[layout b measures b]")

		r = &runs{}
		var group sync.WaitGroup
		group.Go(func() {
			if got := get(t, b, r.work("layout", "c", 4, patience*3/4)); got != "layout of c" {
				t.Errorf("who waited got %q", got)
			}
		})
		time.Sleep(time.Second)
		ahead(5, "d", "b")
		group.Wait()
		time.Sleep(time.Minute)
		expect(t, "computed", r, "[layout c layout d]")
		if _, found := background.Found(b, r.work("layout", "c", 4, patience*3/4)); found {
			t.Error("the older result took the place of the newer")
		}
	})
}

// A question about a change that KeepReady has not seen yet is not taken for an old one.
func TestAQuestionCanBeFasterThanTheLookAtTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, r := made(t, nil), &runs{}
		b.Expect(1, map[string]string{"layout": "a"})
		w := r.work("layout", "b", 2, 5*time.Second)
		if _, _, err := background.Get(t.Context(), b, w, true); graph.CodeOf(err) != graph.NotReady {
			t.Fatal(err)
		}
		b.Expect(1, map[string]string{"layout": "a"})
		time.Sleep(time.Minute)
		expect(t, "computed", r, "[layout b]")
	})
}

// While others are answered a computation that nobody asked for has a fifth of the time; one
// that somebody asked for has all.
func TestGivingWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, r := made(t, nil), &runs{}
		took := func(ask func()) time.Duration {
			began := time.Now()
			ask()
			for range time.Tick(time.Millisecond) {
				if r.String() != "[]" {
					break
				}
			}
			r.list = nil
			return time.Since(began).Round(10 * time.Millisecond)
		}
		quick := 100 * time.Millisecond // ten steps of 10 ms
		if d := took(func() { background.Begin(b, r.work("a", "1", 1, quick)) }); d != quick {
			t.Errorf("%s when nobody is answered", d)
		}
		leave := b.Attend()
		if d := took(func() { background.Begin(b, r.work("a", "2", 1, quick)) }); d != 5*quick {
			t.Errorf("%s when somebody is answered", d)
		}
		if d := took(func() { get(t, b, r.work("a", "3", 1, quick)) }); d != quick {
			t.Errorf("%s when it is asked for", d)
		}
		group := sync.WaitGroup{}
		group.Go(func() { time.Sleep(5 * time.Millisecond); leave() })
		if d := took(func() { background.Begin(b, r.work("a", "4", 1, quick)) }); d != quick {
			t.Errorf("%s when the last one is answered soon", d)
		}
		group.Wait()
	})
}

func TestFailuresAreNotKept(t *testing.T) {
	b := made(t, nil)
	refusal := graph.Errorf(graph.LimitExceeded, "too much")
	failing := background.Work[string]{Name: "layout", Make: func(context.Context, background.Progress) (string, error) { return "", refusal }}
	if _, _, err := background.Get(t.Context(), b, failing, true); !errors.Is(err, refusal) {
		t.Errorf("got %v", err)
	}
	failing.Make = func(context.Context, background.Progress) (string, error) { panic("a defect") }
	if _, _, err := background.Get(t.Context(), b, failing, true); graph.CodeOf(err) != graph.Internal {
		t.Errorf("got %v", err)
	}
	r := &runs{}
	if got := get(t, b, r.work("layout", "", 0, 0)); got != "layout of " {
		t.Errorf("got %q", got)
	}
}
