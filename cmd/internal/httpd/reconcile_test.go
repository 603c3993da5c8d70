package httpd_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/cmd/internal/httpd"
	"twingraph/graph"
)

// What version 0.2 of the Reconciliation Service API asks of answers, in our words: the
// fields that must be there, and of which kind. The project's own JSON schemas are in
// https://github.com/reconciliation-api/specs, folder 0.2/schemas; no registry has a package
// of them.
type rule struct {
	kind   string          // object, list, text, number, whole, truth, address
	fields map[string]rule // of an object; those that may be left out begin with ?
	each   *rule           // of a list, or of the values of an object without fields
	match  string          // a regular expression for a text
}

var (
	aText     = rule{kind: "text"}
	aTemplate = rule{kind: "text", match: `\{\{id\}\}`}
	named     = rule{kind: "object", fields: map[string]rule{"id": aText, "name": aText, "?description": aText}}
	typed     = rule{kind: "list", each: &rule{kind: "object", fields: map[string]rule{"id": aText, "?name": aText}}}
	service   = rule{kind: "object", fields: map[string]rule{"service_url": aText, "service_path": aText, "?flyout_service_url": aText, "?flyout_service_path": {kind: "text", match: `\$\{id\}`}}}

	manifestRule = rule{kind: "object", fields: map[string]rule{
		"versions": {kind: "list", each: &aText}, "name": aText, "identifierSpace": {kind: "address"}, "schemaSpace": {kind: "address"}, "documentation": {kind: "address"},
		"defaultTypes": {kind: "list", each: &named}, "view": {kind: "object", fields: map[string]rule{"url": aTemplate}},
		"preview": {kind: "object", fields: map[string]rule{"url": aTemplate, "width": {kind: "whole"}, "height": {kind: "whole"}}},
		"suggest": {kind: "object", fields: map[string]rule{"entity": service, "type": service, "property": service}},
		"extend": {kind: "object", fields: map[string]rule{"propose_properties": service, "property_settings": {kind: "list", each: &rule{kind: "object", fields: map[string]rule{
			"type": {kind: "text", match: `^(number|text|checkbox|select)$`}, "name": aText, "label": aText, "?help_text": aText, "?default": aText,
			"?choices": {kind: "list", each: &rule{kind: "object", fields: map[string]rule{"value": aText, "name": aText}}},
		}}}}},
	}}
	answersRule = rule{kind: "object", each: &rule{kind: "object", fields: map[string]rule{"result": {kind: "list", each: &rule{kind: "object", fields: map[string]rule{
		"id": aText, "name": aText, "score": {kind: "number"}, "?description": aText, "match": {kind: "truth"}, "type": typed,
		"features": {kind: "list", each: &rule{kind: "object", fields: map[string]rule{"id": aText, "value": {kind: "truth"}}}},
	}}}}}}
	suggestedRule = rule{kind: "object", fields: map[string]rule{"result": {kind: "list", each: &rule{kind: "object", fields: map[string]rule{"id": aText, "name": aText, "?description": aText, "?notable": typed}}}}}
	proposedRule  = rule{kind: "object", fields: map[string]rule{"type": aText, "properties": {kind: "list", each: &named}}}
	cellRule      = rule{kind: "object", fields: map[string]rule{"?id": aText, "?name": aText, "?description": aText, "?str": aText, "?int": {kind: "whole"}, "?float": {kind: "number"}}}
	extendedRule  = rule{kind: "object", fields: map[string]rule{
		"meta": {kind: "list", each: &rule{kind: "object", fields: map[string]rule{"id": aText, "name": aText, "?type": {kind: "object", fields: map[string]rule{"id": aText, "?name": aText}}}}},
		"rows": {kind: "object", each: &rule{kind: "object", each: &rule{kind: "list", each: &cellRule}}},
	}}
)

