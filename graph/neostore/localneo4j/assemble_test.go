package localneo4j

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAssembleNamesEverythingThatIsMissing(t *testing.T) {
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", t.TempDir())
	_, err := Assemble(t.Context(), t.TempDir(), slog.New(slog.DiscardHandler))
	if !errors.Is(err, ErrMissing) {
		t.Fatalf("got %v, want %v", err, ErrMissing)
	}
	for _, program := range []string{"java 17 or newer", "openjdk-17-jre-headless", "mvn", "install maven"} {
		if !strings.Contains(err.Error(), program) {
			t.Errorf("%q does not mention %q", err, program)
		}
	}
}

func TestAssembleRefusesAnOldJava(t *testing.T) {
	bin := t.TempDir()
	script := "#!/bin/sh\necho 'openjdk version \"11.0.22\" 2024-01-16' >&2\n"
	if err := os.WriteFile(filepath.Join(bin, "java"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", bin)
	_, err := findJava(t.Context())
	if !errors.Is(err, ErrMissing) || !strings.Contains(err.Error(), "is Java 11") {
		t.Errorf("got %v, want %v because it is Java 11", err, ErrMissing)
	}
}

func TestAssembleNoticesAnotherRelease(t *testing.T) {
	lib := t.TempDir()
	if err := os.WriteFile(filepath.Join(lib, marker), []byte(pomHash()), 0o644); err != nil {
		t.Fatal(err)
	}
	if !assembled(lib) {
		t.Error("a folder with the hash of this pom counts as not assembled")
	}
	if err := os.WriteFile(filepath.Join(lib, marker), []byte("another"), 0o644); err != nil {
		t.Fatal(err)
	}
	if assembled(lib) {
		t.Error("a folder made from another pom counts as assembled")
	}
}

func TestJavaRelease(t *testing.T) {
	for output, want := range map[string]int{
		`openjdk version "17.0.15" 2025-04-15`:      17,
		`openjdk version "21" 2023-09-19 LTS`:       21,
		`openjdk version "25-ea" 2025-09-16`:        25,
		`java version "1.8.0_402"`:                  8,
		"Picked up: x\nopenjdk version \"11.0.22\"": 11,
	} {
		if got, err := javaRelease(output); err != nil || got != want {
			t.Errorf("%s: %d, %v, want %d", output, got, err, want)
		}
	}
	for _, output := range []string{"", "not java", `version "next"`} {
		if got, err := javaRelease(output); err == nil {
			t.Errorf("%q: %d, want an error", output, got)
		}
	}
}

func TestLockIsHeldByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := lock(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	waiting, cancel := context.WithTimeout(t.Context(), 3*lockPoll)
	defer cancel()
	if _, err := lock(waiting, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a held lock was given out: %v", err)
	}
	time.AfterFunc(lockPoll, unlock)
	again, err := lock(t.Context(), path)
	if err != nil {
		t.Fatalf("a lock that was freed: %v", err)
	}
	again()
}

func TestOutputRemembersOnlyTheEnd(t *testing.T) {
	o := &output{ready: make(chan struct{})}
	for range 100 {
		if _, err := io.WriteString(o, strings.Repeat("x", 1023)+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = io.WriteString(o, "2026-01-01 INFO  Sta")
	select {
	case <-o.ready:
		t.Fatal("ready before the line was complete")
	default:
	}
	_, _ = io.WriteString(o, "rted.\n")
	<-o.ready
	if text := o.text(); len(text) > 2*keptOutput+1024 || !strings.HasSuffix(text, "Started.\n") {
		t.Errorf("%d bytes remembered, ending in %q", len(text), lastLines(text, 1))
	}
}
