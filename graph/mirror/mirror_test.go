package mirror_test

import (
	"context"
	"log/slog"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"twingraph/graph"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/storetest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// sent are the names of the statements that a store sent.
type sent struct {
	mu    sync.Mutex
	names map[string]int
	on    func(name string) // called before each is sent; may be nil
}

func (s *sent) note(statement neostore.Sent) {
	name := statement.Name
	s.mu.Lock()
	if s.names == nil {
		s.names = map[string]int{}
	}
	s.names[name]++
	on := s.on
	s.mu.Unlock()
	if on != nil {
		on(name)
	}
}

func (s *sent) count(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.names[name]
}

// reading are the statements by which Neo4j itself answers questions.
var reading = []string{"records", "list", "page", "search", "tally", "diff", "histories", "changes", "change_items", "fate", "last", "lives"}

// mirrored checks that the mirror answered: that Neo4j was asked for its head, and
// hardly ever a question. On a machine that is too busy to connect in time it is.
func (s *sent) mirrored(t *testing.T) {
	t.Helper()
	asked := 0
	for _, name := range reading {
		asked += s.count(name)
	}
	if heads := s.count("published"); heads == 0 || 20*asked > heads {
		t.Errorf("Neo4j was asked for its head %d times, and %d questions", heads, asked)
	}
}

// store opens a store on the shared server as it is.
func store(t *testing.T, s *sent) *neostore.Store {
	t.Helper()
	server := neo4jtest.ForTest(t)
	return at(t, server.URI, s)
}

// at opens a store on the shared server at an address.
func at(t *testing.T, uri string, s *sent) *neostore.Store {
	t.Helper()
	server := neo4jtest.ForTest(t)
	store, err := neostore.Open(t.Context(), neostore.Options{
		URI: uri, Username: server.Username, Password: server.Password, OnStatement: s.note, RetryFor: time.Second, LeaveErased: true,
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// patient returns options with which the mirror always answers, however slow the
// machine is.
func patient() mirror.Options { return mirror.Options{Patience: 10 * time.Minute} }

// standing returns a mirror of a store that is loaded.
func standing(t *testing.T, store *neostore.Store, o mirror.Options) *mirror.Mirror {
	t.Helper()
	o.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	m := mirror.New(store, o)
	t.Cleanup(func() { _ = m.Close() })
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return m
}

// empty returns a mirror over the emptied database of the shared server.
func empty(t *testing.T, s *sent) *mirror.Mirror {
	t.Helper()
	neo4jtest.Driver(t)
	return standing(t, store(t, s), patient())
}

// What a store is, the mirror is, and it asks Neo4j for nothing but changes.
func TestContract(t *testing.T) {
	var s sent
	storetest.Run(t, func(t *testing.T) graph.Store { return empty(t, &s) })
	s.mirrored(t)
}

// What people who write need, the mirror has too; only documents and keys are asked of Neo4j.
func TestLiving(t *testing.T) {
	var s sent
	storetest.RunLiving(t, func(t *testing.T) graph.Store { return empty(t, &s) })
	s.mirrored(t)
}

// erasing is a mirror that is waited for after each erasure, so that it is the one that
// answers.
type erasing struct{ *mirror.Mirror }

func (m erasing) Erase(ctx context.Context, e graph.Erasure) (graph.Change, error) {
	change, err := m.Mirror.Erase(ctx, e)
	if err == nil { // the question is what makes it look
		if _, err := m.Head(ctx); err != nil {
			return change, err
		}
		err = m.Wait(ctx)
	}
	return change, err
}

func TestErasing(t *testing.T) {
	var s sent
	storetest.RunErasing(t, func(t *testing.T) graph.Store { return erasing{empty(t, &s)} })
	s.mirrored(t)
}

// The histories and questions are those of which package neostore compares Neo4j's own
// answers with the reference.
func TestDifferential(t *testing.T) {
	var s sent
	storetest.RunDifferential(t, func(t *testing.T) graph.Store { return empty(t, &s) },
		storetest.Differential{Seeds: []uint64{1, 2}, Questions: 100})
	s.mirrored(t)
}

// loading is a store that answers from a mirror which was loaded after the last change.
type loading struct {
	graph.Store // the mirror
	open        func() *mirror.Mirror
}

func (l *loading) Append(ctx context.Context, batch graph.Batch) (graph.Change, error) {
	change, err := l.Store.Append(ctx, batch)
	if err == nil {
		_ = l.Store.Close()
		l.Store = l.open()
	}
	return change, err
}

// A world that was loaded is the one that followed from change to change.
func TestDifferentialOfWhatIsLoaded(t *testing.T) {
	var s sent
	storetest.RunDifferential(t, func(t *testing.T) graph.Store {
		return &loading{empty(t, &s), func() *mirror.Mirror { return standing(t, store(t, &s), patient()) }}
	}, storetest.Differential{Seeds: []uint64{3}, Steps: 6, Questions: 100})
	s.mirrored(t)
}

// both asks a mirror and Neo4j itself, and fails where they differ.
type both struct {
	*mirror.Mirror
	t     *testing.T
	neo4j *neostore.Store
}

func same[T any](b both, ask func(graph.Reader) (T, error)) (T, error) {
	b.t.Helper()
	ours, err := ask(b.Mirror)
	theirs, failed := ask(b.neo4j)
	if graph.CodeOf(err) != graph.CodeOf(failed) {
		b.t.Errorf("the mirror fails with %v, Neo4j with %v", err, failed)
	} else if err == nil {
		if diff := cmp.Diff(theirs, ours, cmpopts.EquateEmpty(), cmpopts.IgnoreTypes(graph.Fetched{}), cmp.FilterPath(counted, cmp.Ignore())); diff != "" {
			b.t.Errorf("the answers differ (-Neo4j +mirror):\n%s", diff)
		}
	}
	return ours, err
}

// counted selects the counts of a tally, of which zeros may be left out: the reference
// judges them.
func counted(p cmp.Path) bool {
	for _, step := range p {
		if field, ok := step.(cmp.StructField); ok && (strings.HasPrefix(field.Name(), "By") || field.Name() == "Records" && p.Index(0).Type() == reflect.TypeFor[graph.Tally]()) {
			return true
		}
	}
	return false
}

func (b both) Records(ctx context.Context, v graph.View, word graph.Word, ids []graph.ID) ([]graph.Record, error) {
	return same(b, func(r graph.Reader) ([]graph.Record, error) { return r.Records(ctx, v, word, ids) })
}

func (b both) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	return same(b, func(r graph.Reader) (graph.Page, error) { return r.List(ctx, v, q) })
}

func (b both) ListAcross(ctx context.Context, v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) ([]graph.Page, error) {
	return same(b, func(r graph.Reader) ([]graph.Page, error) { return r.ListAcross(ctx, v, from, edge, ids, q) })
}

func (b both) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	return same(b, func(r graph.Reader) (map[graph.ID]graph.History, error) { return r.Histories(ctx, v, links) })
}

func (b both) Search(ctx context.Context, v graph.View, q graph.SearchQuery) ([]graph.Hit, error) {
	return same(b, func(r graph.Reader) ([]graph.Hit, error) { return r.Search(ctx, v, q) })
}

func (b both) Tally(ctx context.Context, v graph.View, where *graph.Filter) (graph.Tally, error) {
	return same(b, func(r graph.Reader) (graph.Tally, error) { return r.Tally(ctx, v, where) })
}

func (b both) Diff(ctx context.Context, v graph.View, from graph.Day, q graph.DiffQuery) (graph.DiffPage, error) {
	return same(b, func(r graph.Reader) (graph.DiffPage, error) { return r.Diff(ctx, v, from, q) })
}

func (b both) Changes(ctx context.Context, v graph.View, of graph.Window[graph.Seq]) ([]graph.Change, error) {
	return same(b, func(r graph.Reader) ([]graph.Change, error) { return r.Changes(ctx, v, of) })
}

func (b both) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, of graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	return same(b, func(r graph.Reader) ([]graph.ItemPage, error) { return r.ChangeItems(ctx, v, seqs, of) })
}

func (b both) Fate(ctx context.Context, v graph.View, word graph.Word, id graph.ID) (graph.Retraction, error) {
	return same(b, func(r graph.Reader) (graph.Retraction, error) { return r.Fate(ctx, v, word, id) })
}

func (b both) Head(ctx context.Context) (graph.Change, error) {
	return same(b, func(r graph.Reader) (graph.Change, error) { return r.Head(ctx) })
}

// Mirror, Neo4j and the reference answer alike.
func TestTheMirrorAnswersAsNeo4jDoes(t *testing.T) {
	storetest.RunDifferential(t, func(t *testing.T) graph.Store {
		var s sent
		return both{empty(t, &s), t, store(t, &s)}
	}, storetest.Differential{Seeds: []uint64{5}, Steps: 8, Questions: 40})
}
