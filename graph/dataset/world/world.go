package world

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io/fs"
	"time"
)

// Version names this release of the dataset: year and month of the lists.
const Version = "2026.02"

//go:embed world.zip
var archive []byte

// FS returns the dataset's files, read-only, all at the root, as package ingest reads them.
func FS() (fs.FS, error) {
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("open the world release: %w", err)
	}
	return files, nil
}

// Released returns the instant of this release, at which all of its rows are recorded,
// wherever and whenever it is imported.
func Released() time.Time {
	return time.Date(2026, time.November, 28, 0, 0, 0, 0, time.UTC)
}
