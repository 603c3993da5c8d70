package bench

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"time"
)

// way is one way of getting an answer, with what was measured of it.
type way struct {
	name string
	// ask gets one answer to a question about something that the die chooses.
	ask func(ctx context.Context, die *rand.Rand) error
	// sent returns how many statements were sent to a server so far; nil where
	// there is none.
	sent func() int64

	took    []time.Duration
	within  time.Duration // all slices together
	cpu     time.Duration // of this process, client included
	mallocs uint64
	bytes   uint64
	sends   int64
	err     error
}

// timing says how long to measure.
type timing struct {
	warmUp time.Duration // each way, before anything counts
	slice  time.Duration // of each turn
	total  time.Duration // of each way
}

// interleave measures the ways in turns, each asked by that many clients that wait
// for one answer before they ask the next. Every way is asked the same questions.
func interleave(ctx context.Context, clients int, t timing, ways ...*way) {
	dice := map[*way][]*rand.Rand{}
	for _, w := range ways {
		for client := range clients {
			dice[w] = append(dice[w], rand.New(rand.NewPCG(2022, uint64(client))))
		}
		w.slice(ctx, dice[w], t.warmUp)
		*w = way{name: w.name, ask: w.ask, sent: w.sent, err: w.err}
	}
	for range max(1, t.total/t.slice) {
		for _, w := range ways {
			w.slice(ctx, dice[w], t.slice)
		}
	}
}

// slice asks for a while, and remembers what it took.
func (w *way) slice(ctx context.Context, dice []*rand.Rand, length time.Duration) {
	var before, after runtime.MemStats
	var clients sync.WaitGroup
	took, errs := make([][]time.Duration, len(dice)), make([]error, len(dice))
	sent := w.sending()
	runtime.ReadMemStats(&before)
	begin, used := time.Now(), spent()
	for i, die := range dice {
		clients.Go(func() {
			for errs[i] == nil && time.Since(begin) < length {
				asked := time.Now()
				errs[i] = w.ask(ctx, die)
				took[i] = append(took[i], time.Since(asked))
			}
		})
	}
	clients.Wait()
	w.within += time.Since(begin)
	w.cpu += spent() - used
	runtime.ReadMemStats(&after)
	w.sends += w.sending() - sent
	w.mallocs += after.Mallocs - before.Mallocs
	w.bytes += after.TotalAlloc - before.TotalAlloc
	for i := range dice {
		w.took = append(w.took, took[i]...)
		if w.err == nil {
			w.err = errs[i]
		}
	}
}

func (w *way) sending() int64 {
	if w.sent == nil {
		return 0
	}
	return w.sent()
}

// quantile returns the time in which that share of the answers came.
func (w *way) quantile(share float64) time.Duration {
	if len(w.took) == 0 {
		return 0
	}
	slices.Sort(w.took)
	return w.took[min(len(w.took)-1, int(share*float64(len(w.took))))]
}

// each returns a total divided by the number of answers.
func (w *way) each(total uint64) float64 { return float64(total) / float64(max(1, len(w.took))) }

// perSecond returns how many answers came in a second.
func (w *way) perSecond() float64 { return float64(len(w.took)) / w.within.Seconds() }
