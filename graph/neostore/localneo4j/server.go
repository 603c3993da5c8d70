package localneo4j

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Errors of Start, to be matched with errors.Is.
var (
	// ErrPortTaken says that another program listens on the Bolt port.
	ErrPortTaken = errors.New("the port is taken by another program")
	// ErrWrongPassword says that the data folder was made with another password.
	ErrWrongPassword = errors.New("the data folder was made with another password")
	// ErrNotOurs is the answer of an attached server that is asked to start or stop.
	ErrNotOurs = errors.New("this server was not started here, so it is not started or stopped here")
)

const (
	// host is the only address that a local server listens on.
	host = "127.0.0.1"
	// user is the account that a Neo4j Community server begins with.
	user = "neo4j"
	// startLimit ends a start whose context has no deadline of its own.
	startLimit = 3 * time.Minute
	// stopGrace is how long a server may take to write down its state.
	stopGrace = 30 * time.Second
	// portTries is how often a free port is chosen again when another program
	// was faster to take it.
	portTries = 3
)

// Options say how to run a server.
type Options struct {
	// Home is the folder for configuration, data and logs; made when absent.
	// A server that is started on the home of an earlier one has its data.
	Home string
	// Lib is the folder that Assemble returned.
	Lib string
	// BoltPort is the port on 127.0.0.1; 0 chooses a free one.
	BoltPort int
	// Password is that of the user "neo4j", at least 8 characters; it is given
	// to a new home and must fit an old one. Empty turns authentication off.
	Password string
	// Heap is the most heap memory, such as "512m" or "3g". Empty means 512m
	// with FastStart and 1g without.
	Heap string
	// FastStart trims the JVM for tests: it starts in a third of the time and
	// takes half the memory, but long work runs slower; and a statement is planned
	// once, whatever the data become. Leave it off to measure.
	FastStart bool
	// LongRun leaves FastStart the compiler that optimises, which pays for tests that go on
	// for minutes.
	LongRun bool
	// Output also receives what the server prints. It may be nil.
	Output io.Writer
	// Log hears of slow preparations. Nil is silence.
	Log *slog.Logger
}

// Server is a Neo4j server on this machine. Its methods may be called from
// several goroutines.
type Server struct {
	// URI is where it answers, a routing URI as a cluster would have.
	URI string
	// Username is "neo4j", or empty without authentication.
	Username string
	// Password is the one of Options.
	Password string

	options   Options
	java      java
	classFlag string // how the JVM uses or writes a class archive; may be empty
	attached  bool

	mu      sync.Mutex
	process *process // nil when stopped
}

// Attach returns a Server for one that something else runs. An empty password
// means that it asks for none.
func Attach(uri, username, password string) *Server {
	return &Server{URI: uri, Username: username, Password: password, attached: true}
}

// Start runs a server and returns when it answers over Bolt. When ctx has no
// deadline it gives up after three minutes; after Start returned, ctx has no
// power over the server. The server ends with Stop or Kill, and on Linux also
// when this process ends in whatever way. Errors wrap ErrMissing, ErrPortTaken
// or ErrWrongPassword where these are the reason.
func Start(ctx context.Context, o Options) (*Server, error) {
	s, err := prepare(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("localneo4j: start: %w", err)
	}
	if s.options.FastStart {
		archive, err := classArchive(ctx, s.java, s.options)
		if err != nil {
			return nil, fmt.Errorf("localneo4j: start: %w", err)
		}
		if archive != "" {
			s.classFlag = "-XX:SharedArchiveFile=" + archive
		}
	}
	for try := 1; ; try++ {
		if o.BoltPort == 0 {
			if s.options.BoltPort, err = freePort(); err != nil {
				return nil, fmt.Errorf("localneo4j: start: %w", err)
			}
		}
		s.URI = "neo4j://" + s.address()
		err := s.Start(ctx)
		if err == nil {
			return s, nil
		}
		if o.BoltPort != 0 || try == portTries || !errors.Is(err, ErrPortTaken) {
			return nil, err
		}
	}
}

var heapSize = regexp.MustCompile(`^[1-9][0-9]*[kmgKMG]$`)

