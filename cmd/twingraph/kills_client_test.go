package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// outcome is what a client knows of a write.
type outcome int

const (
	uncertain    outcome = iota // there was no answer, or one that says so
	acknowledged                // it is recorded
	refused                     // nothing was recorded
)

// writing is something that a client wrote.
type writing struct {
	by        *client
	kind      string
	key       string // names it
	note      string // of its change or proposal
	question  string
	variables map[string]any
	items     []string // what its change is to hold, sorted; of many records only how many
	many      int
	records   map[string]int // how many more records of each type there are
	keyed     bool           // it has an idempotency key
	proposal  string         // the id of the proposal that it makes or accepts

	outcome outcome
	said    string // why it is not acknowledged
	number  int    // of the change; 0 for none
	payload string // the answer of the mutation
}

// client is one of those who write, one request after the other.
type client struct {
	name, token string
	n           int    // writes so far
	linked      string // the last link that can be retracted
	open        string // a proposal that can be accepted
	accepts     string // the city of that proposal
	count       int    // the population of its counter
}

const (
	recordQuestion = `mutation($key:String,$note:String!,$records:RecordsInput!){ record(note:$note,idempotencyKey:$key,records:$records){ ` + payloadFields
	takeBack       = `mutation($key:String,$note:String!,$records:[RetractionInput!]!){ retract(note:$note,idempotencyKey:$key,records:$records){ ` + payloadFields
	payloadFields  = `repeated change{number note recordedAt} added corrected retracted records{slug} consequencesTotal consequences{link{slug}} problems{message} } }`
	hands          = `mutation($key:String,$note:String!,$records:RecordsInput!){ propose(note:$note,idempotencyKey:$key,records:$records){ repeated proposal{id state note} change{number} problems{message} } }`
	accepts        = `mutation($id:ID!){ accept(proposal:$id){ proposal{id state} change{number} problems{message} } }`
)

// object is a record as it is submitted.
type object = map[string]any

func cityNamed(id string, population int) object {
	return object{"id": id, "name": "Town " + id, "kind": "TOWN", "country": "DE", "population": population, "confidence": "DOCUMENTED"}
}

func linkOf(id, a, b string) object {
	return object{"id": id, "a": a, "b": b, "kind": "TWINNING", "confidence": "DOCUMENTED"}
}

func claimOf(id, link, side, source string) object {
	return object{"id": id, "link": link, "type": "ESTABLISHED", "date": "1990", "authority": "PARTY_DECISION", "side": side, "sources": []string{source}, "confidence": "DOCUMENTED"}
}

// next makes the next write of a client; many is a large one.
func (c *client) next(round int, many bool) *writing {
	key := fmt.Sprintf("r%d-%s-%d", round, c.name, c.n)
	w := &writing{by: c, key: key, note: key, question: recordQuestion, keyed: true}
	c.n++
	records := object{}
	switch {
	case many:
		w.manyRecords(records)
	case c.n%5 == 1:
		source := object{"id": w.key + "-s", "title": "A list", "confidence": "DOCUMENTED"}
		a, b, link := w.key+"-a", w.key+"-b", w.key+"-l"
		records["sources"] = []object{source}
		records["cities"] = []object{cityNamed(a, 1), cityNamed(b, 1)}
		records["twinningLinks"] = []object{linkOf(link, a, b)}
		records["claims"] = []object{claimOf(link+"-1", link, a, w.key+"-s")}
		w.kind, w.records = "a link", map[string]int{"Source": 1, "City": 2, "TwinningLink": 1, "Claim": 1}
		w.items = []string{"ADDED City " + a, "ADDED City " + b, "ADDED Source " + w.key + "-s", "ADDED TwinningLink " + link, "ADDED Claim " + link + "-1"}
	case c.n%5 == 2:
		counter := "counter-" + c.name
		records["cities"] = []object{cityNamed(counter, c.count+1), cityNamed(w.key, 1)}
		w.kind, w.records = "a count", map[string]int{"City": 1}
		w.items = []string{"ADDED City " + w.key, fmt.Sprintf("CORRECTED City %s population [%d] [%d]", counter, c.count, c.count+1)}
		if c.count == 0 {
			w.records["City"]++
			w.items[1] = "ADDED City " + counter
		}
	case c.n%5 == 3 && c.open == "":
		records["cities"] = []object{cityNamed(w.key, 1)}
		w.kind, w.question = "a proposal", hands
	case c.n%5 == 4 && c.open != "":
		w.kind, w.question, w.keyed, w.proposal = "an acceptance", accepts, false, c.open
		w.records, w.items = map[string]int{"City": 1}, []string{"ADDED City " + c.accepts}
	case c.n%5 == 0 && c.linked != "":
		w.kind, w.question, w.records = "a retraction", takeBack, map[string]int{"TwinningLink": -1, "Claim": -1}
		w.items = []string{"RETRACTED Claim " + c.linked + "-1", "RETRACTED TwinningLink " + c.linked}
		w.variables = object{"key": w.key, "note": w.key, "records": []object{
			{"word": "CLAIM", "id": c.linked + "-1", "reason": "a mistake"}, {"word": "TWINNING_LINK", "id": c.linked, "reason": "a mistake"}}}
	default:
		records["cities"] = []object{cityNamed(w.key, 1)}
		w.kind, w.records, w.items = "a city", map[string]int{"City": 1}, []string{"ADDED City " + w.key}
	}
	slices.Sort(w.items)
	switch {
	case w.variables != nil:
	case w.kind == "an acceptance":
		w.variables, w.note = object{"id": w.proposal}, fmt.Sprintf("%s (proposal %s)", c.accepts, w.proposal)
	default:
		w.variables = object{"key": w.key, "note": w.key, "records": records}
	}
	return w
}

