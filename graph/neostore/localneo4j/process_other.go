//go:build !linux

package localneo4j

import "syscall"

// bound does nothing here: only Linux can tie a child's life to its parent's.
func bound() *syscall.SysProcAttr { return nil }
