//go:build unix

package filestore

import (
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives a file the owner and the group of another, where this process may do that:
// what an administrator does to a file must not shut its server out.
func keepOwner(path string, of fs.FileInfo) {
	if was, ok := of.Sys().(*syscall.Stat_t); ok {
		_ = os.Chown(path, int(was.Uid), int(was.Gid))
	}
}
