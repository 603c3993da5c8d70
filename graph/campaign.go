package graph

import (
	"fmt"
	"strconv"
	"strings"
)

// Stance is what a campaign asks for. Opposed stances are data, never truth.
type Stance string

// The stances.
const (
	StanceMaintainAndDialogue Stance = "MAINTAIN_AND_DIALOGUE"
	StanceMaintain            Stance = "MAINTAIN"
	StanceDialogue            Stance = "DIALOGUE"
	StanceSuspend             Stance = "SUSPEND"
	StanceEnd                 Stance = "END"
	StanceCommit              Stance = "COMMIT"
	StancePartner             Stance = "PARTNER"
	StanceProtect             Stance = "PROTECT"
	StanceDocument            Stance = "DOCUMENT"
	StancePromoteCharter      Stance = "PROMOTE_CHARTER"
	StanceCondemn             Stance = "CONDEMN"
	StanceWithholdFunds       Stance = "WITHHOLD_FUNDS"
)

// Campaign is an organised ask: join, suspend, keep for dialogue. Scope says where
// those are whom it asks, About where the other ends of the ties are, or the texts, that
// it is about: a call to US cities to cut ties with Russian ones has the scope US and is
// about RU. About is empty when it is about no country in particular, or that is not known.
type Campaign struct {
	Statement
	Name           string
	Organiser      ID // an organisation; empty when a city or nobody named organises it
	OrganiserCity  ID
	Stance         Stance
	Scope          []string // whom it asks: country codes, "EU" or "global"
	About          []string // the countries that it is about, as Scope; see below
	Start, End     PartialDate
	Milestones     []Milestone // the numbers of pledges it wants to reach, in order
	Target         string      // whom it addresses
	Summary        string
	ClaimedNumbers string // figures as its organiser or the press gives them
	Opposes        []ID   // campaigns with an opposite stance
}

// Word returns WordCampaign.
func (*Campaign) Word() Word { return WordCampaign }

// Milestone is a number of pledges that a campaign wants to reach.
type Milestone struct {
	By      PartialDate // by the last day of it; zero when no date is set
	Pledges int
}

// ParseMilestone reads a milestone written as date:pledges, with nothing before the
// colon where no date is set: "2030:1000", ":10". Errors have code BadUserInput.
func ParseMilestone(s string) (Milestone, error) {
	by, number, found := strings.Cut(s, ":")
	pledges, err := strconv.Atoi(number)
	if !found || err != nil || pledges < 1 {
		return Milestone{}, Errorf(BadUserInput,
			"%q is not a milestone: write date:pledges, for example 2030:1000, or :100 without a date", s)
	}
	m := Milestone{Pledges: pledges}
	if by != "" {
		m.By, err = ParsePartialDate(by)
	}
	return m, err
}

// String writes the milestone as ParseMilestone reads it.
func (m Milestone) String() string {
	if m.By.IsZero() {
		return fmt.Sprintf(":%d", m.Pledges)
	}
	return fmt.Sprintf("%s:%d", m.By, m.Pledges)
}

// MarshalText is String.
func (m Milestone) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText is ParseMilestone.
func (m *Milestone) UnmarshalText(text []byte) (err error) {
	*m, err = ParseMilestone(string(text))
	return err
}

// follows reports whether a milestone asks for more than one before it, and not earlier.
func (m Milestone) follows(before Milestone) bool {
	return m.Pledges > before.Pledges && (m.By.IsZero() || before.By.IsZero() || m.By.Last() >= before.By.Last())
}

// CountryBasis says how the country of a pledge is known.
type CountryBasis string

// The bases.
const (
	CountryStated    CountryBasis = "STATED"
	CountryInferred  CountryBasis = "INFERRED"
	CountryAmbiguous CountryBasis = "AMBIGUOUS"
)

// Pledge is a city's or an organisation's answer to a campaign.
type Pledge struct {
	Statement
	Campaign     ID
	City         ID // at most one of City and Organisation
	Organisation ID
	EntityName   string // as the form spells it
	Country      string // ISO 3166-1 alpha-2; empty when not known
	CountryBasis CountryBasis
	VisionThemes []string
	Motivations  []string
	FocusAreas   []string
	Date         PartialDate
}

// Word returns WordPledge.
func (*Pledge) Word() Word { return WordPledge }
