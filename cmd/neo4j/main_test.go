package main

import (
	"bytes"
	"errors"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

const printURI = `echo "$NEO4J_URI $NEO4J_USERNAME $NEO4J_PASSWORD"`

func TestProgramRunsOnTheServerThatAnswers(t *testing.T) {
	server := neo4jtest.Own(t, localneo4j.Options{Password: "a password"})
	uri, err := url.Parse(server.URI)
	if err != nil {
		t.Fatal(err)
	}

	out, err := run(t, "--bolt-port", uri.Port(), "--password", server.Password, "--", "sh", "-c", printURI)
	if err != nil {
		t.Fatal(err)
	}
	if want := server.URI + " neo4j a password\n"; out != want {
		t.Errorf("the program saw %q, want %q", out, want)
	}
	select {
	case <-server.Exited():
		t.Error("a server that ran before was stopped")
	default:
	}

	_, err = run(t, "--bolt-port", uri.Port(), "--password", server.Password, "--", "sh", "-c", "exit 3")
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() != 3 {
		t.Errorf("a program that exits with 3: %v, want its exit code", err)
	}

	_, err = run(t, "--bolt-port", uri.Port(), "--password", "another password", "--", "true")
	if err == nil || !strings.Contains(err.Error(), "not a Neo4j with this password") {
		t.Errorf("with a wrong password: %v", err)
	}
}

func TestProgramRunsOnAServerOfItsOwn(t *testing.T) {
	t.Setenv("NEO4J_BOLT_PORT", "0")
	t.Setenv("NEO4J_PASSWORD", "from the environment")
	out, err := run(t, "--data", t.TempDir(), "--heap", "512m", "--", "sh", "-c", printURI)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out, "neo4j://127.0.0.1:") || !strings.HasSuffix(out, " neo4j from the environment\n") {
		t.Errorf("the program saw %q", out)
	}
}

func TestHelpDoesNotShowThePasswordInTheEnvironment(t *testing.T) {
	t.Setenv("NEO4J_PASSWORD", "secret-of-mine")
	out, err := run(t, "--help")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out, "secret-of-mine") || !strings.Contains(out, `(default "twingraph")`) {
		t.Errorf("help:\n%s", out)
	}
}

func TestPortInTheEnvironmentMustBeANumber(t *testing.T) {
	t.Setenv("NEO4J_BOLT_PORT", "bolt")
	if _, err := run(t); err == nil || !strings.Contains(err.Error(), "NEO4J_BOLT_PORT") {
		t.Errorf("got %v, want it to name the setting", err)
	}
}

// run executes the command and returns what went to standard output.
func run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	command := newCommand()
	command.SetArgs(args)
	command.SetOut(&out)
	command.SetErr(t.Output())
	err := command.ExecuteContext(t.Context())
	return out.String(), err
}
