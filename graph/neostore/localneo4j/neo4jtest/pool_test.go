package neo4jtest

import (
	"net"
	"runtime"
	"slices"
	"testing"

	"twingraph/graph/neostore/localneo4j"
)

// A pool starts a server for who asks while the others are in use, and gives one that is free
// again to the next; a server that has ended is given to nobody.
func TestAPoolGivesAServerToOneAtATime(t *testing.T) {
	pool, err := NewPool(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := pool.Close(); err != nil {
			t.Error(err)
		}
	}()
	one, used, err := lease(pool.Address)
	if err != nil {
		t.Fatal(err)
	}
	other, otherUsed, err := lease(pool.Address)
	if err != nil {
		t.Fatal(err)
	}
	if one.URI == other.URI {
		t.Errorf("two have the server %s", one.URI)
	}
	again := func(free int, want string) net.Conn {
		t.Helper()
		for len(pool.free()) < free { // until the pool has noticed
			runtime.Gosched()
		}
		next, nextUsed, err := lease(pool.Address)
		if err != nil {
			t.Fatal(err)
		}
		if next.URI != want {
			t.Errorf("the next one has %s, want %s", next.URI, want)
		}
		if err := empty(next); err != nil {
			t.Errorf("it does not answer: %v", err)
		}
		return nextUsed
	}
	_ = used.Close()
	used = again(1, one.URI)

	_ = otherUsed.Close()
	for len(pool.free()) == 0 {
		runtime.Gosched()
	}
	_ = used.Close()
	for len(pool.free()) < 2 {
		runtime.Gosched()
	}
	if err := pool.free()[1].Kill(); err != nil {
		t.Fatal(err)
	}
	_ = again(2, other.URI).Close()
}

// free returns the idle servers.
func (p *Pool) free() []*localneo4j.Server {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.idle)
}
