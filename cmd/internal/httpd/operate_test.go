package httpd_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
)

// newOperated starts a handler that records and is backed up, over a store of the test's own.
func newOperated(t *testing.T) (server, *access.Tokens, *filestore.Store) {
	t.Helper()
	store := own(t).(*filestore.Store)
	s, tokens := newGuarded(t, func(c *httpd.Config) {
		c.Store = store
		c.Atlas = atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now)).BackUpFrom(store)
	})
	return s, tokens, store
}

// archive returns files, by name and content, as an archive.
func archive(t *testing.T, files ...string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(files); i += 2 {
		entry, err := w.Create(files[i])
		if err == nil {
			_, err = entry.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

const citiesOf = "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n"

// sends sends a dataset.
func (s server) sends(t *testing.T, body, parameters string, headers ...string) answer {
	t.Helper()
	return s.send(t, "POST", "/import?"+parameters, body, append([]string{"Content-Type", httpd.MediaZip}, headers...)...)
}

// Who may take a backup and import: by role and tier.
func TestWhoMayBackUpAndImport(t *testing.T) {
	s, tokens, store := newOperated(t)
	sent := archive(t, "cities.csv", citiesOf+"third-de,Third,,,TOWN,DE,,,,50,10,,,DOCUMENTED,\n")
	for _, role := range graph.Roles() {
		for _, tier := range graph.Tiers() {
			if role == graph.Anonymous && tier != graph.TierPublic {
				continue
			}
			t.Run(fmt.Sprintf("%s up to %s", role, tier), func(t *testing.T) {
				var headers []string
				if role != graph.Anonymous {
					headers = []string{"Authorization", "Bearer " + token(t, tokens, role, tier)}
				}
				for endpoint, least := range map[string]graph.Role{"backup": graph.Steward, "import": graph.Editor} {
					status, challenge := 200, ""
					switch {
					case role == graph.Anonymous:
						status, challenge = 401, `Bearer realm="twingraph"`
					case !role.Has(least) || tier != graph.TierRestricted:
						status, challenge = 403, `Bearer realm="twingraph", error="insufficient_scope"`
					}
					a := s.send(t, "GET", "/backup", "", headers...)
					if endpoint == "import" {
						a = s.sends(t, sent, "dryRun=true", headers...)
					}
					if a.Status != status || a.Header.Get("WWW-Authenticate") != challenge || a.Header.Get("ETag") != "" {
						t.Errorf("%s: %d %v %.300q, want %d", endpoint, a.Status, a.Header, a.Text, status)
					}
					if !strings.Contains(a.Header.Get("Cache-Control"), "no-store") {
						t.Errorf("%s: %v", endpoint, a.Header)
					}
				}
			})
		}
	}
	if head, err := store.Head(t.Context()); err != nil || head.Seq != 1 {
		t.Errorf("change %d, %v", head.Seq, err)
	}
	steward := []string{"Authorization", "Bearer " + token(t, tokens, graph.Steward, graph.TierRestricted)}
	for _, c := range []struct {
		method, address string
		status          int
	}{{"POST", "/backup", 405}, {"HEAD", "/backup", 400}, {"GET", "/import", 405}, {"OPTIONS", "/import", 405}} {
		if a := s.send(t, c.method, c.address, "", steward...); a.Status != c.status {
			t.Errorf("%s %s: %d %s", c.method, c.address, a.Status, a.Text)
		}
	}
	neo4j, more := newGuarded(t, nil) // a store that is copied by others
	if a := neo4j.send(t, "GET", "/backup", "", "Authorization", "Bearer "+token(t, more, graph.Steward, graph.TierRestricted)); a.Status != 404 || !strings.Contains(a.Text, "neo4j-admin") {
		t.Errorf("%d %s", a.Status, a.Text)
	}
}

// A dataset that is sent is recorded in the name of the token, all of it or nothing.
func TestADatasetThatIsSent(t *testing.T) {
	s, tokens, store := newOperated(t)
	editor := []string{"Authorization", "Bearer " + token(t, tokens, graph.Editor, graph.TierRestricted)}
	sent := archive(t, "cities.csv", citiesOf+"third-de,Third,,,TOWN,DE,,,,50,10,,,DOCUMENTED,\n", "README.txt", "about it")
	dry := s.sends(t, sent, "dryRun=true&note=from+the+survey", editor...)
	if dry.Status != 200 || !strings.Contains(dry.Text, `"added":1`) || !strings.Contains(dry.Text, `"change":null`) {
		t.Errorf("%d %s", dry.Status, dry.Text)
	}
	if a := s.sends(t, sent, "note=from+the+survey", editor...); a.Status != 200 || !strings.Contains(a.Text, `"added":1`) || !strings.Contains(a.Text, `"actor":"of editor","note":"from the survey"`) {
		t.Errorf("%d %s", a.Status, a.Text)
	}
	if a := s.sends(t, sent, "", editor...); a.Status != 200 || !strings.Contains(a.Text, `"unchanged":1`) || !strings.Contains(a.Text, `"change":null`) {
		t.Errorf("imported twice: %d %s", a.Status, a.Text)
	}
	damaged := []byte(sent)
	damaged[bytes.Index(damaged, []byte("cities.csv"))+len("cities.csv")+5] ^= 0xff
	for _, c := range []struct {
		name, body, parameters string
		code                   graph.Code
		says                   string
	}{
		{"a row that is wrong", archive(t, "cities.csv", citiesOf+"fourth-de,Fourth,,,TOWN,DE,,,,950,10,,,DOCUMENTED,\n"), "", graph.BadUserInput, `"rejectedCount":1`},
		{"a file that is none of a dataset", archive(t, "towns.csv", "id\n"), "", graph.BadUserInput, "towns.csv"},
		{"nothing", archive(t), "", graph.BadUserInput, "there is no CSV file"},
		{"a history", archive(t, "changes.csv", "number\n1\n"), "", graph.Forbidden, "changes.csv"},
		{"no archive", "id,name", "", graph.BadUserInput, "ZIP"},
		{"a damaged archive", string(damaged), "", graph.BadUserInput, "damaged"},
		{"a parameter that there is not", sent, "actor=anna", graph.BadUserInput, "actor"},
		{"a parameter that is wrong", sent, "dryRun=perhaps", graph.BadUserInput, "perhaps"},
		{"an archive that is too large", strings.Repeat("x", httpd.MaxImport+1), "", graph.LimitExceeded, "67108864"},
		{"files that are too large", archive(t, "a.txt", strings.Repeat("x", 257<<20)), "", graph.LimitExceeded, "268435456"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a := s.sends(t, c.body, c.parameters, editor...); a.Status < 400 || a.code() != c.code || !strings.Contains(a.Text, c.says) {
				t.Errorf("%d %s", a.Status, a.Text)
			}
		})
	}
	if a := s.send(t, "POST", "/import", sent, append(editor, "Content-Type", "text/plain")...); a.Status != 400 || !strings.Contains(a.Text, httpd.MediaZip) {
		t.Errorf("%d %s", a.Status, a.Text)
	}
	if head, err := store.Head(t.Context()); err != nil || head.Seq != 2 {
		t.Errorf("change %d, %v", head.Seq, err)
	}
}

// A backup that is made after an erasure holds nothing of what was erased.
func TestABackupAfterAnErasure(t *testing.T) {
	s, tokens, store := newOperated(t)
	steward := []string{"Authorization", "Bearer " + token(t, tokens, graph.Steward, graph.TierRestricted)}
	anna := graph.Target{Word: graph.WordContact, ID: "anna-nowak"}
	record(t, store, 2, &graph.Contact{Statement: graph.Statement{ID: anna.ID}, City: "here", Role: "mayor", Channel: graph.ChannelEmail, Value: "anna.nowak@here.example", Tier: graph.TierRestricted})
	backup := func(name string) (string, *filestore.Store) {
		a := s.send(t, "GET", "/backup", "", steward...)
		if a.Status != 200 || a.Header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment") {
			t.Fatalf("%d %v", a.Status, a.Header)
		}
		from, to := filepath.Join(t.TempDir(), name), filepath.Join(t.TempDir(), "restored.db")
		if err := os.WriteFile(from, []byte(a.Text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := filestore.Restore(from, to); err != nil {
			t.Fatal(err)
		}
		restored, err := filestore.Open(to, filestore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = restored.Close() })
		return a.Text, restored
	}
	steps := func(store graph.Store) int {
		all, err := store.Versions(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}, []graph.Target{anna})
		if err != nil {
			t.Fatal(err)
		}
		return len(all[0])
	}
	if _, restored := backup("first"); steps(restored) != 1 {
		t.Error("the first backup lacks the contact")
	}
	head, err := store.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	erased := graph.Batch{RecordedAt: time.Now().UTC(), Actor: "anna", Note: "asked for"}
	if _, err := store.Erase(t.Context(), graph.Erasure{After: head.Seq, Batch: erased, By: graph.Steward, Records: []graph.Target{anna}}); err != nil {
		t.Fatal(err)
	}
	content, restored := backup("second")
	if steps(restored) != 0 || strings.Contains(content, "anna-nowak") || strings.Contains(content, "anna.nowak") {
		t.Error("the second backup holds what was erased")
	}
	if all, err := restored.Erasures(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("the second backup has %d erasures, %v", len(all), err)
	}
}
