package resolvers_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql/executor"
	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/generated"
	"twingraph/graph/registry"
	"twingraph/graph/storetest/network"
	"twingraph/resolvers"
)

// clerk is an editor at an embedded store of the seeded network.
type clerk struct {
	*asker
	*filestore.Store
	source graph.ID

	mu     sync.Mutex
	groups []int // how many changes each group had, since it was looked at last
}

// Group notes how many changes a group has; see graph.Grouper.
func (c *clerk) Group(ctx context.Context, each func(graph.Journal) error) error {
	head, err := c.Head(ctx)
	if err != nil {
		return err
	}
	last := head
	err = c.Store.Group(ctx, func(journal graph.Journal) error {
		err := each(journal)
		last, _ = journal.Head(ctx)
		return err
	})
	c.mu.Lock()
	defer c.mu.Unlock()
	if err == nil && last.Seq > head.Seq {
		c.groups = append(c.groups, int(last.Seq-head.Seq))
	}
	return err
}

func newClerk(b *testing.B) *clerk {
	return newClerkOf(b, filepath.Join(b.TempDir(), "twingraph.db"))
}

// newClerkOf returns a clerk at a store in a new file.
func newClerkOf(b *testing.B, path string) *clerk {
	asServed(b)
	store, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	c := &clerk{Store: store, asker: &asker{
		ctx: resolvers.WithViewer(b.Context(), graph.Viewer{Role: graph.Editor, Tier: graph.TierPublic, Name: "bench"}),
	}}
	records := network.Records(1, 20_000, 60_000, 150_000)
	office := registry.New(c, time.Now)
	if _, err := office.Submit(c.ctx, registry.Submission{Actor: "bench", Note: "import", Records: records}); err != nil {
		b.Fatal(err)
	}
	root := resolvers.New(atlas.New(c, time.Now).RecordTo(office))
	c.ex = executor.New(generated.NewExecutableSchema(generated.Config{Resolvers: root}))
	c.ex.AroundOperations(root.Around)
	c.ex.AroundRootFields(root.AroundRoot)
	for _, r := range records {
		switch r := r.(type) {
		case *graph.City:
			c.cities = append(c.cities, r.ID)
		case *graph.TwinningLink:
			c.links = append(c.links, r.ID)
		case *graph.Source:
			c.source = r.ID
		}
	}
	return c
}

// asServed collects garbage as serve does.
func asServed(b *testing.B) {
	if os.Getenv("GOGC") == "" {
		was := debug.SetGCPercent(400)
		b.Cleanup(func() { debug.SetGCPercent(was) })
	}
}

// record records a claim about the link at a place, with a key or none.
func (c *clerk) record(b *testing.B, i int, key string) {
	if key != "" {
		key = fmt.Sprintf("idempotencyKey: %q, ", key)
	}
	c.ask(b, fmt.Sprintf(`mutation { record(note: "bench", %srecords: {claims: [{link: %q, type: REVIEW_OPENED, date: "2026-11-20", authority: THIRD_PARTY, sources: [%q], confidence: DOCUMENTED}]}) {
	  added problems { message } consequences { link { slug } before { status } after { status } } } }`, key, c.link(i), c.source))
}

func (c *clerk) link(i int) graph.ID { return c.links[i*7919%len(c.links)] }

// One claim recorded in the embedded store, from the request to the answer that the link
// stands otherwise. Aim: a p95 under 10 ms.
func BenchmarkOneClaimRecorded(b *testing.B) {
	c := newClerk(b)
	n := 0
	for name, key := range map[string]string{"without a key": "", "with a key": "key %d"} {
		b.Run(name, func(b *testing.B) {
			var took times
			for b.Loop() {
				n++
				given := ""
				if key != "" {
					given = fmt.Sprintf(key, n)
				}
				began := time.Now()
				c.record(b, n, given)
				c.ask(b, fmt.Sprintf(`{ twinningLink(id: %q) { status { status underReview } } }`, c.link(n)))
				took = append(took, time.Since(began))
			}
			took.report(b, "")
		})
	}
}

