package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// leastRoom is the least memory for what answers leave behind before it is collected.
const leastRoom = 192 << 20

// softLimit returns how much memory the runtime is to get along with: what is in use and half
// as much again, and never more than most. Without it garbage of four times what is in use
// may pile up, see garbage.
func softLimit(inUse, most int64) int64 {
	return min(most, inUse+max(leastRoom, inUse/2))
}

// inUse returns how many bytes the runtime cannot do without: what the last collection found
// alive, stacks, and its own.
func inUse() int64 {
	samples := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}, {Name: "/memory/classes/os-stacks:bytes"},
		{Name: "/memory/classes/metadata/other:bytes"}, {Name: "/memory/classes/metadata/mspan/inuse:bytes"},
		{Name: "/memory/classes/profiling/buckets:bytes"}, {Name: "/memory/classes/other:bytes"},
	}
	metrics.Read(samples)
	sum := int64(0)
	for _, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			sum += int64(s.Value.Uint64())
		}
	}
	return sum
}

// limitEvery is how often the limit follows what is in use.
const limitEvery = 5 * time.Second

// limitMemory keeps the runtime within a soft limit that follows what is in use, and never
// above most, until ctx ends. Go collects garbage more often near it, and goes above it rather
// than stop. GOMEMLIMIT, where it is set, is the limit in its place.
func limitMemory(ctx context.Context, most amount) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	for tick := time.Tick(limitEvery); ; {
		debug.SetMemoryLimit(softLimit(inUse(), int64(most)))
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
	}
}
