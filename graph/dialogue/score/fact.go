package score

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// FactKind says what a Fact states. The comment of each names its records, in order,
// and what its dates and number are.
type FactKind string

// The facts of NEED.
const (
	TextInForce   FactKind = "TEXT_IN_FORCE"  // a resolution; adopted
	TextPerhaps   FactKind = "TEXT_PERHAPS"   // a resolution of which it is not known whether it is in force; adopted, last seen in force
	TextAmended   FactKind = "TEXT_AMENDED"   // a resolution in force as amended; adopted, amended
	LinkSuspended FactKind = "TIE_SUSPENDED"  // a link, its governing claims; since
	LinkEnded     FactKind = "TIE_ENDED"      // a link, its governing claims; since
	ReasonGone    FactKind = "REASON_GONE"    // a claim, the resolution that it answered, gone since; when it ended
	UnderReview   FactKind = "UNDER_REVIEW"   // a link, the latest review
	LinkContested FactKind = "TIE_CONTESTED"  // a link, its governing claims
	LinkDisputed  FactKind = "TIE_DISPUTED"   // a link
	LinksBreaking FactKind = "TIES_BREAKING"  // links between the two countries, at most ten; how many were suspended or ended in 36 months
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
	Age            FactKind = "AGE"                 // a link, the claim with its founding; founded; full years
	BothSides      FactKind = "BOTH_SIDES"          // a link that is active on both sides
	FurtherLink    FactKind = "FURTHER_TIE"         // another active link between the same two cities
	SharedNetwork  FactKind = "SHARED_ORGANISATION" // an organisation both take part in, the partnerships and pledges that show it
)

// The facts of CREDIBILITY.
const (
	Pledged           FactKind = "PLEDGE"             // a pledge of the city that speaks; its date
	FocusArea         FactKind = "FOCUS_AREA"         // a pledge whose focus areas touch the goal; how many do
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
	LinkRestored     FactKind = "TIE_RESTORED"        // a link of the same country restored, the claim; when
	LinkReaffirmed   FactKind = "TIE_REAFFIRMED"      // a link between the same countries reaffirmed, the claim; when
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
	Value   int // thousandths of the part; what the fact would add if the part had no upper end
	Records []graph.Record
	Dates   []graph.PartialDate
	Number  int
	Theme   string     // for SHARED_THEME
	Sources []graph.ID // of the records, in order
}

// FactOf returns a fact about records.
func FactOf(kind FactKind, records ...graph.Record) Fact {
	return Fact{Kind: kind, Records: append([]graph.Record{}, records...), Sources: index.SourcesOf(records...)}
}

// On returns the fact with those of the dates that are known.
func (f Fact) On(dates ...graph.PartialDate) Fact {
	f.Dates = known(dates...)
	return f
}

func (f Fact) counting(n int) Fact {
	f.Number = n
	return f
}

// known returns the dates that are known.
func known(dates ...graph.PartialDate) []graph.PartialDate {
	return slices.DeleteFunc(dates, graph.PartialDate.IsZero)
}

// evidence adds up the values of the facts of a part. When quiet it keeps no facts:
// ranking thousands of routes takes their points only.
type evidence struct {
	total int
	quiet bool
	facts []Fact
}

// add adds a value, with the fact it is of.
func (e *evidence) add(value int, fact func() Fact) {
	e.total += value
	if e.quiet {
		return
	}
	f := fact()
	f.Value = value
	e.facts = append(e.facts, f)
}

// value returns the value of the part: the sum of the values, 1000 at most.
func (e *evidence) value() int { return min(e.total, 1000) }

// allowance bounds how much facts of one kind add to a part.
type allowance struct {
	*evidence
	left int
}

func (e *evidence) upTo(most int) *allowance { return &allowance{e, most} }

// add adds a value, or what is left of the allowance, and reports whether anything was.
func (a *allowance) add(value int, fact func() Fact) bool {
	value = min(value, a.left)
	a.left -= value
	if value > 0 {
		a.evidence.add(value, fact)
	}
	return value > 0
}
