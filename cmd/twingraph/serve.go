package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/spf13/cobra"

	"twingraph/cmd/internal/httpd"
	"twingraph/frontend"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/background"
	"twingraph/graph/filestore"
	"twingraph/graph/neostore"
	"twingraph/graph/proposal"
	office "twingraph/graph/registry"
)

// serveCommand returns "twingraph serve".
func serveCommand(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Answer questions over HTTP",
		Long: `Serves GraphQL at /graphql, an editor with example questions at /graphiql, the
start page at / and the schema at /schema.graphql; /healthz, /readyz and /metrics
are for those who look after it.

A Neo4j that is down does not stop it: it says so at /readyz, answers UNAVAILABLE
and goes on by itself when Neo4j comes.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := s.check(); err != nil {
				return err
			}
			log, err := s.logger(cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			s.print(log)
			return serve(cmd.Context(), s, log)
		},
	}
	s.serveFlags(cmd.Flags())
	return cmd
}

// garbage is the percentage of what is in use that may be added before garbage is
// collected, unless GOGC says otherwise. What is in use is the network, a few hundred
// megabytes at most, and an answer leaves much behind: at Go's 100 a third of the
// processor's time for a page of links went into collecting.
const garbage = 400

// serve serves until ctx ends or something fails for good.
func serve(ctx context.Context, s *settings, log *slog.Logger) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	limited, unlimited := context.WithCancel(ctx)
	defer unlimited()
	go limitMemory(limited, s.memory)
	listener, err := listen(ctx, s.listen)
	if err != nil {
		return err
	}
	defer func() { _ = listener.Close() }()
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	onStatement, err := statementCounter(registry)
	if err != nil {
		return err
	}
	fresh := s.fresh()
	store, err := s.opener(toWrite, log, onStatement)(ctx)
	if err != nil {
		return err
	}
	if fresh {
		log.Warn("the file of the embedded store is new; if there should be one already, look at --data", "data", s.data)
	}
	defer func() {
		if err := store.Close(); err != nil {
			log.Error("the store was not closed well", "error", err)
		}
	}()
	store, asking := s.mirrored(store, log)
	start := newStart(store, s.bundled, log)
	if s.world {
		start.withWorld()
	}
	ahead := background.New(store, s.limits.Time/5, log)
	defer ahead.Close()
	config, err := newConfig(s, store, start, log, registry, ahead)
	if err != nil {
		return err
	}
	config.Asking, config.Until = asking, ctx
	handler, err := httpd.New(config)
	if err != nil {
		return err
	}
	sayHosts(s, listener.Addr(), log)
	if s.neo4jURI == "" { // a Neo4j may take its time; meanwhile /readyz says so
		if err := start.attempt(ctx); err != nil {
			return err
		}
	}
	handler = releasing(handler, quietFor, debug.FreeOSMemory)
	return run(ctx, newServer(handler, s.limits.Time, log), listener, start, config.Atlas, log)
}

// newConfig says of what the handler of everything that is served is made.
func newConfig(s *settings, store graph.Store, start *start, log *slog.Logger, registry *prometheus.Registry, ahead *background.Background) (httpd.Config, error) {
	addresses, err := frontend.Addresses()
	if err != nil {
		return httpd.Config{}, err
	}
	pages, _ := frontend.Dist()
	built, err := build()
	if err != nil {
		return httpd.Config{}, err
	}
	inFront, err := httpd.ParseProxies(s.proxies)
	if err != nil {
		return httpd.Config{}, err
	}
	tokens := tokensOf(store)
	known, signIn := newIdentities(s, tokens, log)
	answers := atlas.New(store, time.Now).LogTo(log).RecordTo(office.New(store, time.Now)).EraseBy(store).WithTokens(tokens).
		WithProposals(queueOf(store), s.openProposals).FollowBy(store).ComputeAhead(ahead)
	if own, ok := store.(*filestore.Store); ok {
		answers.BackUpFrom(own)
	}
	return httpd.Config{
		Atlas:          answers,
		Answers:        httpd.DefaultAnswers,
		Identity:       known,
		SignIn:         signIn,
		Hosts:          s.hosts,
		Proxies:        inFront,
		Store:          start,
		Log:            log,
		Registry:       registry,
		AllowedOrigins: s.origins,
		Pages:          pages,
		Addresses:      addresses,
		NotBuilt:       frontend.Missing(),
		Limits:         s.limits,
		Build:          built,
		Site:           s.site,
	}, nil
}

// queueOf returns the proposals that a store keeps.
func queueOf(store graph.Store) *proposal.Queue {
	return proposal.NewQueue(store, time.Now, rand.Reader)
}

// statementCounter returns what counts the statements that a store sends.
func statementCounter(registry prometheus.Registerer) (func(neostore.Sent), error) {
	statements := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "twingraph_store_statements_total", Help: "Statements sent to Neo4j, by name.",
	}, []string{"statement"})
	if err := registry.Register(statements); err != nil {
		return nil, fmt.Errorf("register the metrics: %w", err)
	}
	return func(sent neostore.Sent) { statements.WithLabelValues(sent.Name).Inc() }, nil
}

// run serves until ctx ends or the start fails for good, then lets the questions
// that are being answered end.
func run(ctx context.Context, server *http.Server, listener net.Listener, start *start, answers *atlas.Atlas, log *slog.Logger) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failed := make(chan error, 2)
	go func() { failed <- server.Serve(listener) }()
	go func() {
		if err := start.keepOn(ctx); err != nil {
			failed <- err
			return
		}
		start.readAhead(ctx)
		answers.KeepReady(ctx)
	}()
	log.Info("serving", "url", "http://"+listener.Addr().String())
	var failure error
	select {
	case failure = <-failed:
	case <-ctx.Done():
		log.Info("ending; questions that are being answered have a moment", "moment", drainFor)
	}
	return errors.Join(failure, drain(server))
}
