package graph

// ClaimType says what a claim states: an act, or an observation (LISTED,
// OBSERVED).
type ClaimType string

// The types of claim.
const (
	Established  ClaimType = "ESTABLISHED"
	Suspended    ClaimType = "SUSPENDED"
	Ended        ClaimType = "ENDED"
	Restored     ClaimType = "RESTORED"
	Reaffirmed   ClaimType = "REAFFIRMED"
	ReviewOpened ClaimType = "REVIEW_OPENED" // keeps the state
	Listed       ClaimType = "LISTED"        // a directory shows the tie as standing
	Observed     ClaimType = "OBSERVED"      // a survey answer or a report on how things are
)

// Gives returns the state an act of this type brings about, and false for
// REVIEW_OPENED and the observations, which bring about none.
func (t ClaimType) Gives() (Status, bool) {
	switch t {
	case Established, Restored, Reaffirmed:
		return StatusActive, true
	case Suspended:
		return StatusSuspended, true
	case Ended:
		return StatusEnded, true
	}
	return "", false
}

// Authority is the weight of whoever decided or said so.
type Authority string

// The authorities, strongest first.
const (
	PartyDecision     Authority = "PARTY_DECISION"     // council, mayor or executive of that side
	OfficialStatement Authority = "OFFICIAL_STATEMENT" // the side's association or spokesperson, or a side named without the body
	ThirdParty        Authority = "THIRD_PARTY"        // press, directory, survey
)

// Rank returns 3 for PARTY_DECISION, 2 for OFFICIAL_STATEMENT, 1 for THIRD_PARTY
// and 0 for anything else.
func (a Authority) Rank() int {
	switch a {
	case PartyDecision:
		return 3
	case OfficialStatement:
		return 2
	case ThirdParty:
		return 1
	}
	return 0
}

// DecidingBody is the body of a side that took a decision.
type DecidingBody string

// The deciding bodies.
const (
	Council     DecidingBody = "COUNCIL"
	Mayor       DecidingBody = "MAYOR"
	Executive   DecidingBody = "EXECUTIVE"
	Association DecidingBody = "ASSOCIATION"
)

// Claim is one sourced statement about a link: what happened or was observed, on
// which side, when, who decided, which source says so.
type Claim struct {
	Statement
	Link       ID
	Type       ClaimType
	Side       ID          // a city of the link; empty for the link as a whole
	Date       PartialDate // zero when the sources give none
	Assumed    PartialDate // set by the registry for a claim without a date: its latest source's date, else the day it was recorded
	Observed   Status      // ACTIVE, SUSPENDED or ENDED for OBSERVED, empty otherwise
	Authority  Authority
	DecidedBy  DecidingBody // empty when not known
	Reason     string
	Resolution ID   // the act behind it; empty when none is known
	RespondsTo []ID // resolutions of other cities that this act answers
}

// Word returns WordClaim.
func (*Claim) Word() Word { return WordClaim }

// Effective returns the date on which the claim takes effect: its own, or the
// assumed one when it has none.
func (c *Claim) Effective() PartialDate {
	if c.Date.IsZero() {
		return c.Assumed
	}
	return c.Date
}

// uncertainUntil returns the last day on which an answer governed by the claim is
// inexact: the last day of a partial date, MaxDay for a claim without a date.
func (c *Claim) uncertainUntil() Day {
	if c.Date.IsZero() {
		return MaxDay
	}
	return c.Date.Last()
}
