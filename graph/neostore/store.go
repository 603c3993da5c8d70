package neostore

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"twingraph/graph"
	"twingraph/graph/signal"
)

// Options say which Neo4j to use and how.
type Options struct {
	// URI is where it is: neo4j://, neo4j+s://, neo4j+ssc:// (routing, for
	// clusters, Aura and single servers) or bolt://, bolt+s://, bolt+ssc:// (that
	// one server).
	URI string
	// Username and Password may both be empty for a server without authentication.
	Username, Password string
	// Database is the name of the database; empty for the user's home database.
	Database string
	// MaxConnections bounds the connections to one server; 0 means 100.
	MaxConnections int
	// RetryFor bounds how long a transaction that met a passing failure is tried
	// again; 0 means 5 seconds.
	RetryFor time.Duration
	// LeaveErased says that the places in Neo4j's files where erased content was are left to
	// be taken by others in time, which spares each erasure three seconds.
	LeaveErased bool
	// Log hears of migrations and of failures; nil is silence. It never hears of a
	// password or of what a statement asked for.
	Log *slog.Logger
	// OnStatement is called with each statement before it is sent; it must be fast and
	// safe for concurrent use. It may be nil.
	OnStatement func(Sent)
}

// Sent is a statement as it is sent.
type Sent struct {
	Name   string         // that of its file
	Text   string         // holds nothing of what was asked for
	Params map[string]any // hold all of it: not for a log
}

// Store is a graph.Store over Neo4j.
type Store struct {
	options   Options
	driver    neo4j.DriverWithContext
	bookmarks neo4j.BookmarkManager
	log       *slog.Logger
	layout    layout
	prepare   chan struct{} // holds one token: the right to prepare
	prepared  atomic.Bool

	derived    []derivation // what nodes carry besides their fields
	mark       string       // of derived
	derivation int64        // its number
	portion    int          // how many nodes a transaction brings up to date
	update     Update       // what was done to prepare; by who holds the token
	head       atomic.Pointer[published]
	moved      signal.Bell // rung by what this store records
	past       pasts
	removed    *removals
}

// store-check

// Open returns a store over the Neo4j that o names. It does not connect: a server
// that is down now is used when it comes, see Ready. Its only errors are of
// settings that can never work, with code BadUserInput.
func Open(_ context.Context, o Options) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.RetryFor == 0 {
		o.RetryFor = 5 * time.Second
	}
	auth := neo4j.NoAuth()
	if o.Username != "" || o.Password != "" {
		auth = neo4j.BasicAuth(o.Username, o.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(o.URI, auth, func(c *config.Config) {
		c.MaxConnectionPoolSize = o.MaxConnections
		if o.MaxConnections == 0 {
			c.MaxConnectionPoolSize = 100
		}
		c.MaxTransactionRetryTime = o.RetryFor
		c.ConnectionAcquisitionTimeout = 10 * time.Second
		c.SocketConnectTimeout = 3 * time.Second
		c.TelemetryDisabled = true
		c.UserAgent = "twingraph"
	})
	if err != nil {
		return nil, graph.Errorf(graph.BadUserInput,
			"the Neo4j address cannot be used: write neo4j://host:7687, neo4j+s://host:7687 or bolt://host:7687").At("NEO4J_URI")
	}
	s := &Store{
		options: o, driver: driver, log: o.Log, layout: newLayout(),
		bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		prepare:   make(chan struct{}, 1), derivation: derivationNumber, portion: portion, removed: newRemovals(),
	}
	s.derives(derivedOf)
	s.prepare <- struct{}{}
	s.head.Store(&published{})
	return s, nil
}

// derives says what is derived of records.
func (s *Store) derives(of deriver) {
	s.derived = derivations(s.layout, of)
	s.mark = markOf(s.derived)
}

// Close ends all connections.
func (s *Store) Close() error {
	s.removed.end()
	if err := s.driver.Close(context.Background()); err != nil {
		return graph.Errorf(graph.Internal, "the connections to Neo4j could not be closed").Because(err)
	}
	return nil
}
