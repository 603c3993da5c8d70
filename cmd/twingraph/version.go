package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
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

// build returns what distinguishes this program from one that was built from anything else:
// the commit where the build recorded one and nothing was changed, and otherwise a sum of the
// program's file, which takes a tenth of a second. It fails when the file cannot be read.
func build() (string, error) {
	if info, ok := debug.ReadBuildInfo(); ok {
		recorded := map[string]string{}
		for _, setting := range info.Settings {
			recorded[setting.Key] = setting.Value
		}
		if commit := recorded["vcs.revision"]; commit != "" && recorded["vcs.modified"] == "false" {
			return release + " " + commit + " " + info.GoVersion, nil
		}
	}
	name, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find the file of the program: %w", err)
	}
	file, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("read the file of the program: %w", err)
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", fmt.Errorf("read the file of the program: %w", err)
	}
	return release + " " + hex.EncodeToString(sum.Sum(nil)), nil
}
