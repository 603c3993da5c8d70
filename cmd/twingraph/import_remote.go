package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/ingest"
)

// importRemotely sends a dataset to a server, which records it.
func importRemotely(cmd *cobra.Command, to *remote, args []string, flags importFlags) error {
	for _, name := range []string{"actor", "recorded-at"} {
		if cmd.Flags().Changed(name) {
			return graph.Errorf(graph.BadUserInput, "a server records now, and in the name of the token: leave the flag out").At("--" + name)
		}
	}
	options := ingest.Options{Note: flags.note}
	files, err := chosen(args, flags.world, &options)
	if err != nil {
		return err
	}
	body, err := zipped(files)
	if err != nil {
		return err
	}
	given := url.Values{"note": {options.Note}, "dryRun": {strconv.FormatBool(flags.dryRun)}, "all": {strconv.FormatBool(flags.problems != "")}}
	if options.Release != "" {
		given.Set("release", options.Release)
	}
	report, err := to.importZip(cmd.Context(), given, body)
	return finish(cmd, flags, report, err)
}

// importZip has a server import a dataset. The report is empty when the server answers none.
func (r *remote) importZip(ctx context.Context, given url.Values, body []byte) (ingest.Report, error) {
	response, err := r.send(ctx, http.MethodPost, "/import?"+given.Encode(), httpd.MediaZip, bytes.NewReader(body))
	if err != nil {
		return ingest.Report{}, err
	}
	defer func() { _ = response.Body.Close() }()
	var receipt *ingest.Receipt
	err = readAnswer(response, "report", &receipt)
	if errors.Is(err, errBrokeOff) {
		err = fmt.Errorf("%w; import again, which records nothing twice", err)
	}
	if receipt == nil {
		return ingest.Report{}, err
	}
	return receipt.Whole(), err
}

// zipped returns the CSV files of a dataset as an archive.
func zipped(files fs.FS) ([]byte, error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, err
	}
	var archive bytes.Buffer
	to := zip.NewWriter(&archive)
	for _, entry := range entries {
		if entry.IsDir() || !strings.EqualFold(path.Ext(entry.Name()), ".csv") {
			continue
		}
		if err := zipFile(to, files, entry.Name()); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	if archive.Len() > httpd.MaxImport {
		return nil, graph.Errorf(graph.LimitExceeded, "the dataset has %d bytes when it is compressed; a server takes at most %d: import it in parts, or where the store is", archive.Len(), httpd.MaxImport)
	}
	return archive.Bytes(), nil
}

// zipFile adds a file to an archive.
func zipFile(to *zip.Writer, files fs.FS, name string) error {
	from, err := files.Open(name)
	if err != nil {
		return err
	}
	entry, err := to.Create(name)
	if err == nil {
		_, err = io.Copy(entry, from)
	}
	return errors.Join(err, from.Close())
}
