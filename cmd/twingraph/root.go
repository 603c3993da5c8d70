package main

import (
	"github.com/spf13/cobra"
)

// rootCommand returns the program. getenv reads the environment.
func rootCommand(getenv func(string) string) *cobra.Command {
	s := newSettings()
	root := &cobra.Command{
		Use:   "twingraph",
		Short: "Explore the world's municipal twinning network",
		Long: `Twingraph holds cities, their twinning links and what became of them, dated and
sourced, and answers questions about them over GraphQL.

Data is kept in the Neo4j that NEO4J_URI names (with NEO4J_USERNAME and
NEO4J_PASSWORD), or without it in a file of its own. Every setting is a flag and
an environment variable; the flag wins.`,
		Example: `  twingraph serve --bundled     explore the bundled dataset at http://127.0.0.1:8080
  twingraph import my-data      record a dataset of your own
  twingraph export links.csv    the links as a table
  twingraph check               verify the laws of the data`,
		SilenceErrors: true, // main prints them
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SilenceUsage = true
			return readEnvironment(cmd.Flags(), getenv)
		},
	}
	s.storeFlags(root.PersistentFlags())
	s.logFlags(root.PersistentFlags())
	s.password = func() string { return getenv("NEO4J_PASSWORD") }
	read := s.opener(toRead, nil, nil)
	root.AddCommand(
		serveCommand(s), importCommand(s.importing()), exportCommand(read), checkCommand(read), migrateCommand(s), backupCommand(s), restoreCommand(s), tokenCommand(s), listsCommand(read), matchCommand(read), versionCommand(),
	)
	return root
}
