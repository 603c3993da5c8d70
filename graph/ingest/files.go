package ingest

import (
	"slices"
	"strings"

	"twingraph/graph"
)

// file says how the rows of one CSV file become records.
type file struct {
	name    string
	word    graph.Word
	columns []string
	record  func(*row) graph.Record
	named   map[string]string // columns that have another name than their field has
}

// files lists the files of a dataset in the order in which they are read.
func files() []file {
	return []file{
		{"sources.csv", graph.WordSource, columns("id title publisher url date archived_hash"), source, nil},
		{"organisations.csv", graph.WordOrganisation, columns("id name aliases kind country url sources"), organisation, nil},
		{"cities.csv", graph.WordCity, columns(
			"id name local_name aliases kind country region wikidata geonames latitude longitude population sources"), city, nil},
		{"twinning_links.csv", graph.WordTwinningLink, columns("id a b kind disputes dispute_note sources"), twinningLink, nil},
		{"resolutions.csv", graph.WordResolution, columns(
			"id city title kind adopted adopted_by in_force_on amended repealed annulled lapsed rejected outcome not_in_force_by links sources"),
			resolution, nil},
		{"claims.csv", graph.WordClaim, columns(
			"id link type side date observed_status authority decided_by reason resolution responds_to sources"),
			claim, map[string]string{"observed": "observed_status"}},
		{"contacts.csv", graph.WordContact, columns(
			"id city organisation role person channel value visibility personal_data verified sources"),
			contact, map[string]string{"tier": "visibility", "personal": "personal_data"}},
		{"campaigns.csv", graph.WordCampaign, columns(
			"id name organiser organiser_city stance scope about start end milestones target summary claimed_numbers opposes sources"), campaign, nil},
		{"pledges.csv", graph.WordPledge, columns(
			"id campaign city organisation entity_name country country_basis vision_themes motivations focus_areas date sources"), pledge, nil},
		{"partnerships.csv", graph.WordPartnership, columns("id cities organisations programme theme start end funder sources"),
			partnership, map[string]string{"themes": "theme"}},
		{"support_twinnings.csv", graph.WordSupportTwinning, columns("id programme mandate_country defender_country theme sources"),
			supportTwinning, nil},
		{"practices.csv", graph.WordPractice, columns("id kind title summary cities opposes sources"), practice, nil},
		{"approaches.csv", graph.WordApproach, columns("id from to date channel outcome sources"), approach, nil},
	}
}

// retractionsFile takes records back; it has columns of its own.
const retractionsFile = "retractions.csv"

func retractionColumns() []string { return strings.Fields("word id moved_to reason") }

// columns returns the columns named, and those that every file has.
func columns(names string) []string { return append(strings.Fields(names), "confidence", "notes") }

// names lists the files that a dataset can have.
func names() []string {
	var all []string
	for _, f := range files() {
		all = append(all, f.name)
	}
	return append(all, retractionsFile)
}

// placeOf returns the place of a file among the files of a dataset.
func placeOf(name string) int {
	if i := slices.Index(names(), name); i >= 0 {
		return i
	}
	return len(names())
}

