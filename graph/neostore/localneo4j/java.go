package localneo4j

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// ErrMissing is wrapped by an error that names the programs this machine
// lacks and how to install them.
var ErrMissing = errors.New("a program that a local Neo4j needs is missing")

// oldestJava is the first Java release that Neo4j 5 runs on:
// https://neo4j.com/docs/operations-manual/5/installation/requirements/
const oldestJava = 17

const (
	needJava  = "java 17 or newer (Debian: apt-get install openjdk-17-jre-headless)"
	needMaven = "mvn, Apache Maven (Debian: apt-get install maven)"
)

// java is a Java launcher that is new enough.
type java struct {
	path string
	// build distinguishes two Java builds; a class archive fits one build only.
	build string
}

var javaVersion = regexp.MustCompile(`version "([^"]+)"`)

// findJava looks in JAVA_HOME, then in PATH. Its error wraps ErrMissing.
func findJava(ctx context.Context) (java, error) {
	path, err := javaPath()
	if err != nil {
		return java{}, fmt.Errorf("%w: %s", ErrMissing, needJava)
	}
	out, err := exec.CommandContext(ctx, path, "-version").CombinedOutput()
	if err != nil {
		return java{}, fmt.Errorf("%w: %s; %s -version failed: %w", ErrMissing, needJava, path, err)
	}
	release, err := javaRelease(string(out))
	if err != nil {
		return java{}, fmt.Errorf("%w: %s; %s: %w", ErrMissing, needJava, path, err)
	}
	if release < oldestJava {
		return java{}, fmt.Errorf("%w: %s; %s is Java %d", ErrMissing, needJava, path, release)
	}
	return java{path: path, build: fmt.Sprintf("%x", sha256.Sum256(out))[:12]}, nil
}

func javaPath() (string, error) {
	if home := os.Getenv("JAVA_HOME"); home != "" {
		if path, err := exec.LookPath(filepath.Join(home, "bin", "java")); err == nil {
			return path, nil
		}
	}
	return exec.LookPath("java")
}

// javaRelease reads the feature release from the output of `java -version`:
// 17 from "17.0.15", and 8 from the old spelling "1.8.0_402".
func javaRelease(output string) (int, error) {
	match := javaVersion.FindStringSubmatch(output)
	if match == nil {
		return 0, errors.New("its version is not readable")
	}
	number := strings.TrimPrefix(match[1], "1.")
	if i := strings.IndexFunc(number, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		number = number[:i]
	}
	release, err := strconv.Atoi(number)
	if err != nil {
		return 0, fmt.Errorf("its version %q is not readable", match[1])
	}
	return release, nil
}
