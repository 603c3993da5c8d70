package analysis

import (
	"context"
	"runtime"
	"sync"
)

// shares is the number of parts into which work over many sources is cut. It is
// fixed, and not the number of cores: each share adds up its own sources and the
// shares are added up in order, so that rounding is the same on every machine.
const shares = 16

// inShares runs work for each share from 0 to shares-1 on as many goroutines as
// there are cores. Each goroutine makes one worker and reuses it. A worker calls
// step after each of its sources; when step fails the worker returns that error.
func inShares(ctx context.Context, measure string, total int, progress Progress,
	newWorker func() func(share int, step func() error) error) error {
	var (
		mutex sync.Mutex
		next  int
		done  int
		first error
		group sync.WaitGroup
	)
	step := func() error {
		if err := stopped(ctx); err != nil {
			return err
		}
		if progress == nil {
			return nil
		}
		mutex.Lock()
		defer mutex.Unlock()
		if done++; done == total || done%(1+total/20) == 0 {
			progress(measure, done, total)
		}
		return nil
	}
	take := func() (int, bool) {
		mutex.Lock()
		defer mutex.Unlock()
		if next == shares || first != nil {
			return 0, false
		}
		next++
		return next - 1, true
	}
	for range min(runtime.GOMAXPROCS(0), shares) {
		group.Go(func() {
			work := newWorker()
			for share, ok := take(); ok; share, ok = take() {
				if err := work(share, step); err != nil {
					mutex.Lock()
					if first == nil {
						first = err
					}
					mutex.Unlock()
				}
			}
		})
	}
	group.Wait()
	return first
}

// sum adds up the shares of each city, in the order of shares.
func sum(parts [][]float64, length int) []float64 {
	total := make([]float64, length)
	for _, part := range parts {
		for i, x := range part {
			total[i] += x
		}
	}
	return total
}
