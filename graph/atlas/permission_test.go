package atlas

import (
	"slices"
	"testing"

	"twingraph/graph"
)

func TestWhoMayDoWhat(t *testing.T) {
	table := map[graph.Role][]Permission{
		graph.Anonymous:   {},
		graph.RoleReader:  {},
		graph.Contributor: {MayPropose},
		graph.Editor:      {MayPropose, MayRecord, MayReview},
		graph.Steward:     Permissions(),
		"":                {},
		"OWNER":           {},
	}
	for role, want := range table {
		t.Run("as "+string(role), func(t *testing.T) {
			r := (&Atlas{now: graph.Latest}).For(graph.Viewer{Role: role})
			if got := r.Permissions(); !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
			refused := graph.Forbidden
			if r.Viewer().Role == graph.Anonymous {
				refused = graph.Unauthenticated
			}
			for _, p := range Permissions() {
				code := refused
				if slices.Contains(want, p) {
					code = ""
				}
				if got := graph.CodeOf(r.may(p)); got != code {
					t.Errorf("%s is answered %q, want %q", p, got, code)
				}
			}
			if r.may("FLY") == nil {
				t.Error("may do what there is no permission for")
			}
		})
	}
}
