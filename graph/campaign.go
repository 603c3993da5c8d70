package graph

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

// Campaign is an organised ask: join, suspend, keep for dialogue.
type Campaign struct {
	Statement
	Name           string
	Organiser      ID // an organisation; empty when a city or nobody named organises it
	OrganiserCity  ID
	Stance         Stance
	Scope          []string // country codes, "EU" or "global"
	Start, End     PartialDate
	Target         string // whom it addresses
	Summary        string
	ClaimedNumbers string // figures as its organiser or the press gives them
	Opposes        []ID   // campaigns with an opposite stance
}

// Word returns WordCampaign.
func (*Campaign) Word() Word { return WordCampaign }

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
