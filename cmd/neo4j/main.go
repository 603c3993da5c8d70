package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"twingraph/graph/neostore/localneo4j"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := newCommand().ExecuteContext(ctx)
	stop()
	var ended *exec.ExitError
	if errors.As(err, &ended) { // the program has said why itself
		os.Exit(max(1, ended.ExitCode()))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

// defaultPassword is no secret: the server is for development, on this machine only.
const defaultPassword = "twingraph"

// settings are the flags. Each has its default from the environment.
type settings struct {
	port     int
	password string
	heap     string
	data     string
}

func newCommand() *cobra.Command {
	var s settings
	command := &cobra.Command{
		Use:           "neo4j [-- program arguments...]",
		Short:         "Run a local Neo4j Community server, alone or for a program",
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(command *cobra.Command, program []string) error {
			if len(program) > 0 {
				return s.runProgram(command, program)
			}
			return s.runServer(command)
		},
	}
	flags := command.Flags()
	port, err := strconv.Atoi(cmp.Or(os.Getenv("NEO4J_BOLT_PORT"), "7687"))
	flags.IntVar(&s.port, "bolt-port", port, "port on 127.0.0.1 (NEO4J_BOLT_PORT)")
	flags.StringVar(&s.password, "password", cmp.Or(os.Getenv("NEO4J_PASSWORD"), defaultPassword),
		"password of the user neo4j, set when the data folder is new (NEO4J_PASSWORD)")
	flags.Lookup("password").DefValue = defaultPassword // and never the one in the environment
	flags.StringVar(&s.heap, "heap", cmp.Or(os.Getenv("NEO4J_HEAP"), "1g"), "most heap memory, such as 3g for a big import (NEO4J_HEAP)")
	flags.StringVar(&s.data, "data", "", "data folder (default .neo4j/server in the repository)")
	command.PreRunE = func(*cobra.Command, []string) error {
		if err != nil && !flags.Changed("bolt-port") {
			return fmt.Errorf("NEO4J_BOLT_PORT: %w", err)
		}
		return nil
	}
	return command
}

// runServer starts a server and waits for Ctrl-C or for the server's own end.
func (s settings) runServer(command *cobra.Command) error {
	ctx := command.Context()
	server, err := s.start(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(command.OutOrStdout(), "Neo4j answers. Ctrl-C stops it.\n\n  NEO4J_URI=%s\n  NEO4J_USERNAME=%s\n  NEO4J_PASSWORD=%s\n\n",
		server.URI, server.Username, server.Password)
	select {
	case <-server.Exited():
		return fmt.Errorf("neo4j ended by itself; its log is in %s", filepath.Join(s.data, "logs"))
	case <-ctx.Done():
		return server.Stop(context.WithoutCancel(ctx))
	}
}

// runProgram runs a program on the server that answers at the port, or on one
// that it starts and that ends with the program. The error is the program's
// *exec.ExitError when that failed.
func (s settings) runProgram(command *cobra.Command, program []string) error {
	ctx := command.Context()
	server, err := s.start(ctx)
	if errors.Is(err, localneo4j.ErrPortTaken) {
		server, err = s.running(ctx)
	}
	if err != nil {
		return err
	}
	if !server.Attached() {
		defer func() { _ = server.Stop(context.WithoutCancel(ctx)) }() // what counts is how the program ended
	}
	fmt.Fprintf(command.ErrOrStderr(), "Neo4j answers at %s\n", server.URI)
	child := exec.CommandContext(ctx, program[0], program[1:]...)
	child.Stdin, child.Stdout, child.Stderr = command.InOrStdin(), command.OutOrStdout(), command.ErrOrStderr()
	child.Env = append(os.Environ(), "NEO4J_URI="+server.URI, "NEO4J_USERNAME="+server.Username, "NEO4J_PASSWORD="+server.Password)
	child.Cancel = func() error { return child.Process.Signal(syscall.SIGTERM) }
	child.WaitDelay = 30 * time.Second
	err = child.Run()
	if ctx.Err() != nil {
		return nil // Ctrl-C is how one ends this
	}
	return err
}

// start assembles and starts a server of our own.
func (s *settings) start(ctx context.Context) (*localneo4j.Server, error) {
	dir, err := localneo4j.DefaultDir()
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	lib, err := localneo4j.Assemble(ctx, dir, log)
	if err != nil {
		return nil, err
	}
	s.data = cmp.Or(s.data, filepath.Join(dir, "server"))
	return localneo4j.Start(ctx, localneo4j.Options{
		Home: s.data, Lib: lib, BoltPort: s.port, Password: s.password, Heap: s.heap, Log: log,
	})
}

// running returns the server that answers at the port, once it has accepted
// the password.
func (s settings) running(ctx context.Context) (*localneo4j.Server, error) {
	server := localneo4j.Attach(fmt.Sprintf("neo4j://127.0.0.1:%d", s.port), "neo4j", s.password)
	driver, err := server.Open()
	if err != nil {
		return nil, err
	}
	defer driver.Close(context.WithoutCancel(ctx))
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	if err := driver.VerifyConnectivity(ctx); err != nil {
		return nil, fmt.Errorf("something listens at %s, but not a Neo4j with this password: %w", server.URI, err)
	}
	return server, nil
}
