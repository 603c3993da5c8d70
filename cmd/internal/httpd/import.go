package httpd

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/ingest"
	"twingraph/resolvers"
)

// MediaZip is the media type of an archive of CSV files.
const MediaZip = "application/zip"

// Bounds of a dataset that is sent, in bytes: as an archive, and as its files.
const (
	MaxImport   = 64 << 20
	maxUnzipped = 256 << 20
)

// imports records datasets that are sent, one at a time, with the errors of files.
type imports struct {
	*exports
	turns
}

// imported is the answer to a dataset: what became of it, unless it was not read, and the
// errors.
type imported struct {
	Report *ingest.Receipt `json:"report,omitempty"`
	Errors gqlerror.List   `json:"errors,omitempty"`
}

// ServeHTTP records a dataset.
func (i *imports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "A dataset is sent by POST.", http.StatusMethodNotAllowed)
		return
	}
	request := i.from.For(resolvers.ViewerOf(r.Context()))
	err := request.MayImport() // before anything is read
	if err == nil {
		err = i.oneAtATime(func() error { return i.record(w, r, request) })
	}
	if err != nil {
		w.Header().Set("Connection", "close") // the rest of the body is not read
		i.fail(w, r, err)
	}
}

// record answers with what became of a dataset. It fails only where there is nothing to say
// but the error.
func (i *imports) record(w http.ResponseWriter, r *http.Request, request *atlas.Request) error {
	options, err := i.importOptions(r)
	if err != nil {
		return err
	}
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(fileTime)) // where it cannot be set, the server's own holds
	files, err := unzipped(w, r)
	if err != nil {
		return err
	}
	report, err := request.Import(r.Context(), files, options)
	_ = control.SetWriteDeadline(time.Now().Add(pieceTime)) // it may have taken longer than an answer may
	if err != nil && report.RejectedCount == 0 {
		return err
	}
	receipt := report.Receipt()
	answer, status := imported{Report: &receipt}, http.StatusOK
	if err != nil {
		status = http.StatusBadRequest
		answer.Errors = gqlerror.List{i.errs.present(r.Context(), err)}
	}
	w.Header().Set("Content-Type", mediaJSON+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	i.out.send(w, r, status, append(marshal(answer), '\n'))
	return nil
}

// importOptions reads the query string: note, dryRun, all and release.
func (i *imports) importOptions(r *http.Request) (o ingest.Options, err error) {
	given, err := parameters(r, i.address)
	if err != nil {
		return o, err
	}
	for name, text := range given {
		var failed error
		switch name {
		case "note":
			o.Note = text
		case "release":
			o.Release = text
		case "dryRun":
			o.DryRun, failed = strconv.ParseBool(text)
		case "all":
			o.All, failed = strconv.ParseBool(text)
		default:
			return o, graph.Errorf(graph.BadUserInput, "There is no parameter %.100q; there are note, dryRun, all and release.", name)
		}
		if failed != nil {
			return o, graph.Errorf(graph.BadUserInput, "%.100q is neither true nor false.", text).At(name)
		}
	}
	return o, nil
}

// unzipped reads an archive of CSV files.
func unzipped(w http.ResponseWriter, r *http.Request) (fs.FS, error) {
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != MediaZip {
		return nil, graph.Errorf(graph.BadUserInput, "Send the CSV files of a dataset as an archive, with the Content-Type %s.", MediaZip)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxImport))
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return nil, graph.Errorf(graph.LimitExceeded, "The archive has more than %d bytes, which are the most that are read: send the dataset in parts, or import it where the store is.", MaxImport)
	} else if err != nil {
		return nil, graph.Errorf(graph.BadUserInput, "The archive was not read to its end: %v.", err)
	}
	archive, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, graph.Errorf(graph.BadUserInput, "This is no archive in the format ZIP: %v.", err)
	}
	left := uint64(maxUnzipped)
	for _, file := range archive.File {
		if file.UncompressedSize64 > left {
			return nil, graph.Errorf(graph.LimitExceeded, "The files of the archive have more than %d bytes, which are the most that are read: send the dataset in parts, or import it where the store is.", maxUnzipped)
		}
		left -= file.UncompressedSize64
		if err := sound(file); err != nil {
			return nil, graph.Errorf(graph.BadUserInput, "%.100q in the archive is damaged: %v.", file.Name, err)
		}
	}
	return archive, nil
}

// sound reads a file of an archive, which checks its length and its sum.
func sound(file *zip.File) error {
	content, err := file.Open()
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, content)
	return errors.Join(err, content.Close())
}
