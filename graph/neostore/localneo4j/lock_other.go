//go:build !unix

package localneo4j

import (
	"context"
	"errors"
	"fmt"
)

// lock has no implementation here: a local Neo4j is for Linux and macOS.
func lock(context.Context, string) (unlock func(), err error) {
	return nil, fmt.Errorf("a local Neo4j runs on Linux and macOS only: %w", errors.ErrUnsupported)
}
