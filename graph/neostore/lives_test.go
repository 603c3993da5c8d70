package neostore_test

import (
	"fmt"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/neostore"
	"twingraph/graph/neostore/neostoretest"
)

// However many lives of however many words are asked for, it is one statement, which finds
// each by an index.
func TestLivesTakeOneStatement(t *testing.T) {
	var statements neostoretest.Statements
	sent := 0
	store := neostoretest.Empty(t, func(s neostore.Sent) { sent++; statements.Hear(s) })
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	batch := graph.Batch{RecordedAt: at, CommittedAt: at, Actor: "test", Note: "many"}
	var targets []graph.Target
	for i := range 50 {
		s := graph.Statement{ID: graph.ID(fmt.Sprint("r", i)), Confidence: graph.Documented}
		batch.Added = append(batch.Added, &graph.City{Statement: s, Name: "Town", Kind: graph.CityKindTown},
			&graph.Organisation{Statement: s, Name: "Club"}, &graph.Contact{Statement: s, Role: "office", Tier: graph.TierPartner})
		for _, word := range []graph.Word{graph.WordCity, graph.WordOrganisation, graph.WordContact, "Nothing"} {
			targets = append(targets, graph.Target{Word: word, ID: s.ID})
		}
	}
	if _, err := store.Append(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	for tier, want := range map[graph.Tier]int{graph.TierPublic: 2, graph.TierPartner: 3} {
		before := sent
		lives, err := store.Versions(t.Context(), graph.View{KnownAt: graph.Latest(), Tier: tier}, targets)
		if err != nil || len(lives) != len(targets) || sent != before+1 {
			t.Fatalf("%d statements for %d lives, %v", sent-before, len(lives), err)
		}
		steps := 0
		for _, life := range lives {
			steps += len(life)
		}
		if steps != 50*want {
			t.Errorf("%s sees %d steps, want %d", tier, steps, 50*want)
		}
	}
	names := statements.EnterByIndex(t, func(sent neostore.Sent) bool { return sent.Name == "lives" })
	if names["lives"] != 1 {
		t.Errorf("%d texts", names["lives"])
	}
}
