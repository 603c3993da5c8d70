package localneo4j

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

// process is one run of a server.
type process struct {
	cmd    *exec.Cmd
	output *output
	exited chan struct{} // closed when the process is over
	err    error         // how it ended; read after exited
}

// launch starts the program and returns at once. The process outlives any
// context: terminate or kill ends it, and so does the end of ours on Linux.
func launch(cmd *exec.Cmd, copyTo io.Writer) (*process, error) {
	p := &process{cmd: cmd, output: &output{copyTo: copyTo, ready: make(chan struct{})}, exited: make(chan struct{})}
	cmd.Stdout, cmd.Stderr = p.output, p.output
	cmd.WaitDelay = 5 * time.Second
	cmd.SysProcAttr = bound()
	started := make(chan error)
	go func() {
		// The kernel ties the child to the thread that forked it, and Go ends
		// idle threads: this one is kept until the child is over.
		// https://github.com/golang/go/issues/27505
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			p.err = cmd.Wait()
			close(p.exited)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// over says whether the process has ended.
func (p *process) over() bool {
	select {
	case <-p.exited:
		return true
	default:
		return false
	}
}

// terminate asks the process to stop in good order. An error means that it is
// over already, which is what was asked for.
func (p *process) terminate() { _ = p.cmd.Process.Signal(syscall.SIGTERM) }

// kill ends the process at once and waits for that.
func (p *process) kill() {
	_ = p.cmd.Process.Signal(os.Kill)
	<-p.exited
}

// keptOutput bounds what output remembers.
const keptOutput = 16 << 10

// output remembers the end of what the server printed, for error messages, and
// notices the line that says the server is up.
type output struct {
	copyTo io.Writer // may be nil

	mu    sync.Mutex
	kept  []byte
	ready chan struct{} // closed at the first "Started."
	once  sync.Once
}

// Write implements io.Writer.
func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.copyTo != nil {
		_, _ = o.copyTo.Write(b) // a reader that went away must not stop the server
	}
	o.kept = append(o.kept, b...)
	// A pinned release prints a pinned text. Waiting for our own process to say
	// it keeps us from taking another server on the same port for ours.
	if bytes.Contains(o.kept, []byte("INFO  Started.")) {
		o.once.Do(func() { close(o.ready) })
	}
	if len(o.kept) > 2*keptOutput {
		o.kept = append([]byte(nil), o.kept[len(o.kept)-keptOutput:]...)
	}
	return len(b), nil
}

// text returns what is remembered.
func (o *output) text() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return strings.ToValidUTF8(string(o.kept), "?")
}
