package results_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"twingraph/graph"
	"twingraph/graph/results"
)

func question(seq graph.Seq, text string) results.Key {
	return results.Key{Seq: seq, KnownAt: graph.Latest(), Tier: graph.TierPublic, Question: text}
}

// counted returns a computation that counts how often it is run.
func counted(runs *atomic.Int32, value string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) {
		runs.Add(1)
		return value, nil
	}
}

// ask asks and returns the result, failing the test on an error.
func ask(t *testing.T, c *results.Cache, key results.Key, compute func(context.Context) (string, error)) string {
	t.Helper()
	got, err := results.Get(t.Context(), c, key, compute)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestAQuestionIsComputedOnce(t *testing.T) {
	c := results.New(4)
	var runs atomic.Int32
	for range 3 {
		if got := ask(t, c, question(1, "who"), counted(&runs, "Kyiv")); got != "Kyiv" {
			t.Errorf("got %q", got)
		}
	}
	if runs.Load() != 1 {
		t.Errorf("computed %d times", runs.Load())
	}
}

// Whatever a result depends on makes another question of it.
func TestEveryPartOfTheKeyCounts(t *testing.T) {
	c := results.New(10)
	key := question(1, "who")
	others := []results.Key{key, key, key, key, key}
	others[0].Seq = 2
	others[1].KnownAt = key.KnownAt.Add(-time.Second)
	others[2].Tier = graph.TierPartner
	others[3].AsOf = 1
	others[4].Question = "whom"
	var runs atomic.Int32
	ask(t, c, key, counted(&runs, "first"))
	for i, other := range others {
		want := fmt.Sprint(i)
		if got := ask(t, c, other, counted(&runs, want)); got != want {
			t.Errorf("key %d has the result of another: %q", i, got)
		}
	}
}

func TestAllWhoAskAtOnceWaitForOneComputation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := results.New(4)
		var runs atomic.Int32
		var group sync.WaitGroup
		for range 50 {
			group.Go(func() {
				ask(t, c, question(1, "who"), func(context.Context) (string, error) {
					runs.Add(1)
					time.Sleep(time.Second)
					return "Kyiv", nil
				})
			})
		}
		group.Wait()
		if runs.Load() != 1 {
			t.Errorf("computed %d times", runs.Load())
		}
	})
}

// The first asker leaves at its deadline; the second gets the result. Of three computations
// that all who asked have given up two go on, and are there when somebody asks again; the third
// is called off.
func TestAComputationThatIsGivenUpGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := results.New(4)
		var mu sync.Mutex
		stopped, begun := map[string]bool{}, map[string]int{}
		slow := func(name string) func(context.Context) (string, error) {
			return func(ctx context.Context) (string, error) {
				mu.Lock()
				begun[name]++
				mu.Unlock()
				select {
				case <-ctx.Done():
					mu.Lock()
					stopped[name] = true
					mu.Unlock()
					return "", ctx.Err()
				case <-time.After(10 * time.Second):
					return name, nil
				}
			}
		}
		hasty, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			_, err := results.Get(hasty, c, question(1, "shared"), slow("shared"))
			if graph.CodeOf(err) != graph.Timeout || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the hasty asker got %v", err)
			}
		})
		group.Go(func() {
			if got := ask(t, c, question(1, "shared"), slow("shared")); got != "shared" {
				t.Errorf("the patient asker got %q", got)
			}
		})
		for i, name := range []string{"one", "two", "three"} {
			group.Go(func() {
				time.Sleep(time.Duration(i) * 10 * time.Millisecond) // of synctest: one after the other
				leaves, cancel := context.WithTimeout(t.Context(), time.Second)
				defer cancel()
				if _, err := results.Get(leaves, c, question(1, name), slow(name)); graph.CodeOf(err) != graph.Timeout {
					t.Errorf("the lone asker got %v", err)
				}
			})
		}
		group.Wait()
		synctest.Wait()
		if len(stopped) != 1 || !stopped["three"] {
			t.Errorf("called off: %v; only the third that nobody waits for should be", stopped)
		}
		for name, want := range map[string]int{"one": 1, "two": 1, "three": 2} {
			if got := ask(t, c, question(1, name), slow(name)); got != name || begun[name] != want {
				t.Errorf("asked again: %q, begun %d times, want %d", got, begun[name], want)
			}
		}
	})
}

