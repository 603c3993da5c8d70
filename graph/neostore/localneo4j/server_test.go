package localneo4j_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

// orphanHome makes this test binary start a server on that home, print its URI
// and wait to be killed: see TestServerEndsWithTheProcessThatStartedIt.
const orphanHome = "LOCALNEO4J_TEST_ORPHAN_HOME"

func TestMain(m *testing.M) {
	if home := os.Getenv(orphanHome); home != "" {
		os.Exit(startAndWait(home))
	}
	os.Exit(m.Run())
}

func TestServerKeepsItsDataOverStopAndKill(t *testing.T) {
	ctx := t.Context()
	const password = `with "quotes", $ and \ in it`
	server := neo4jtest.Own(t, localneo4j.Options{Password: password})
	driver := open(t, server)
	write(t, driver, "before the stop")

	if err := server.Stop(ctx); err != nil {
		t.Fatalf("stop: %v", err)
	}
	if err := server.Stop(ctx); err != nil {
		t.Errorf("stop a stopped server: %v, want nothing to happen", err)
	}
	if answers(server.URI) {
		t.Errorf("%s still answers after Stop", server.URI)
	}
	if err := driver.VerifyConnectivity(ctx); err == nil {
		t.Error("a driver still connects after Stop")
	}
	if err := server.Start(ctx); err != nil {
		t.Fatalf("start again: %v", err)
	}
	write(t, driver, "before the kill")

	exited := server.Exited()
	if err := server.Kill(); err != nil {
		t.Fatalf("kill: %v", err)
	}
	<-exited
	if err := server.Start(ctx); err != nil {
		t.Fatalf("start after a kill: %v", err)
	}
	if got, want := read(t, driver), "before the kill, before the stop"; got != want {
		t.Errorf("data after a stop and a kill: %q, want %q", got, want)
	}
}

func TestWrongPasswordIsRefused(t *testing.T) {
	ctx := t.Context()
	home := t.TempDir()
	server := neo4jtest.Own(t, localneo4j.Options{Home: home, Password: "the right one"})

	t.Run("by the server", func(t *testing.T) {
		stranger := localneo4j.Attach(server.URI, "neo4j", "the wrong one")
		err := open(t, stranger).VerifyConnectivity(ctx)
		var answer *neo4j.Neo4jError
		if !errors.As(err, &answer) || answer.Code != "Neo.ClientError.Security.Unauthorized" {
			t.Errorf("connecting with a wrong password: %v, want Neo.ClientError.Security.Unauthorized", err)
		}
	})

	t.Run("by Start on a home that has another", func(t *testing.T) {
		if err := server.Stop(ctx); err != nil {
			t.Fatal(err)
		}
		_, err := localneo4j.Start(ctx, localneo4j.Options{
			Home: home, Lib: lib(t), Password: "the wrong one", FastStart: true,
		})
		if !errors.Is(err, localneo4j.ErrWrongPassword) {
			t.Errorf("got %v, want %v", err, localneo4j.ErrWrongPassword)
		}
	})
}

func TestStartRefusesWhatCannotWork(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port

	for name, test := range map[string]struct {
		change func(*localneo4j.Options)
		want   error
		says   string
	}{
		"a port that is taken":        {func(o *localneo4j.Options) { o.BoltPort = port }, localneo4j.ErrPortTaken, "127.0.0.1:" + strconv.Itoa(port)},
		"a port beyond the last":      {func(o *localneo4j.Options) { o.BoltPort = 70000 }, nil, "70000 is not a port"},
		"no home":                     {func(o *localneo4j.Options) { o.Home = "" }, nil, "no home folder"},
		"a lib that is not assembled": {func(o *localneo4j.Options) { o.Lib = o.Home }, nil, "Assemble"},
		"a heap that is not a size":   {func(o *localneo4j.Options) { o.Heap = "much" }, nil, `heap "much"`},
		"a password that is short":    {func(o *localneo4j.Options) { o.Password = "short" }, nil, "at least 8 characters"},
	} {
		t.Run(name, func(t *testing.T) {
			options := localneo4j.Options{Home: t.TempDir(), Lib: lib(t), FastStart: true}
			test.change(&options)
			server, err := localneo4j.Start(t.Context(), options)
			if err == nil {
				_ = server.Kill()
				t.Fatal("it started")
			}
			if test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("got %v, want it to wrap %v", err, test.want)
			}
			if !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %q, want it to say %q", err, test.says)
			}
		})
	}
}

func TestAttachedServerIsNotStoppedHere(t *testing.T) {
	server := localneo4j.Attach("neo4j://127.0.0.1:7687", "neo4j", "")
	for name, err := range map[string]error{
		"start": server.Start(t.Context()), "stop": server.Stop(t.Context()), "kill": server.Kill(),
	} {
		if !errors.Is(err, localneo4j.ErrNotOurs) {
			t.Errorf("%s: %v, want %v", name, err, localneo4j.ErrNotOurs)
		}
	}
	select {
	case <-server.Exited():
		t.Error("it counts as exited")
	default:
	}
}

func TestServerEndsWithTheProcessThatStartedIt(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Logf("%s cannot tie a child's life to its parent's", runtime.GOOS)
		return
	}
	lib(t) // so that the child need not assemble
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), orphanHome+"="+t.TempDir())
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	uri, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the child printed no URI: %v, %v", err, child.Wait())
	}
	conn, err := net.Dial("tcp", address(strings.TrimSpace(uri)))
	if err != nil {
		t.Fatalf("the child's server does not answer: %v", err)
	}
	defer conn.Close()

	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // "signal: killed"

	// The open connection ends when the server does.
	if err := conn.SetReadDeadline(time.Now().Add(5 * time.Minute)); err != nil {
		t.Fatal(err)
	}
	_, err = io.ReadAll(conn)
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		t.Error("the server lives on without the process that started it")
	}
}

// startAndWait is what the child of TestServerEndsWithTheProcessThatStartedIt does.
func startAndWait(home string) int {
	ctx := context.Background()
	lib, err := neo4jtest.Lib(ctx)
	if err == nil {
		var server *localneo4j.Server
		if server, err = localneo4j.Start(ctx, localneo4j.Options{Home: home, Lib: lib, FastStart: true}); err == nil {
			fmt.Println(server.URI)
			<-server.Exited()
		}
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

func lib(t *testing.T) string {
	t.Helper()
	path, err := neo4jtest.Lib(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, server *localneo4j.Server) neo4j.DriverWithContext {
	t.Helper()
	driver, err := server.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { driver.Close(context.Background()) })
	return driver
}

func write(t *testing.T, driver neo4j.DriverWithContext, text string) {
	t.Helper()
	_, err := neo4j.ExecuteQuery(t.Context(), driver, "CREATE (:Note {text: $text})", map[string]any{"text": text},
		neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("write: %v", err)
	}
}

// read returns the texts that write wrote, in alphabetical order.
func read(t *testing.T, driver neo4j.DriverWithContext) string {
	t.Helper()
	result, err := neo4j.ExecuteQuery(t.Context(), driver, "MATCH (n:Note) RETURN n.text ORDER BY n.text", nil,
		neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	var texts []string
	for _, record := range result.Records {
		texts = append(texts, record.Values[0].(string))
	}
	return strings.Join(texts, ", ")
}

func address(uri string) string {
	parsed, err := url.Parse(uri)
	if err != nil {
		panic(err)
	}
	return parsed.Host
}

// answers says whether something listens at the URI.
func answers(uri string) bool {
	conn, err := net.Dial("tcp", address(uri))
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
