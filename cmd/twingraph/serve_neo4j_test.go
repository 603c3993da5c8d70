package main

import (
	"net/http"
	"strings"
	"testing"

	"twingraph/graph/neostore/localneo4j"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
)

// The program outlives its Neo4j: it starts before it, waits, says so, and goes on
// by itself.
func TestServeOverNeo4j(t *testing.T) {
	neo := neo4jtest.Own(t, localneo4j.Options{Password: "a-long-password"})
	variables := []string{"NEO4J_URI=" + neo.URI, "NEO4J_USERNAME=" + neo.Username, "NEO4J_PASSWORD=" + neo.Password}
	serve := []string{"serve", "--bundled", "--listen", "127.0.0.1:0"}

	t.Run("a wrong password", func(t *testing.T) {
		refuses(t, append(variables[:2:2], "NEO4J_PASSWORD=not-the-password"), serve, "NEO4J_PASSWORD")
	})
	if err := neo.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := launch(t, variables, serve...)
	url := p.url()
	p.said("trying on")
	t.Run("before Neo4j is there", func(t *testing.T) {
		if status, body := get(t, url+"/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "Neo4j") {
			t.Errorf("%d %s", status, body)
		}
		if status, _ := get(t, url+"/healthz"); status != http.StatusOK {
			t.Errorf("not alive: %d", status)
		}
		if r := ask(t, url, `{cities{totalCount}}`, nil); len(r.Errors) == 0 || r.Errors[0].Extensions.Code != "UNAVAILABLE" {
			t.Errorf("%s %+v", r.Data, r.Errors)
		}
	})
	if err := neo.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, url+"/readyz", http.StatusOK)
	const question = `{cities(first:3){totalCount nodes{slug links{nodes{slug}}}}}`
	first := ask(t, url, question, nil)
	if len(first.Errors) > 0 || !strings.Contains(string(first.Data), `"slug"`) {
		t.Errorf("%s %+v", first.Data, first.Errors)
	}
	t.Run("the statements are counted", func(t *testing.T) {
		if _, body := get(t, url+"/metrics"); !strings.Contains(body, "twingraph_store_statements_total{") {
			t.Errorf("%.300s", body)
		}
	})
	t.Run("tokens are issued and revoked beside it", func(t *testing.T) {
		issue := launch(t, variables, "token", "issue", "anna", "--role", "STEWARD", "--tier", "PARTNER")
		if code := issue.code(); code != 0 {
			t.Fatalf("exit code %d: %s", code, issue.written())
		}
		token := secretIn(t, issue.written())
		if status, text := askAs(t, url, token, `{viewer{name role tier} tokens{name}}`); status != http.StatusOK || !strings.Contains(text, `{"name":"anna","role":"STEWARD","tier":"PARTNER"},"tokens":[{"name":"anna"}]`) {
			t.Errorf("%d %s", status, text)
		}
		if revoke := launch(t, variables, "token", "revoke", "anna"); revoke.code() != 0 {
			t.Fatal(revoke.written())
		}
		if status, text := askAs(t, url, token, `{viewer{name}}`); status != http.StatusUnauthorized {
			t.Errorf("after it was revoked: %d %s", status, text)
		}
	})
	t.Run("the mirror answers", func(t *testing.T) {
		p.said("the network is in memory")
		if _, body := get(t, url+"/readyz"); !strings.Contains(body, "ready: the mirror answers") {
			t.Error(body)
		}
		if again := ask(t, url, question, nil); string(again.Data) != string(first.Data) {
			t.Errorf("%s %+v", again.Data, again.Errors)
		}
	})
	t.Run("what takes long is kept in Neo4j, and other servers find it", func(t *testing.T) {
		p.said(`"what":"back-tests","kept":false`) // the last of what is computed ahead
		for name, way := range map[string]string{"with a mirror": "mirror", "by Cypher": "neo4j"} {
			other := launch(t, variables, append(serve, "--reads", way)...)
			eventually(t, other.url()+"/readyz", http.StatusOK)
			if way == "mirror" {
				other.said("the network is in memory")
			}
			if status, body := get(t, other.url()+"/export/layout.json"); status != http.StatusOK {
				t.Errorf("%s: %d %.200s", name, status, body)
			}
			other.said(`"what":"layout","kept":true`)
			other.end()
		}
	})
	t.Run("after Neo4j went and came again", func(t *testing.T) {
		if err := neo.Kill(); err != nil {
			t.Fatal(err)
		}
		eventually(t, url+"/readyz", http.StatusServiceUnavailable)
		if err := neo.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		eventually(t, url+"/readyz", http.StatusOK)
		if again := ask(t, url, question, nil); string(again.Data) != string(first.Data) {
			t.Errorf("%s %+v", again.Data, again.Errors)
		}
		if loads := strings.Count(p.written(), "the network is in memory"); loads != 1 {
			t.Errorf("the network was loaded %d times", loads)
		}
	})
	t.Run("no secret was written", func(t *testing.T) {
		if strings.Contains(p.written(), neo.Password) {
			t.Error("the password is in the log")
		}
	})
	p.end()
	t.Run("migrate", func(t *testing.T) {
		p := launch(t, variables, "migrate")
		if code := p.code(); code != 0 || !strings.Contains(p.written(), "up to date") {
			t.Errorf("exit code %d: %s", code, p.written())
		}
	})
}
