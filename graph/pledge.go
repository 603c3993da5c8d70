package graph

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

// CountryBases lists the ways in which the country of a pledge is known.
func CountryBases() []CountryBasis {
	return []CountryBasis{CountryStated, CountryInferred, CountryAmbiguous}
}

// WordPledge is the word of *Pledge.
const WordPledge Word = "Pledge"

var _ = Declare(Declaration[*Pledge]{
	Word: WordPledge, File: "pledges.csv", Slug: "{campaign}--{entityName}-{country}", Blank: func() *Pledge { return new(Pledge) }, Sourced: true, Open: true,
	Properties: []Property{
		RefProperty("campaign", func(p *Pledge) *ID { return &p.Campaign }, WordCampaign, "ANSWERS").Filtered().Required().WithBack("pledges"),
		RefProperty("city", func(p *Pledge) *ID { return &p.City }, WordCity, "PLEDGED_BY").Filtered().WithBack("pledges"),
		RefProperty("organisation", func(p *Pledge) *ID { return &p.Organisation }, WordOrganisation, "PLEDGED_BY").Filtered().WithBack("pledges"),
		TextProperty("entityName", func(p *Pledge) *string { return &p.EntityName }).Filtered(),
		CodeProperty("country", func(p *Pledge) *string { return &p.Country }).Ordered().Checked(notACountry),
		EnumProperty("countryBasis", func(p *Pledge) *CountryBasis { return &p.CountryBasis }, CountryBases()).Optional(),
		CodesProperty("visionThemes", func(p *Pledge) *[]string { return &p.VisionThemes }).Filtered(),
		CodesProperty("motivations", func(p *Pledge) *[]string { return &p.Motivations }).Filtered(),
		CodesProperty("focusAreas", func(p *Pledge) *[]string { return &p.FocusAreas }).Filtered(),
		DateProperty("date", func(p *Pledge) *PartialDate { return &p.Date }).Filtered(),
	},
	Names: []string{},
	Validate: func(p *Pledge, reject Reject) {
		if p.City != "" && p.Organisation != "" {
			reject("organisation", "a pledge is of one city or of one organisation, not of both")
		}
		if p.City == "" && p.Organisation == "" && p.EntityName == "" {
			reject("entityName", "is required")
		}
	},
})
