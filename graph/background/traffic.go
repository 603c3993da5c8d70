package background

import (
	"context"
	"sync"
	"time"

	"twingraph/graph/signal"
)

// traffic counts who is being answered. The zero value is ready; it is safe for concurrent
// use.
type traffic struct {
	mu   sync.Mutex
	now  int
	idle signal.Bell
}

// enter counts one more, until the function that it returns is called.
func (t *traffic) enter() (leave func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now++
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.now--; t.now == 0 {
			t.idle.Ring()
		}
	}
}

func (t *traffic) busy() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now > 0
}

// A computation that gives way works at least so long, then rests so many times as long as it
// worked, but not longer than that.
const (
	worksFor   = 2 * time.Millisecond
	restsTimes = 4
	restsFor   = 100 * time.Millisecond
)

// rest returns what lets one computation give way: while somebody is being answered and the
// computation is not urgent it has a fifth of the time.
func (t *traffic) rest(urgent func() bool) func(context.Context) {
	var mu sync.Mutex // its goroutines rest together
	resumed := time.Now()
	return func(ctx context.Context) {
		if !t.busy() || urgent() {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		worked := time.Since(resumed)
		if worked < worksFor {
			return
		}
		idle := t.idle.Rung()
		if t.busy() {
			timer := time.NewTimer(min(restsTimes*worked, restsFor))
			defer timer.Stop()
			select {
			case <-idle:
			case <-timer.C:
			case <-ctx.Done():
			}
		}
		resumed = time.Now()
	}
}