// What nobody waits for and nobody can ask for again does not go on: neither what was given up
// before the store moved on, nor what is given up after that.
func TestAComputationOfAnEarlierStateIsCalledOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := results.New(4)
		endless := func(ended *atomic.Bool) func(context.Context) (string, error) {
			return func(ctx context.Context) (string, error) {
				<-ctx.Done()
				ended.Store(true)
				return "", ctx.Err()
			}
		}
		var before, after atomic.Bool
		leaves := func(question results.Key, stays time.Duration, ended *atomic.Bool) {
			ctx, cancel := context.WithTimeout(t.Context(), stays)
			defer cancel()
			if _, err := results.Get(ctx, c, question, endless(ended)); graph.CodeOf(err) != graph.Timeout {
				t.Errorf("the asker got %v", err)
			}
		}
		go leaves(question(1, "given up before"), time.Second, &before)
		go leaves(question(1, "given up after"), 3*time.Second, &after)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if before.Load() || after.Load() {
			t.Fatal("called off while the store was the same")
		}
		ask(t, c, question(2, "of the next state"), func(context.Context) (string, error) { return "of the next state", nil })
		synctest.Wait()
		if !before.Load() || after.Load() {
			t.Errorf("the store has moved on: called off %v, and %v where somebody waits", before.Load(), after.Load())
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if !after.Load() {
			t.Error("what is given up of an earlier state goes on")
		}
	})
}

// What nobody waits for does not go on for ever.
func TestAComputationThatIsGivenUpEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := results.New(4)
		leaves, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		ended := make(chan struct{})
		_, err := results.Get(leaves, c, question(1, "endless"), func(ctx context.Context) (string, error) {
			<-ctx.Done()
			close(ended)
			return "", ctx.Err()
		})
		if graph.CodeOf(err) != graph.Timeout {
			t.Fatal(err)
		}
		began := time.Now()
		<-ended
		if took := time.Since(began); took < time.Minute || took > time.Hour {
			t.Errorf("it went on for %s", took)
		}
	})
}

func TestWhoHasNoTimeLeftComputesNothing(t *testing.T) {
	over, cancel := context.WithCancel(t.Context())
	cancel()
	var runs atomic.Int32
	if _, err := results.Get(over, results.New(4), question(1, "who"), counted(&runs, "")); graph.CodeOf(err) != graph.Timeout {
		t.Errorf("got %v", err)
	}
	if runs.Load() != 0 {
		t.Error("it was computed")
	}
}

func TestFailuresAreNotKept(t *testing.T) {
	c := results.New(4)
	refusal := graph.Errorf(graph.LimitExceeded, "too much")
	fail := func(context.Context) (string, error) { return "", refusal }
	if _, err := results.Get(t.Context(), c, question(1, "who"), fail); !errors.Is(err, refusal) {
		t.Errorf("got %v", err)
	}
	var runs atomic.Int32
	if got := ask(t, c, question(1, "who"), counted(&runs, "Kyiv")); got != "Kyiv" {
		t.Errorf("after a failure: %q", got)
	}
}

func TestAPanicIsAFailure(t *testing.T) {
	burst := func(context.Context) (string, error) { panic("a defect") }
	_, err := results.Get(t.Context(), results.New(4), question(1, "who"), burst)
	if graph.CodeOf(err) != graph.Internal || !strings.Contains(err.Error(), "a defect") {
		t.Errorf("got %v", err)
	}
}

// Of more results than are kept, those asked for last stay.
func TestTheBound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where computing takes no time
		c := results.New(2)
		var runs atomic.Int32
		for _, text := range []string{"a", "b", "a", "c", "a", "b"} { // c drops b, the last b is computed again
			ask(t, c, question(1, text), counted(&runs, text))
		}
		if runs.Load() != 4 {
			t.Errorf("computed %d times, want 4", runs.Load())
		}
	})
}

// What took long stays while many a quick result comes and goes, and goes when nobody
// asks for it any more.
func TestWhatTookLongStaysLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := results.New(3)
		var slow, quick atomic.Int32
		computed := func(runs *atomic.Int32, takes time.Duration) func(context.Context) (string, error) {
			return func(context.Context) (string, error) {
				runs.Add(1)
				time.Sleep(takes)
				return "", nil
			}
		}
		askSlow := func() { ask(t, c, question(1, "slow"), computed(&slow, time.Second)) }
		askQuick := func(count int) {
			for range count {
				ask(t, c, question(1, fmt.Sprint(quick.Load())), computed(&quick, 10*time.Millisecond))
			}
		}
		askSlow()
		askQuick(100)
		askSlow()
		if slow.Load() != 1 {
			t.Errorf("after a hundred quick ones it was computed again")
		}
		askQuick(1000)
		askSlow()
		if slow.Load() != 2 {
			t.Errorf("after a thousand quick ones it is still there")
		}
	})
}

// When the store has moved on, results of its earlier states are dropped.
func TestResultsOfEarlierStatesAreDropped(t *testing.T) {
	c := results.New(10)
	var runs atomic.Int32
	for _, seq := range []graph.Seq{1, 1, 2, 2, 1} { // the last is one that asked just before
		ask(t, c, question(seq, "who"), counted(&runs, fmt.Sprint(seq)))
	}
	if runs.Load() != 3 {
		t.Errorf("computed %d times, want 3", runs.Load())
	}
}
