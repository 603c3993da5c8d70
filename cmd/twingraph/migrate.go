package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

// migrateCommand returns "twingraph migrate": it brings the schema of the Neo4j
// database up to date.
func migrateCommand(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Bring the schema of the Neo4j database up to date",
		Long: `Creates the constraints and indexes that Twingraph needs, and waits until they can
be used. "twingraph serve" does the same when it starts; with this command it can
be done beforehand, or by a user with more rights. It may be run any number of
times. The embedded store needs none.`,
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
	store, err := s.opener(log, nil)(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	migrated, ok := store.(interface{ Migrate(context.Context) error })
	if !ok {
		return fmt.Errorf("this store knows no migrations")
	}
	if err := migrated.Migrate(cmd.Context()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(cmd.OutOrStdout(), "The schema of the database is up to date.")
	return err
}