// broken says where a value breaks a rule.
func (r rule) broken(value any, path string) []string {
	var wrong []string
	kinds := map[bool]string{true: ""}
	switch v := value.(type) {
	case map[string]any:
		kinds[r.kind == "object"] = ""
		for name, field := range r.fields {
			plain, optional := strings.CutPrefix(name, "?")
			if inner, ok := v[plain]; ok {
				wrong = append(wrong, field.broken(inner, path+"."+plain)...)
			} else if !optional {
				wrong = append(wrong, path+"."+plain+" is missing")
			}
		}
		for name, inner := range v {
			_, is := r.fields[name]
			_, may := r.fields["?"+name]
			if r.each != nil {
				wrong = append(wrong, r.each.broken(inner, path+"."+name)...)
			} else if !is && !may {
				wrong = append(wrong, path+"."+name+" is not in the protocol")
			}
		}
	case []any:
		kinds[r.kind == "list"] = ""
		for i, inner := range v {
			if r.each != nil {
				wrong = append(wrong, r.each.broken(inner, fmt.Sprintf("%s.%d", path, i))...)
			}
		}
	case string:
		kinds[r.kind == "text" || r.kind == "address"] = ""
		if u, err := url.Parse(v); r.kind == "address" && (err != nil || u.Host == "") {
			wrong = append(wrong, path+" is no address: "+v)
		}
		if r.match != "" && !regexp.MustCompile(r.match).MatchString(v) {
			wrong = append(wrong, path+" is "+v)
		}
	case float64:
		kinds[r.kind == "number" || r.kind == "whole" && v == float64(int64(v))] = ""
	case bool:
		kinds[r.kind == "truth"] = ""
	default:
		kinds[false] = ""
	}
	if _, failed := kinds[false]; failed {
		wrong = append(wrong, fmt.Sprintf("%s is %v, not %s", path, value, r.kind))
	}
	return wrong
}

