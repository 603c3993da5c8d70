package mirror_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/mirror"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/registry"
)

// city returns a city of that name and population.
func city(name string, population int) *graph.City {
	return &graph.City{
		Statement: graph.Statement{ID: graph.ID(name), Confidence: graph.Documented},
		Name:      name, Kind: graph.CityKindCity, Country: "DE", Population: &population,
	}
}

// records records through a store.
func records(t *testing.T, store graph.Store, s registry.Submission) {
	t.Helper()
	s.Actor, s.Note = "test", "a step"
	if _, err := registry.New(store, time.Now).Submit(t.Context(), s); err != nil {
		t.Error(err)
	}
}

func now() graph.View { return graph.View{KnownAt: graph.Latest()} }

// populations returns what a reader knows of cities, -1 for those that it does not.
func populations(ctx context.Context, r graph.Reader, ids ...graph.ID) ([]int, error) {
	found, err := r.Records(ctx, now(), graph.WordCity, ids)
	if err != nil {
		return nil, err
	}
	list := make([]int, len(found))
	for i, r := range found {
		if list[i] = -1; r != nil {
			list[i] = *r.(*graph.City).Population
		}
	}
	return list, nil
}

// shows checks what a reader knows of cities.
func shows(t *testing.T, r graph.Reader, want string, ids ...graph.ID) {
	t.Helper()
	got, err := populations(t.Context(), r, ids...)
	if err != nil || fmt.Sprint(got) != want {
		t.Errorf("%v: %v, %v instead of %s", ids, got, err, want)
	}
}

func TestTheNetworkIsLoadedWhileOthersWrite(t *testing.T) {
	neo4jtest.Driver(t)
	var quiet, s sent
	other := store(t, &quiet)
	records(t, other, registry.Submission{Records: []graph.Record{city("a", 1), city("b", 1), city("c", 1)}})
	var once sync.Once
	s.on = func(name string) {
		if name == "versions" { // the number up to which it loads is fixed by now
			once.Do(func() {
				records(t, other, registry.Submission{Records: []graph.Record{city("a", 2), city("d", 2)}})
				records(t, other, registry.Submission{Retractions: []graph.Retraction{{Word: graph.WordCity, ID: "b", Reason: "a double", MovedTo: "c"}}})
			})
		}
	}
	m := standing(t, store(t, &s), patient())
	shows(t, m, "[2 -1 1 2]", "a", "b", "c", "d")
	if gone, err := m.Fate(t.Context(), now(), graph.WordCity, "b"); err != nil || gone.MovedTo != "c" {
		t.Error(gone, err)
	}
}

func TestUntilTheNetworkIsLoadedNeo4jAnswers(t *testing.T) {
	neo4jtest.Driver(t)
	var s sent
	records(t, store(t, &s), registry.Submission{Records: []graph.Record{city("a", 1)}})
	hold := make(chan struct{})
	var once sync.Once
	s.on = func(name string) {
		if name == "versions" {
			<-hold
		}
	}
	m := mirror.New(store(t, &s), patient())
	t.Cleanup(func() { once.Do(func() { close(hold) }); _ = m.Close() })
	shows(t, m, "[1]", "a")
	if !strings.Contains(m.State(), "being loaded") || s.count("records") == 0 {
		t.Errorf("%s; Neo4j was asked %d times", m.State(), s.count("records"))
	}
	once.Do(func() { close(hold) })
	if err := m.Wait(t.Context()); err != nil || m.State() != "the mirror answers" {
		t.Error(err, m.State())
	}
}

func TestANetworkThatIsTooLargeIsNotKept(t *testing.T) {
	neo4jtest.Driver(t)
	var s sent
	o := patient()
	o.Memory = 2500
	other := store(t, &s)
	records(t, other, registry.Submission{Records: []graph.Record{city("a", 1), city("b", 1)}})
	m := standing(t, store(t, &s), o)
	records(t, other, registry.Submission{Records: []graph.Record{city("a", 2)}})
	shows(t, m, "[2 1]", "a", "b")
	if err := m.Wait(t.Context()); graph.CodeOf(err) != graph.LimitExceeded || !strings.Contains(m.State(), "Neo4j answers") {
		t.Errorf("after it has grown: %v, %s", err, m.State())
	}
	again := mirror.New(store(t, &s), o)
	t.Cleanup(func() { _ = again.Close() })
	if err := again.Wait(t.Context()); graph.CodeOf(err) != graph.LimitExceeded {
		t.Errorf("at the start: %v", err)
	}
	shows(t, again, "[2 1]", "a", "b")
}

