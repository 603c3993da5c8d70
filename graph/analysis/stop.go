package analysis

import (
	"context"
	"errors"

	"twingraph/graph"
	"twingraph/graph/pace"
)

// Progress is called with how far a long computation has come: done of total steps of the
// named measure. It is called now and then, by one goroutine at a time. Nil is for
// nobody listening.
type Progress func(measure string, done, total int)

// stopped comes between two steps: it gives way as pace.Step does, and returns an error of
// code Timeout, with ctx's own as its cause, when ctx has ended.
func stopped(ctx context.Context) error {
	err := pace.Step(ctx)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return graph.Errorf(graph.Timeout, "the time allowed ran out before the answer was found; ask about fewer cities").Because(err)
	}
	return graph.Errorf(graph.Timeout, "the question was called off").Because(err)
}
