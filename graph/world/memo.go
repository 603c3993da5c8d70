package world

import (
	"sync"
	"sync/atomic"
)

// memo keeps what was made on demand. Of those that ask for the same thing at once
// one makes it and the others wait. It is safe for concurrent use.
type memo[K comparable, V any] struct {
	limit int // how many to keep, those used last; 0 for all

	mu    sync.Mutex
	made  map[K]*made[V]
	old   map[K]*made[V] // what is made of an earlier state, until the new one is made from it
	clock int
}

type made[V any] struct {
	once  sync.Once
	ready atomic.Bool
	done  chan struct{} // closed when it is made, or could not be
	value V
	used  int
}

// newMemo returns an empty memo that keeps at most limit things, 0 for all.
func newMemo[K comparable, V any](limit int) *memo[K, V] {
	return &memo[K, V]{limit: limit, made: map[K]*made[V]{}}
}

// get returns the thing of that key, which is made on first use: from the one of an
// earlier state where there is one, which is the zero value otherwise.
func (m *memo[K, V]) get(key K, of func(old V) V) V {
	m.mu.Lock()
	m.clock++
	thing, ok := m.made[key]
	if !ok {
		thing = &made[V]{done: make(chan struct{})}
		if m.limit > 0 && len(m.made) >= m.limit {
			m.evict()
		}
		m.made[key] = thing
	}
	old := m.old[key]
	thing.used = m.clock
	m.mu.Unlock()
	if !thing.ready.Load() {
		thing.once.Do(func() {
			defer close(thing.done)
			thing.value = of(old.get())
			thing.ready.Store(true)
			m.mu.Lock()
			delete(m.old, key)
			m.mu.Unlock()
		})
	}
	return thing.value
}

// get returns what was made, or will be in a moment; the zero value of nil.
func (m *made[V]) get() (value V) {
	if m != nil {
		<-m.done
		value = m.value
	}
	return value
}

// begun reports whether the thing of that key is there already, or is being made.
func (m *memo[K, V]) begun(key K) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.made[key] != nil
}

// has reports whether the thing of that key is there already.
func (m *memo[K, V]) has(key K) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	thing, ok := m.made[key]
	return ok && thing.ready.Load()
}

// evict drops what was not used for longest.
func (m *memo[K, V]) evict() {
	var oldest K
	used := m.clock
	for key, thing := range m.made {
		if thing.used < used {
			oldest, used = key, thing.used
		}
	}
	delete(m.made, oldest)
}

// next returns the memo of the next state: it begins with the things that stay as they
// are, and makes the others from those of this state.
func (m *memo[K, V]) next(stays func(K) bool) *memo[K, V] {
	m.mu.Lock()
	defer m.mu.Unlock()
	next := newMemo[K, V](m.limit)
	next.clock, next.old = m.clock, map[K]*made[V]{}
	for key, thing := range m.made {
		switch {
		case stays(key):
			next.made[key] = thing
		case thing.ready.Load():
			next.old[key] = thing
		}
	}
	for key, thing := range m.old {
		if m.limit > 0 && len(next.old) >= m.limit {
			break
		}
		_, newer := next.old[key]
		if _, stays := next.made[key]; !stays && !newer {
			next.old[key] = thing
		}
	}
	for key, thing := range m.made { // from nothing, which can take long: whoever is next waits for it
		if next.made[key] == nil && next.old[key] == nil {
			next.old[key] = thing
		}
	}
	return next
}
