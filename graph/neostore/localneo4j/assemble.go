package localneo4j

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// pom names the Neo4j release and how Maven resolves it.
//
//go:embed pom.xml
var pom []byte

// marker is the file in a complete lib folder. It holds the hash of the pom
// that the folder was assembled from, so another release is noticed.
const marker = ".assembled"

// Root returns the folder of the nearest go.mod, from the working directory
// upwards.
func Root() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("localneo4j: working directory: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("localneo4j: no go.mod in %s or above: run this inside the repository", start)
		}
	}
}

// DefaultDir returns the folder `.neo4j` at the repository root, which git
// ignores. It need not exist yet.
func DefaultDir() (string, error) {
	root, err := Root()
	if err != nil {
		return "", err
	}
	return filepath.Join(root, ".neo4j"), nil
}

// Assemble makes sure that dir/lib holds the jars of a Neo4j Community server
// and returns that folder, for Options.Lib. The first call downloads about
// 125 MB; later ones only look at a marker. Processes that call it at the same
// time take turns. An error wraps ErrMissing when Java or Maven is not there.
func Assemble(ctx context.Context, dir string, log *slog.Logger) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("localneo4j: assemble: %w", err)
	}
	lib := filepath.Join(dir, "lib")
	if assembled(lib) {
		return lib, nil
	}
	mvn, err := requirements(ctx)
	if err != nil {
		return "", fmt.Errorf("localneo4j: assemble: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("localneo4j: assemble: %w", err)
	}
	unlock, err := lock(ctx, lib+".lock")
	if err != nil {
		return "", fmt.Errorf("localneo4j: assemble: %w", err)
	}
	defer unlock()
	if assembled(lib) { // by the process that held the lock
		return lib, nil
	}
	if err := download(ctx, mvn, lib, log); err != nil {
		return "", fmt.Errorf("localneo4j: assemble: %w", err)
	}
	return lib, nil
}

func pomHash() string { return fmt.Sprintf("%x", sha256.Sum256(pom)) }

func assembled(lib string) bool {
	got, err := os.ReadFile(filepath.Join(lib, marker))
	return err == nil && string(got) == pomHash()
}

// requirements returns the path of mvn, or one error that names everything
// that is missing.
func requirements(ctx context.Context) (mvn string, err error) {
	_, javaErr := findJava(ctx)
	mvn, mvnErr := exec.LookPath("mvn")
	if mvnErr != nil {
		mvnErr = fmt.Errorf("%w: %s", ErrMissing, needMaven)
	}
	return mvn, errors.Join(javaErr, mvnErr)
}

// download lets Maven copy the jars into a temporary folder beside lib and
// moves it into place once it is complete.
func download(ctx context.Context, mvn, lib string, log *slog.Logger) error {
	began := time.Now()
	log.Info("downloading the Neo4j server with Maven, once", "into", lib)
	temp, err := os.MkdirTemp(filepath.Dir(lib), "assembling-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	project := filepath.Join(temp, "pom.xml")
	if err := os.WriteFile(project, pom, 0o644); err != nil {
		return err
	}
	jars := filepath.Join(temp, "lib")
	cmd := exec.CommandContext(ctx, mvn, "-q", "-B", "-f", project, "dependency:copy-dependencies",
		"-DoutputDirectory="+jars, "-DincludeScope=runtime")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("mvn dependency:copy-dependencies: %w\n%s", err, lastLines(string(out), 15))
	}
	if found, err := filepath.Glob(filepath.Join(jars, "neo4j-server-*.jar")); err != nil || len(found) == 0 {
		return errors.New("mvn succeeded but copied no neo4j-server jar")
	}
	if err := os.WriteFile(filepath.Join(jars, marker), []byte(pomHash()), 0o644); err != nil {
		return err
	}
	if err := os.RemoveAll(lib); err != nil { // another release, or a broken folder
		return err
	}
	if err := os.Rename(jars, lib); err != nil {
		return err
	}
	log.Info("the Neo4j server is ready", "took", time.Since(began).Round(time.Second))
	return nil
}

// lastLines returns at most n lines from the end of text.
func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
