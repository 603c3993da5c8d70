package httpd_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"twingraph/graph"
)

// Whatever is sent, the answer is JSON with a status that fits, and never a defect
// of ours.
func FuzzQuestion(f *testing.F) {
	handler, err := newHandler(bundled, io.Discard, nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(`{cities(first:2){nodes{name links{nodes{status{status}}}}}}`, `{}`)
	f.Add(`query($n:Int!){cities(first:$n){totalCount}}`, `{"n":3}`)
	f.Add(`query($f:CityFilter){cities(filter:$f){totalCount}}`, `{"f":{"or":[{"name":{"contains":"x"}},{"links":{"status":{"eq":"ENDED"}}}]}}`)
	f.Add(`{node(id:"Q2l0eTpjaGljYWdvLWlsLXVz"){...on City{name} ...F}} fragment F on TwinningLink{spells{from{year}}}`, `null`)
	f.Add(`{statusDiff(from:"2022-01-01"){moves{count} nodes{link{id}}}}`, `{}`)
	f.Add("query\ufeff{a:__typename @skip(if:$x)}", `{"x":"\ud800"}`)
	f.Add(`{search(query:"""block "\u{1F600}" """){nodes{name}}}`, `[1]`)
	f.Add(`{cities(after:"AAAA" first:-0){pageInfo{endCursor}}}`, `{"":{"":""}}`)
	f.Fuzz(func(t *testing.T, query, variables string) {
		text, err := json.Marshal(query)
		if err != nil {
			t.Skip()
		}
		body := `{"query":` + string(text) + `,"variables":` + variables + `}`
		r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(body))
		r.Header.Set("Content-Type", asJSON)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		var a answer
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatalf("no JSON: %v: %s", err, w.Body)
		}
		if w.Code == http.StatusUnauthorized && a.code() != "" {
			return // it asks for what takes a token
		}
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest || w.Code == http.StatusBadRequest && a.Data != nil {
			t.Errorf("status %d: %s", w.Code, w.Body)
		}
		for _, e := range a.Errors {
			if e.Extensions.Code == graph.Internal || e.Extensions.Code == "" || e.Message == "" {
				t.Errorf("%s", w.Body)
			}
		}
	})
}
