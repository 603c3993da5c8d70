package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// readme returns README.md.
func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// README.md lists every setting with its variable and its default, and no other.
func TestREADMEListsTheSettings(t *testing.T) {
	s := newSettings()
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	s.storeFlags(flags)
	s.logFlags(flags)
	s.serveFlags(flags)
	var want []string
	flags.VisitAll(func(f *pflag.Flag) {
		standard := "`" + f.DefValue + "`"
		if f.DefValue == "" || f.DefValue == "[]" {
			standard = ""
		}
		want = append(want, strings.Join([]string{"`--" + f.Name + "`", "`" + f.Annotations[environmentKey][0] + "`", standard}, ", "))
	})
	var got []string
	for _, row := range regexp.MustCompile("(?m)^\\| (`--[a-z0-9-]+`) \\| (`[A-Z0-9_]+`) \\|(.*?)\\|").FindAllStringSubmatch(readme(t), -1) {
		got = append(got, strings.Join([]string{row[1], row[2], strings.TrimSpace(row[3])}, ", "))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("\nREADME.md  %s\nthe flags  %s", strings.Join(got, "\n           "), strings.Join(want, "\n           "))
	}
}

// The folder that README.md shows can be imported, its correction and its retraction,
// too.
func TestREADMEShowsADatasetThatCanBeImported(t *testing.T) {
	folder := func(files map[string]string) string {
		dir := t.TempDir()
		for name, rows := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(rows), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	_, after, found := strings.Cut(readme(t), "### One claim, from rows to answer")
	if !found {
		t.Fatal("README.md shows no dataset")
	}
	files := map[string]string{}
	for _, file := range regexp.MustCompile("(?s)`([a-z_]+\\.csv)`:?\n\n```csv\n(.*?)```").FindAllStringSubmatch(after, -1) {
		files[file[1]] = file[2]
	}
	retractions := files["retractions.csv"]
	delete(files, "retractions.csv")
	if len(files) != 4 || retractions == "" {
		t.Fatalf("%d files, retractions %q", len(files), retractions)
	}
	correction := files["claims.csv"]
	correction = strings.Replace(correction, ",2022-03,", ",2022-03-15,", 1)
	data := filepath.Join(t.TempDir(), "twingraph.db")
	dataset := folder(files)
	for _, step := range []struct{ dir, says string }{
		{dataset, "7 added, 0 corrected, 0 retracted, 0 unchanged: recorded as change 1"},
		{dataset, "7 unchanged: nothing to record."},
		{folder(map[string]string{"claims.csv": correction}), "1 corrected"},
		{folder(map[string]string{"retractions.csv": retractions}), "1 retracted"},
	} {
		var out bytes.Buffer
		root := rootCommand(func(string) string { return "" })
		root.SetOut(&out)
		root.SetErr(&out)
		root.SetArgs([]string{"import", step.dir, "--data", data, "--actor", "A. Editor"})
		if err := root.ExecuteContext(t.Context()); err != nil || !strings.Contains(out.String(), step.says) {
			t.Errorf("%v: it does not say %q: %s", err, step.says, out.String())
		}
	}
}
