package bench

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"twingraph/graph/neostore/localneo4j"
)

// program returns the path of the built program, empty when `make build` was not
// run.
func program(tb testing.TB) string {
	tb.Helper()
	root, err := localneo4j.Root()
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(root, "bin", "twingraph")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// starting runs the program on the embedded store in a file until it says that it
// is ready to answer, and returns how long that took.
func starting(tb testing.TB, program, data string, flags ...string) time.Duration {
	tb.Helper()
	address := free(tb)
	cmd := exec.Command(program, append([]string{"serve", "--listen", address, "--data", data, "--neo4j-uri", ""}, flags...)...)
	began := time.Now()
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait() // it was asked to end
	}()
	ctx, cancel := context.WithTimeout(tb.Context(), 2*time.Minute)
	defer cancel()
	for {
		err := ready(ctx, "http://"+address+"/readyz")
		if err == nil {
			return time.Since(began)
		}
		select {
		case <-ctx.Done():
			tb.Fatalf("%s serve is not ready: %v", filepath.Base(program), err)
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// ready returns nil when the address answers 200.
func ready(ctx context.Context, address string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("it answers %s", response.Status)
	}
	return nil
}

// free returns an address on loopback at which nobody serves.
func free(tb testing.TB) string {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		tb.Fatal(err)
	}
	return address
}

// starts measures how long it takes from the start of the program to its first
// answer.
func starts(b *testing.B, r *report, network string) {
	path := program(b)
	if path == "" {
		b.Log("bin/twingraph is not built; only opening the file is measured")
		began := time.Now()
		store := embedded(b, network)
		r.note("open the network's file (aim: start within 10 s)", "%s", seconds(time.Since(began)))
		_ = store.Close()
		return
	}
	folder, files := b.TempDir(), 0
	fresh := func() string {
		files++
		return filepath.Join(folder, fmt.Sprintf("bundled-%d.db", files))
	}
	loaded := fresh()
	starting(b, path, loaded, "--bundled")
	for _, start := range []struct {
		name, what string
		data       func() string
		flags      []string
	}{
		{"bundled first", "start to ready, bundled dataset, first time (aim 2 s)", fresh, []string{"--bundled"}},
		{"bundled again", "start to ready, bundled dataset, again (aim 2 s)", func() string { return loaded }, []string{"--bundled"}},
		{"network", fmt.Sprintf("start to ready, network of %d cities (aim 10 s)", planet), func() string { return network }, nil},
	} {
		b.Run(start.name, func(b *testing.B) {
			for b.Loop() {
				starting(b, path, start.data(), start.flags...)
			}
			r.note(start.what, "%s", seconds(b.Elapsed()/time.Duration(b.N)))
		})
	}
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }
