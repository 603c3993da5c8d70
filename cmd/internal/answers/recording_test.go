package answers_test

import (
	"encoding/json"
	"strings"
	"testing"

	"twingraph/graph"
	"twingraph/graph/neostore/neostoretest"
)

// editor is somebody who may record what everybody sees.
var editor = graph.Viewer{Role: graph.Editor, Tier: graph.TierPublic, Name: "Erin"}

// What is recorded through the API is what the next question shows, over every store.
func TestRecordingOverEachStore(t *testing.T) {
	const recorded = `{"record":{"change":{"number":2,"actor":"Erin"},"added":3,"repeated":false,"problems":[],"records":[{"__typename":"Source"},{"__typename":"TwinningLink"},` +
		`{"__typename":"Claim","slug":"aachen-de--murmansk-ru--ended-2026-11","link":{"status":{"status":"ENDED"}}}],"consequences":[{"link":{"slug":"aachen-de--murmansk-ru"},"before":null,"after":{"status":"ENDED","since":"2026-11"}}]}}`
	const record = `mutation { record(note: "it ended", idempotencyKey: "one", records: {
	  twinningLinks: [{id: "new:link", a: "aachen-de", b: "murmansk-ru", kind: TWINNING, confidence: DOCUMENTED}]
	  sources: [{id: "new:s", title: "A page", confidence: DOCUMENTED}]
	  claims: [{link: "new:link", type: ENDED, date: "2026-11", authority: THIRD_PARTY, sources: ["new:s"], confidence: DOCUMENTED}] }) {
	    change { number actor } added repeated problems { message } records { __typename ... on Claim { slug link { status { status } } } }
	    consequences { link { slug } before { status } after { status since } } } }`
	const cities = `mutation { record(note: "two cities", records: { cities: [{name: "Aachen", kind: CITY, country: "DE", confidence: DOCUMENTED},
	  {name: "Murmansk", kind: CITY, country: "RU", confidence: DOCUMENTED}] }) { change { number } records { slug } } }`
	for name, open := range map[string]func(t *testing.T) graph.Store{
		"embedded": empty,
		"neo4j":    func(t *testing.T) graph.Store { return neostoretest.Empty(t, nil) },
		"mirror":   func(t *testing.T) graph.Store { return mirrorOf(t, neostoretest.Empty(t, nil)) },
	} {
		t.Run(name, func(t *testing.T) {
			address := servedTo(t, open(t), editor)
			for _, step := range []struct{ question, want string }{
				{cities, `{"record":{"change":{"number":1},"records":[{"slug":"aachen-de"},{"slug":"murmansk-ru"}]}}`},
				{record, recorded},
				{`{twinningLink(id:"aachen-de--murmansk-ru"){status{status} claims{sources{title}}}}`, `{"twinningLink":{"status":{"status":"ENDED"},"claims":[{"sources":[{"title":"A page"}]}]}}`},
				{record, strings.Replace(recorded, `"repeated":false`, `"repeated":true`, 1)},
				{`mutation{retract(note:"n",records:[{word:CLAIM,id:"aachen-de--murmansk-ru--ended-2026-11",reason:"r"}]){retracted consequences{before{status}after{status}}}}`,
					`{"retract":{"retracted":1,"consequences":[{"before":{"status":"ENDED"},"after":{"status":"UNKNOWN"}}]}}`},
				{`mutation{undo(change:3,reason:"r"){added consequences{after{status}} problems{message}}}`, `{"undo":{"added":1,"consequences":[{"after":{"status":"ENDED"}}],"problems":[]}}`},
			} {
				var got struct{ Data json.RawMessage }
				text := post(t, address, step.question)
				decode(t, text, &got)
				if string(got.Data) != step.want {
					t.Fatalf("%s\n%s\nwant %s", step.question, text, step.want)
				}
			}
		})
	}
}
