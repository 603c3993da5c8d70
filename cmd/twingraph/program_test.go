package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// binary is the program as it is shipped, built once for all tests. A test binary
// has no other place that all its tests reach.
var binary string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "twingraph-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "twingraph")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build the program: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// patience ends every wait of a test that hangs, and a question of one: no answer
// depends on it, however busy the machine is.
const patience = 10 * time.Minute

// program is a running program.
type program struct {
	t      *testing.T
	cmd    *exec.Cmd
	exited chan struct{} // closed when it has ended and all it wrote was read

	mu    sync.Mutex
	lines []string
	more  chan struct{} // closed and replaced at each line
}

// launch runs the program with arguments; variables are NAME=value.
func launch(t *testing.T, variables []string, arguments ...string) *program {
	t.Helper()
	p := &program{t: t, cmd: exec.Command(binary, arguments...), exited: make(chan struct{}), more: make(chan struct{})}
	p.cmd.Env = append([]string{"TWINGRAPH_LOG_FORMAT=json", "TWINGRAPH_TIMEOUT=" + patience.String(), "PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}, variables...)
	p.cmd.Dir = t.TempDir()
	out, in := io.Pipe()
	p.cmd.Stdout, p.cmd.Stderr = in, in
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait()
		_ = in.Close()
	}()
	go func() {
		defer close(p.exited)
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			p.mu.Lock()
			p.lines = append(p.lines, scanner.Text())
			close(p.more)
			p.more = make(chan struct{})
			p.mu.Unlock()
		}
	}()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		<-p.exited
		if t.Failed() {
			t.Logf("%s %s wrote:\n%s", binary, arguments, p.written())
		}
	})
	return p
}

// written returns all that the program wrote.
func (p *program) written() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.lines, "\n")
}

// said waits for a line that holds text, and returns it.
func (p *program) said(text string) string {
	p.t.Helper()
	deadline := time.After(patience)
	for seen := 0; ; {
		p.mu.Lock()
		lines, more := p.lines, p.more
		p.mu.Unlock()
		for ; seen < len(lines); seen++ {
			if strings.Contains(lines[seen], text) {
				return lines[seen]
			}
		}
		select {
		case <-more:
		case <-p.exited:
			if !strings.Contains(p.written(), text) {
				p.t.Fatalf("ended without saying %q:\n%s", text, p.written())
			}
		case <-deadline:
			p.t.Fatalf("did not say %q:\n%s", text, p.written())
		}
	}
}

// url waits until the program serves, and returns where.
func (p *program) url() string {
	p.t.Helper()
	var line struct{ URL string }
	if err := json.Unmarshal([]byte(p.said(`"msg":"serving"`)), &line); err != nil || line.URL == "" {
		p.t.Fatalf("no address: %v", err)
	}
	return line.URL
}

// signal sends a signal.
func (p *program) signal(s syscall.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// code waits for the end of the program and returns its exit code; -1 when a signal
// ended it.
func (p *program) code() int {
	p.t.Helper()
	select {
	case <-p.exited:
	case <-time.After(patience):
		p.t.Fatalf("did not end:\n%s", p.written())
	}
	return p.cmd.ProcessState.ExitCode()
}

// end asks the program to end and checks that it does so in order.
func (p *program) end() {
	p.t.Helper()
	p.signal(syscall.SIGTERM)
	if code := p.code(); code != 0 {
		p.t.Errorf("exit code %d:\n%s", code, p.written())
	}
}

// refuses runs the program and checks that it ends with code 1 and a message that
// holds all of the given parts.
func refuses(t *testing.T, variables, arguments []string, parts ...string) {
	t.Helper()
	p := launch(t, variables, arguments...)
	if code := p.code(); code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	written := p.written()
	last := written[strings.LastIndex(written, "\n")+1:]
	for _, part := range append(parts, "twingraph: ") {
		if !strings.Contains(last, part) {
			t.Errorf("the message lacks %q: %s", part, last)
		}
	}
	if strings.Contains(written, "goroutine ") {
		t.Errorf("a stack trace is no message: %s", written)
	}
}

// get reads an address.
func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// reply is an answer to a question.
type reply struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
}

// ask asks a question of a server.
func ask(t *testing.T, url, query string, variables map[string]any) reply {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(url+"/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var r reply
	if err := json.NewDecoder(response.Body).Decode(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

// eventually waits until an address has the status, and returns its body.
func eventually(t *testing.T, address string, want int) string {
	t.Helper()
	for deadline := time.Now().Add(patience); ; {
		status, body := get(t, address)
		if status == want {
			return body
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s still has status %d: %s", address, status, body)
		}
		time.Sleep(100 * time.Millisecond) // nothing outside shows the change
	}
}
