package main

import (
	"fmt"

	"github.com/spf13/pflag"
)

// environmentKey is the annotation of a flag that names its environment variable.
const environmentKey = "environment"

// inEnvironment lets a flag be set by an environment variable, too, and says so in
// its help.
func inEnvironment(flags *pflag.FlagSet, name, variable string) {
	flag := flags.Lookup(name)
	flag.Usage += " (" + variable + ")"
	flag.Annotations = map[string][]string{environmentKey: {variable}}
}

// readEnvironment sets the flags that were not given from the environment. An
// empty variable counts as unset.
func readEnvironment(flags *pflag.FlagSet, getenv func(string) string) error {
	var failure error
	flags.VisitAll(func(flag *pflag.Flag) {
		variables := flag.Annotations[environmentKey]
		if len(variables) == 0 || flag.Changed || failure != nil {
			return
		}
		value := getenv(variables[0])
		if value == "" {
			return
		}
		if err := flags.Set(flag.Name, value); err != nil {
			failure = fmt.Errorf("%s: %w", variables[0], err)
		}
	})
	return failure
}
