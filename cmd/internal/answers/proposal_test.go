package answers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/neostore/neostoretest"
)

// What somebody proposes at one server is reviewed and accepted at another one, over every
// store; nobody else notices before.
func TestProposingOverEachStore(t *testing.T) {
	contributor := graph.Viewer{Role: graph.Contributor, Tier: graph.TierPublic, Name: "Conny"}
	for name, open := range map[string]func(t *testing.T) graph.Store{
		"embedded": empty,
		"neo4j":    func(t *testing.T) graph.Store { return neostoretest.Empty(t, nil) },
		"mirror":   func(t *testing.T) graph.Store { return mirrorOf(t, neostoretest.Empty(t, nil)) },
	} {
		t.Run(name, func(t *testing.T) {
			store := open(t)
			theirs, ours, public := servedTo(t, store, contributor), servedTo(t, store, editor), served(t, store)
			data := func(address, question string) string {
				t.Helper()
				var got struct{ Data json.RawMessage }
				text := post(t, address, question)
				decode(t, text, &got)
				if strings.Contains(string(text), `"errors"`) {
					t.Fatalf("%s\n%s", question, text)
				}
				return string(got.Data)
			}
			same := func(address, question, want string) {
				t.Helper()
				if got := data(address, question); got != want {
					t.Fatalf("%s\n%s\nwant %s", question, got, want)
				}
			}
			data(ours, `mutation { record(note: "two cities", records: { cities: [{name: "Aachen", kind: CITY, country: "DE", confidence: DOCUMENTED},
			  {name: "Murmansk", kind: CITY, country: "RU", confidence: DOCUMENTED}] }) { change { number } } }`)
			const everybody = `{ changes { totalCount } twinningLinks { totalCount } cities { nodes { slug population } } search(query: "page") { totalCount } }`
			before := data(public, everybody)
			var made struct {
				Propose struct{ Proposal struct{ ID string } }
			}
			decode(t, []byte(data(theirs, `mutation { propose(note: "it ended", records: {
			  cities: [{id: "aachen-de", population: 250000}]
			  twinningLinks: [{id: "new:link", a: "aachen-de", b: "murmansk-ru", kind: TWINNING, confidence: DOCUMENTED}]
			  sources: [{id: "new:s", title: "A page", confidence: DOCUMENTED}]
			  claims: [{link: "new:link", type: ENDED, date: "2026-11", authority: THIRD_PARTY, sources: ["new:s"], confidence: DOCUMENTED}] }) {
			    proposal { id } problems { message } } }`)), &made)
			id := made.Propose.Proposal.ID
			same(public, everybody, before)
			same(ours, `{ proposals(state: OPEN) { totalCount nodes { id note proposer { name } overtaken problems { message }
			    records { word before { ... on City { name } } fields { field after } } consequences { link { slug } before { status } after { status } } } } }`,
				`{"proposals":{"totalCount":1,"nodes":[{"id":"`+id+`","note":"it ended","proposer":{"name":"Conny"},"overtaken":false,"problems":[],"records":[`+
					`{"word":"SOURCE","before":null,"fields":[{"field":"title","after":["A page"]},{"field":"confidence","after":["DOCUMENTED"]}]},`+
					`{"word":"CITY","before":{"name":"Aachen"},"fields":[{"field":"population","after":["250000"]}]},`+
					`{"word":"TWINNING_LINK","before":null,"fields":[{"field":"a","after":["aachen-de"]},{"field":"b","after":["murmansk-ru"]},{"field":"kind","after":["TWINNING"]},{"field":"confidence","after":["DOCUMENTED"]}]},`+
					`{"word":"CLAIM","before":null,"fields":[{"field":"link","after":["aachen-de--murmansk-ru"]},{"field":"type","after":["ENDED"]},{"field":"date","after":["2026-11"]},{"field":"authority","after":["THIRD_PARTY"]},{"field":"sources","after":["`+sourceIn(t, data(ours, `{ proposals { nodes { records { word slug } } } }`))+`"]},{"field":"confidence","after":["DOCUMENTED"]}]}],`+
					`"consequences":[{"link":{"slug":"aachen-de--murmansk-ru"},"before":null,"after":{"status":"ENDED"}}]}]}}`)
			same(ours, fmt.Sprintf(`mutation { accept(proposal: %q) { proposal { state decidedBy } change { number actor note added corrected } problems { message } } }`, id),
				`{"accept":{"proposal":{"state":"ACCEPTED","decidedBy":"Erin"},"change":{"number":2,"actor":"Erin","note":"it ended (proposal `+id+`)","added":3,"corrected":1},"problems":[]}}`)
			same(public, `{ twinningLinks { nodes { slug status { status } claims { sources { title } } } } }`,
				`{"twinningLinks":{"nodes":[{"slug":"aachen-de--murmansk-ru","status":{"status":"ENDED"},"claims":[{"sources":[{"title":"A page"}]}]}]}}`)
			same(theirs, fmt.Sprintf(`{ proposal(id: %q) { state change { number } } }`, id), `{"proposal":{"state":"ACCEPTED","change":{"number":2}}}`)
			if got := string(post(t, ours, fmt.Sprintf(`mutation { reject(proposal: %q, reason: "no") { change { number } } }`, id))); !strings.Contains(got, `"CONFLICT"`) {
				t.Error(got)
			}
			data(theirs, `mutation { propose(note: "a mistake", records: { cities: [{id: "aachen-de", population: 1}] }) { proposal { id } } }`)
			list := data(theirs, `{ proposals(state: OPEN) { nodes { id } } }`)
			data(theirs, fmt.Sprintf(`mutation { withdraw(proposal: %q) { proposal { state } } }`, strings.Split(list, `"`)[7]))
			left, err := store.(graph.Documents).Documents(t.Context(), "proposal")
			if err != nil || len(left) != 2 {
				t.Errorf("%d proposals are kept, %v", len(left), err)
			}
			for _, d := range left {
				if text := string(d.Body); d.ID != id && (!strings.Contains(text, `"WITHDRAWN"`) || strings.Contains(text, "mistake") || strings.Contains(text, "aachen")) {
					t.Errorf("what was withdrawn is kept: %s", text)
				}
			}
		})
	}
}

// sourceIn returns the slug of the source in the records of proposals.
func sourceIn(t *testing.T, list string) string {
	t.Helper()
	_, after, found := strings.Cut(list, `"word":"SOURCE","slug":"`)
	slug, _, _ := strings.Cut(after, `"`)
	if !found || slug == "" {
		t.Fatal(list)
	}
	return slug
}
