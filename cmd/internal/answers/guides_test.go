package answers_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// example is a question of a guide with the answer that the guide shows.
type example struct{ question, answer string }

// examplesOf returns the questions of a guide: its code blocks in GraphQL, each with
// the JSON that follows it before the next, empty when there is none.
func examplesOf(t *testing.T, file string) []example {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var examples []example
	for i, block := range strings.Split(string(text), "\n```") {
		language, code, _ := strings.Cut(block, "\n")
		switch {
		case i%2 == 0: // between two blocks of code
		case language == "graphql":
			examples = append(examples, example{question: code})
		case language == "json" && len(examples) > 0 && examples[len(examples)-1].answer == "":
			examples[len(examples)-1].answer = code
		}
	}
	return examples
}

// The questions of the guide to the API have the answers that it shows.
func TestGuideToTheAPI(t *testing.T) {
	address, toEditors := servedBundled(t), servedTo(t, embedded(t), editor)
	examples := examplesOf(t, "../../../schema/README.md")
	if len(examples) < 5 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, e := range examples {
		t.Run(e.question, func(t *testing.T) {
			var got, want map[string]any
			decode(t, []byte(e.answer), &want)
			at := address
			if strings.HasPrefix(e.question, "mutation") {
				at = toEditors
			}
			decode(t, post(t, at, e.question), &got)
			delete(got, "extensions")
			_, all := want["data"]
			if _, refused := want["errors"]; !all && !refused {
				want = map[string]any{"data": want}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the answer is not what the guide shows (-guide +answer):\n%s", diff)
			}
		})
	}
}

// The story of the guide to the two times, imported step by step, has the answers of its
// table.
func TestGuideToTheTwoTimes(t *testing.T) {
	const file = "../../../graph/TIME.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	store := empty(t)
	const claims = "id,link,type,side,date,observed_status,authority,decided_by,reason,resolution,responds_to,sources,confidence,notes\n"
	files := fstest.MapFS{
		"sources.csv": {Data: []byte("id,title,publisher,url,date,archived_hash,confidence,notes\ns,A source,,,,,DOCUMENTED,\n")},
		"cities.csv": {Data: []byte("id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n" +
			"northbridge,Northbridge,,,TOWN,,,,,,,,s,DOCUMENTED,\nsouthford,Southford,,,TOWN,,,,,,,,s,DOCUMENTED,\n")},
		"twinning_links.csv": {Data: []byte("id,a,b,kind,disputes,dispute_note,sources,confidence,notes\nnorthbridge--southford,northbridge,southford,TWINNING,,,s,DOCUMENTED,\n")},
	}
	for _, row := range rowsOf(t, string(text), "recorded")[1:] {
		at, err := time.Parse(time.DateOnly, row[0])
		if err != nil {
			t.Fatal(err)
		}
		files["claims.csv"] = &fstest.MapFile{Data: []byte(claims + row[1] + ",northbridge--southford," + row[3] + "," + row[2] + "," + row[4] + ",," + row[5] + ",,,,,s,DOCUMENTED,\n")}
		record(t, store, "a step", files, at)
		files = fstest.MapFS{}
	}
	address := served(t, store)
	answers := rowsOf(t, string(text), "asOf")
	for _, row := range answers[1:] {
		for i, head := range answers[0][1:] {
			known := strings.TrimPrefix(head, "knownAt ")
			t.Run(row[0]+" as known at "+known, func(t *testing.T) {
				var answer struct {
					Data struct {
						TwinningLinks struct {
							Nodes []struct {
								Status struct {
									Status string
									Exact  bool
								}
							}
						}
					}
				}
				decode(t, post(t, address, `{ twinningLinks(asOf: "`+row[0]+`", knownAt: "`+known+`T00:00:00Z", filter: {status: {in: [ACTIVE, SUSPENDED, NOT_ESTABLISHED]}}) { nodes { status { status exact } } } }`), &answer)
				got := "no link"
				for _, link := range answer.Data.TwinningLinks.Nodes {
					if got = link.Status.Status; !link.Status.Exact {
						got += " ≈"
					}
				}
				if got != row[i+1] {
					t.Errorf("%s, the guide says %s", got, row[i+1])
				}
			})
		}
	}
	var answer struct {
		Data struct {
			TwinningLink struct {
				Status struct {
					Status, Since string
					Exact         bool
					Governing     []struct{ RecordedAt time.Time }
				}
				Later struct{ Status string }
			}
		}
	}
	decode(t, post(t, address, examplesOf(t, file)[0].question), &answer)
	link := answer.Data.TwinningLink
	got := fmt.Sprintf("answers `%s` since `%s`, `exact: %t`, by the version of `c2` recorded on %s; and `later`, which keeps `knownAt` and moves `asOf`, `%s`",
		link.Status.Status, link.Status.Since, link.Status.Exact, link.Status.Governing[0].RecordedAt.Format(time.DateOnly), link.Later.Status)
	if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), got) {
		t.Errorf("the guide does not say that it %s", got)
	}
}

// rowsOf returns the cells of the table of a guide whose first heading is given, headings
// first.
func rowsOf(t *testing.T, text, first string) [][]string {
	t.Helper()
	_, rest, found := strings.Cut(text, "\n| "+first+" |")
	if !found {
		t.Fatalf("there is no table that begins with %q", first)
	}
	var rows [][]string
	for line := range strings.SplitSeq("| "+first+" |"+rest, "\n") {
		if !strings.HasPrefix(line, "|") {
			break
		}
		var cells []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, cells)
	}
	return slices.Delete(rows, 1, 2) // the line of dashes
}

// linked finds the address of a link in Markdown.
var linked = regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)`)

// The pages link to files that are there.
func TestPagesLinkToWhatIsThere(t *testing.T) {
	const root = "../../.."
	pages := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		name := entry.Name()
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == "node_modules" || strings.HasPrefix(name, ".") && path != root):
			return fs.SkipDir
		case filepath.Ext(name) != ".md" || strings.Contains(path, "/dist/"):
			return nil
		}
		pages++
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, to := range linked.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(to[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), to[1])); err != nil {
				t.Errorf("%s links to %s: %v", path, to[1], err)
			}
		}
		return nil
	})
	if err != nil || pages < 8 {
		t.Errorf("%d pages, %v", pages, err)
	}
}

// post sends a question and returns all of the answer, errors included.
func post(t *testing.T, address, question string) []byte {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": question})
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Post(address, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer bytes.Buffer
	if _, err := answer.ReadFrom(response.Body); err != nil {
		t.Fatal(err)
	}
	return answer.Bytes()
}

func decode(t *testing.T, text []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
}
