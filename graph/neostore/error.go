package neostore

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

// failure turns an error of the driver into one with a code and a sentence that a
// person can act on; what Neo4j itself said is the cause, for the log.
func (s *Store) failure(ctx context.Context, name string, err error) error {
	if known, ok := errors.AsType[*graph.Error](err); ok {
		return known
	}
	mapped := sentence(ctx, err)
	if Lasting(mapped) {
		mapped = mapped.Because(lasting{err})
	} else {
		mapped = mapped.Because(err)
	}
	if mapped.Code == graph.Internal || mapped.Code == graph.Unavailable {
		s.log.WarnContext(ctx, "neo4j", "statement", name, "code", mapped.Code, "error", err)
	}
	return mapped
}

func sentence(ctx context.Context, err error) *graph.Error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) {
		return graph.Errorf(graph.Timeout, "the time allowed ran out: ask for less, or allow more time")
	}
	if ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return graph.Errorf(graph.Timeout, "the request was given up before it was answered")
	}
	exhausted := false
	if limit, ok := errors.AsType[*neo4j.TransactionExecutionLimit](err); ok {
		exhausted = true
		if n := len(limit.Errors); n > 0 {
			err = limit.Errors[n-1]
		}
	}
	if answer, ok := errors.AsType[*neo4j.Neo4jError](err); ok {
		return answered(answer.Code)
	}
	if _, ok := errors.AsType[*neo4j.TokenExpiredError](err); ok {
		return refused()
	}
	if exhausted || isUnreachable(err) {
		return graph.Errorf(graph.Unavailable, "Neo4j cannot be reached: is it running, and does NEO4J_URI name its Bolt address?")
	}
	return graph.Errorf(graph.Internal, "the store failed to answer")
}

// answered maps the code of an error that the server itself gave.
// https://neo4j.com/docs/status-codes/5/errors/all-errors/
func answered(code string) *graph.Error {
	switch {
	case strings.HasPrefix(code, "Neo.ClientError.Security."):
		return refused()
	case code == "Neo.ClientError.Database.DatabaseNotFound":
		return graph.Errorf(graph.Unavailable, "Neo4j has no database of that name: check NEO4J_DATABASE")
	case strings.HasPrefix(code, "Neo.ClientError.Transaction.TransactionTimedOut"):
		return graph.Errorf(graph.Timeout, "the time allowed ran out: ask for less, or allow more time")
	case strings.HasSuffix(code, "OutOfMemoryError") || strings.HasSuffix(code, "OutOfMemory"):
		return graph.Errorf(graph.Unavailable, "Neo4j has too little memory for this: ask for less, or give it more")
	case strings.HasPrefix(code, "Neo.TransientError."), strings.HasPrefix(code, "Neo.ClientError.Cluster."),
		strings.HasPrefix(code, "Neo.DatabaseError.Database."), strings.HasPrefix(code, "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"):
		return graph.Errorf(graph.Unavailable, "Neo4j is busy or not ready: try again")
	}
	return graph.Errorf(graph.Internal, "the store failed to answer")
}

// Lasting reports whether an error of a Store stays until somebody changes the
// settings, the server or the program: waiting and trying again does not help.
func Lasting(err error) bool {
	_, ok := errors.AsType[lasting](err)
	return ok
}

// lasting marks the cause of an error that stays.
type lasting struct{ error }

// Unwrap returns the cause itself.
func (l lasting) Unwrap() error { return l.error }

func refused() *graph.Error {
	return graph.Errorf(graph.Unavailable,
		"Neo4j refuses the user: check NEO4J_USERNAME and NEO4J_PASSWORD, and that the user may use the database").
		Because(lasting{errors.New("the user is refused")})
}

// isUnreachable reports whether err says that no server answered.
func isUnreachable(err error) bool {
	_, unconnected := errors.AsType[*neo4j.ConnectivityError](err)
	_, network := errors.AsType[net.Error](err)
	return unconnected || network || errors.Is(err, io.EOF)
}
