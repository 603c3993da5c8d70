package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// stewarded serves an embedded store over which a steward of tier RESTRICTED has a token, and
// returns the program, the store's file, the token and the file with it.
func stewarded(t *testing.T) (p *program, data, token, file string) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "twingraph.db")
	token = secretIn(t, printed(t, "token", "issue", "anna", "--role", "steward", "--tier", "restricted", "--data", data))
	file = filepath.Join(t.TempDir(), "steward.token")
	if err := os.WriteFile(file, []byte(token+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return launch(t, nil, embedded(data)...), data, token, file
}

// recordsTown records one town by a mutation and returns the number of the change; 0 when that
// failed.
func recordsTown(t *testing.T, url, token string, n int) int64 {
	t.Helper()
	status, text := askAs(t, url, token, fmt.Sprintf(`mutation { record(note: "town %[1]d", records: {cities: [
		{id: "town-%[1]d", name: "Town %[1]d", kind: TOWN, country: "DE", location: {latitude: 50, longitude: 10}, confidence: DOCUMENTED}]}) { change { number } problems { field message } } }`, n))
	found := regexp.MustCompile(`"number":(\d+)`).FindStringSubmatch(text)
	if found == nil {
		t.Errorf("%d %s", status, text)
		return 0
	}
	number, err := strconv.ParseInt(found[1], 10, 64)
	if err != nil {
		t.Error(err)
	}
	return number
}

// lastChange returns the number of the change that a command says it ended with.
func lastChange(t *testing.T, text string) int64 {
	t.Helper()
	found := regexp.MustCompile(`change (\d+)`).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("no change: %s", text)
	}
	number, err := strconv.ParseInt(found[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// Backups that are made while clients record hold what was acknowledged before them, and are
// restored to a store that obeys all laws; export and check read the store meanwhile.
func TestBackupBesideAServerThatRecords(t *testing.T) {
	p, data, token, file := stewarded(t)
	url, folder := p.url(), t.TempDir()
	var acknowledged atomic.Int64
	acknowledged.Store(recordsTown(t, url, token, 0))
	done := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		for n := 1; ; n++ {
			select {
			case <-done:
				return
			default:
				number := recordsTown(t, url, token, n)
				if number == 0 {
					return
				}
				acknowledged.Store(number)
			}
		}
	})
	defer func() { close(done); writer.Wait() }()

	for i, where := range [][]string{{"--data", data}, {"--to", url, "--token-file", file}} {
		backup, restored := filepath.Join(folder, fmt.Sprint(i, ".backup")), filepath.Join(folder, fmt.Sprint(i, ".db"))
		before := acknowledged.Load()
		number := lastChange(t, printed(t, append([]string{"backup", backup}, where...)...))
		if after := acknowledged.Load() + 1; number < before || number > after { // one may be on its way
			t.Errorf("%v: the backup ends with change %d; acknowledged were %d before and at most %d after", where, number, before, after)
		}
		if info, err := os.Stat(backup); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v: %v, %v", where, info.Mode(), err)
		}
		refuses(t, nil, append([]string{"backup", backup}, where...), backup, "is there already")
		if got := lastChange(t, printed(t, "restore", backup, "--data", restored)); got != number {
			t.Errorf("%v: restored up to change %d, want %d", where, got, number)
		}
		if text := printed(t, "check", "--data", restored); !strings.Contains(text, "all laws hold") {
			t.Error(text)
		}
		if text := printed(t, "token", "list", "--data", restored); !strings.Contains(text, "anna") {
			t.Error(text)
		}
		refuses(t, nil, []string{"restore", backup, "--data", restored}, "there is something in", restored)
	}
	refuses(t, nil, []string{"restore", filepath.Join(folder, "0.backup"), "--data", data}, data)

	for range 3 {
		before := acknowledged.Load()
		if text := printed(t, "check", "--data", data); !strings.Contains(text, "all laws hold") {
			t.Error(text)
		}
		links := filepath.Join(folder, "links.csv")
		if number := lastChange(t, printed(t, "export", "links.csv", "--output", links, "--data", data)); number < before {
			t.Errorf("the export is of change %d; %d was acknowledged before", number, before)
		}
	}
	left, err := os.ReadDir(filepath.Dir(data))
	if err != nil || len(left) != 1 {
		t.Errorf("left is %v, %v", left, err)
	}
}

func TestBackupAndRestoreRefuse(t *testing.T) {
	p, data, token, file := stewarded(t)
	url, folder := p.url(), t.TempDir()
	partner := secretIn(t, printed(t, "token", "issue", "pia", "--role", "steward", "--tier", "partner", "--to", url, "--token-file", file))
	named := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	weak, wrong, text := named("weak.token", partner), named("wrong.token", token[:len(token)-1]+"!"), named("text.db", "hello")
	backup := filepath.Join(folder, "backup.db")
	neo4j := []string{"NEO4J_URI=neo4j://127.0.0.1:1", "NEO4J_USERNAME=neo4j", "NEO4J_PASSWORD=x"}
	for _, c := range []struct {
		name      string
		variables []string
		arguments []string
		says      string
	}{
		{"a file that is there", nil, []string{"backup", text, "--data", data}, "is there already"},
		{"a folder that is not there", nil, []string{"backup", filepath.Join(folder, "no", "backup.db"), "--data", data}, "there is no folder"},
		{"no data", nil, []string{"backup", backup, "--data", data + "2"}, "there is no data"},
		{"Neo4j", neo4j, []string{"backup", backup}, "neo4j-admin"},
		{"into Neo4j", neo4j, []string{"restore", text}, "neo4j-admin"},
		{"a tier that does not suffice", nil, []string{"backup", backup, "--to", url, "--token-file", weak}, "RESTRICTED"},
		{"a token that does not hold", nil, []string{"backup", backup, "--to", url, "--token-file", wrong}, "Authorization"},
		{"a server that is away", nil, []string{"backup", backup, "--to", "http://127.0.0.1:1", "--token-file", file}, "reached"},
		{"what is no backup", nil, []string{"restore", text, "--data", filepath.Join(folder, "new.db")}, text},
		{"a backup that is not there", nil, []string{"restore", text + "2", "--data", filepath.Join(folder, "new.db")}, text + "2"},
	} {
		t.Run(c.name, func(t *testing.T) { refuses(t, c.variables, c.arguments, c.says) })
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 3 {
		t.Errorf("left is %v, %v", left, err)
	}
}
