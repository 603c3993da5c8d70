package resolvers_test

import (
	"fmt"
	"testing"
)

// The items of a change come page by page, each once, whatever the page length;
// the longest page allowed is one of them.
func TestItemsOfAChange(t *testing.T) {
	store := bundled(t)
	for _, first := range []int{97, 500} {
		t.Run(fmt.Sprintf("%d a page", first), func(t *testing.T) {
			seen := map[string]bool{}
			after := "null"
			for {
				data, errs := ask(t, t.Context(), store, fmt.Sprintf(
					`{ changes(first: 500) { totalCount pageInfo { hasNextPage } nodes { added items(first: %d, after: %s) { totalCount pageInfo { hasNextPage endCursor } nodes { type slug kind node { id } } } } } }`, first, after), nil)
				if errs != nil {
					t.Fatal(errs)
				}
				changes := data["changes"].(map[string]any)
				if changes["totalCount"] != 1.0 || changes["pageInfo"].(map[string]any)["hasNextPage"] != false {
					t.Fatalf("one change was recorded; the answer says %v, %v", changes["totalCount"], changes["pageInfo"])
				}
				change := changes["nodes"].([]any)[0].(map[string]any)
				items := change["items"].(map[string]any)
				for _, n := range items["nodes"].([]any) {
					item := n.(map[string]any)
					name := fmt.Sprint(item["type"], " ", item["slug"])
					if seen[name] {
						t.Fatalf("%s comes twice", name)
					}
					seen[name] = true
					if item["node"] == nil {
						t.Errorf("%s is not there any more", name)
					}
				}
				page := items["pageInfo"].(map[string]any)
				if page["hasNextPage"] == false {
					if change["added"] != float64(len(seen)) || items["totalCount"] != change["added"] {
						t.Errorf("%d items came, %v were added, %v are counted", len(seen), change["added"], items["totalCount"])
					}
					return
				}
				after = fmt.Sprintf("%q", page["endCursor"])
			}
		})
	}
}
