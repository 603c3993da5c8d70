package neostore

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"twingraph/graph"
)

// Each file is one migration: statements that end in a semicolon, each of which
// does nothing when it was done before. Files are never changed once released. The
// indexes that every word has are not among them: see indexes.go.
//
//go:embed cypher/migrations/*.cypher
var migrationFiles embed.FS

//go:embed cypher/migrate_state.cypher
var migrateStateCypher string

//go:embed cypher/migrate_applied.cypher
var migrateAppliedCypher string

//go:embed cypher/migrate_indexed.cypher
var migrateIndexedCypher string

//go:embed cypher/begin.cypher
var beginCypher string

//go:embed cypher/await_indexes.cypher
var awaitIndexesCypher string

// indexLimit is how many seconds indexes may take to be built.
const indexLimit = 600

// migration is one step of the schema of the database.
type migration struct {
	number     int64
	name       string
	statements []string
}

// migrations returns the steps in order.
func migrations() []migration {
	files, _ := fs.Glob(migrationFiles, "cypher/migrations/*.cypher") // the pattern is valid
	slices.Sort(files)
	steps := make([]migration, len(files))
	for i, file := range files {
		text, _ := migrationFiles.ReadFile(file) // it was just listed
		base := strings.TrimSuffix(file[strings.LastIndex(file, "/")+1:], ".cypher")
		number, name, _ := strings.Cut(base, "_")
		steps[i].number, _ = strconv.ParseInt(number, 10, 64) // a test checks the names
		steps[i].name = name
		for statement := range strings.SplitSeq(string(text), ";\n") {
			if statement = strings.TrimSpace(statement); statement != "" {
				steps[i].statements = append(steps[i].statements, statement)
			}
		}
	}
	return steps
}

// Update says what was done to bring a database up to date. The zero value says
// that nothing had to be done.
type Update struct {
	Constraints, Indexes int // how many were made
	Backfilled           []Backfill
}

// Backfill says what was done to the nodes of one word.
type Backfill struct {
	Word       string   // a word, or Spell
	Properties []string // the derived properties that are new, changed or given up, in order; none when all nodes were looked at to be sure
	Looked     int      // versions that were looked at by this program
	Written    int      // of these, those that lacked something
}

// Migrate brings the database up to date: its constraints and indexes, and the
// properties that its nodes carry for filters, orders and search. It waits until the
// indexes can be used. It may run more than once, after it was interrupted, and
// beside others that do the same. It returns what this store did since it was opened.
// Errors: Unavailable, also for a database that a newer Twingraph made; Timeout.
func (s *Store) Migrate(ctx context.Context) (Update, error) {
	err := s.ready(ctx)
	<-s.prepare
	defer func() { s.prepare <- struct{}{} }()
	return s.update, err
}

// state is how far a database has come.
type state struct {
	applied map[int64]bool
	schemas map[string]schema
	late    bool // a program that derives other properties wrote since they were brought up to date

	uncounted bool // some changes do not say how much of them everybody may see
}

// schema is what is known of the nodes of one word.
type schema struct {
	derivation int64
	derived    []string // what all of them carry, as in derivation.marks; nil when that is not known
	deriving   []string // what some of them carry already
	indexes    []string
	late       bool // all of them have to be looked at, whatever they carry
}

func (s *Store) state(ctx context.Context) (state, error) {
	st := statement{"migrate_state", migrateStateCypher}
	rows, err := s.query(ctx, st, params{"derived": s.mark})
	if err != nil {
		return state{}, err
	}
	if len(rows) != 1 {
		return state{}, s.failure(ctx, st.name, misread(st))
	}
	at := state{applied: map[int64]bool{}, schemas: map[string]schema{}}
	var r reading
	for _, number := range r.list(rows[0].Values[0]) {
		n, _ := number.(int64)
		at.applied[n] = true
	}
	for _, row := range r.lists(rows[0].Values[1], 6) {
		found := schema{derived: textsOf(row[2]), deriving: textsOf(row[3]), indexes: textsOf(row[4])}
		found.derivation, _ = row[1].(int64)
		found.late, _ = row[5].(bool)
		at.schemas[textOf(row[0])] = found
	}
	at.late, _ = rows[0].Values[2].(bool)
	at.uncounted, _ = rows[0].Values[3].(bool)
	return at, r.err
}

