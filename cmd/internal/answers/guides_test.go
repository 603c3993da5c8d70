package answers_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

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
	address := served(t, embedded(t))
	examples := examplesOf(t, "../../../schema/README.md")
	if len(examples) < 5 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, e := range examples {
		t.Run(e.question, func(t *testing.T) {
			var got, want map[string]any
			decode(t, []byte(e.answer), &want)
			decode(t, post(t, address, e.question), &got)
			delete(got, "extensions")
			if _, all := want["data"]; !all {
				want = map[string]any{"data": want}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the answer is not what the guide shows (-guide +answer):\n%s", diff)
			}
		})
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