func TestAnotherDatabaseIsLoadedAnew(t *testing.T) {
	driver := neo4jtest.Driver(t)
	var s sent
	first := store(t, &s)
	records(t, first, registry.Submission{Records: []graph.Record{city("a", 1)}})
	records(t, first, registry.Submission{Records: []graph.Record{city("a", 2)}})
	m := standing(t, store(t, &s), patient())
	shows(t, m, "[2 -1]", "a", "b")
	if err := neo4jtest.Clear(t.Context(), driver); err != nil {
		t.Fatal(err)
	}
	records(t, store(t, &s), registry.Submission{Records: []graph.Record{city("b", 3)}})
	shows(t, m, "[-1 3]", "a", "b")
	if err := m.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	shows(t, m, "[-1 3]", "a", "b")
}

// A request sees one state of the network, and what it wrote itself.
func TestARequestSeesOneState(t *testing.T) {
	neo4jtest.Driver(t)
	var s, quiet sent
	other := store(t, &quiet)
	records(t, other, registry.Submission{Records: []graph.Record{city("a", 1)}})
	m := standing(t, store(t, &s), patient())
	ctx := m.Asking(t.Context())
	asked := func(want string) {
		t.Helper()
		if got, err := populations(ctx, m, "a", "b"); err != nil || fmt.Sprint(got) != want {
			t.Errorf("%v, %v instead of %s", got, err, want)
		}
	}
	asked("[1 -1]")
	records(t, other, registry.Submission{Records: []graph.Record{city("a", 2)}})
	asked("[1 -1]")
	if _, err := registry.New(m, time.Now).Submit(ctx, registry.Submission{Actor: "test", Note: "own", Records: []graph.Record{city("b", 2)}}); err != nil {
		t.Fatal(err)
	}
	asked("[2 2]")
	shows(t, m, "[2 2]", "a", "b")
}

func TestALostConnectionIsTakenUpAgain(t *testing.T) {
	neo4jtest.Driver(t)
	line := newLine(t, strings.TrimPrefix(neo4jtest.ForTest(t).URI, "neo4j://"))
	var s, quiet sent
	other := store(t, &quiet)
	records(t, other, registry.Submission{Records: []graph.Record{city("a", 1)}})
	m := standing(t, at(t, "bolt://"+line.address(), &s), patient())
	shows(t, m, "[1 -1]", "a", "b")
	loaded := s.count("versions")

	line.cut()
	records(t, other, registry.Submission{Records: []graph.Record{city("a", 2)}})
	records(t, other, registry.Submission{Records: []graph.Record{city("b", 2)}})
	if got, err := populations(t.Context(), m, "a"); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("without a connection: %v, %v", got, err)
	}
	line.mend()
	shows(t, m, "[2 2]", "a", "b")
	records(t, m, registry.Submission{Records: []graph.Record{city("a", 3)}})
	shows(t, m, "[3 2]", "a", "b")
	shows(t, other, "[3 2]", "a", "b")
	if again := s.count("versions"); again != loaded {
		t.Errorf("the network was loaded anew")
	}
}

// line is a connection to a server that can be cut.
type line struct {
	t        *testing.T
	listener net.Listener
	to       string

	mu    sync.Mutex
	isCut bool
	open  []net.Conn
}

func newLine(t *testing.T, to string) *line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{t: t, listener: listener, to: to}
	t.Cleanup(func() { _ = listener.Close(); l.cut() })
	go func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return
			}
			go l.carry(from)
		}
	}()
	return l
}

func (l *line) address() string { return l.listener.Addr().String() }

func (l *line) carry(from net.Conn) {
	defer func() { _ = from.Close() }()
	to, err := net.Dial("tcp", l.to)
	if err != nil {
		return
	}
	defer func() { _ = to.Close() }()
	l.mu.Lock()
	isCut := l.isCut
	if !isCut {
		l.open = append(l.open, from, to)
	}
	l.mu.Unlock()
	if isCut {
		return
	}
	go func() { _, _ = io.Copy(to, from); _ = to.Close() }()
	_, _ = io.Copy(from, to)
}

// cut ends all connections and lets none be made.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.isCut = true
	for _, c := range l.open {
		_ = c.Close()
	}
	l.open = nil
}

func (l *line) mend() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.isCut = false
}
