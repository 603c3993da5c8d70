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
