package dataset

import (
	"embed"
	"io/fs"
	"time"
)

// Version names this release of the dataset: year, month and how often it was revised
// since. A revision is recorded at the instant of the release where nothing of it is known
// yet; a store that holds the release takes what differs as news.
const Version = "2026.11.2"

//go:embed *.csv
var files embed.FS

// FS returns the dataset's files, read-only, all at the root: one for each word, named as
// its Shape says, but for the words of which the release has no records.
func FS() fs.FS { return files }

// Released returns the instant of this release. It is the recorded time of every
// bundled row, wherever and whenever it is imported, so that an answer at an
// older or a later KnownAt is the same on every instance.
func Released() time.Time {
	return time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)
}