// textsOf returns a list of texts as the driver read it; nil for none.
func textsOf(v any) []string {
	list, ok := v.([]any)
	if !ok {
		return nil
	}
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = textOf(v)
	}
	return texts
}

// migrate does what is left to do, and notes it in s.update.
func (s *Store) migrate(ctx context.Context) error {
	at, err := s.state(ctx)
	if err != nil {
		return err
	}
	if newer := s.newer(at); newer != "" {
		return graph.Errorf(graph.Unavailable, "the database was made by a newer Twingraph (%s): upgrade this program", newer).
			Because(lasting{errors.New("the database is of a newer version")})
	}
	if err := s.migrateSchema(ctx, at); err != nil {
		return err
	}
	if at.uncounted {
		if err := s.backfillCounts(ctx); err != nil {
			return err
		}
	}
	return s.backfill(ctx, at)
}

// newer says what in the database this program does not know; empty when it knows
// everything.
func (s *Store) newer(at state) string {
	steps := migrations()
	newest := steps[len(steps)-1].number
	for number := range at.applied {
		if number > newest {
			return fmt.Sprintf("schema %d, this one knows %d", number, newest)
		}
	}
	return s.newerDerived(at)
}

// migrateSchema makes the constraints and indexes that are missing, in one
// transaction because Neo4j keeps changes of schema and of data apart, waits for them
// and notes that they are there.
func (s *Store) migrateSchema(ctx context.Context, at state) error {
	var texts, retired []string
	var steps []map[string]any
	for _, step := range migrations() {
		if !at.applied[step.number] {
			texts = append(texts, step.statements...)
			steps = append(steps, map[string]any{"number": step.number, "name": step.name})
		}
	}
	var rows [][]any
	for _, set := range indexSets(graph.Words(), graph.Searchable()) {
		there := at.schemas[set.word].indexes
		if slices.Equal(there, set.names) {
			continue
		}
		if there == nil && set.word == searchWord {
			there = []string{searchWord} // by a release that did not note it
		}
		texts = append(texts, set.statements...)
		rows = append(rows, []any{set.word, set.names})
		retired = append(retired, without(there, set.names)...)
	}
	if len(steps) == 0 && len(rows) == 0 {
		return nil
	}
	s.log.InfoContext(ctx, "neo4j: make constraints and indexes")
	if err := s.alter(ctx, texts); err != nil {
		return err
	}
	for _, name := range retired {
		if err := s.alter(ctx, []string{"DROP INDEX " + name + " IF EXISTS"}); err != nil {
			return err
		}
	}
	return s.write(ctx, func(t *transaction) error {
		for _, st := range []struct {
			statement
			params
		}{
			{statement{"begin", beginCypher}, nil},
			{statement{"migrate_applied", migrateAppliedCypher}, params{"steps": steps}},
			{statement{"migrate_indexed", migrateIndexedCypher}, params{"rows": rows}},
		} {
			if _, err := t.run(st.statement, st.params); err != nil {
				return err
			}
		}
		return nil
	})
}

// alter runs statements that change the schema, in one transaction, and waits for
// what they made.
func (s *Store) alter(ctx context.Context, texts []string) error {
	var made Update
	err := s.write(ctx, func(t *transaction) error {
		made = Update{}
		for _, text := range texts {
			s.count(statement{"migrate_schema", text}, nil)
			result, err := t.tx.Run(ctx, text, nil)
			if err != nil {
				return err
			}
			summary, err := result.Consume(ctx)
			if err != nil {
				return err
			}
			made.Constraints += summary.Counters().ConstraintsAdded()
			made.Indexes += summary.Counters().IndexesAdded()
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.update.Constraints += made.Constraints
	s.update.Indexes += made.Indexes
	return s.write(ctx, func(t *transaction) error {
		_, err := t.run(statement{"await_indexes", awaitIndexesCypher}, params{"seconds": indexLimit})
		return err
	})
}
