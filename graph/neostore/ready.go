package neostore

import (
	"context"
	_ "embed"
	"errors"
	"strconv"
	"strings"

	"twingraph/graph"
)

//go:embed cypher/version.cypher
var versionCypher string

// The oldest Neo4j whose Cypher is enough: 5.26 has dynamic relationship types
// (https://neo4j.com/docs/cypher-manual/5/clauses/create/#dynamic-create).
const oldestMajor, oldestMinor = 5, 26

// Ready reports whether the store can answer now. The first time that Neo4j can be
// reached it also checks its version and brings the database up to date (Migrate).
// Errors: Unavailable, with what a person can do about it; Timeout.
func (s *Store) Ready(ctx context.Context) error {
	if !s.prepared.Load() {
		return s.ready(ctx)
	}
	_, err := s.seqAt(ctx, graph.Latest())
	return err
}

// ready prepares the database unless that is done: one caller at a time, the
// others wait.
func (s *Store) ready(ctx context.Context) error {
	if s.prepared.Load() {
		return nil
	}
	select {
	case <-s.prepare:
		defer func() { s.prepare <- struct{}{} }()
	case <-ctx.Done():
		return s.failure(ctx, "ready", ctx.Err())
	}
	if s.prepared.Load() {
		return nil
	}
	if err := s.reach(ctx); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if err := s.publishLeft(ctx); err != nil {
		return err
	}
	if _, err := s.seqAt(ctx, graph.Latest()); err != nil {
		return err
	}
	s.prepared.Store(true)
	return nil
}

// reach checks that the server answers, lets the user in, has the database and is
// new enough. It does not try again: who asks wants to know now.
func (s *Store) reach(ctx context.Context) error {
	session := s.session(ctx)
	defer session.Close(context.WithoutCancel(ctx))
	st := statement{"version", versionCypher}
	s.count(st, nil)
	result, err := session.Run(ctx, st.text, nil)
	if err != nil {
		return s.failure(ctx, st.name, err)
	}
	record, err := result.Single(ctx)
	if err != nil {
		return s.failure(ctx, st.name, err)
	}
	version, _ := record.Values[0].(string)
	return checkVersion(version)
}

// checkVersion refuses a server that is too old. Versions are written 5.26.31,
// 2025.04.0 or 5.27-aura.
func checkVersion(version string) error {
	major, rest, _ := strings.Cut(version, ".")
	minor, _, _ := strings.Cut(rest, ".")
	minor, _, _ = strings.Cut(minor, "-")
	x, errX := strconv.Atoi(major)
	y, errY := strconv.Atoi(minor)
	if errX != nil || errY != nil || x < oldestMajor || x == oldestMajor && y < oldestMinor {
		return graph.Errorf(graph.Unavailable, "this is Neo4j %s; at least %d.%d is needed", version, oldestMajor, oldestMinor).
			Because(lasting{errors.New("the server is too old")})
	}
	return nil
}
