package neostore

import (
	"context"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

// statement is a Cypher text with the name under which it is counted: that of its
// file without the ending.
type statement struct {
	name, text string
}

// slots are parts of a statement that depend on the question. A line of a Cypher
// file that ends in "//:name" is the default of the slot of that name, so that
// each file is a statement by itself; fill replaces such lines.
type slots map[string]string

// fill returns the statement with the given slots filled in.
func (st statement) fill(in slots) statement {
	lines := strings.Split(strings.TrimSpace(st.text), "\n")
	for i, line := range lines {
		at := strings.LastIndex(line, "//:")
		if at < 0 {
			continue
		}
		if text, ok := in[strings.TrimSpace(line[at+3:])]; ok {
			lines[i] = text
		} else {
			lines[i] = strings.TrimRight(line[:at], " ")
		}
	}
	return statement{st.name, strings.Join(lines, "\n")}
}

// params are the parameters of a statement.
type params map[string]any

// query runs a statement that only reads and returns all rows. It is asked in a
// transaction that Neo4j begins and ends by itself, which is one way there and back and
// not four; where that meets a passing failure, in one that the driver tries again. Both
// see what this store wrote before: they carry its bookmarks.
func (s *Store) query(ctx context.Context, st statement, p params) ([]*neo4j.Record, error) {
	s.count(st, p)
	limit := func(config *neo4j.TransactionConfig) {
		if deadline, ok := ctx.Deadline(); ok {
			// The server stops, too, when nobody waits any more.
			if left := time.Until(deadline); left > time.Millisecond {
				config.Timeout = left
			}
		}
	}
	records, err := s.once(ctx, st, p, limit)
	if neo4j.IsRetryable(err) && ctx.Err() == nil {
		var result *neo4j.EagerResult
		if result, err = neo4j.ExecuteQuery(ctx, s.driver, st.text, p, neo4j.EagerResultTransformer,
			neo4j.ExecuteQueryWithReadersRouting(),
			neo4j.ExecuteQueryWithDatabase(s.options.Database),
			neo4j.ExecuteQueryWithBookmarkManager(s.bookmarks),
			neo4j.ExecuteQueryWithTransactionConfig(limit)); err == nil {
			records = result.Records
		}
	}
	if err != nil {
		return nil, s.failure(ctx, st.name, err)
	}
	return records, nil
}

// once runs a statement that only reads, once. Errors are as the driver made them.
func (s *Store) once(ctx context.Context, st statement, p params, limit func(*neo4j.TransactionConfig)) ([]*neo4j.Record, error) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: neo4j.AccessModeRead, DatabaseName: s.options.Database, BookmarkManager: s.bookmarks, FetchSize: neo4j.FetchAll,
	})
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, st.text, p, limit)
	if err != nil {
		return nil, err
	}
	return result.Collect(ctx)
}

// write runs work in a write transaction, again when it met a passing failure.
func (s *Store) write(ctx context.Context, work func(*transaction) error) error {
	session := s.session(ctx)
	defer session.Close(context.WithoutCancel(ctx))
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		return nil, work(&transaction{ctx, s, tx})
	})
	if err != nil {
		return s.failure(ctx, "write", err)
	}
	return nil
}

func (s *Store) session(ctx context.Context) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: neo4j.AccessModeWrite, DatabaseName: s.options.Database, BookmarkManager: s.bookmarks,
	})
}

// transaction is a write transaction under way.
type transaction struct {
	ctx   context.Context
	store *Store
	tx    neo4j.ManagedTransaction
}

// run runs a statement and returns all rows. Errors are as the driver made them,
// so that it knows which to try again.
func (t *transaction) run(st statement, p params) ([]*neo4j.Record, error) {
	t.store.count(st, p)
	result, err := t.tx.Run(t.ctx, st.text, p)
	if err != nil {
		return nil, err
	}
	return result.Collect(t.ctx)
}

func (s *Store) count(st statement, p params) {
	if s.options.OnStatement != nil {
		s.options.OnStatement(Sent{st.name, st.text, p})
	}
}

// misread is the error of an answer of Neo4j that is not what its statement
// returns.
func misread(st statement) error {
	return graph.Errorf(graph.Internal, "the store gave an answer that cannot be read").Because(unexpected(st.name))
}

// unexpected names the statement whose answer was not as expected, for the log.
type unexpected string

func (u unexpected) Error() string { return "unexpected answer of the statement " + string(u) }
