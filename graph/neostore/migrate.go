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
// does nothing when it was done before. Files are never changed once released.
//
//go:embed cypher/migrations/*.cypher
var migrationFiles embed.FS

//go:embed cypher/migrations.cypher
var migrationsCypher string

//go:embed cypher/migrated.cypher
var migratedCypher string

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

// Migrate brings the schema of the database up to date, and waits until its
// indexes can be used. It may run more than once and beside others that do the
// same. Errors: Unavailable, also for a database that a newer Twingraph made.
func (s *Store) Migrate(ctx context.Context) error { return s.ready(ctx) }

func (s *Store) migrate(ctx context.Context) error {
	rows, err := s.query(ctx, statement{"migrations", migrationsCypher}, nil)
	if err != nil {
		return err
	}
	done := map[int64]bool{}
	for _, row := range rows {
		number, _ := row.Values[0].(int64)
		done[number] = true
	}
	steps := migrations()
	newest := steps[len(steps)-1].number
	for number := range done {
		if number > newest {
			return graph.Errorf(graph.Unavailable,
				"the database was made by a newer Twingraph (schema %d, this one knows %d): upgrade this program", number, newest).
				Because(lasting{errors.New("the database is of a newer version")})
		}
	}
	if len(done) == len(steps) {
		return nil
	}
	for _, step := range steps {
		if done[step.number] {
			continue
		}
		s.log.InfoContext(ctx, "neo4j: migrate", "number", step.number, "name", step.name)
		if err := s.apply(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

// apply runs the statements of a step, each in a transaction of its own because
// Neo4j keeps changes of schema and of data apart, then notes that it is done.
func (s *Store) apply(ctx context.Context, step migration) error {
	for _, text := range step.statements {
		err := s.write(ctx, func(t *transaction) error {
			_, err := t.run(statement{fmt.Sprintf("migrations/%04d_%s", step.number, step.name), text}, nil)
			return err
		})
		if err != nil {
			return err
		}
	}
	err := s.write(ctx, func(t *transaction) error {
		_, err := t.run(statement{"await_indexes", awaitIndexesCypher}, params{"seconds": indexLimit})
		return err
	})
	if err != nil {
		return err
	}
	return s.write(ctx, func(t *transaction) error {
		if _, err := t.run(statement{"begin", beginCypher}, nil); err != nil {
			return err
		}
		_, err := t.run(statement{"migrated", migratedCypher}, params{"number": step.number, "name": step.name})
		return err
	})
}
