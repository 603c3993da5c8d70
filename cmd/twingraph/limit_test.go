package main

import (
	"context"
	"runtime/debug"
	"testing"
)

// The limit leaves room for what answers leave behind, and is never above what is allowed.
func TestSoftLimit(t *testing.T) {
	const mb = 1 << 20
	for _, c := range []struct {
		name                string
		inUse, most, wanted int64
	}{
		{"nothing recorded", 10 * mb, 4000 * mb, 202 * mb},
		{"the network of the planet", 200 * mb, 4000 * mb, 392 * mb},
		{"ten times that", 2000 * mb, 4000 * mb, 3000 * mb},
		{"a small machine", 200 * mb, 256 * mb, 256 * mb},
		{"more than allowed", 300 * mb, 256 * mb, 256 * mb},
	} {
		if got := softLimit(c.inUse, c.most); got != c.wanted {
			t.Errorf("%s: %d MB, want %d", c.name, got/mb, c.wanted/mb)
		}
	}
}

// What the runtime is told follows from what it uses, unless the environment says it.
func TestLimitMemory(t *testing.T) {
	was := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(was)
	ended, end := context.WithCancel(t.Context())
	end()
	limitMemory(ended, 64<<30)
	if got := debug.SetMemoryLimit(-1); got < leastRoom || got > 32<<30 {
		t.Errorf("the limit is %d", got)
	}
	limitMemory(ended, 100<<20)
	if got := debug.SetMemoryLimit(-1); got != 100<<20 {
		t.Errorf("the limit is %d, want what is allowed", got)
	}
	debug.SetMemoryLimit(was)
	t.Setenv("GOMEMLIMIT", "1GiB")
	limitMemory(ended, 100<<20)
	if got := debug.SetMemoryLimit(-1); got != was {
		t.Errorf("the limit is %d, want that of the environment", got)
	}
}
