package dialogue

import (
	"slices"

	"twingraph/graph"
)

// FactKind says what a Fact tells. The comment of each names its records, in order,
// and what its dates and number are.
type FactKind string

// The facts of NEED.
const (
	TextInForce   FactKind = "TEXT_IN_FORCE"  // a resolution; adopted
	TextPerhaps   FactKind = "TEXT_PERHAPS"   // a resolution of which it is not known whether it is in force; adopted, last seen in force
	TextAmended   FactKind = "TEXT_AMENDED"   // a resolution in force as amended; adopted, amended
	TieSuspended  FactKind = "TIE_SUSPENDED"  // a link, its governing claims; since
	TieEnded      FactKind = "TIE_ENDED"      // a link, its governing claims; since
	ReasonGone    FactKind = "REASON_GONE"    // a claim, the resolution that it answered, gone since; when it ended
	UnderReview   FactKind = "UNDER_REVIEW"   // a link, the latest review
	TieContested  FactKind = "TIE_CONTESTED"  // a link, its governing claims
	TieDisputed   FactKind = "TIE_DISPUTED"   // a link
	TiesBreaking  FactKind = "TIES_BREAKING"  // links between the two countries, at most ten; how many were suspended or ended in 36 months
	NotJoined     FactKind = "NOT_JOINED"     // a campaign to which the city has not pledged
	CountryAbsent FactKind = "COUNTRY_ABSENT" // a campaign to which nobody of the country has pledged
	SharedTheme   FactKind = "SHARED_THEME"   // partnerships and pledges that name it, of the asking cities and of the target
	OpenInterest  FactKind = "OPEN_INTEREST"  // a partnership of the target whose partner is not known
)

// The facts of CHANNEL.
const (
	HopActive      FactKind = "HOP_ACTIVE"          // the weakest hop's link, its governing claims; last confirmed
	HopListed      FactKind = "HOP_LISTED"          // likewise: active by a list alone
	HopContested   FactKind = "HOP_CONTESTED"       // likewise
	HopUnknown     FactKind = "HOP_UNKNOWN"         // likewise: nothing known on the day
	HopSuspended   FactKind = "HOP_SUSPENDED"       // likewise
	ConfirmedSince FactKind = "CONFIRMED_LATELY"    // a link confirmed in the last 24 months; when
	Hops           FactKind = "HOPS"                // the links in order; how many
	Age            FactKind = "AGE"                 // a link, the claim with its founding; founded; whole years
	BothSides      FactKind = "BOTH_SIDES"          // a link that is active on both sides
	FurtherTie     FactKind = "FURTHER_TIE"         // another active link between the same two cities
	SharedNetwork  FactKind = "SHARED_ORGANISATION" // an organisation both take part in, the partnerships and pledges that show it
)

// The facts of CREDIBILITY.
const (
	Pledged           FactKind = "PLEDGE"             // a pledge of the city that speaks; its date
	FocusArea         FactKind = "FOCUS_AREA"         // a pledge whose focus areas touch the matter; how many do
	Commitment        FactKind = "COMMITMENT"         // a human rights resolution in force; adopted
	SolidarityText    FactKind = "SOLIDARITY"         // a solidarity resolution in force; adopted
	RightsPartnership FactKind = "RIGHTS_PARTNERSHIP" // a partnership on human rights; its beginning
	PracticeSeen      FactKind = "PRACTICE_SEEN"      // a practice documented in the city
)

// The facts of OCCASION.
const (
	Anniversary        FactKind = "ANNIVERSARY"         // a link, the claim with its founding; founded, the anniversary; which
	RunningPartnership FactKind = "RUNNING_PARTNERSHIP" // a partnership of both; its beginning and end
	RecentPledge       FactKind = "RECENT_PLEDGE"       // a pledge of one of both in the last 18 months; its date
)

// The facts of PRECEDENT.
const (
	OwnWithdrawal    FactKind = "OWN_WITHDRAWAL"      // another text that the target itself gave up; when
	NearWithdrawal   FactKind = "NEAR_WITHDRAWAL"     // a text that a body no more than 50 km away gave up; when; kilometres
	RegionWithdrawal FactKind = "REGION_WITHDRAWAL"   // a text that a body of the same region gave up; when
	Withdrawal       FactKind = "COUNTRY_WITHDRAWAL"  // a text that a body of the same country gave up; when
	TieRestored      FactKind = "TIE_RESTORED"        // a link of the same country restored, the claim; when
	TieReaffirmed    FactKind = "TIE_REAFFIRMED"      // a link between the same countries reaffirmed, the claim; when
	PartnerJoined    FactKind = "PARTNER_JOINED"      // a pledge of a city with an active link to the target; its date
	CountryJoined    FactKind = "COUNTRY_JOINED"      // a pledge from the same country; its date
	CountriesPartner FactKind = "COUNTRIES_PARTNERED" // a partnership between cities of the two countries; its beginning
)

// The facts of REACH and APPROACHES.
const (
	TargetContact  FactKind = "TARGET_CONTACT"      // a contact point of the target; verified
	ChannelContact FactKind = "CHANNEL_CONTACT"     // a contact point of the city that speaks; verified
	AdviserContact FactKind = "ADVISER_CONTACT"     // a contact point of an organisation that can advise; verified
	ApproachedNow  FactKind = "APPROACHED_LATELY"   // an approach by others in the last 12 months; its date
	ApproachedThen FactKind = "APPROACHED_RECENTLY" // an approach by others in the last 36 months, or undated; its date
)

// Fact is one piece of evidence behind a part of a score, a caution or a plan.
type Fact struct {
	Kind    FactKind
	Grain   int // thousandths of the part; what the fact would add if the part had no upper end
	Records []graph.Record
	Dates   []graph.PartialDate
	Number  int
	Theme   string     // for SHARED_THEME
	Sources []graph.ID // of the records, in order
}

// factOf returns a fact about records.
func factOf(kind FactKind, records ...graph.Record) Fact {
	return Fact{Kind: kind, Records: append([]graph.Record{}, records...), Sources: sourcesOf(records...)}
}

func (f Fact) on(dates ...graph.PartialDate) Fact {
	f.Dates = slices.DeleteFunc(dates, graph.PartialDate.IsZero)
	return f
}

func (f Fact) counting(n int) Fact {
	f.Number = n
	return f
}

// sourcesOf returns the sources of records, each once, in order of id.
func sourcesOf(records ...graph.Record) []graph.ID {
	sources := []graph.ID{}
	for _, r := range records {
		sources = append(sources, r.Base().Sources...)
	}
	slices.Sort(sources)
	return slices.Compact(sources)
}

// asRecords returns typed records as records.
func asRecords[T graph.Record](typed []T) []graph.Record {
	records := make([]graph.Record, len(typed))
	for i, r := range typed {
		records[i] = r
	}
	return records
}

// tally adds up the grains of a part. When quiet it keeps no facts: ranking thousands
// of channels takes their points only.
type tally struct {
	total int
	quiet bool
	facts []Fact
}

// add adds a grain, with the fact behind it.
func (t *tally) add(grain int, fact func() Fact) {
	t.total += grain
	if t.quiet {
		return
	}
	f := fact()
	f.Grain = grain
	t.facts = append(t.facts, f)
}

// value returns the value of the part: the sum of the grains, 1000 at most.
func (t *tally) value() int { return min(t.total, 1000) }

// allowance bounds how much facts of one kind can add to a part.
type allowance int

// take returns grain, or what is left of the allowance, and lessens it.
func (a *allowance) take(grain int) int {
	grain = min(grain, int(*a))
	*a -= allowance(grain)
	return grain
}
