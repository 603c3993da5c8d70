package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/export"
	"twingraph/graph/export/formats"
	"twingraph/graph/written"
)

// exportFlags are the flags of twingraph export.
type exportFlags struct {
	output, asOf, knownAt, filter, detail, lists, site string
}

// exportCommand returns "twingraph export": it writes the network as a file for
// other programs.
func exportCommand(open openStore) *cobra.Command {
	var flags exportFlags
	cmd := &cobra.Command{
		Use:   "export FORMAT",
		Short: "Write the network as a file for other programs",
		Long: `Writes the network, or the part that a filter selects, to a file or to the
standard output. The formats are those that the server has at /export/:

  ` + strings.Join(formats.Names(), "\n  ") + `

A file is there whole or not at all. One whose name ends with .gz is compressed.
Contacts and support twinnings are in none of these formats. twingraph export
dataset writes every word, to be imported elsewhere.`,
		Example: `  twingraph export links.geojson -o links.geojson
  twingraph export network.gexf --as-of 2022-12-31 -o network.gexf.gz
  twingraph export spells.geojson --lists text -o spells.geojson
  twingraph export dataset my-copy
  twingraph export links.csv --filter '{"status":{"eq":"SUSPENDED"}}'`,
		ValidArgs: formats.Names(),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("name one format, such as links.csv; %d are named", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			cmd.SilenceUsage = true
			return runExport(cmd, open, args[0], flags)
		},
	}
	cmd.AddCommand(datasetCommand(open))
	cmd.Flags().StringVarP(&flags.output, "output", "o", "", "file to write (default: the standard output)")
	cmd.Flags().StringVar(&flags.asOf, "as-of", "", "the day that it is about (default: today, UTC)")
	cmd.Flags().StringVar(&flags.knownAt, "known-at", "", "only what was recorded up to this instant, such as 2026-11-22T00:00:00Z (default: everything)")
	cmd.Flags().StringVar(&flags.filter, "filter", "", "what to select: a CityFilter or TwinningLinkFilter of the API, in JSON")
	cmd.Flags().StringVar(&flags.detail, "detail", "", "how finely to cut the past of links: STATUS, a spell for each status, or ANSWER, one for each change of basis, dates or doubts too (default: STATUS)")
	cmd.Flags().StringVar(&flags.lists, "lists", "", "lists in GeoJSON as json, or as text for GeoPackage and FlatGeobuf, which have no lists (default: json)")
	siteFlag(cmd.Flags(), &flags.site)
	return cmd
}

func runExport(cmd *cobra.Command, open openStore, name string, flags exportFlags) error {
	format, err := formats.Named(name, graph.BadUserInput)
	if err != nil {
		return err
	}
	if flags.site != "" {
		if err := httpd.CheckSite(flags.site); err != nil {
			return fmt.Errorf("--site: %w", err)
		}
	}
	store, err := open(cmd.Context())
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	files := atlas.New(store, time.Now)
	q, err := written.Question(format, files.Today(), flags.parameters())
	if err != nil {
		return inFlags(err)
	}
	q.Form.Site = flags.site
	n, err := files.Export(cmd.Context(), q)
	if err != nil {
		return inFlags(err)
	}
	var a *export.Arrangement
	if format.Arranged {
		if a, err = files.Arrangement(cmd.Context(), n); err != nil {
			return err
		}
	}
	write := func(w io.Writer) error { return format.Write(during{cmd.Context(), w}, n, a) }
	if flags.output == "" {
		return write(cmd.OutOrStdout())
	}
	if err := writeWhole(flags.output, write); err != nil {
		return err
	}
	_, err = fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s, %s, as of %s, change %d\n",
		flags.output, cities(len(n.Cities)), counted(len(n.Links), "link"), n.AsOf, n.Seq)
	return err
}

// cities returns "1 city", "2 cities".
func cities(n int) string {
	if n == 1 {
		return "1 city"
	}
	return fmt.Sprintf("%d cities", n)
}

// parameters returns the arguments that were given, by their names in the API.
func (f exportFlags) parameters() map[string]string {
	given := map[string]string{"asOf": f.asOf, "knownAt": f.knownAt, "filter": f.filter, "detail": f.detail, "lists": f.lists}
	for name, text := range given {
		if text == "" {
			delete(given, name)
		}
	}
	return given
}

// inFlags names arguments as the command line does.
func inFlags(err error) error {
	ours, ok := errors.AsType[*graph.Error](err)
	if !ok {
		return err
	}
	name, within, inside := strings.Cut(ours.Path, ".")
	flag, known := map[string]string{
		"asOf": "--as-of", "knownAt": "--known-at", "filter": "--filter", "detail": "--detail", "lists": "--lists",
	}[name]
	if !known {
		return ours
	}
	if inside {
		flag += "." + within
	}
	return ours.At(flag)
}

// writeWhole writes a file, compressed when its name says so: all of it, or nothing.
func writeWhole(name string, write func(io.Writer) error) (err error) {
	defer func() { err = unwritten(name, err) }()
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return graph.Errorf(graph.BadUserInput, "%s is a folder: name a file in it", name)
	}
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = file.Close()
			_ = os.Remove(file.Name())
		}
	}()
	if strings.HasSuffix(name, ".gz") {
		zipped := gzip.NewWriter(file)
		err = errors.Join(write(zipped), zipped.Close())
	} else {
		err = write(file)
	}
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}

// writableAt returns why a file could not be written, before there is anything to write; nil
// where it can be.
func writableAt(name string) error {
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return unwritten(name, err)
	}
	return errors.Join(file.Close(), os.Remove(file.Name()))
}

// unwritten says of a file or folder why it was not written, without the name that it has
// while it is made. It returns nil for nil.
func unwritten(name string, err error) error {
	var cause error
	path, isPath := errors.AsType[*fs.PathError](err)
	link, isLink := errors.AsType[*os.LinkError](err)
	_, said := errors.AsType[*graph.Error](err)
	_, folder := os.Stat(filepath.Dir(name))
	switch {
	case err == nil || said:
		return err
	case isPath && errors.Is(folder, fs.ErrNotExist):
		return graph.Errorf(graph.BadUserInput, "%s cannot be written: there is no folder %s; make it, or choose another name", name, filepath.Dir(name))
	case isPath:
		cause = path.Err
	case isLink:
		cause = link.Err
	default:
		return fmt.Errorf("write %s: %w", name, err)
	}
	return graph.Errorf(graph.BadUserInput, "%s cannot be written: %v; choose another name, or change what is in the way", name, cause)
}

// during writes until its context ends.
type during struct {
	ctx context.Context
	to  io.Writer
}

// Write writes one piece.
func (d during) Write(piece []byte) (int, error) {
	if err := d.ctx.Err(); err != nil {
		return 0, err
	}
	return d.to.Write(piece)
}
