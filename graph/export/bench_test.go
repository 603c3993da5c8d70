package export

import (
	"compress/gzip"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/storetest/network"
	"twingraph/graph/world"
)

// counter counts bytes and notes when the first came.
type counter struct {
	bytes int
	first time.Time
}

func (c *counter) Write(p []byte) (int, error) {
	if c.bytes == 0 {
		c.first = time.Now()
	}
	c.bytes += len(p)
	return len(p), nil
}

// How long each format takes, compressed as it is served, on 20,000 cities, 60,000
// links and 150,000 claims.
func BenchmarkFormats(b *testing.B) {
	n := take(b, storeOf(b, network.Records(1, 20_000, 60_000, 150_000)), nil)
	all := networkOf(b, n)
	var a *Arrangement
	b.Run("arrangement", func(b *testing.B) {
		for b.Loop() {
			var err error
			if a, err = Arrange(b.Context(), n.Moment(), all); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			var first time.Duration
			var plain, zipped int
			for b.Loop() {
				wire := &counter{}
				begun := time.Now()
				writer, err := gzip.NewWriterLevel(wire, gzip.BestSpeed)
				if err != nil {
					b.Fatal(err)
				}
				text := &counter{}
				if err := f.Write(tee{writer, text}, n, a); err != nil {
					b.Fatal(err)
				}
				if err := writer.Close(); err != nil {
					b.Fatal(err)
				}
				first = max(first, wire.first.Sub(begun))
				plain, zipped = text.bytes, wire.bytes
			}
			b.ReportMetric(float64(first.Microseconds())/1000, "ms-to-first-byte")
			b.ReportMetric(float64(plain)/1e6, "MB")
			b.ReportMetric(float64(zipped)/1e6, "MB-compressed")
		})
	}
}

// How long each format takes to write and how large it is, uncompressed; with -cpu 1 the
// time is the processor's.
func BenchmarkWriting(b *testing.B) {
	n := take(b, storeOf(b, network.Records(1, 20_000, 60_000, 150_000)), nil)
	for _, f := range Formats() {
		if f.Arranged {
			continue
		}
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			text := &counter{}
			for b.Loop() {
				text = &counter{}
				if err := f.Write(text, n, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(text.bytes)/1e6, "MB")
		})
	}
}

// tee writes to both.
type tee struct {
	to   *gzip.Writer
	also *counter
}

func (t tee) Write(p []byte) (int, error) {
	_, _ = t.also.Write(p)
	return t.to.Write(p)
}

// How long a file of cities takes to its first bytes when the network is in memory and
// nobody has asked for it on that day.
func BenchmarkFirstBytes(b *testing.B) {
	store := storeOf(b, network.Records(1, 20_000, 60_000, 150_000))
	moments := world.MomentsOf(store, 1)
	day := graph.Day(20000)
	if _, err := moments.Moment(b.Context(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierPublic}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		day++
		n, err := Take(b.Context(), moments, Question{AsOf: day, KnownAt: graph.Latest(), Tier: graph.TierPublic, Of: graph.WordCity, Established: true})
		if err != nil {
			b.Fatal(err)
		}
		_ = CitiesGeoJSON(&limited{100_000}, n)
	}
}
