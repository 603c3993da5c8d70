package httpd

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// endpoint answers questions over HTTP, by the specification
// (https://graphql.github.io/graphql-over-http/draft/). It uses gqlgen's executor
// without gqlgen's transports: those answer with an empty "data" where there must
// be none, take one status for both media types and echo the body in errors.
type endpoint struct {
	exec      *executor.Executor
	variables variables
	tags      tagger
	limits    Limits
	out       *sender
	once      *answers
	slots     chan struct{} // one entry for each question being answered
}

// newEndpoint returns the endpoint over a schema.
func newEndpoint(schema graphql.ExecutableSchema, around graphql.OperationMiddleware, aroundRoot graphql.RootFieldMiddleware, errs presenter, tags tagger, limits Limits, out *sender, once *answers) *endpoint {
	exec := executor.New(schema)
	exec.SetQueryCache(newDocuments())
	exec.SetErrorPresenter(errs.present)
	exec.SetRecoverFunc(recovered)
	exec.SetDefaultRulesFn(rulesOf)
	exec.Use(extension.Introspection{}) // the API is public
	exec.Use(newPersisted())
	exec.Use(tokens{limit: limits.Tokens})
	exec.Use(nesting{})
	typed := variables{schema: schema.Schema()}
	exec.Use(typed)
	exec.Use(budget{depth: limits.Depth, cost: limits.Cost, schema: introspected(schema.Schema())})
	exec.AroundOperations(around)
	exec.AroundRootFields(aroundRoot)
	exec.AroundFields(fields)
	return &endpoint{exec: exec, variables: typed, tags: tags, limits: limits, out: out, once: once, slots: make(chan struct{}, limits.Concurrent)}
}

// ServeHTTP answers one question.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), e.limits.Time)
	defer cancel()
	r = r.WithContext(graphql.StartOperationTrace(ctx))
	w.Header().Add("Vary", "Accept")

	media, accepted := negotiate(r)
	if !accepted {
		e.reject(w, r, mediaJSON, reject(http.StatusNotAcceptable, graph.BadUserInput, "Answers come as %s or %s.", mediaResponse, mediaJSON))
		return
	}
	tags := e.tags.of(r, media)
	if tag := tags.known(r); tag != "" {
		notModified(w, r, tag)
		return
	}
	params, rejection := e.read(r)
	if rejection != nil {
		e.reject(w, r, media, rejection)
		return
	}
	answer, rejection := e.answer(r, params)
	if rejection != nil {
		e.reject(w, r, media, rejection)
		return
	}
	if tag := tags.after(answer); tag != "" && tags == e.tags.of(r, media) { // the network was the same all the time
		if anyTag(r.Header.Values("If-None-Match")) {
			notModified(w, r, tag)
			return
		}
		w.Header().Set("ETag", tag)
	}
	switch {
	case answer.kept != nil:
		k := answer.kept
		if c := e.out.zip(r, k.content); len(c.zipped) != len(k.zipped) { // the first who takes it compressed
			k = &keptAnswer{k.asking, k.grounds, c}
			e.once.keep(k)
		}
		e.send(w, r, http.StatusOK, media, k.content)
	case e.once.keeps(answer.asking, answer):
		k := &keptAnswer{answer.asking, answer.grounds, e.out.zip(r, content{body: bodyOf(r, answer.Response)})}
		e.once.keep(k)
		e.send(w, r, http.StatusOK, media, k.content)
	default:
		e.write(w, r, statusOf(media, answer.Response), media, answer.Response)
	}
}

// read reads the question by the method.
func (e *endpoint) read(r *http.Request) (*graphql.RawParams, *rejection) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return readGet(r, e.limits)
	case http.MethodPost:
		return readPost(r, e.limits)
	}
	return nil, reject(http.StatusMethodNotAllowed, graph.BadUserInput, "Ask by GET or POST.").with("Allow", "GET, HEAD, POST, OPTIONS")
}

// answered is an answer, with what it follows from beside the question and the network.
type answered struct {
	*graphql.Response
	grounds atlas.Grounds
	asking  asking      // what it may be kept by, once it is known that the network was the same all the time
	kept    *keptAnswer // where it was answered before: Response is empty then
}

// answer waits for a slot and runs the question.
func (e *endpoint) answer(r *http.Request, params *graphql.RawParams) (answered, *rejection) {
	if !e.enter(r.Context()) {
		return answered{}, busy()
	}
	defer e.leave()
	return e.run(r.Context(), r.Method, params)
}

