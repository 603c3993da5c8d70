package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"twingraph/graph/dataset"
)

// release is the newest release that CHANGELOG.md describes; a test keeps the two
// the same. Between releases the revision says more.
const release = "1.0.0"

// versionCommand returns "twingraph version".
func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the release and what this program was built from",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "twingraph %s%s, dataset %s, %s %s/%s\n", release, revision(), dataset.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// revision returns what the build recorded, in brackets with a space before them: the
// commit, or the version of the module that holds it; empty when it recorded neither.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	version := info.Main.Version
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= 12 && version == "(devel)" {
			version = setting.Value[:12]
		}
	}
	if version == "" || version == "(devel)" {
		return ""
	}
	return " (" + version + ")"
}