// manyRecords makes it a write of so many links that Neo4j takes it in several transactions.
func (w *writing) manyRecords(records object) {
	const towns, links = 64, 2000
	var cities, ties, claims []object
	for i := range towns {
		cities = append(cities, cityNamed(fmt.Sprintf("%s-%d", w.key, i), 1))
	}
	for a := range towns {
		for b := range a {
			if len(ties) == links {
				break
			}
			from, to, link := fmt.Sprintf("%s-%d", w.key, a), fmt.Sprintf("%s-%d", w.key, b), fmt.Sprintf("%s-%d-%d", w.key, a, b)
			ties = append(ties, linkOf(link, from, to))
			claims = append(claims, claimOf(link+"-1", link, from, w.key+"-s"))
		}
	}
	records["sources"] = []object{{"id": w.key + "-s", "title": "A list", "confidence": "DOCUMENTED"}}
	records["cities"], records["twinningLinks"], records["claims"] = cities, ties, claims
	w.kind, w.many = "many links", 1+towns+2*links
	w.records = map[string]int{"Source": 1, "City": towns, "TwinningLink": links, "Claim": links}
}

// learn has the client go on from a write that is recorded.
func (c *client) learn(w *writing) {
	switch w.kind {
	case "a link":
		c.linked = w.key + "-l"
	case "a count":
		c.count++
	case "a proposal":
		c.open, c.accepts = w.proposal, w.key
	case "an acceptance":
		c.open = ""
	case "a retraction":
		c.linked = ""
	}
}

// answered is an answer of the server.
type answered struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
}

// post asks a question; the error says that there was no answer.
func (c *client) post(url, question string, variables map[string]any) (answered, string, error) {
	var a answered
	body, err := json.Marshal(map[string]any{"query": question, "variables": variables})
	if err != nil {
		return a, "", err
	}
	r, err := http.NewRequest(http.MethodPost, url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return a, "", err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+c.token)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return a, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err == nil {
		err = json.Unmarshal(text, &a)
	}
	return a, string(text), err
}

// send sends a write, and notes what is known of it then.
func (c *client) send(t *testing.T, url string, w *writing) {
	a, text, err := c.post(url, w.question, w.variables)
	if err != nil {
		w.outcome, w.said = uncertain, err.Error()
		return
	}
	if len(a.Errors) > 0 {
		w.outcome, w.said = uncertain, text
		if strings.Contains(a.Errors[0].Message, "Nothing was recorded.") {
			w.outcome = refused
		}
		if code := a.Errors[0].Extensions.Code; code != "UNAVAILABLE" && code != "TIMEOUT" {
			t.Errorf("%s, %s, is answered %s", w.key, w.kind, text)
		}
		return
	}
	w.read(t, a)
}

// payload is what mutations answer.
type payload struct {
	Change   *struct{ Number int }
	Repeated bool
	Proposal *struct{ ID, State string }
	Problems []struct{ Message string }
}

// read reads the answer of a write that was answered without errors.
func (w *writing) read(t *testing.T, a answered) (repeated bool) {
	var data map[string]json.RawMessage
	var p payload
	err := json.Unmarshal(a.Data, &data)
	for _, text := range data {
		w.payload = strings.Replace(string(text), `"repeated":true`, `"repeated":false`, 1)
		err = json.Unmarshal(text, &p)
	}
	w.outcome = acknowledged
	switch {
	case err != nil || len(data) != 1 || len(p.Problems) > 0:
		t.Errorf("%s, %s, is answered %s", w.key, w.kind, a.Data)
	case w.kind == "a proposal" && p.Proposal != nil: // accepted by now, perhaps
		w.proposal, w.payload = p.Proposal.ID, p.Proposal.ID
	case p.Change != nil && w.kind != "a proposal" && (w.kind != "an acceptance" || p.Proposal.State == "ACCEPTED"):
		w.number = p.Change.Number
	default:
		t.Errorf("%s, %s, is answered %s", w.key, w.kind, a.Data)
	}
	return p.Repeated
}