// busy is the rejection of a question for which there was no slot in time.
func busy() *rejection {
	return reject(http.StatusServiceUnavailable, graph.Unavailable,
		"The server is answering as many questions as it can. Try again in a moment.").with("Retry-After", retryAfter)
}

// enter waits for a slot among those who are being answered and reports whether
// there was one in time.
func (e *endpoint) enter(ctx context.Context) bool {
	select {
	case e.slots <- struct{}{}:
		return true
	default:
	}
	patience := time.NewTimer(e.limits.Wait)
	defer patience.Stop()
	select {
	case e.slots <- struct{}{}:
		return true
	case <-patience.C:
	case <-ctx.Done():
	}
	return false
}

// leave gives the slot to the next.
func (e *endpoint) leave() { <-e.slots }

// run executes the question.
func (e *endpoint) run(ctx context.Context, method string, params *graphql.RawParams) (answer answered, refused *rejection) {
	var operation *graphql.OperationContext
	fail := func(ctx context.Context, errs gqlerror.List) answered {
		return answered{Response: e.exec.DispatchError(ctx, errs)}
	}
	defer func() {
		if value := recover(); value != nil {
			answer, refused = fail(within(ctx, operation), gqlerror.List{gqlerror.Wrap(recovered(ctx, value))}), nil
		}
	}()
	operation, errs := e.operation(ctx, params)
	if len(errs) > 0 {
		return fail(within(ctx, operation), errs), nil
	}
	if method != http.MethodPost && operation.Operation.Operation != ast.Query {
		return answered{}, reject(http.StatusMethodNotAllowed, graph.BadUserInput, "Only queries can be asked by GET. Use POST.").with("Allow", "POST")
	}
	if operation.Operation.Operation == ast.Subscription {
		return answered{}, reject(http.StatusNotAcceptable, graph.BadUserInput, "What is followed comes over WebSocket (%s) or as %s: ask for one of them.", protocol, mediaEvents)
	}
	asking := e.once.of(ctx, operation)
	if k := e.once.find(asking); k != nil {
		return answered{Response: &graphql.Response{}, grounds: k.grounds, asking: asking, kept: k}, nil
	}
	next, running := e.exec.DispatchOperation(ctx, operation)
	if response := next(running); response != nil {
		answer := answered{Response: response, grounds: resolvers.RestsOn(running)}
		if e.once.stands(ctx, asking) { // they were the same all the time
			answer.asking = asking
		}
		return answer, nil
	}
	ctx = running
	late := fmt.Errorf("the operation was not begun: %w", ctx.Err())
	return fail(ctx, gqlerror.List{gqlerror.Wrap(late)}), nil
}

// operation reads an operation. What is wrong with it is said in our sentences; what was
// read of it then is there too.
func (e *endpoint) operation(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	operation, errs := e.exec.CreateOperationContext(ctx, params)
	if operation.Doc != nil && operation.Operation == nil {
		errs = gqlerror.List{gqlerror.Wrap(unnamed(operation))}
	}
	if len(errs) > 0 && operation.Operation != nil { // gqlparser found it, the sentence is ours
		if wrong := e.variables.wrong(operation.Operation, params.Variables); wrong != nil {
			errs = gqlerror.List{wrong}
		}
	}
	return operation, errs
}

// within returns the context of an operation, as far as there is one.
func within(ctx context.Context, operation *graphql.OperationContext) context.Context {
	if operation == nil {
		return ctx
	}
	return graphql.WithOperationContext(ctx, operation)
}

// unnamed returns the error of a document from which no operation was picked.
func unnamed(operation *graphql.OperationContext) error {
	if operation.OperationName == "" {
		return graph.Errorf(graph.BadUserInput, "The document holds several operations. Say with operationName which one to run.").At("operationName")
	}
	return graph.Errorf(graph.BadUserInput, "The document holds no operation named %q.", operation.OperationName).At("operationName")
}

// unidentified answers a request of which it is not known who asks.
func (e *endpoint) unidentified(w http.ResponseWriter, r *http.Request, refused *rejection) {
	w.Header().Add("Vary", "Accept")
	media, accepted := negotiate(r)
	if !accepted {
		media = mediaJSON
	}
	e.reject(w, r, media, refused)
}

// reject answers a request whose question was not looked at.
func (e *endpoint) reject(w http.ResponseWriter, r *http.Request, media string, refused *rejection) {
	for name, values := range refused.header {
		w.Header()[name] = values
	}
	e.write(w, r, refused.status, media, e.exec.DispatchError(r.Context(), gqlerror.List{gqlerror.Wrap(refused.err)}))
}
