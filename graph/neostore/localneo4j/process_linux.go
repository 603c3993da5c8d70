package localneo4j

import "syscall"

// bound makes the system end the child when the thread that started it ends,
// which launch arranges to be no sooner than the child itself or our process.
// Its own process group keeps a Ctrl-C in the terminal from reaching it before
// Stop does.
func bound() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}
