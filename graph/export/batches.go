package export

import (
	"runtime"
	"sync"
)

// batch is how many records are made into text together.
const batch = 256

// inBatches writes rows 0 to count-1 in order, making several batches of them into
// text at the same time. write gets a stream of its own.
func (s *stream) inBatches(count int, write func(part *stream, row int)) {
	s.flush()
	stop := make(chan struct{})
	defer close(stop)
	buffers := sync.Pool{New: func() any { return &stream{} }}
	ready := make(chan chan *stream, runtime.GOMAXPROCS(0))
	go func() {
		defer close(ready)
		for first := 0; first < count; first += batch {
			done := make(chan *stream, 1)
			select {
			case ready <- done:
			case <-stop:
				return
			}
			go func() {
				part := buffers.Get().(*stream)
				part.buf = part.buf[:0]
				for row := first; row < min(first+batch, count); row++ {
					write(part, row)
				}
				done <- part
			}()
		}
	}()
	for done := range ready {
		part := <-done
		s.raw(part.buf)
		buffers.Put(part)
		if s.gone() {
			return
		}
	}
}

// raw writes many bytes.
func (s *stream) raw(text []byte) {
	s.flush()
	if s.err == nil {
		_, s.err = s.to.Write(text)
	}
}
