//go:build unix

package localneo4j

import (
	"context"
	"fmt"
	"os"
	"syscall"
	"time"
)

// lockPoll is how often a waiting process asks for the lock again: flock
// itself cannot be made to stop waiting when ctx ends.
const lockPoll = 100 * time.Millisecond

// lock takes the lock file at path for this process, waiting for the holder
// until ctx ends. The system frees it when the process dies. The file stays:
// removing it would let two processes hold "the" lock.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return func() { file.Close() }, nil
		}
		if err != syscall.EWOULDBLOCK && err != syscall.EINTR {
			file.Close()
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		select {
		case <-ctx.Done():
			file.Close()
			return nil, fmt.Errorf("waiting for the process that holds %s: %w", path, ctx.Err())
		case <-time.After(lockPoll):
		}
	}
}
