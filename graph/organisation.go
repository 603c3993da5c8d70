package graph

// OrganisationKind says what sort of body an Organisation is.
type OrganisationKind string

// The kinds of organisation.
const (
	OrganisationNetwork     OrganisationKind = "NETWORK"
	OrganisationNGO         OrganisationKind = "NGO"
	OrganisationAssociation OrganisationKind = "MUNICIPAL_ASSOCIATION"
	OrganisationFunder      OrganisationKind = "FUNDER"
	OrganisationResearch    OrganisationKind = "RESEARCH_INSTITUTE"
	OrganisationParliament  OrganisationKind = "PARLIAMENT"
	OrganisationCampaign    OrganisationKind = "CAMPAIGN"
	OrganisationPublicBody  OrganisationKind = "PUBLIC_BODY"
	OrganisationMedia       OrganisationKind = "MEDIA"
)

// Organisation is a network, an NGO, a municipal association, a funder, a
// research institute, a parliament or another body that is not a city.
type Organisation struct {
	Statement
	Name    string
	Aliases []string
	Kind    OrganisationKind
	Country string // ISO 3166-1 alpha-2 of its seat; empty when not known
	URL     string
}

// Word returns WordOrganisation.
func (*Organisation) Word() Word { return WordOrganisation }

// OrganisationKinds lists the kinds of organisation.
func OrganisationKinds() []OrganisationKind {
	return []OrganisationKind{
		OrganisationNetwork, OrganisationNGO, OrganisationAssociation, OrganisationFunder, OrganisationResearch,
		OrganisationParliament, OrganisationCampaign, OrganisationPublicBody, OrganisationMedia,
	}
}

// WordOrganisation is the word of *Organisation.
const WordOrganisation Word = "Organisation"

var _ = Declare(Declaration[*Organisation]{
	Word: WordOrganisation, File: "organisations.csv", Slug: "{name}", Blank: func() *Organisation { return new(Organisation) }, Open: true,
	Properties: []Property{
		TextProperty("name", func(o *Organisation) *string { return &o.Name }).Filtered().Required(),
		TextsProperty("aliases", func(o *Organisation) *[]string { return &o.Aliases }),
		EnumProperty("kind", func(o *Organisation) *OrganisationKind { return &o.Kind }, OrganisationKinds()).Filtered(),
		CodeProperty("country", func(o *Organisation) *string { return &o.Country }).Ordered().Checked(notACountry),
		CodeProperty("url", func(o *Organisation) *string { return &o.URL }).Checked(notWeb).Checked(Unsound),
	},
	Names: []string{"name", "aliases"}, Texts: []string{"notes"}, Validate: NoFurtherRule[*Organisation],
})
