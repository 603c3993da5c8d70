package main

import (
	"io/fs"
	"time"

	"twingraph/graph/dataset"
	"twingraph/graph/dataset/world"
	"twingraph/graph/ingest"
)

// shipped is a dataset that the program has in it.
type shipped struct {
	name, version string
	released      time.Time // its recorded time
	files         func() (fs.FS, error)
}

// title is its name at the beginning of a sentence.
func (r shipped) title() string { return string(r.name[0]-'a'+'A') + r.name[1:] }

// note is what the change says that records it, by which it is known again.
func (r shipped) note() string { return ingest.ReleaseNote(r.title(), r.version) }

func bundledRelease() shipped {
	return shipped{"bundled dataset", dataset.Version, dataset.Released(), func() (fs.FS, error) { return dataset.FS(), nil }}
}

func worldRelease() shipped {
	return shipped{"world's network", world.Version, world.Released(), world.FS}
}
