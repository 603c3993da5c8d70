package signal

import (
	"context"
	"time"

	"twingraph/graph"
)

// Await returns the head of a store as soon as it is past seq. It looks when the bell is
// rung and, for changes that others make, every so often; never on its own when every is 0.
// Errors are those of head, and code Timeout when ctx ends.
func Await(ctx context.Context, seq graph.Seq, bell *Bell, every time.Duration, head func(context.Context) (graph.Change, error)) (graph.Change, error) {
	var tick <-chan time.Time
	if every > 0 {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		tick = ticker.C
	}
	for {
		rung := bell.Rung()
		last, err := head(ctx)
		if err != nil || last.Seq > seq {
			return last, err
		}
		select {
		case <-rung:
		case <-tick:
		case <-ctx.Done():
			return graph.Change{}, graph.Errorf(graph.Timeout, "nothing was recorded in the time allowed").Because(ctx.Err())
		}
	}
}
