package neostore

import (
	"context"
	_ "embed"
	"sync"
	"time"

	"twingraph/graph"
)

//go:embed cypher/head.cypher
var headCypher string

// published is the last change that readers see.
type published struct {
	seq        int64
	recordedAt time.Time
}

// pasts remembers the last change that was recorded up to an instant, for
// instants before the head: that never changes any more.
type pasts struct {
	mu   sync.Mutex
	seqs map[time.Time]int64
}

// maxPasts bounds what pasts remembers.
const maxPasts = 1000

func (p *pasts) get(at time.Time) (int64, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	seq, ok := p.seqs[at.UTC()]
	return seq, ok
}

func (p *pasts) keep(at time.Time, seq int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seqs == nil || len(p.seqs) >= maxPasts {
		p.seqs = map[time.Time]int64{}
	}
	p.seqs[at.UTC()] = seq
}

func (p *pasts) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seqs = nil
}

// ask runs a statement that answers at one published change ($seq) with one row,
// whose first value is the head as the statement saw it. The answer is of one
// state: versions recorded later are not known at $seq, however much of them is
// written already.
//
// Which change that is follows from knownAt. The head that this process saw last is
// tried first; where the statement saw another one, it is asked again, once. After
// it, p says which change was asked at; where p said so before, it is that one.
func (s *Store) ask(ctx context.Context, knownAt time.Time, st statement, p params) ([]any, error) {
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	if seq, ok := p["seq"].(int64); ok {
		_, values, err := s.askAt(ctx, seq, st, p)
		return values, err
	}
	head := s.head.Load()
	if knownAt.Before(head.recordedAt) {
		seq, ok := s.past.get(knownAt)
		if !ok {
			var err error
			if seq, err = s.seqAt(ctx, knownAt); err != nil {
				return nil, err
			}
		}
		_, values, err := s.askAt(ctx, seq, st, p)
		return values, err
	}
	seen, values, err := s.askAt(ctx, head.seq, st, p)
	if err != nil || seen == head.seq {
		return values, err
	}
	seq, err := s.seqAt(ctx, knownAt)
	if err != nil {
		return nil, err
	}
	_, values, err = s.askAt(ctx, seq, st, p)
	return values, err
}

// askAt runs the statement at a change, and returns the head that it saw and the
// other values of its row.
func (s *Store) askAt(ctx context.Context, seq int64, st statement, p params) (int64, []any, error) {
	p["seq"] = seq
	rows, err := s.query(ctx, st, p)
	if err != nil {
		return 0, nil, err
	}
	if len(rows) != 1 || len(rows[0].Values) == 0 {
		return 0, nil, s.failure(ctx, st.name, misread(st))
	}
	seen, ok := rows[0].Values[0].(int64)
	if !ok {
		return 0, nil, s.failure(ctx, st.name, misread(st))
	}
	return seen, rows[0].Values[1:], nil
}

// seqAt returns the last published change that was recorded up to an instant, 0
// when there is none, and remembers the head.
func (s *Store) seqAt(ctx context.Context, knownAt time.Time) (int64, error) {
	st := statement{"head", headCypher}
	if knownAt.After(graph.Latest()) {
		knownAt = graph.Latest()
	}
	rows, err := s.query(ctx, st, params{"knownAt": instantOf(knownAt)})
	if err != nil {
		return 0, err
	}
	if len(rows) != 1 {
		return 0, s.failure(ctx, st.name, misread(st))
	}
	head := published{}
	head.seq, _ = rows[0].Values[0].(int64)
	head.recordedAt, _ = rows[0].Values[1].(time.Time)
	if head.seq < s.head.Load().seq {
		s.past.forget() // another database than before
	}
	s.head.Store(&head)
	if !knownAt.Before(head.recordedAt) {
		return head.seq, nil
	}
	var seq int64
	if past, _ := rows[0].Values[2].([]any); len(past) == 1 {
		seq, _ = past[0].(int64)
	}
	s.past.keep(knownAt, seq)
	return seq, nil
}
