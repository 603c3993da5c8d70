package world

import "sync"

// memo keeps what was made on demand. Of those that ask for the same thing at once
// one makes it and the others wait. It is safe for concurrent use.
type memo[K comparable, V any] struct {
	limit int // how many to keep, those used last; 0 for all

	mu    sync.Mutex
	made  map[K]*made[V]
	clock int
}

type made[V any] struct {
	once  sync.Once
	value V
	used  int
}

// newMemo returns an empty memo that keeps at most limit things, 0 for all.
func newMemo[K comparable, V any](limit int) *memo[K, V] {
	return &memo[K, V]{limit: limit, made: map[K]*made[V]{}}
}

// get returns the thing of that key, which is made on first use.
func (m *memo[K, V]) get(key K, make func() V) V {
	m.mu.Lock()
	m.clock++
	thing, ok := m.made[key]
	if !ok {
		thing = &made[V]{}
		if m.limit > 0 && len(m.made) >= m.limit {
			m.evict()
		}
		m.made[key] = thing
	}
	thing.used = m.clock
	m.mu.Unlock()
	thing.once.Do(func() { thing.value = make() })
	return thing.value
}

// evict forgets what was not used for longest.
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

// only returns a memo that begins with the things whose key is kept.
func (m *memo[K, V]) only(keep func(K) bool) *memo[K, V] {
	m.mu.Lock()
	defer m.mu.Unlock()
	next := newMemo[K, V](m.limit)
	for key, thing := range m.made {
		if keep(key) {
			next.made[key] = thing
		}
	}
	next.clock = m.clock
	return next
}
