package graph

import "fmt"

// ClaimType says what a claim states: an act, or an observation (LISTED,
// OBSERVED, NOT_LISTED).
type ClaimType string

// The types of claim.
const (
	Established  ClaimType = "ESTABLISHED"
	Suspended    ClaimType = "SUSPENDED"
	Ended        ClaimType = "ENDED"
	Restored     ClaimType = "RESTORED"
	Reaffirmed   ClaimType = "REAFFIRMED"
	ReviewOpened ClaimType = "REVIEW_OPENED" // keeps the state
	Listed       ClaimType = "LISTED"        // a directory shows the link as standing
	Observed     ClaimType = "OBSERVED"      // a survey answer or a report on how things are
	NotListed    ClaimType = "NOT_LISTED"    // an edition of a directory that covers the link shows it no more
)

// Act reports whether a claim of this type is an act, and no observation.
func (t ClaimType) Act() bool { return t != Listed && t != Observed && t != NotListed }

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
	Directory  string // of LISTED and NOT_LISTED: which directory, such as "wikipedia"; empty for a LISTED of none by name
	Resolution ID     // the act behind it; empty when none is known
	RespondsTo []ID   // resolutions of other cities that this act answers
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

// ClaimTypes lists the types of claim, acts first.
func ClaimTypes() []ClaimType {
	return []ClaimType{Established, Suspended, Ended, Restored, Reaffirmed, ReviewOpened, Listed, Observed, NotListed}
}

// ObservedStatuses lists the statuses that an OBSERVED claim can state.
func ObservedStatuses() []Status { return []Status{StatusActive, StatusSuspended, StatusEnded} }

// Authorities lists the authorities, strongest first.
func Authorities() []Authority { return []Authority{PartyDecision, OfficialStatement, ThirdParty} }

// DecidingBodies lists the deciding bodies.
func DecidingBodies() []DecidingBody { return []DecidingBody{Council, Mayor, Executive, Association} }

// WordClaim is the word of *Claim.
const WordClaim Word = "Claim"

var _ = Declare(Declaration[*Claim]{
	Word: WordClaim, File: "claims.csv", Slug: "{link}--{type}-{date}", Blank: func() *Claim { return new(Claim) }, Sourced: true, Open: true,
	Properties: []Property{
		RefProperty("link", func(c *Claim) *ID { return &c.Link }, WordTwinningLink, "ABOUT").Filtered().Required().WithBack("claims"),
		EnumProperty("type", func(c *Claim) *ClaimType { return &c.Type }, ClaimTypes()).Filtered(),
		RefProperty("side", func(c *Claim) *ID { return &c.Side }, WordCity, "ON_SIDE_OF").Filtered(),
		DateProperty("date", func(c *Claim) *PartialDate { return &c.Date }),
		DateProperty("assumed", func(c *Claim) *PartialDate { return &c.Assumed }).Column(),
		EnumProperty("observed", func(c *Claim) *Status { return &c.Observed }, ObservedStatuses()).Optional().Filtered().Column("observed_status"),
		EnumProperty("authority", func(c *Claim) *Authority { return &c.Authority }, Authorities()).Filtered(),
		EnumProperty("decidedBy", func(c *Claim) *DecidingBody { return &c.DecidedBy }, DecidingBodies()).Optional().Filtered(),
		CodeProperty("directory", func(c *Claim) *string { return &c.Directory }).Filtered().Checked(notADirectory).SpareColumn("directory"),
		TextProperty("reason", func(c *Claim) *string { return &c.Reason }).Filtered(),
		RefProperty("resolution", func(c *Claim) *ID { return &c.Resolution }, WordResolution, "ENACTED_BY").Filtered().WithBack("claims"),
		RefsProperty("respondsTo", func(c *Claim) *[]ID { return &c.RespondsTo }, WordResolution, "RESPONDS_TO").Filtered().WithBack("responses"),
	},
	Fields: []Field{dateField("date", (*Claim).Effective)},
	Names:  []string{}, Back: "claims",
	Tidy: func(c *Claim) {
		if !c.Date.IsZero() {
			c.Assumed = PartialDate{}
		}
	},
	Validate: func(c *Claim, reject Reject) {
		if c.Authority == PartyDecision && c.Side == "" {
			reject("side", "a PARTY_DECISION is one of a side: name the city that decided")
		}
		switch {
		case c.Type == Observed && c.Observed == "":
			reject("observed", "an OBSERVED claim says which status was observed: ACTIVE, SUSPENDED or ENDED")
		case c.Type != Observed && c.Observed != "":
			reject("observed", "only an OBSERVED claim carries an observed status; this one is %s", c.Type)
		}
		c.fitsDirectory(reject)
	},
})

// fitsDirectory rejects a directory where there is none, and a NOT_LISTED that says more or
// less than that a directory shows the link no more.
func (c *Claim) fitsDirectory(reject Reject) {
	if c.Type != NotListed {
		if c.Type != Listed && c.Directory != "" {
			reject("directory", "only LISTED and NOT_LISTED are of a directory; this one is %s", c.Type)
		}
		return
	}
	if c.Directory == "" {
		reject("directory", "a NOT_LISTED claim names the directory that shows the link no more")
	}
	if c.Side != "" {
		reject("side", "a directory shows a link as a whole: leave the side of a NOT_LISTED claim out")
	}
	if c.Authority != ThirdParty {
		reject("authority", "a NOT_LISTED claim is an observation of a THIRD_PARTY")
	}
}

// notADirectory says what is wrong with the code of a directory.
func notADirectory(value string) string {
	if value == slugOfText(value) {
		return ""
	}
	return fmt.Sprintf("%q is not the code of a directory: write lower-case letters, digits and hyphens, such as wikipedia", value)
}