// reconciled asks the service and checks the answer by a rule.
func reconciled(t *testing.T, s server, address string, form url.Values, want rule) map[string]any {
	t.Helper()
	var got answer
	if form == nil {
		got = s.send(t, "GET", address, "")
	} else {
		got = s.send(t, "POST", address, form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	}
	var value map[string]any
	if err := json.Unmarshal([]byte(got.Text), &value); err != nil || got.Status != http.StatusOK {
		t.Fatalf("%d %v: %s", got.Status, err, got.Text)
	}
	if wrong := want.broken(value, ""); len(wrong) > 0 {
		t.Errorf("the answer breaks the protocol: %q\n%s", wrong, got.Text)
	}
	return value
}

// candidates returns the result of a query.
func candidates(t *testing.T, answers map[string]any, key string) []map[string]any {
	t.Helper()
	one, ok := answers[key].(map[string]any)
	if !ok {
		t.Fatalf("no answer to %s: %v", key, answers)
	}
	var list []map[string]any
	for _, c := range one["result"].([]any) {
		list = append(list, c.(map[string]any))
	}
	return list
}

func TestReconciliation(t *testing.T) {
	s := newServer(t, bundled, nil)
	t.Run("the manifest", func(t *testing.T) {
		manifest := reconciled(t, s, "/reconcile", nil, manifestRule)
		if versions := manifest["versions"].([]any); !slices.Contains(versions, any("0.2")) {
			t.Errorf("versions %v", versions)
		}
		if view := manifest["view"].(map[string]any)["url"].(string); view != s.URL+"/city/{{id}}" {
			t.Errorf("entities are shown at %s", view)
		}
	})
	t.Run("a batch", func(t *testing.T) {
		batch := `{"q0": {"query": "Мурманск", "type": "City", "properties": [{"pid": "country", "v": "Russia"}]}, "q1": {"query": "Portland", "limit": 1},
			"q2": {"query": "Atlantis", "properties": [{"pid": "country", "v": "Greece"}]}, "q3": {"query": "Aachen", "type": ["Person"]},
			"q4": {"query": "x", "properties": [{"pid": "wikidata", "v": {"id": "Q1829"}}]}, "q5": {"query": "Krakow", "properties": [{"pid": "country", "v": ["PL"]}]}}`
		posted := reconciled(t, s, "/reconcile", url.Values{"queries": {batch}}, answersRule)
		if first := candidates(t, posted, "q0")[0]; first["id"] != "murmansk-ru" || first["match"] != true || first["score"] != 100.0 {
			t.Errorf("Murmansk: %v", first)
		}
		if list := candidates(t, posted, "q1"); len(list) != 1 || list[0]["match"] != false {
			t.Errorf("one Portland of several: %v", list)
		}
		for _, key := range []string{"q2", "q3"} {
			if list := candidates(t, posted, key); len(list) > 0 {
				t.Errorf("%s: %v", key, list)
			}
		}
		if list := candidates(t, posted, "q4"); len(list) != 1 || list[0]["id"] != "kaliningrad-ru" || list[0]["match"] != false {
			t.Errorf("a code and the name of another: %v", list)
		}
		if list := candidates(t, posted, "q5"); list[0]["id"] != "krakow-pl" || list[0]["match"] != true {
			t.Errorf("Kraków: %v", list)
		}
		got := reconciled(t, s, "/reconcile?queries="+url.QueryEscape(batch), nil, answersRule)
		if fmt.Sprint(got) != fmt.Sprint(posted) {
			t.Error("a batch by GET is answered otherwise")
		}
	})
	t.Run("suggestions", func(t *testing.T) {
		for address, want := range map[string]string{
			"/reconcile/suggest/entity?prefix=murm": "murmansk-ru", "/reconcile/suggest/type?prefix=ci": "City", "/reconcile/suggest/property?prefix=part": "partners",
		} {
			list := reconciled(t, s, address, nil, suggestedRule)["result"].([]any)
			if len(list) == 0 || list[0].(map[string]any)["id"] != want {
				t.Errorf("%s: %v", address, list)
			}
		}
		if list := reconciled(t, s, "/reconcile/suggest/entity?prefix=", nil, suggestedRule)["result"].([]any); len(list) > 0 {
			t.Errorf("nothing typed: %v", list)
		}
		reconciled(t, s, "/reconcile/properties?type=City", nil, proposedRule)
	})
	t.Run("more columns", func(t *testing.T) {
		extend := `{"ids": ["murmansk-ru", "nowhere-zz"], "properties": [{"id": "country"}, {"id": "population"}, {"id": "latitude"},
			{"id": "partners", "settings": {"asOf": "2022-12-31", "status": "SUSPENDED"}}, {"id": "statuses", "settings": {"asOf": "2022-12-31"}}, {"id": "links", "settings": {"asOf": "1960-01-01", "status": "ENDED"}}]}`
		got := reconciled(t, s, "/reconcile", url.Values{"extend": {extend}}, extendedRule)
		rows := got["rows"].(map[string]any)
		murmansk := rows["murmansk-ru"].(map[string]any)
		for cell, want := range map[string]string{
			"country": "[map[str:RU]]", "partners": "[map[description:Lapland, FI id:rovaniemi-fi name:Rovaniemi]]", "links": "[map[int:0]]",
		} {
			if fmt.Sprint(murmansk[cell]) != want {
				t.Errorf("%s of Murmansk: %v, want %s", cell, murmansk[cell], want)
			}
		}
		if statuses := fmt.Sprint(murmansk["statuses"]); !strings.Contains(statuses, "Rovaniemi: SUSPENDED since 2022") {
			t.Errorf("statuses %s", statuses)
		}
		for cell, values := range rows["nowhere-zz"].(map[string]any) {
			if len(values.([]any)) > 0 {
				t.Errorf("%s of no city: %v", cell, values)
			}
		}
	})
	t.Run("a card", func(t *testing.T) {
		page := s.send(t, "GET", "/reconcile/preview?id=murmansk-ru", "")
		if page.Status != 200 || !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") || !strings.Contains(page.Text, "Murmansk") || !strings.Contains(page.Text, "Q1763") {
			t.Errorf("%d: %s", page.Status, page.Text)
		}
		if page.Header.Get("X-Frame-Options") != "DENY" {
			t.Error("any site may show the card")
		}
		shared := newServer(t, bundled, func(c *httpd.Config) { c.AllowedOrigins = []string{"http://127.0.0.1:3333"} }).send(t, "GET", "/reconcile/preview?id=murmansk-ru", "", "Origin", "http://127.0.0.1:3333")
		if policy := shared.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors http://127.0.0.1:3333") || shared.Header.Get("X-Frame-Options") != "" ||
			shared.Header.Get("Access-Control-Allow-Origin") != "http://127.0.0.1:3333" {
			t.Errorf("a site that may read answers may not show the card: %v", shared.Header)
		}
	})
	t.Run("what is refused", func(t *testing.T) {
		large := "{"
		for i := range 101 {
			large += fmt.Sprintf(`"q%d": {"query": "Aachen"},`, i)
		}
		large = strings.TrimSuffix(large, ",") + "}"
		for about, c := range map[string]struct {
			form url.Values
			code graph.Code
		}{
			"no batch":           {url.Values{"queries": {"[]"}}, graph.BadUserInput},
			"a large batch":      {url.Values{"queries": {large}}, graph.LimitExceeded},
			"a large form":       {url.Values{"queries": {strings.Repeat("x", 2<<20)}}, graph.LimitExceeded},
			"an unknown column":  {url.Values{"extend": {`{"ids": [], "properties": [{"id": "mayor"}]}`}}, graph.BadUserInput},
			"a day that is none": {url.Values{"extend": {`{"ids": [], "properties": [{"id": "links", "settings": {"asOf": "soon"}}]}`}}, graph.BadUserInput},
			"a made-up status":   {url.Values{"extend": {`{"ids": [], "properties": [{"id": "links", "settings": {"status": "COLD"}}]}`}}, graph.BadUserInput},
			"two questions":      {url.Values{"queries": {"{}"}, "extend": {"{}"}}, graph.BadUserInput},
		} {
			got := s.send(t, "POST", "/reconcile", c.form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
			if got.code() != c.code || got.Status < 400 {
				t.Errorf("%s: %d %s", about, got.Status, got.Text)
			}
		}
		if got := s.send(t, "GET", "/reconcile/preview?id=nowhere-zz", ""); got.Status != 404 {
			t.Errorf("a card of no city: %d", got.Status)
		}
		if got := s.send(t, "DELETE", "/reconcile", ""); got.Status != 405 {
			t.Errorf("DELETE: %d", got.Status)
		}
		if got := s.send(t, "POST", "/reconcile", "{}", "Content-Type", "application/json"); got.Status != 400 {
			t.Errorf("JSON: %d", got.Status)
		}
	})
}

// BenchmarkReconciliation answers batches of ten and reports how long nineteen in twenty take
// at most.
func BenchmarkReconciliation(b *testing.B) {
	handler, err := newHandler(bundled, &logbook{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	names := strings.Split("Мурманск|Portland, OR|Aix-la-Chapelle|Atlantis|Tromsoe|Krakow (Poland)|Chicgao|Saint-Petersburg|Q1829|Bozen/Bolzano", "|")
	batch := map[string]any{}
	for i, name := range names {
		batch[fmt.Sprint("q", i)] = map[string]any{"query": name}
	}
	text, err := json.Marshal(batch)
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	carrier := inPlace{handler}
	for range b.N {
		request, err := http.NewRequest("POST", "http://localhost/reconcile", strings.NewReader(url.Values{"queries": {string(text)}}.Encode()))
		if err != nil {
			b.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		began := time.Now()
		if answer, err := carrier.RoundTrip(request); err != nil || answer.StatusCode != 200 {
			b.Fatal(answer, err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*19/20].Microseconds()), "µs/p95")
}
