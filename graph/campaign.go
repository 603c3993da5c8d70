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

// CampaignSubject is what a campaign is about, apart from countries. Acts and contrary campaigns
// count only where they are about the same.
type CampaignSubject string

// The subjects.
const (
	SubjectTexts CampaignSubject = "DISCRIMINATING_TEXTS" // anti-LGBT declarations and family charters
	SubjectWar   CampaignSubject = "WAR"                  // the war of Russia against Ukraine
)

// Campaign is an organised ask: join, suspend, keep for dialogue. Scope says where
// those are whom it asks, About where the other ends of the links are, or the texts, that
// it is about: a call to US cities to cut links with Russian ones has the scope US and is
// about RU. About is empty when it is about no country in particular, or that is not known.
type Campaign struct {
	Statement
	Name           string
	Organiser      ID // an organisation; empty when a city or nobody named organises it
	OrganiserCity  ID
	Stance         Stance
	Scope          []string        // whom it asks: country codes, "EU" or "global"
	About          []string        // the countries that it is about, as Scope; see above
	Subject        CampaignSubject // empty when it is about something else, or that is not recorded
	Start, End     PartialDate
	Milestones     []Milestone // the numbers of pledges it wants to reach, in order
	Target         string      // whom it addresses
	Summary        string
	ClaimedNumbers string // figures as its organiser or the press gives them
	// ClaimedPledges are the numbers of pledges that its organiser says to have had, each by the last
	// day of a date and at least so many; ClaimedFocusAreas what it says that most of them name.
	ClaimedPledges    []Milestone
	ClaimedFocusAreas []string
	ExamplesOnly      bool // the focus areas of its pledges are examples that a source names, and not all
	Opposes           []ID // campaigns with an opposite stance
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

// Stances lists the stances of a campaign.
func Stances() []Stance {
	return []Stance{
		StanceMaintainAndDialogue, StanceMaintain, StanceDialogue, StanceSuspend, StanceEnd, StanceCommit,
		StancePartner, StanceProtect, StanceDocument, StancePromoteCharter, StanceCondemn, StanceWithholdFunds,
	}
}

// CampaignSubjects lists the subjects of a campaign.
func CampaignSubjects() []CampaignSubject { return []CampaignSubject{SubjectTexts, SubjectWar} }

// WordCampaign is the word of *Campaign.
const WordCampaign Word = "Campaign"

var _ = Declare(Declaration[*Campaign]{
	Word: WordCampaign, File: "campaigns.csv", Slug: "{name}", Blank: func() *Campaign { return new(Campaign) }, Open: true,
	Properties: []Property{
		TextProperty("name", func(c *Campaign) *string { return &c.Name }).Filtered().Required(),
		RefProperty("organiser", func(c *Campaign) *ID { return &c.Organiser }, WordOrganisation, "ORGANISED_BY").Filtered().WithBack("campaigns"),
		RefProperty("organiserCity", func(c *Campaign) *ID { return &c.OrganiserCity }, WordCity, "ORGANISED_BY").Filtered(),
		EnumProperty("stance", func(c *Campaign) *Stance { return &c.Stance }, Stances()).Filtered(),
		CodesProperty("scope", func(c *Campaign) *[]string { return &c.Scope }).Filtered().Checked(notAReach),
		CodesProperty("about", func(c *Campaign) *[]string { return &c.About }).Filtered().Checked(notAReach),
		EnumProperty("subject", func(c *Campaign) *CampaignSubject { return &c.Subject }, CampaignSubjects()).Optional().Filtered().SpareColumn("subject"),
		DateProperty("start", func(c *Campaign) *PartialDate { return &c.Start }).Filtered(),
		DateProperty("end", func(c *Campaign) *PartialDate { return &c.End }).Filtered(),
		parsedProperty("milestones", func(c *Campaign) *[]Milestone { return &c.Milestones }, Milestone.String, ParseMilestone),
		TextProperty("target", func(c *Campaign) *string { return &c.Target }),
		TextProperty("summary", func(c *Campaign) *string { return &c.Summary }),
		TextProperty("claimedNumbers", func(c *Campaign) *string { return &c.ClaimedNumbers }),
		parsedProperty("claimedPledges", func(c *Campaign) *[]Milestone { return &c.ClaimedPledges }, Milestone.String, ParseMilestone).SpareColumn("claimed_pledges"),
		CodesProperty("claimedFocusAreas", func(c *Campaign) *[]string { return &c.ClaimedFocusAreas }).SpareColumn("claimed_focus_areas"),
		FlagProperty("examplesOnly", func(c *Campaign) *bool { return &c.ExamplesOnly }).SpareColumn("examples_only"),
		RefsProperty("opposes", func(c *Campaign) *[]ID { return &c.Opposes }, WordCampaign, "OPPOSES").Filtered(),
	},
	Names: []string{"name"}, Texts: []string{"summary", "notes"},
	Validate: func(c *Campaign, reject Reject) {
		if c.Organiser != "" && c.OrganiserCity != "" {
			reject("organiserCity", "a campaign has at most one organiser: an organisation or a city")
		}
		for i, m := range c.Milestones {
			if wrong := notADate(m.By); wrong != "" && m.By != (PartialDate{}) {
				reject("milestones", "%s", wrong)
			}
			if m.Pledges < 1 {
				reject("milestones", "%s: a milestone is at least one pledge", m)
			}
			if i > 0 && !m.follows(c.Milestones[i-1]) {
				reject("milestones", "%s does not come after %s: each milestone asks for more pledges, and not earlier", m, c.Milestones[i-1])
			}
		}
		notBefore(reject, "end", c.End, "start", c.Start)
		notItself(reject, "opposes", c, c.Opposes)
	},
})

// notAReach says that a text is no place that a campaign reaches.
func notAReach(value string) string {
	if isCountry(value) || value == "EU" || value == "global" {
		return ""
	}
	return fmt.Sprintf("%q is not a place that a campaign reaches: write a country code of two capital letters, EU or global", value)
}
