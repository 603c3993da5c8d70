package registry_test

import (
	"testing"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// What is made of a request is kept with its change only where it is erased with every personal
// record that the request was about.
func TestWhatIsMadeOfARequestIsErasedWithWhatItIsAbout(t *testing.T) {
	o := opened(t)
	contact := func(value string) *graph.Contact {
		return &graph.Contact{Statement: said("desk"), City: "a", Channel: graph.ChannelEmail, Value: value, Tier: graph.TierPartner}
	}
	for _, c := range []struct {
		name, key, want string
		records         []graph.Record
	}{
		{"of something open", "one", "made of one", []graph.Record{city("d")}},
		{"of a personal record", "two", "made of two", []graph.Record{contact("desk@a.example"), city("e")}},
		{"of a personal record that is known already", "three", "", []graph.Record{contact("desk@a.example"), city("f")}},
		{"of a personal record that changes", "four", "made of four", []graph.Record{contact("office@a.example")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := registry.Submission{Records: c.records, Key: c.key, Request: "made of " + c.key}
			o.submit(s)
			if answer, err := o.Registry.Keyed(t.Context(), c.key); err != nil || answer.Request != c.want {
				t.Errorf("%+v, %v; want %q", answer, err, c.want)
			}
			if again := o.submit(s); !again.Repeated || again.Request != c.want {
				t.Errorf("asked again: %+v", again)
			}
		})
	}
}
