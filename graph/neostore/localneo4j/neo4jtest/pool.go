package neo4jtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"twingraph/graph/neostore/localneo4j"
)

// Pool has servers that test binaries use one after the other, each binary one server at a
// time. A server that has planned for minutes plans in half of the time, which is most of
// what tests over Neo4j take; in a test binary of its own it never comes to that. Its
// methods may be called from several goroutines.
type Pool struct {
	// Address is where binaries ask for a server: the value of TWINGRAPH_TEST_NEO4J_POOL.
	Address string

	listener net.Listener
	home     string
	lib      string
	heap     string
	users    sync.WaitGroup
	ctx      context.Context // ends with the pool
	stop     context.CancelFunc

	mu      sync.Mutex
	started []*localneo4j.Server
	idle    []*localneo4j.Server
}

// NewPool returns a pool that starts a server when somebody asks and none is idle. Whoever
// wants a pool closes it.
func NewPool(ctx context.Context) (*Pool, error) {
	ctx, cancel := context.WithTimeout(ctx, assembleLimit)
	defer cancel()
	lib, err := Lib(ctx)
	if err != nil {
		return nil, err
	}
	home, err := os.MkdirTemp("", "twingraph-neo4j-")
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(home))
	}
	p := &Pool{Address: listener.Addr().String(), listener: listener, home: home, lib: lib, heap: os.Getenv("TWINGRAPH_TEST_NEO4J_HEAP")}
	if p.heap == "" {
		p.heap = "768m"
	}
	p.ctx, p.stop = context.WithCancel(context.Background())
	p.users.Go(p.accept)
	return p, nil
}

// accept serves those who ask until the pool is closed.
func (p *Pool) accept() {
	for {
		user, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.users.Go(func() {
			defer user.Close()
			gone := context.AfterFunc(p.ctx, func() { _ = user.Close() })
			defer gone()
			p.lend(user)
		})
	}
}

// lend gives a server to who asks, until that closes the connection, as the system does
// when it ends.
func (p *Pool) lend(user net.Conn) {
	server, err := p.take()
	if err != nil {
		_, _ = fmt.Fprintf(user, "%s\n", strings.ReplaceAll(err.Error(), "\n", " "))
		return
	}
	_, _ = fmt.Fprintln(user, server.URI)
	_, _ = io.Copy(io.Discard, user)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, server)
}

// take returns an idle server that runs, or a new one.
func (p *Pool) take() (*localneo4j.Server, error) {
	p.mu.Lock()
	for len(p.idle) > 0 {
		server := p.idle[len(p.idle)-1]
		p.idle = p.idle[:len(p.idle)-1]
		select {
		case <-server.Exited():
			continue
		default:
		}
		p.mu.Unlock()
		return server, nil
	}
	home := filepath.Join(p.home, fmt.Sprint(len(p.started)))
	p.started = append(p.started, nil)
	at := len(p.started) - 1
	p.mu.Unlock()
	server, err := localneo4j.Start(p.ctx, localneo4j.Options{Home: home, Lib: p.lib, Heap: p.heap, FastStart: true, LongRun: true})
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.started[at] = server
	return server, nil
}

// Close ends all servers and removes their data.
func (p *Pool) Close() error {
	p.stop()
	err := p.listener.Close()
	p.users.Wait()
	for _, server := range p.started {
		if server != nil {
			err = errors.Join(err, server.Kill())
		}
	}
	return errors.Join(err, os.RemoveAll(p.home))
}

// lease returns a server of the pool at an address, for as long as the connection is open.
func lease(address string) (*localneo4j.Server, net.Conn, error) {
	pool, err := net.Dial("tcp", address)
	if err != nil {
		return nil, nil, err
	}
	line, err := bufio.NewReader(pool).ReadString('\n')
	line = strings.TrimSpace(line)
	if err == nil && !strings.HasPrefix(line, "neo4j://") {
		err = errors.New(line)
	}
	if err != nil {
		_ = pool.Close()
		return nil, nil, fmt.Errorf("neo4jtest: the pool at %s has no server: %w", address, err)
	}
	return localneo4j.Attach(line, "", ""), pool, nil
}
