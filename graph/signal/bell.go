package signal

import "sync"

// Bell wakes all who wait for it each time it is rung. The zero value is ready; it is safe
// for concurrent use.
type Bell struct {
	mu   sync.Mutex
	next chan struct{}
}

// Rung returns a channel that is closed when the bell is rung next. Take it before looking
// at what the bell is about: what happens from then on rings it.
func (b *Bell) Rung() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next == nil {
		b.next = make(chan struct{})
	}
	return b.next
}

// Ring wakes all who wait.
func (b *Bell) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next != nil {
		close(b.next)
		b.next = nil
	}
}
