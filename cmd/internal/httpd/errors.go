package httpd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// maxErrors bounds the errors of one answer; those after it are counted only.
const maxErrors = 50

// presenter turns errors into what a caller may know: a code of the closed list, a
// sentence, where it happened and which argument it is about. Causes go to the
// log.
type presenter struct {
	log   *slog.Logger
	limit time.Duration // the time allowed, for the sentence
}

// present is the presenter of the executor. It returns nil, which leaves an error
// out, once an answer has more of them than anyone reads; the exchange has those that are
// listed.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	x := exchangeOf(ctx)
	out := p.translate(ctx, x.id, err)
	if !x.fails(out) {
		return nil
	}
	return out
}

// translate finds out what kind of error err is.
func (p presenter) translate(ctx context.Context, id string, err error) *gqlerror.Error {
	out := p.explain(ctx, id, err)
	switch out.Extensions["code"] {
	case graph.Timeout, graph.Unavailable, graph.Internal: // then it matters what became of a mutation
		out.Message += became[resolvers.RecordingOf(ctx)]
	}
	return out
}

// became says what became of what a mutation was to record, after an error that says nothing
// of it.
var became = map[atlas.Recording]string{
	atlas.NotRecorded:     " Nothing was recorded.",
	atlas.PerhapsRecorded: " Whether it was recorded is not known: ask again with the same idempotencyKey, where one is taken, and it is recorded once; without one, look first whether it is there.",
	atlas.WasRecorded:     " It was recorded; only this answer is not whole. Asked again with the same idempotencyKey, where one is taken, the answer shows it.",
}

// explain returns an error of the kind that err is.
func (p presenter) explain(ctx context.Context, id string, err error) *gqlerror.Error {
	at := place{}
	if located, ok := errors.AsType[*gqlerror.Error](err); ok {
		at = placeOf(ctx, located)
	}
	ours, isOurs := errors.AsType[*graph.Error](err)
	switch {
	case errors.Is(err, context.Canceled) && !errors.Is(ctx.Err(), context.DeadlineExceeded):
		return at.error(graph.Unavailable, "The request was cancelled.")
	case graph.CodeOf(err) == graph.Timeout, errors.Is(err, context.DeadlineExceeded):
		return at.error(graph.Timeout, fmt.Sprintf("The answer took longer than the %s allowed. Ask for less, or in smaller pages.", p.limit))
	case isOurs && ours.Code != graph.Internal:
		p.note(ctx, id, ours)
		if ours.Path != "" {
			at.argument = ours.Path
		}
		out := at.error(ours.Code, ours.Message)
		if ours.Progress != nil {
			out.Extensions["progress"] = *ours.Progress
		}
		return out
	case at.isInput:
		return at.error(graph.BadUserInput, at.message)
	}
	p.log.ErrorContext(ctx, "an answer failed", "id", id, "path", at.path.String(), "error", cause(err), "stack", stackOf(err))
	out := at.error(graph.Internal, fmt.Sprintf("Something went wrong here, not in your question. Quote the request id %s when you report it.", id))
	out.Extensions["requestId"] = id
	return out
}

// note logs the cause of one of our errors, if it has one.
func (p presenter) note(ctx context.Context, id string, err *graph.Error) {
	if err.Err != nil {
		p.log.WarnContext(ctx, "an answer failed", "id", id, "code", err.Code, "error", err.Error())
	}
}

// cause returns the text of an error for the log, without the position that
// gqlgen wraps around it.
func cause(err error) string {
	if located, ok := errors.AsType[*gqlerror.Error](err); ok && located.Err != nil {
		return located.Err.Error()
	}
	return err.Error()
}

// place is where an error is in the question and in the answer.
type place struct {
	path      ast.Path // in the answer
	locations []gqlerror.Location
	argument  string // dotted; empty when it is about none
	isInput   bool   // the error says that the question is wrong
	message   string
}

// error returns the error as callers see it.
func (at place) error(code graph.Code, message string) *gqlerror.Error {
	extensions := map[string]any{"code": code}
	if at.argument != "" {
		extensions["argument"] = at.argument
	}
	return &gqlerror.Error{Message: message, Path: at.path, Locations: at.locations, Extensions: extensions}
}

// placeOf reads where a located error is. gqlgen and gqlparser report three kinds of
// wrong question apart: a document that does not parse or is not valid (they set a
// code), a variable (its path begins with "variable") and an argument (its path
// goes on behind the field's own, before the field has any arguments).
func placeOf(ctx context.Context, err *gqlerror.Error) place {
	at := place{path: err.Path, locations: err.Locations, message: err.Message}
	if graphql.GetPathContext(ctx) == nil && graphql.GetFieldContext(ctx) == nil {
		code, _ := err.Extensions["code"].(string)
		at.isInput = code == errcode.ParseFailed || code == errcode.ValidationFailed
		if len(err.Path) > 1 && err.Path[0] == ast.PathName("variable") {
			at.argument = "$" + dotted(err.Path[1:])
			at.message = fmt.Sprintf("The variable %s is not right: %s.", at.argument, err.Message)
		}
		at.path = nil
		return at
	}
	field := graphql.GetFieldContext(ctx)
	if field == nil || field.Field.Field == nil || field.Field.Definition == nil {
		return at
	}
	own := len(field.Path())
	if field.Args == nil && len(field.Field.Definition.Arguments) > 0 && len(err.Path) > own {
		at.argument = dotted(err.Path[own:])
		at.path = err.Path[:own]
		at.isInput = true
		if p := field.Field.Position; p != nil && at.locations == nil {
			at.locations = []gqlerror.Location{{Line: p.Line, Column: p.Column}}
		}
		at.message = fmt.Sprintf("The argument %s is not right: %s.", at.argument, err.Message)
	}
	return at
}

// dotted writes a path with dots between its parts.
func dotted(path ast.Path) string {
	parts := make([]string, 0, len(path))
	for _, part := range path {
		parts = append(parts, fmt.Sprint(part))
	}
	return strings.Join(parts, ".")
}

// panicked is the error of a panic.
type panicked struct {
	value any
	stack []byte
}

// Error returns what was panicked with.
func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// recovered is the recover function of the executor.
func recovered(_ context.Context, value any) error {
	return &panicked{value: value, stack: debug.Stack()}
}

// stackOf returns where an error panicked, empty when it did not.
func stackOf(err error) string {
	if p, ok := errors.AsType[*panicked](err); ok {
		return string(p.stack)
	}
	return ""
}
