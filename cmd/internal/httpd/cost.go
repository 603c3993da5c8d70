package httpd

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
)

// Cost is what a question may cost and how much is allowed. Every answer to a
// valid question carries it as extensions.cost.
type Cost struct {
	Requested int `json:"requested"`
	Limit     int `json:"limit"`
}

// costKey names the Cost among the statistics of an operation.
const costKey = "cost"

// budget is the extension that reckons the cost and the depth of an operation
// before it runs, and refuses it when they exceed the limits.
type budget struct {
	depth, cost int
	schema      map[string]int64 // as introspected returns them
}

var (
	_ graphql.OperationContextMutator = budget{}
	_ graphql.ResponseInterceptor     = budget{}
)

// ExtensionName returns the name of the extension.
func (budget) ExtensionName() string { return "Budget" }

// Validate accepts every schema.
func (budget) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses an operation that exceeds the limits, and one
// that asks for something that is not offered.
func (b budget) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	m := meter{schema: b.schema, variables: op.Variables, fragments: map[string]reading{}}
	r := m.selections(op.Operation.SelectionSet)
	if m.err != nil {
		return m.err
	}
	cost := &Cost{Requested: int(r.total(unsized)), Limit: b.cost}
	op.Stats.SetExtension(costKey, cost)
	exchangeOf(ctx).asks(op.Operation.Name, cost)
	switch {
	case r.depth > b.depth:
		return refused("The question goes %d fields deep; at most %d are allowed. Ask for fewer levels at a time.", r.depth, b.depth)
	case cost.Requested > b.cost:
		return refused("The answer may have to hold %d fields; at most %d are allowed. Ask for fewer records a page (first), or for fewer levels at a time.", cost.Requested, b.cost)
	case r.writtenOut > maxWrittenOut:
		return refused("The question asks for %d things once its fragments are written out; at most %d are allowed. Spread them less often.", r.writtenOut, maxWrittenOut)
	case m.introspections > maxIntrospections:
		return refused("The question reads the schema %d times; at most %d are allowed.", m.introspections, maxIntrospections)
	}
	return nil
}

// refused returns the error of an operation that exceeds a limit.
func refused(format string, args ...any) *gqlerror.Error {
	return gqlerror.Wrap(graph.Errorf(graph.LimitExceeded, format, args...))
}

// InterceptResponse writes the cost into the answer's extensions.
func (b budget) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if graphql.HasOperationContext(ctx) {
		if cost, ok := graphql.GetOperationContext(ctx).Stats.GetExtension(costKey).(*Cost); ok {
			graphql.RegisterExtension(ctx, costKey, cost)
		}
	}
	return next(ctx)
}
