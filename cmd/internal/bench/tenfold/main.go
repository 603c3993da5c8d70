package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"twingraph/graph"
	"twingraph/graph/export/formats"
)

func main() {
	cities := flag.Int("cities", 200_000, "cities of the network, with three links and seven and a half claims for each")
	load := flag.Duration("load", time.Minute, "how long the clients ask")
	flag.Parse()
	if err := measure(flag.Args(), *cities, *load); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// measure measures each program on one dataset.
func measure(programs []string, cities int, load time.Duration) error {
	folder, err := os.MkdirTemp("", "tenfold-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	dataset := filepath.Join(folder, "dataset")
	if err := os.Mkdir(dataset, 0o755); err != nil {
		return err
	}
	asked, err := write(dataset, cities)
	if err != nil {
		return err
	}
	for i, program := range programs {
		fmt.Println(program)
		data := filepath.Join(folder, fmt.Sprint(i, ".db"))
		if err := one(program, dataset, data, asked, load); err != nil {
			return fmt.Errorf("%s: %w", program, err)
		}
	}
	return nil
}

// one measures a program.
func one(program, dataset, data string, asked []graph.ID, load time.Duration) error {
	cmd := exec.Command(program, "import", dataset, "--data", data)
	cmd.Stderr = os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10 // of kB
	say("import", "%.1f s, %.1f s of processor time, at most %d MB", time.Since(began).Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), peak)
	beside := data + ".checkpoint"
	if err := os.Rename(beside, beside+".kept"); err == nil {
		s, err := start(program, data)
		if err != nil {
			return err
		}
		say("start from the journal", "%s", s.took)
		if err := s.stop(); err != nil {
			return err
		}
		if err := os.Rename(beside+".kept", beside); err != nil {
			return err
		}
	}
	s, err := start(program, data)
	if err != nil {
		return err
	}
	defer func() { _ = s.stop() }()
	say("start", "%s", s.took)
	time.Sleep(30 * time.Second) // until it rests
	say("memory at rest", "%d MB", s.memory())
	for _, f := range formats.All() {
		for _, when := range []string{"first", "again"} {
			first, all, status, err := s.file(f.Name)
			if err != nil {
				return err
			}
			say(f.Name+", "+when, "%d, first byte %s, all %s", status, first.Round(time.Millisecond), all.Round(time.Millisecond))
		}
	}
	say("a city with its links", "p95 %s", s.city(asked, 500, 0)[474])
	say("memory after files", "%d MB", s.memory())
	answers, most := s.crowd(asked, load)
	say("256 clients", "%d answers/s, p95 %s, at most %d MB", int(float64(len(answers))/load.Seconds()), answers[len(answers)*95/100], most)
	time.Sleep(30 * time.Second)
	say("memory at rest again", "%d MB", s.memory())
	return nil
}

func say(what, format string, args ...any) {
	fmt.Printf("  %-28s %s\n", what, fmt.Sprintf(format, args...))
}

// server is a program that serves.
type server struct {
	*exec.Cmd
	address string
	took    time.Duration
}

// start starts a server and waits until it can answer.
func start(program, data string) (*server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{address: "http://" + listener.Addr().String()}
	_ = listener.Close()
	s.Cmd = exec.Command(program, "serve", "--data", data, "--listen", strings.TrimPrefix(s.address, "http://"), "--log-level", "warn")
	s.Stderr = os.Stderr
	began := time.Now()
	if err := s.Start(); err != nil {
		return nil, err
	}
	for time.Since(began) < 10*time.Minute {
		if response, err := http.Get(s.address + "/readyz"); err == nil {
			_ = response.Body.Close()
			if response.StatusCode == http.StatusOK {
				s.took = time.Since(began).Round(time.Millisecond)
				return s, nil
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	_ = s.stop()
	return nil, fmt.Errorf("it is not ready after ten minutes")
}

func (s *server) stop() error {
	_ = s.Process.Signal(os.Interrupt)
	return s.Wait()
}

// memory returns the resident memory in MB, 0 where /proc does not say it.
func (s *server) memory() (mb int) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.Process.Pid))
	for line := range strings.Lines(string(text)) {
		if kB, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			_, _ = fmt.Sscan(kB, &mb)
		}
	}
	return mb >> 10
}

// file asks for a file and returns when its first byte and its last one came.
func (s *server) file(name string) (first, all time.Duration, status int, err error) {
	began := time.Now()
	response, err := http.Get(s.address + "/export/" + name)
	if err != nil {
		return 0, 0, 0, err
	}
	defer response.Body.Close()
	_, err = response.Body.Read(make([]byte, 1))
	if first = time.Since(began); err == nil {
		_, err = io.Copy(io.Discard, response.Body)
	}
	if err == io.EOF {
		err = nil
	}
	return first, time.Since(began), response.StatusCode, err
}

// city asks n times for a city with its links, and returns how long each answer took, in order.
func (s *server) city(asked []graph.ID, n int, seed uint64) []time.Duration {
	const document = `query($id: ID!) { city(id: $id) { name links(first: 20) { totalCount nodes { status { status since } cities { name } } } } }`
	rng := rand.New(rand.NewPCG(seed, 1))
	took := make([]time.Duration, n)
	for i := range took {
		body, _ := json.Marshal(map[string]any{"query": document, "variables": map[string]any{"id": asked[rng.IntN(len(asked))]}})
		began := time.Now()
		if response, err := http.Post(s.address+"/graphql", "application/json", bytes.NewReader(body)); err == nil {
			_, _ = io.Copy(io.Discard, response.Body)
			_ = response.Body.Close()
		}
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return took
}

// crowd lets 256 clients ask, and returns how long each answer took, in order, and the most
// memory that was seen.
func (s *server) crowd(asked []graph.ID, lasts time.Duration) (took []time.Duration, most int) {
	ctx, cancel := context.WithTimeout(context.Background(), lasts)
	defer cancel()
	var mu sync.Mutex
	var group sync.WaitGroup
	for client := range uint64(256) {
		group.Go(func() {
			for n := client; ctx.Err() == nil; n += 256 {
				own := s.city(asked, 1, n)
				mu.Lock()
				took = append(took, own...)
				mu.Unlock()
			}
		})
	}
	for ctx.Err() == nil {
		most = max(most, s.memory())
		time.Sleep(100 * time.Millisecond)
	}
	group.Wait()
	slices.Sort(took)
	return took, most
}
