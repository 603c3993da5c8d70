package neo4jtest

import (
	"cmp"
	"context"
	"log/slog"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph/neostore/localneo4j"
)

// assembleLimit is enough to download 125 MB over a slow line.
const assembleLimit = 10 * time.Minute

// shared is the server of this test binary. It is the one variable of the
// package because a test binary has no other place that all its tests reach.
var shared struct {
	inMain bool // set by Main before any test runs

	once   sync.Once
	clear  sync.Once // by the first call of Emptied
	filled bool      // by a call of Filled, and not emptied since
	server *localneo4j.Server
	lease  net.Conn // keeps a server of a pool until the binary ends
	home   string
	err    error
}

// Main runs the tests of a binary, then ends the shared server if one was
// started. It returns the exit code.
func Main(m *testing.M) int {
	shared.inMain = true
	code := m.Run()
	if shared.server != nil && !shared.server.Attached() {
		_ = shared.server.Kill() // fails for an attached server only
	}
	if shared.home != "" {
		_ = os.RemoveAll(shared.home)
	}
	return code
}

// ForTest returns the shared server of this test binary, starting it on first
// use. Its database holds whatever the test before left: see Driver and Clear.
// Tests do not stop it: see Own.
func ForTest(t testing.TB) *localneo4j.Server {
	t.Helper()
	if !shared.inMain {
		t.Fatal("this package needs: func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }")
	}
	shared.once.Do(startShared)
	if shared.err != nil {
		t.Fatalf("no Neo4j to test with: %v", shared.err)
	}
	select {
	case <-shared.server.Exited():
		t.Fatal("the shared Neo4j is not running any more: an earlier test stopped it, or it ran out of memory")
	default:
	}
	return shared.server
}

func startShared() {
	if uri := os.Getenv("TWINGRAPH_TEST_NEO4J_URI"); uri != "" {
		shared.server = localneo4j.Attach(uri,
			cmp.Or(os.Getenv("TWINGRAPH_TEST_NEO4J_USERNAME"), "neo4j"), os.Getenv("TWINGRAPH_TEST_NEO4J_PASSWORD"))
		return
	}
	if address := os.Getenv("TWINGRAPH_TEST_NEO4J_POOL"); address != "" {
		if shared.server, shared.lease, shared.err = lease(address); shared.err == nil {
			shared.err = empty(shared.server)
		}
		return
	}
	if shared.home, shared.err = os.MkdirTemp("", "twingraph-neo4j-"); shared.err != nil {
		return
	}
	shared.server, shared.err = start(localneo4j.Options{Home: shared.home})
}

// empty leaves a server as if it were new: others used it before.
func empty(server *localneo4j.Server) error {
	driver, err := server.Open()
	if err != nil {
		return err
	}
	defer driver.Close(context.Background())
	return Clear(context.Background(), driver)
}

// Driver returns a driver on the shared server, whose database it has emptied.
// It is closed when the test ends.
func Driver(t testing.TB) neo4j.DriverWithContext {
	t.Helper()
	driver, err := ForTest(t).Open()
	if err != nil {
		t.Fatalf("open a driver on the shared Neo4j: %v", err)
	}
	t.Cleanup(func() { driver.Close(context.Background()) })
	shared.filled = false
	if err := Clear(t.Context(), driver); err != nil {
		t.Fatal(err)
	}
	return driver
}

// Emptied is Driver for tests that all work with one schema: only the first call in
// a test binary clears the schema, later ones leave it, and the nodes that have one
// of the labels in keep. So the server keeps the plans of its statements, and the
// schema need not be made again.
func Emptied(t testing.TB, keep ...string) neo4j.DriverWithContext {
	t.Helper()
	var driver neo4j.DriverWithContext
	shared.clear.Do(func() { driver = Driver(t) })
	if driver != nil {
		return driver
	}
	driver, err := ForTest(t).Open()
	if err != nil {
		t.Fatalf("open a driver on the shared Neo4j: %v", err)
	}
	t.Cleanup(func() { driver.Close(context.Background()) })
	shared.filled = false
	if err := deleteAll(t.Context(), driver, keep); err != nil {
		t.Fatal(err)
	}
	return driver
}

// Filled is ForTest for tests that only read and all read the same: the first call in
// a test binary empties the database and calls fill, later ones find what that wrote,
// unless another test emptied the database in between.
func Filled(t testing.TB, fill func(*localneo4j.Server)) *localneo4j.Server {
	t.Helper()
	server := ForTest(t)
	if !shared.filled {
		Driver(t)
		fill(server) // ends the test when it fails, so the next one begins again
		shared.filled = true
	}
	return server
}

// Own starts a server for this test alone and kills it when the test ends. It
// fills in Lib, FastStart and, where o has none, a temporary Home.
func Own(t testing.TB, o localneo4j.Options) *localneo4j.Server {
	t.Helper()
	if o.Home == "" {
		o.Home = t.TempDir()
	}
	server, err := start(o)
	if err != nil {
		t.Fatalf("no Neo4j to test with: %v", err)
	}
	t.Cleanup(func() { _ = server.Kill() })
	return server
}

func start(o localneo4j.Options) (*localneo4j.Server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), assembleLimit)
	defer cancel()
	lib, err := Lib(ctx)
	if err != nil {
		return nil, err
	}
	o.Lib, o.FastStart, o.Log = lib, true, slog.Default()
	o.Heap = cmp.Or(o.Heap, os.Getenv("TWINGRAPH_TEST_NEO4J_HEAP"))
	return localneo4j.Start(ctx, o)
}

// Lib returns the assembled server in the default folder of the repository, for
// a test that calls localneo4j.Start itself.
func Lib(ctx context.Context) (string, error) {
	dir, err := localneo4j.DefaultDir()
	if err != nil {
		return "", err
	}
	return localneo4j.Assemble(ctx, dir, slog.Default())
}
