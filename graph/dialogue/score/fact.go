package score

import "twingraph/graph"

// FactKind says what a Fact states. Its Roles say what the records, dates and number of
// such a fact are.
type FactKind string

// The facts of NEED.
const (
	TextInForce   FactKind = "TEXT_IN_FORCE"  // a resolution
	TextPerhaps   FactKind = "TEXT_PERHAPS"   // a resolution of which it is not known whether it is in force
	TextAmended   FactKind = "TEXT_AMENDED"   // a resolution in force as amended
	LinkSuspended FactKind = "TIE_SUSPENDED"  // a link, its governing claims
	LinkEnded     FactKind = "TIE_ENDED"      // a link, its governing claims
	ReasonGone    FactKind = "REASON_GONE"    // a claim, the resolution that it answered, gone since
	UnderReview   FactKind = "UNDER_REVIEW"   // a link, the latest review
	LinkContested FactKind = "TIE_CONTESTED"  // a link, its governing claims
	LinkDisputed  FactKind = "TIE_DISPUTED"   // a link
	LinksBreaking FactKind = "TIES_BREAKING"  // links between the two countries, at most ten
	NotJoined     FactKind = "NOT_JOINED"     // a campaign to which the city has not pledged
	CountryAbsent FactKind = "COUNTRY_ABSENT" // a campaign to which nobody of the country has pledged
	SharedTheme   FactKind = "SHARED_THEME"   // partnerships and pledges that name it, of the asking cities and of the target
	OpenInterest  FactKind = "OPEN_INTEREST"  // a partnership of the target whose partner is not known
)

// The facts of CHANNEL.
const (
	HopActive      FactKind = "HOP_ACTIVE"          // the weakest hop's link, its governing claims
	HopListed      FactKind = "HOP_LISTED"          // likewise: active by a list alone
	HopContested   FactKind = "HOP_CONTESTED"       // likewise
	HopUnknown     FactKind = "HOP_UNKNOWN"         // likewise: nothing known on the day
	HopSuspended   FactKind = "HOP_SUSPENDED"       // likewise
	ConfirmedSince FactKind = "CONFIRMED_LATELY"    // a link confirmed in the last 24 months
	Hops           FactKind = "HOPS"                // the links in order
	Age            FactKind = "AGE"                 // a link, the claim with its founding
	BothSides      FactKind = "BOTH_SIDES"          // a link that is active on both sides
	FurtherLink    FactKind = "FURTHER_TIE"         // another active link between the same two cities
	SharedNetwork  FactKind = "SHARED_ORGANISATION" // an organisation both take part in, the partnerships and pledges that show it
)

// The facts of CREDIBILITY.
const (
	Pledged           FactKind = "PLEDGE"             // a pledge of the city that speaks
	FocusArea         FactKind = "FOCUS_AREA"         // a pledge whose focus areas touch the goal
	Commitment        FactKind = "COMMITMENT"         // a human rights resolution in force
	SolidarityText    FactKind = "SOLIDARITY"         // a solidarity resolution in force
	RightsPartnership FactKind = "RIGHTS_PARTNERSHIP" // a partnership on human rights
	PracticeSeen      FactKind = "PRACTICE_SEEN"      // a practice documented in the city
)

// The facts of OCCASION.
const (
	Anniversary        FactKind = "ANNIVERSARY"         // a link, the claim with its founding
	RunningPartnership FactKind = "RUNNING_PARTNERSHIP" // a partnership of both
	RecentPledge       FactKind = "RECENT_PLEDGE"       // a pledge of one of both in the last 18 months
)

// The facts of PRECEDENT.
const (
	OwnWithdrawal    FactKind = "OWN_WITHDRAWAL"      // another text that the target itself gave up
	NearWithdrawal   FactKind = "NEAR_WITHDRAWAL"     // a text that a body no more than 50 km away gave up
	RegionWithdrawal FactKind = "REGION_WITHDRAWAL"   // a text that a body of the same region gave up
	Withdrawal       FactKind = "COUNTRY_WITHDRAWAL"  // a text that a body of the same country gave up
	LinkRestored     FactKind = "TIE_RESTORED"        // a link of the same country restored, the claim
	LinkReaffirmed   FactKind = "TIE_REAFFIRMED"      // a link between the same countries reaffirmed, the claim
	PartnerJoined    FactKind = "PARTNER_JOINED"      // a pledge of a city with an active link to the target
	CountryJoined    FactKind = "COUNTRY_JOINED"      // a pledge from the same country
	CountriesPartner FactKind = "COUNTRIES_PARTNERED" // a partnership between cities of the two countries
)

// The facts of REACH and APPROACHES.
const (
	TargetContact  FactKind = "TARGET_CONTACT"      // a contact point of the target
	ChannelContact FactKind = "CHANNEL_CONTACT"     // a contact point of the city that speaks
	AdviserContact FactKind = "ADVISER_CONTACT"     // a contact point of an organisation that can advise
	ApproachedNow  FactKind = "APPROACHED_LATELY"   // an approach by others in the last 12 months
	ApproachedThen FactKind = "APPROACHED_RECENTLY" // an approach by others in the last 36 months, or undated
)

// Fact is one piece of evidence behind a part of a score, a caution or a plan.
type Fact struct {
	Kind  FactKind
	Value int // thousandths of the part; what the fact would add if the part had no upper end
	Proof
	Theme string // for SHARED_THEME
}

// FactOf returns a fact about records, in the order of the roles of its kind.
func FactOf(kind FactKind, records ...graph.Record) Fact {
	return Fact{Kind: kind, Proof: proofOf(kind.Roles(), nil, records...)}
}

// On returns the fact with dates, in the order of the roles of its kind; zero for one that
// is not known.
func (f Fact) On(dates ...graph.PartialDate) Fact {
	f.dates = dates
	return f
}

func (f Fact) counting(n int) Fact {
	f.number = n
	return f
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
