package pace

import "context"

type key struct{}

// With returns a context whose computations call rest between steps, from any goroutine.
// Rest returns when the computation may go on, soon after its context ends.
func With(ctx context.Context, rest func(context.Context)) context.Context {
	return context.WithValue(ctx, key{}, rest)
}

// Step comes between two steps of a computation: it rests as ctx says, and returns ctx's
// error, nil while the computation is to go on.
func Step(ctx context.Context) error {
	if rest, ok := ctx.Value(key{}).(func(context.Context)); ok {
		rest(ctx)
	}
	return ctx.Err()
}
