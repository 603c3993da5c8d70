package httpd_test

import (
	"os/exec"
	"testing"
)

// The suite of npm's graphql-http holds the real handler against the GraphQL over
// HTTP specification; frontend/audit.mjs fails unless all of its audits pass, the
// optional ones included.
func TestGraphQLOverHTTPAudit(t *testing.T) {
	s := newServer(t, bundled, nil)
	audit := exec.CommandContext(t.Context(), "node", "audit.mjs", s.URL+"/graphql")
	audit.Dir = "../../../frontend"
	report, err := audit.CombinedOutput()
	if err != nil {
		t.Fatalf("the audit failed (it needs node and npm ci in frontend/): %v\n%s", err, report)
	}
	t.Logf("%s", report)
}
