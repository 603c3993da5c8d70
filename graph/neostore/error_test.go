package neostore

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

// What the driver and the server say becomes a code, and whether waiting helps.
func TestFailure(t *testing.T) {
	s := &Store{log: slog.New(slog.DiscardHandler)}
	server := func(code string) error { return &neo4j.Neo4jError{Code: code, Msg: "secret"} }
	for _, c := range []struct {
		name    string
		err     error
		code    graph.Code
		lasting bool
	}{
		{"nobody answers", &neo4j.ConnectivityError{Inner: io.EOF}, graph.Unavailable, false},
		{"the server is busy", server("Neo.TransientError.General.DatabaseUnavailable"), graph.Unavailable, false},
		{"the server ran out of memory", server("Neo.TransientError.General.OutOfMemoryError"), graph.Unavailable, false},
		{"the database is not there", server("Neo.ClientError.Database.DatabaseNotFound"), graph.Unavailable, false},
		{"the transaction took too long", server("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"), graph.Timeout, false},
		{"the user is refused", server("Neo.ClientError.Security.Unauthorized"), graph.Unavailable, true},
		{"the user is refused after some tries", &neo4j.TransactionExecutionLimit{Errors: []error{io.EOF, server("Neo.ClientError.Security.Forbidden")}}, graph.Unavailable, true},
		{"nobody answers after some tries", &neo4j.TransactionExecutionLimit{Errors: []error{io.EOF}}, graph.Unavailable, false},
		{"a statement is wrong", server("Neo.ClientError.Statement.SyntaxError"), graph.Internal, false},
		{"a sentence of ours stays as it is", graph.Errorf(graph.Conflict, "twice"), graph.Conflict, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := fmt.Errorf("ready: %w", s.failure(t.Context(), "test", c.err))
			if code := graph.CodeOf(err); code != c.code || Lasting(err) != c.lasting {
				t.Errorf("%s, lasting %t: %v", code, Lasting(err), err)
			}
			if !errors.Is(err, c.err) {
				t.Error("the cause is lost")
			}
			if ours, _ := errors.AsType[*graph.Error](err); ours.Message == "" || ours.Message == "secret" {
				t.Errorf("the message is %q", ours.Message)
			}
		})
	}
}

// A server has to be new enough.
func TestVersions(t *testing.T) {
	for version, enough := range map[string]bool{
		"5.26.0": true, "5.26.31": true, "5.27-aura": true, "2025.04.0": true, "5.25.1": false, "4.4.40": false, "": false, "next": false,
	} {
		err := checkVersion(version)
		if (err == nil) != enough {
			t.Errorf("%q: %v", version, err)
		}
		if err != nil && (!Lasting(err) || graph.CodeOf(err) != graph.Unavailable) {
			t.Errorf("%q: %v is not lasting", version, err)
		}
	}
}