// column returns the column that holds a field.
func (f file) column(field string) string {
	if name, ok := f.named[field]; ok {
		return name
	}
	var b strings.Builder
	for _, r := range field {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	if !slices.Contains(f.columns, b.String()) {
		return ""
	}
	return b.String()
}

func statement(r *row) graph.Statement {
	s := graph.Statement{ID: r.id(), Confidence: one[graph.Confidence](r, "confidence"), Notes: r.value("notes")}
	if _, cites := r.columns["sources"]; cites {
		s.Sources = list[graph.ID](r, "sources")
	}
	return s
}

func source(r *row) graph.Record {
	return &graph.Source{
		Statement: statement(r), Title: r.value("title"), Publisher: r.value("publisher"), URL: r.value("url"),
		Date: r.date("date"), ArchivedHash: r.value("archived_hash"),
	}
}

func organisation(r *row) graph.Record {
	return &graph.Organisation{
		Statement: statement(r), Name: r.value("name"), Aliases: list[string](r, "aliases"),
		Kind: one[graph.OrganisationKind](r, "kind"), Country: r.value("country"), URL: r.value("url"),
	}
}

func city(r *row) graph.Record {
	return &graph.City{
		Statement: statement(r), Name: r.value("name"), LocalName: r.value("local_name"), Aliases: list[string](r, "aliases"),
		Kind: one[graph.CityKind](r, "kind"), Country: r.value("country"), Region: r.value("region"),
		Wikidata: r.value("wikidata"), GeoNames: r.value("geonames"),
		Location: r.location("latitude", "longitude"), Population: r.count("population"),
	}
}

func twinningLink(r *row) graph.Record {
	return &graph.TwinningLink{
		Statement: statement(r), A: one[graph.ID](r, "a"), B: one[graph.ID](r, "b"), Kind: one[graph.LinkKind](r, "kind"),
		Disputes: list[graph.DisputeAbout](r, "disputes"), DisputeNote: r.value("dispute_note"),
	}
}

func resolution(r *row) graph.Record {
	return &graph.Resolution{
		Statement: statement(r), City: one[graph.ID](r, "city"), Title: r.value("title"),
		Kind: one[graph.ResolutionKind](r, "kind"), Adopted: r.date("adopted"), AdoptedBy: r.date("adopted_by"),
		InForceOn: r.date("in_force_on"), Amended: r.date("amended"), Repealed: r.date("repealed"),
		Annulled: r.date("annulled"), Lapsed: r.date("lapsed"), Rejected: r.date("rejected"),
		NotInForceBy: r.date("not_in_force_by"), Outcome: one[graph.Outcome](r, "outcome"), Links: list[graph.ID](r, "links"),
	}
}

func claim(r *row) graph.Record {
	return &graph.Claim{
		Statement: statement(r), Link: one[graph.ID](r, "link"), Type: one[graph.ClaimType](r, "type"),
		Side: one[graph.ID](r, "side"), Date: r.date("date"), Observed: one[graph.Status](r, "observed_status"),
		Authority: one[graph.Authority](r, "authority"), DecidedBy: one[graph.DecidingBody](r, "decided_by"),
		Reason: r.value("reason"), Resolution: one[graph.ID](r, "resolution"), RespondsTo: list[graph.ID](r, "responds_to"),
	}
}

func contact(r *row) graph.Record {
	return &graph.Contact{
		Statement: statement(r), City: one[graph.ID](r, "city"), Organisation: one[graph.ID](r, "organisation"),
		Role: r.value("role"), Person: r.value("person"), Channel: one[graph.Channel](r, "channel"), Value: r.value("value"),
		Tier: one[graph.Tier](r, "visibility"), Personal: r.truth("personal_data"), Verified: r.date("verified"),
	}
}

func campaign(r *row) graph.Record {
	return &graph.Campaign{
		Statement: statement(r), Name: r.value("name"), Organiser: one[graph.ID](r, "organiser"),
		OrganiserCity: one[graph.ID](r, "organiser_city"), Stance: one[graph.Stance](r, "stance"),
		Scope: list[string](r, "scope"), About: list[string](r, "about"), Start: r.date("start"), End: r.date("end"),
		Milestones: r.milestones("milestones"), Target: r.value("target"),
		Summary: r.value("summary"), ClaimedNumbers: r.value("claimed_numbers"), Opposes: list[graph.ID](r, "opposes"),
	}
}

func pledge(r *row) graph.Record {
	return &graph.Pledge{
		Statement: statement(r), Campaign: one[graph.ID](r, "campaign"), City: one[graph.ID](r, "city"),
		Organisation: one[graph.ID](r, "organisation"), EntityName: r.value("entity_name"), Country: r.value("country"),
		CountryBasis: one[graph.CountryBasis](r, "country_basis"), VisionThemes: list[string](r, "vision_themes"),
		Motivations: list[string](r, "motivations"), FocusAreas: list[string](r, "focus_areas"), Date: r.date("date"),
	}
}

func partnership(r *row) graph.Record {
	return &graph.Partnership{
		Statement: statement(r), Cities: list[graph.ID](r, "cities"), Organisations: list[graph.ID](r, "organisations"),
		Programme: r.value("programme"), Themes: list[string](r, "theme"), Start: r.date("start"), End: r.date("end"),
		Funder: one[graph.ID](r, "funder"),
	}
}

func supportTwinning(r *row) graph.Record {
	return &graph.SupportTwinning{
		Statement: statement(r), Programme: r.value("programme"), MandateCountry: r.value("mandate_country"),
		DefenderCountry: r.value("defender_country"), Theme: r.value("theme"),
	}
}

func practice(r *row) graph.Record {
	return &graph.Practice{
		Statement: statement(r), Kind: one[graph.PracticeKind](r, "kind"), Title: r.value("title"),
		Summary: r.value("summary"), Cities: list[graph.ID](r, "cities"), Opposes: list[graph.ID](r, "opposes"),
	}
}

func approach(r *row) graph.Record {
	return &graph.Approach{
		Statement: statement(r), From: one[graph.ID](r, "from"), To: one[graph.ID](r, "to"), Date: r.date("date"),
		Channel: r.value("channel"), Outcome: r.value("outcome"),
	}
}

func retraction(r *row) graph.Retraction {
	return graph.Retraction{
		Word: one[graph.Word](r, "word"), ID: r.id(), MovedTo: one[graph.ID](r, "moved_to"), Reason: r.value("reason"),
	}
}
