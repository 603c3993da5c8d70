package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"twingraph/graph/neostore"
)

// migrateCommand returns "twingraph migrate": it brings the Neo4j database up to date.
func migrateCommand(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Bring the Neo4j database up to date",
		Long: `Creates the constraints and indexes that this release of Twingraph needs, waits
until they can be used, and gives the records that an older release wrote what this
one filters, orders and searches by. Nothing that was recorded changes.

"twingraph serve" does the same when it starts; with this command it can be done
beforehand, or by a user with more rights. It may be interrupted, run any number of
times, and run beside others that do the same. End the servers of the older release
before: they refuse to start on a database that was brought up to date. The embedded
store needs none.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if s.neo4jURI == "" {
				_, err := fmt.Fprintln(cmd.OutOrStdout(), "The embedded store needs no migration. Set NEO4J_URI to migrate a Neo4j.")
				return err
			}
			return runMigrate(cmd, s)
		},
	}
}

func runMigrate(cmd *cobra.Command, s *settings) error {
	log, err := s.logger(cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	store, err := s.opener(toWrite, log, nil)(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	migrated, ok := store.(interface {
		Migrate(context.Context) (neostore.Update, error)
	})
	if !ok {
		return fmt.Errorf("this store knows no migrations")
	}
	update, err := migrated.Migrate(cmd.Context())
	printUpdate(cmd.OutOrStdout(), update)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(cmd.OutOrStdout(), "The schema of the database is up to date.")
	return err
}

// printUpdate prints what was done to a database.
func printUpdate(out io.Writer, u neostore.Update) {
	if u.Constraints+u.Indexes > 0 {
		fmt.Fprintf(out, "Made %s and %s.\n", counted(u.Constraints, "constraint"), indexes(u.Indexes))
	}
	for _, b := range u.Backfilled {
		of := ""
		if len(b.Properties) > 0 {
			of = " (" + strings.Join(b.Properties, ", ") + ")"
		}
		fmt.Fprintf(out, "%s: looked at %s, brought %d up to date%s.\n", b.Word, counted(b.Looked, "version"), b.Written, of)
	}
	if u.Constraints+u.Indexes+len(u.Backfilled) == 0 {
		fmt.Fprintln(out, "There was nothing to do.")
	}
}

// indexes returns "1 index", "2 indexes".
func indexes(n int) string {
	if n == 1 {
		return "1 index"
	}
	return fmt.Sprintf("%d indexes", n)
}