// prepare checks the options and fills in what they leave open.
func prepare(ctx context.Context, o Options) (*Server, error) {
	if o.Home == "" {
		return nil, errors.New("no home folder given")
	}
	if !assembled(o.Lib) {
		return nil, fmt.Errorf("%q is not a folder that Assemble completed", o.Lib)
	}
	if o.BoltPort < 0 || o.BoltPort > 65535 {
		return nil, fmt.Errorf("%d is not a port number", o.BoltPort)
	}
	if o.Heap == "" {
		o.Heap = "1g"
		if o.FastStart {
			o.Heap = "512m"
		}
	}
	if !heapSize.MatchString(o.Heap) {
		return nil, fmt.Errorf("heap %q is not a size such as 512m or 3g", o.Heap)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	j, err := findJava(ctx)
	if err != nil {
		return nil, err
	}
	if o.Home, err = filepath.Abs(o.Home); err != nil {
		return nil, err
	}
	if o.Lib, err = filepath.Abs(o.Lib); err != nil {
		return nil, err
	}
	s := &Server{Password: o.Password, options: o, java: j}
	if o.Password != "" {
		s.Username = user
	}
	return s, nil
}

// Start runs a stopped or killed server again: same home, port and password.
// It does nothing when the server runs. Everything said of the function Start
// holds.
func (s *Server) Start(ctx context.Context) error {
	if s.attached {
		return fmt.Errorf("localneo4j: start: %w", ErrNotOurs)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process != nil && !s.process.over() {
		return nil
	}
	if _, limited := ctx.Deadline(); !limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, startLimit)
		defer cancel()
	}
	p, err := s.run(ctx)
	if err != nil {
		return fmt.Errorf("localneo4j: start: %w", err)
	}
	s.process = p
	return nil
}

// run starts one process and waits until it answers; on error none is left.
func (s *Server) run(ctx context.Context) (*process, error) {
	if err := portFree(s.address()); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(s.confFile()), 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(s.confFile(), []byte(s.conf()), 0o600); err != nil {
		return nil, err
	}
	if err := s.setInitialPassword(ctx); err != nil {
		return nil, err
	}
	p, err := launch(s.serverCommand(), s.options.Output)
	if err != nil {
		return nil, err
	}
	if err := s.await(ctx, p); err != nil {
		p.kill()
		return nil, err
	}
	return p, nil
}

// await returns nil once the process says that it is up and its Bolt port
// answers a driver.
func (s *Server) await(ctx context.Context, p *process) error {
	select {
	case <-p.output.ready:
	case <-p.exited:
		said := lastLines(p.output.text(), 12)
		if strings.Contains(said, "Address already in use") {
			return fmt.Errorf("%s: %w", s.address(), ErrPortTaken)
		}
		return fmt.Errorf("the server ended before it was up (%v). It said:\n%s", p.err, said)
	case <-ctx.Done():
		return fmt.Errorf("the server was not up in time: %w. It said:\n%s", ctx.Err(), lastLines(p.output.text(), 12))
	}
	driver, err := s.Open()
	if err != nil {
		return err
	}
	defer driver.Close(context.WithoutCancel(ctx))
	err = driver.VerifyConnectivity(ctx)
	var answer *neo4j.Neo4jError
	if errors.As(err, &answer) && answer.Code == "Neo.ClientError.Security.Unauthorized" {
		return fmt.Errorf("%s: %w: use that one, or remove the folder to begin anew", s.options.Home, ErrWrongPassword)
	}
	return err
}

// Open returns a driver for the server with its credentials. It does not
// connect yet. The caller closes it.
func (s *Server) Open() (neo4j.DriverWithContext, error) {
	auth := neo4j.NoAuth()
	if s.Password != "" {
		auth = neo4j.BasicAuth(s.Username, s.Password, "")
	}
	return neo4j.NewDriverWithContext(s.URI, auth)
}

// Stop lets the server finish and waits until it has ended. It is killed when
// ctx ends first or after 30 seconds, which is then the error; the data is
// whole even so, as after a power cut. A server that does not run is left
// alone. Start(ctx) runs it again.
func (s *Server) Stop(ctx context.Context) error {
	if s.attached {
		return fmt.Errorf("localneo4j: stop: %w", ErrNotOurs)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.process
	s.process = nil
	if p == nil || p.over() {
		return nil
	}
	p.terminate()
	grace := time.NewTimer(stopGrace)
	defer grace.Stop()
	select {
	case <-p.exited:
		return nil
	case <-ctx.Done():
		p.kill()
		return fmt.Errorf("localneo4j: stop: killed, because: %w", ctx.Err())
	case <-grace.C:
		p.kill()
		return fmt.Errorf("localneo4j: stop: killed after %v", stopGrace)
	}
}

// Kill ends the server at once, as a power cut would. Start(ctx) runs it again.
func (s *Server) Kill() error {
	if s.attached {
		return fmt.Errorf("localneo4j: kill: %w", ErrNotOurs)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process != nil {
		s.process.kill()
		s.process = nil
	}
	return nil
}

// Exited returns a channel that is closed when the present run of the server
// ends. It is closed already when the server does not run, and never closes for
// an attached one.
func (s *Server) Exited() <-chan struct{} {
	if s.attached {
		return make(chan struct{})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process == nil {
		closed := make(chan struct{})
		close(closed)
		return closed
	}
	return s.process.exited
}

// Attached says whether something else runs this server.
func (s *Server) Attached() bool { return s.attached }

func (s *Server) address() string {
	return net.JoinHostPort(host, strconv.Itoa(s.options.BoltPort))
}

// portFree returns an error that wraps ErrPortTaken when something listens there.
func portFree(address string) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("%s: %w: stop it or choose another port (%w)", address, ErrPortTaken, err)
	}
	return listener.Close()
}

// freePort returns a port that nothing listened on a moment ago.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