// Claims recorded one at a time by several clients at once, each of which waits for its
// answer; in turns with bbolt alone, which writes as many bytes in as many transactions, hence
// as many forced writes, and does nothing else. Aims: 200 a second, and half of what bbolt does
// alone.
func BenchmarkClaimsOfManyClients(b *testing.B) {
	c := newClerk(b)
	alone, err := bolt.Open(filepath.Join(b.TempDir(), "alone.db"), 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer alone.Close()
	const round = 192
	n := 0
	for _, clients := range []int{1, 8, 16} {
		b.Run(fmt.Sprintf("%d clients", clients), func(b *testing.B) {
			var took times
			var ours, theirs time.Duration
			groups, claims := 0, 0
			for b.Loop() {
				c.groups = nil
				var all sync.WaitGroup
				lists := make([]times, clients)
				began := time.Now()
				for k := range clients {
					first := n + k*(round/clients)
					all.Go(func() {
						for i := range round / clients {
							began := time.Now()
							c.record(b, first+i, "")
							lists[k] = append(lists[k], time.Since(began))
						}
					})
				}
				all.Wait()
				ours += time.Since(began)
				n += round
				claims += round
				took = append(took, slices.Concat(lists...)...)
				groups += len(c.groups)
				theirs += writeAlone(b, alone, c.groups)
			}
			took.report(b, "")
			perSecond := func(d time.Duration) float64 { return float64(claims) / d.Seconds() }
			b.ReportMetric(perSecond(ours), "claims/s")
			b.ReportMetric(perSecond(theirs), "alone/s")
			b.ReportMetric(theirs.Seconds()/ours.Seconds(), "of-alone")
			b.ReportMetric(float64(claims)/float64(groups), "claims/group")
		})
	}
}

// writeAlone writes by bbolt alone what the store writes of groups: each in one transaction,
// every change of it with its hash and as the head, and a seal in another.
func writeAlone(b *testing.B, db *bolt.DB, groups []int) time.Duration {
	b.Helper()
	change, hash, head := make([]byte, 263), make([]byte, 32), make([]byte, 40) // as long as one of these claims is
	began := time.Now()
	for _, size := range groups {
		for _, part := range [][][]byte{slices.Repeat([][]byte{hash, change}, size), nil} {
			err := db.Update(func(tx *bolt.Tx) error {
				about, err := tx.CreateBucketIfNotExists([]byte("about"))
				changes, failed := tx.CreateBucketIfNotExists([]byte("changes"))
				if err = errors.Join(err, failed, about.Put([]byte("format"), hash[:1])); err != nil {
					return err
				}
				for _, value := range part {
					next, _ := changes.NextSequence()
					err = errors.Join(err, changes.Put(binary.BigEndian.AppendUint64(nil, next), value), about.Put([]byte("head"), head))
				}
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	return time.Since(began)
}

// What is on the heap after 10,000 claims that 16 clients recorded while others asked, beside
// what was there before them, and what is there when the file is opened anew: nothing of the
// states in between stays.
func BenchmarkHeapAfterABurst(b *testing.B) {
	const claims, clients = 10_000, 16
	heap := func() float64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / 1e6
	}
	path := filepath.Join(b.TempDir(), "twingraph.db")
	for b.Loop() {
		c := newClerkOf(b, path)
		questions := readerQuestions(c)
		ask := func(i int) { c.ask(b, questions[i%len(questions)].question(i)) }
		askAll := func() {
			for i := range 40 {
				ask(i)
			}
		}
		askAll()
		b.ReportMetric(heap(), "MB-before")
		var all sync.WaitGroup
		for k := range clients {
			all.Go(func() {
				for i := range claims / clients {
					c.record(b, k*claims/clients+i, "")
					if i%5 == 0 {
						ask(k + i)
					}
				}
			})
		}
		all.Wait()
		b.ReportMetric(heap(), "MB-after")
		if err := c.Close(); err != nil {
			b.Fatal(err)
		}
		closed := heap() // the benchmark keeps the store, to close it
		anew, err := filestore.Open(path, filestore.Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		c.Store = anew
		askAll()
		b.ReportMetric(heap()-closed, "MB-opened-anew")
		if err := errors.Join(anew.Close(), os.Remove(path)); err != nil {
			b.Fatal(err)
		}
	}
}

// readerQuestion is a question of readers, by the number of times it was asked.
type readerQuestion struct {
	name     string
	question func(i int) string
}

func readerQuestions(c *clerk) []readerQuestion {
	return []readerQuestion{
		{"a city with its links", func(i int) string {
			return fmt.Sprintf(`{ city(id: %q) { slug name links(first: 100) { nodes { slug status { status since } claims { date } } } } }`, c.cities[i*7919%len(c.cities)])
		}},
		{"a page of links", func(i int) string {
			return fmt.Sprintf(`{ twinningLinks(first: 100, orderBy: {field: SINCE}, filter: {status: {eq: ACTIVE}, between: {one: {country: {eq: %q}}, other: {country: {eq: %q}}}}) {
			  nodes { slug a { name } b { name } status { status since } claims { type date sources { title } } } } }`, []string{"PL", "DE", "FR"}[i%3], []string{"US", "IT"}[i%2])
		}},
		{"how many links", func(int) string {
			return `{ twinningLinks(first: 1, filter: {status: {eq: ACTIVE}, kind: {eq: SISTER_CITY}}) { totalCount } }`
		}},
		{"a search", func(i int) string {
			return fmt.Sprintf(`{ search(query: %q, types: [CITY], first: 10) { nodes { match name } } }`, c.cities[i*7919%len(c.cities)][:3])
		}},
	}
}

// pace is how an editor records one claim after the other while readers ask.
type pace struct {
	name  string
	every time.Duration // from the begin of one to that of the next; 0 for as soon as there is an answer
}

// What readers wait for an answer while an editor records 200 claims a second, and as fast as
// one can, beside what they wait when nobody does, in turns. Aim: a p95 of at most 1.5 times.
func BenchmarkReadersWhileOneWrites(b *testing.B) {
	c := newClerk(b)
	n := 0
	for _, q := range readerQuestions(c) {
		b.Run(q.name, func(b *testing.B) {
			paces := []pace{{name: "alone"}, {"while-200/s", time.Second / 200}, {name: "while-flat-out"}}
			took, claims := make([]times, len(paces)), make([]int, len(paces))
			asked := 0
			for b.Loop() {
				for i, at := range paces {
					stop, done := make(chan struct{}), make(chan struct{})
					go func() {
						defer close(done)
						if i > 0 {
							claims[i] += c.recordUntil(b, stop, at.every, &n)
						}
					}()
					for range 200 {
						asked++
						began := time.Now()
						c.ask(b, q.question(asked))
						took[i] = append(took[i], time.Since(began))
					}
					close(stop)
					<-done
				}
			}
			for i, at := range paces {
				took[i].report(b, "-"+at.name)
				if i > 0 {
					b.ReportMetric(float64(took[i].part(95))/float64(took[0].part(95)), "p95-"+at.name+"/alone")
					b.ReportMetric(float64(took[i].part(50))/float64(took[0].part(50)), "p50-"+at.name+"/alone")
					b.ReportMetric(float64(claims[i])/took[i].sum().Seconds(), "claims/s-"+at.name)
				}
			}
		})
	}
}

// recordUntil records one claim after the other, at a pace, until stop is closed, and returns
// how many. n is the number of the last claim.
func (c *clerk) recordUntil(b *testing.B, stop chan struct{}, every time.Duration, n *int) (claims int) {
	due := time.NewTicker(max(every, time.Nanosecond))
	defer due.Stop()
	for {
		if every > 0 {
			select {
			case <-stop:
				return claims
			case <-due.C:
			}
		}
		select {
		case <-stop:
			return claims
		default:
		}
		*n, claims = *n+1, claims+1
		c.record(b, *n, "")
	}
}

// times is how long each of many took.
type times []time.Duration

// part returns the time that so many per cent took at most.
func (t times) part(percent int) time.Duration {
	sorted := slices.Sorted(slices.Values(t))
	return sorted[len(sorted)*percent/100]
}

func (t times) sum() (sum time.Duration) {
	for _, one := range t {
		sum += one
	}
	return sum
}

func (t times) report(b *testing.B, name string) {
	b.ReportMetric(float64(t.part(50).Microseconds())/1000, "ms-p50"+name)
	b.ReportMetric(float64(t.part(95).Microseconds())/1000, "ms-p95"+name)
}
