package graph_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
)

func TestValidID(t *testing.T) {
	for id, want := range map[graph.ID]bool{
		"aachen-de": true, "a": true, "7": true, "st.gallen_ch": true, "aachen-de--kostroma-ru": true, "lodz-": true,
		graph.ID(strings.Repeat("a", 200)): true, graph.ID(strings.Repeat("a", 201)): false,
		"": false, "-aachen": false, "_aachen": false, ".aachen": false, "Aachen-de": false, "łódź-pl": false, "aachen de": false,
		"aachen/de": false, "aachen:de": false, "aachen\n": false, "aachen\x00": false, "a'b": false, "a\"b": false, "a`b": false, "a$b": false,
	} {
		t.Run(fmt.Sprintf("%.20q", string(id)), func(t *testing.T) { same(t, "valid", graph.ValidID(id), want) })
	}
}

// TestTiers is law 9: whom a record may reach.
func TestTiers(t *testing.T) {
	const public, partner, restricted = graph.TierPublic, graph.TierPartner, graph.TierRestricted
	sees := map[graph.Tier]map[graph.Tier]bool{
		public:     {public: true, partner: false, restricted: false, "": false, "unheard of": false},
		partner:    {public: true, partner: true, restricted: false, "": false, "unheard of": false},
		restricted: {public: true, partner: true, restricted: true, "": true, "unheard of": true},
		// A mistake hides rather than shows, on either side.
		"":                {public: true, partner: false, restricted: false, "": false},
		"unheard of":      {public: true, partner: false, restricted: false, "unheard of": false},
		"restricted":      {public: true, partner: false, restricted: false},
		"RESTRICTED ":     {public: true, partner: false, restricted: false},
		"PUBLIC, PARTNER": {public: true, partner: false},
	}
	for viewer, records := range sees {
		for record, want := range records {
			t.Run(fmt.Sprintf("viewer %q, record %q", viewer, record), func(t *testing.T) {
				same(t, "sees", viewer.Sees(record), want)
			})
		}
	}
	t.Run("every word has its tier", func(t *testing.T) {
		for _, c := range []struct {
			record graph.Record
			want   graph.Tier
		}{
			{&graph.City{}, public}, {&graph.TwinningLink{}, public}, {&graph.Claim{}, public}, {&graph.Resolution{}, public},
			{&graph.Organisation{}, public}, {&graph.Campaign{}, public}, {&graph.Pledge{}, public}, {&graph.Partnership{}, public},
			{&graph.Practice{}, public}, {&graph.Source{}, partner}, // cited by nothing
			{&graph.Approach{}, partner}, {&graph.SupportTwinning{}, restricted},
			{&graph.Contact{Tier: public}, public}, {&graph.Contact{Tier: partner}, partner}, {&graph.Contact{Tier: restricted}, restricted},
		} {
			same(t, string(c.record.Word()), graph.TierOf(c.record), c.want)
		}
	})
	t.Run("a contact without a tier is seen by nobody below RESTRICTED", func(t *testing.T) {
		tier := graph.TierOf(&graph.Contact{})
		same(t, "public", public.Sees(tier), false)
		same(t, "partner", partner.Sees(tier), false)
	})
}

func TestCodeOf(t *testing.T) {
	notFound := graph.Errorf(graph.NotFound, "there is no city %q", "atlantis")
	for _, c := range []struct {
		name string
		err  error
		want graph.Code
	}{
		{"no error has none", nil, ""},
		{"ours", notFound, graph.NotFound},
		{"ours, wrapped", fmt.Errorf("answering: %w", notFound), graph.NotFound},
		{"ours, joined with another", errors.Join(errors.New("first"), notFound), graph.NotFound},
		{"ours with a cause keeps its own code", graph.Errorf(graph.Unavailable, "try again").Because(notFound), graph.Unavailable},
		{"anybody else's is a defect of ours", errors.New("disk on fire"), graph.Internal},
		{"a deadline is for the store to name", context.DeadlineExceeded, graph.Internal},
	} {
		t.Run(c.name, func(t *testing.T) { same(t, "code", graph.CodeOf(c.err), c.want) })
	}
	t.Run("an error says where, what and why", func(t *testing.T) {
		cause := errors.New("timed out")
		err := graph.Errorf(graph.BadUserInput, "%d is too many", 501).At("first").Because(cause)
		same(t, "text", err.Error(), "first: 501 is too many: timed out")
		same(t, "has its cause", errors.Is(err, cause), true)
	})
	t.Run("adding to an error leaves the original alone", func(t *testing.T) {
		notFound.At("id").Because(errors.New("x"))
		same(t, "text", notFound.Error(), `there is no city "atlantis"`)
	})
}

// TestVersions is law 1 for one record: known from the instant of recording until
// the instant of its correction.
func TestVersions(t *testing.T) {
	from, to := instant(1), instant(2)
	for _, c := range []struct {
		name string
		v    graph.Version[int]
		at   time.Time
		want bool
	}{
		{"before it was recorded", graph.Version[int]{KnownFrom: from}, from.Add(-1), false},
		{"at the instant of recording", graph.Version[int]{KnownFrom: from}, from, true},
		{"for ever after", graph.Version[int]{KnownFrom: from}, graph.Latest(), true},
		{"until it is corrected", graph.Version[int]{KnownFrom: from, KnownTo: to}, to.Add(-1), true},
		{"not at the instant of correction", graph.Version[int]{KnownFrom: from, KnownTo: to}, to, false},
		{"corrected at once it was never known", graph.Version[int]{KnownFrom: from, KnownTo: from}, from, false},
		{"in another time zone", graph.Version[int]{KnownFrom: from}, from.In(time.FixedZone("", -3600)), true},
	} {
		t.Run(c.name, func(t *testing.T) { same(t, "known", c.v.KnownAt(c.at), c.want) })
	}
}
