package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// folderOf makes a folder with one file of cities.
func folderOf(t *testing.T, rows string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "cities.csv"), []byte("id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n"+rows), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A dataset is imported beside the server that has the file of the embedded store.
func TestImportBesideAServer(t *testing.T) {
	p, data, token, file := stewarded(t)
	url := p.url()
	where := []string{"--to", url, "--token-file", file}
	dir := folderOf(t, "third-de,Third,,,TOWN,DE,,,,50,10,,,DOCUMENTED,\n")
	refuses(t, nil, []string{"import", dir, "--data", data}, data, "--to URL")
	if text := printed(t, append([]string{"import", dir, "--dry-run"}, where...)...); !strings.Contains(text, "An import would give 1 added, 0 corrected, 0 retracted, 0 unchanged. Nothing was recorded.") {
		t.Error(text)
	}
	if text := printed(t, append([]string{"import", dir, "--note", "from the survey"}, where...)...); !strings.Contains(text, "1 added, 0 corrected, 0 retracted, 0 unchanged: recorded as change 2 at ") {
		t.Error(text)
	}
	if text := printed(t, append([]string{"import", dir, "--json"}, where...)...); !strings.Contains(text, `"unchanged": 1`) || !strings.Contains(text, `"change": null`) {
		t.Error(text)
	}
	if text := printed(t, append([]string{"import"}, where...)...); !strings.Contains(text, "nothing to record") { // the bundled one
		t.Error(text)
	}
	if _, text := askAs(t, url, token, `{city(id:"third-de"){versions(first:5){nodes{change{actor note}}}}}`); !strings.Contains(text, `"actor":"anna","note":"from the survey"`) {
		t.Error(text)
	}

	wrong := folderOf(t, "fourth-de,Fourth,,,TOWN,DE,,,,950,10,,,DOCUMENTED,\nfifth-de,Fifth,,,TOWN,DE,,,,50,10,,,CERTAIN,\n")
	problems := filepath.Join(t.TempDir(), "problems.txt")
	refuses(t, nil, append([]string{"import", wrong, "--problems", problems}, where...), "2 problems; nothing was imported")
	if text, err := os.ReadFile(problems); err != nil || !strings.Contains(string(text), "cities.csv:2") || !strings.Contains(string(text), "cities.csv:3") {
		t.Errorf("%s, %v", text, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "changes.csv"), []byte("number\n1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	refuses(t, nil, append([]string{"import", dir}, where...), "changes.csv")
	refuses(t, nil, append([]string{"import", wrong, "--actor", "Olga"}, where...), "--actor")
	refuses(t, nil, append([]string{"import", wrong, "--recorded-at", "2026-01-01"}, where...), "--recorded-at")
	partner := secretIn(t, printed(t, append([]string{"token", "issue", "olga", "--role", "editor", "--tier", "partner"}, where...)...))
	if err := os.WriteFile(file, []byte(partner), 0o600); err != nil {
		t.Fatal(err)
	}
	refuses(t, nil, append([]string{"import", wrong}, where...), "RESTRICTED")
}
