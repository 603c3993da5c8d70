package loader

import (
	"context"

	"twingraph/graph"
)

// Versions returns the lives of records, as Historian.Versions does, and keeps them. Errors
// are the reader's.
func (l *Loader) Versions(ctx context.Context, v graph.View, records []graph.Target) ([][]graph.RecordVersion, error) {
	key := func(t graph.Target) recordKey { return recordKey{keyOf(v), t.Word, t.ID} }
	lives := make([][]graph.RecordVersion, len(records))
	var missing []graph.Target
	l.mu.RLock()
	for i, t := range records {
		life, ok := l.lives[key(t)]
		if lives[i] = life; !ok {
			missing = append(missing, t)
		}
	}
	l.mu.RUnlock()
	if len(missing) == 0 {
		return lives, nil
	}
	read, err := l.reader.Versions(ctx, v, missing)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, t := range missing {
		l.lives[key(t)] = read[i]
	}
	for i, t := range records {
		lives[i] = l.lives[key(t)]
	}
	return lives, nil
}
