package storetest

import (
	"twingraph/graph"
	"twingraph/graph/registry"
)

// steps returns the little network as it was recorded, in that order.
//
// Tuchów's twin Saint-Jean-de-Braye suspended the link after Tuchów's declaration;
// Nieuwegein ended its link with Puławy; Aachen suspended Kostroma; the two
// Portlands, city and county of Tarnów share a name. What cannot be had from life
// is made up: a city of which nothing is known, contacts of every tier.
//
// Of words that are not in it there are records that walk over their properties.
func steps() []registry.Submission {
	submissions := []registry.Submission{
		{Note: "the network", Records: append(append(sourceRecords(), cityRecords()...), linkRecords()...)},
		{Note: "resolutions and all that surrounds them", Records: append(surroundings(), gatherings()...)},
		{Note: "corrections", Records: corrections()},
		{Note: "moves and retractions", Records: lateRecords(), Retractions: retractions()},
	}
	submissions[1].Records = append(submissions[1].Records, ofOtherWords(submissions[:2])...)
	return submissions
}

func says(id graph.ID, sources ...graph.ID) graph.Statement {
	return graph.Statement{ID: id, Sources: sources, Confidence: graph.Documented}
}

func recalls(id graph.ID, sources ...graph.ID) graph.Statement {
	return graph.Statement{ID: id, Sources: sources, Confidence: graph.Recalled}
}

func sourceRecords() []graph.Record {
	return []graph.Record{
		&graph.Source{Statement: says("atlas"), Title: "Atlas of Hate", Publisher: "Atlas nienawiści", URL: "https://atlas.example.org", Date: date("2020-03-01")},
		&graph.Source{Statement: says("gazette"), Title: "Gazette de la ville", Publisher: "Saint-Jean-de-Braye", Date: date("2020-02")},
		&graph.Source{Statement: says("register"), Title: "Register of twinnings", Publisher: "RGRE", Date: date("2015")},
		&graph.Source{Statement: recalls("hearsay"), Title: "What people say"},
		&graph.Source{Statement: says("digest", "atlas", "gazette"), Title: "A digest of others", Date: date("2021-06-30")},
	}
}

func inhabitants(n int) *int { return &n }

func at(latitude, longitude float64) *graph.Location {
	return &graph.Location{Latitude: latitude, Longitude: longitude}
}

func cityRecords() []graph.Record {
	return []graph.Record{
		&graph.City{Statement: says("aachen-de", "register"), Name: "Aachen", LocalName: "Aachen", Aliases: []string{"Aix-la-Chapelle", "Aken"}, Kind: graph.CityKindCity, Country: "DE", Region: "North Rhine-Westphalia", Wikidata: "Q1017", GeoNames: "3247449", Location: at(50.77664, 6.08342), Population: inhabitants(265208)},
		&graph.City{Statement: says("aix-la-chapelle-de"), Name: "Aix-la-Chapelle", Kind: graph.CityKindCity, Country: "DE"},
		&graph.City{Statement: recalls("atlantis"), Name: "Atlantis", Kind: graph.CityKindUnion},
		&graph.City{Statement: says("kostroma-ru", "register"), Name: "Kostroma", LocalName: "Kostroma", Aliases: []string{"Кострома"}, Kind: graph.CityKindCity, Country: "RU", Region: "Kostroma Oblast", Location: at(57.76647, 40.92686), Population: inhabitants(277656)},
		&graph.City{Statement: says("lodz-pl", "atlas"), Name: "Łódź", Aliases: []string{"Lodsch", "Litzmannstadt", "Lodż"}, Kind: graph.CityKindCity, Country: "PL", Region: "Łódzkie", Wikidata: "Q580", Location: at(51.75, 19.46667), Population: inhabitants(768755)},
		&graph.City{Statement: says("nieuwegein-nl", "register"), Name: "Nieuwegein", Kind: graph.CityKindMunicipality, Country: "NL", Region: "Utrecht", Location: at(52.02917, 5.08056), Population: inhabitants(63866)},
		&graph.City{Statement: says("portland-me-us"), Name: "Portland", Kind: graph.CityKindCity, Country: "US", Region: "Maine", Location: at(43.66147, -70.25533), Population: inhabitants(66881)},
		&graph.City{Statement: says("portland-or-us"), Name: "Portland", Kind: graph.CityKindCity, Country: "US", Region: "Oregon", Location: at(45.52345, -122.67621), Population: inhabitants(632309)},
		&graph.City{Statement: says("pulawy-pl", "atlas"), Name: "Puławy", Kind: graph.CityKindTown, Country: "PL", Region: "Lubelskie", Population: inhabitants(48836)},
		&graph.City{Statement: says("saint-jean-de-braye-fr", "gazette"), Name: "Saint-Jean-de-Braye", Aliases: []string{"St Jean de Braye", "Saint Jean de Bray"}, Kind: graph.CityKindTown, Country: "FR", Region: "Centre-Val de Loire", Location: at(47.91303, 1.97705), Population: inhabitants(0)},
		&graph.City{Statement: says("tarnow-pl"), Name: "Tarnów", Kind: graph.CityKindCity, Country: "PL", Region: "Małopolskie", Population: inhabitants(107498)},
		&graph.City{Statement: says("tarnow-county-pl"), Name: "Tarnów County", LocalName: "Powiat tarnowski", Aliases: []string{"Tarnów"}, Kind: graph.CityKindCounty, Country: "PL", Region: "Małopolskie", Population: inhabitants(201000),
			ISO3166_2: "PL-12", Successor: "tarnow-pl", Names: []graph.CityName{{Name: "Tarnow District", Language: "en", From: date("1975"), To: date("1999-01-01")}},
			ListedUnder: []string{"DE", "PL"}, AdministeredBy: "PL", ClaimedBy: []string{"DE", "PL"}, TerritoryNote: "Made up: two states claim it"},
		&graph.City{Statement: says("tuchow-pl", "atlas", "gazette"), Name: "Tuchów", Kind: graph.CityKindTown, Country: "PL", Region: "Małopolskie", Location: at(49.89494, 21.05413), Population: inhabitants(6476)},
	}
}

func linkRecords() []graph.Record {
	return []graph.Record{
		&graph.TwinningLink{Statement: says("aachen-kostroma", "register"), A: "aachen-de", B: "kostroma-ru", Kind: graph.LinkKindTwinning},
		&graph.TwinningLink{Statement: says("aix-lodz"), A: "lodz-pl", B: "aix-la-chapelle-de", Kind: graph.LinkKindFriendship},
		&graph.TwinningLink{Statement: recalls("atlantis-portland"), A: "atlantis", B: "portland-or-us", Kind: graph.LinkKindSisterCity},
		&graph.TwinningLink{Statement: says("braye-tuchow", "gazette"), A: "saint-jean-de-braye-fr", B: "tuchow-pl", Kind: graph.LinkKindTwinning, Disputes: []graph.DisputeAbout{graph.DisputeInitiator, graph.DisputeStatus}, DisputeNote: "Who wrote first is reported in two ways"},
		&graph.TwinningLink{Statement: says("nieuwegein-pulawy", "register"), A: "nieuwegein-nl", B: "pulawy-pl", Kind: graph.LinkKindTwinning},
		&graph.TwinningLink{Statement: says("nieuwegein-pulawy-2", "register"), A: "pulawy-pl", B: "nieuwegein-nl", Kind: graph.LinkKindPartnership},
		&graph.TwinningLink{Statement: says("lodz-tarnow"), A: "lodz-pl", B: "tarnow-pl", Kind: graph.LinkKindPartnership},
		&graph.TwinningLink{Statement: says("portland-tarnow"), A: "portland-me-us", B: "tarnow-county-pl", Kind: graph.LinkKindSisterCity},

		&graph.Claim{Statement: says("aachen-kostroma--e1", "register"), Link: "aachen-kostroma", Type: graph.Established, Date: date("2005"), Authority: graph.ThirdParty, Reason: "Tie established"},
		&graph.Claim{Statement: says("aachen-kostroma--e2", "hearsay"), Link: "aachen-kostroma", Type: graph.Suspended, Side: "aachen-de", Date: date("2022-03-30"), Authority: graph.PartyDecision, DecidedBy: graph.Council, Reason: "The council lets it rest"},
		&graph.Claim{Statement: says("aachen-kostroma--listed", "register"), Link: "aachen-kostroma", Type: graph.Listed, Authority: graph.ThirdParty},
		&graph.Claim{Statement: says("aix-lodz--seen", "hearsay"), Link: "aix-lodz", Type: graph.Observed, Observed: graph.StatusActive, Authority: graph.ThirdParty},
		&graph.Claim{Statement: says("braye-tuchow--e1", "gazette"), Link: "braye-tuchow", Type: graph.Established, Date: date("1999-05"), Authority: graph.OfficialStatement},
		&graph.Claim{Statement: says("braye-tuchow--e2", "gazette", "atlas"), Link: "braye-tuchow", Type: graph.Suspended, Side: "saint-jean-de-braye-fr", Date: date("2020-02"), Authority: graph.PartyDecision, DecidedBy: graph.Mayor, Reason: "Because of the declaration"},
		&graph.Claim{Statement: says("braye-tuchow--review", "gazette"), Link: "braye-tuchow", Type: graph.ReviewOpened, Side: "saint-jean-de-braye-fr", Date: date("2024-01-01"), Authority: graph.PartyDecision, DecidedBy: graph.Council},
		&graph.Claim{Statement: says("nieuwegein-pulawy--e1", "register"), Link: "nieuwegein-pulawy", Type: graph.Established, Date: date("1997-10-04"), Authority: graph.PartyDecision, Side: "nieuwegein-nl", DecidedBy: graph.Executive},
		&graph.Claim{Statement: says("nieuwegein-pulawy--e2", "atlas"), Link: "nieuwegein-pulawy", Type: graph.Ended, Side: "nieuwegein-nl", Date: date("2020-07-15"), Authority: graph.PartyDecision, DecidedBy: graph.Council},
		&graph.Claim{Statement: says("nieuwegein-pulawy-2--e1", "register"), Link: "nieuwegein-pulawy-2", Type: graph.Established, Date: date("2030-01-01"), Authority: graph.OfficialStatement},
		&graph.Claim{Statement: says("lodz-tarnow--a", "hearsay"), Link: "lodz-tarnow", Type: graph.Suspended, Side: "lodz-pl", Date: date("2023-05-05"), Authority: graph.OfficialStatement},
		&graph.Claim{Statement: says("lodz-tarnow--b", "hearsay"), Link: "lodz-tarnow", Type: graph.Restored, Side: "lodz-pl", Date: date("2023-05-05"), Authority: graph.OfficialStatement},
	}
}

func surroundings() []graph.Record {
	return []graph.Record{
		&graph.Organisation{Statement: says("atlas-nienawisci", "atlas"), Name: "Atlas nienawiści", Aliases: []string{"Atlas of Hate"}, Kind: graph.OrganisationNGO, Country: "PL", URL: "https://atlas.example.org"},
		&graph.Organisation{Statement: recalls("sister-cities"), Name: "Sister Cities Portland", Kind: graph.OrganisationAssociation, Country: "US"},
		&graph.Organisation{Statement: says("world-fund"), Name: "World Fund", Aliases: []string{"Landfund"}, Kind: graph.OrganisationFunder},

		&graph.Resolution{Statement: says("tuchow-declaration", "atlas"), City: "tuchow-pl", Title: "Declaration against “LGBT ideology”", Kind: graph.AntiLGBTDeclaration, Adopted: date("2019-05-29"), Outcome: graph.OutcomeInForce},
		&graph.Resolution{Statement: says("pulawy-charter", "atlas", "gazette"), City: "pulawy-pl", Title: "Charter of the Family", Kind: graph.FamilyCharter, Adopted: date("2019"), Repealed: date("2021-10"), Outcome: graph.OutcomeRepealed},
		&graph.Resolution{Statement: says("tarnow-county-declaration", "atlas"), City: "tarnow-county-pl", Title: "Declaration of Tarnów County", Kind: graph.AntiLGBTDeclaration, AdoptedBy: date("2019-04-30"), Annulled: date("2020-11-05"), NotInForceBy: date("2022-06"), Outcome: graph.OutcomeAnnulled},
		&graph.Resolution{Statement: recalls("lodz-rejected", "hearsay"), City: "lodz-pl", Title: "Declaration that was voted down", Kind: graph.AntiLGBTDeclaration, Rejected: date("2019-09"), Outcome: graph.OutcomeRejected},
		&graph.Resolution{Statement: says("aachen-suspends", "register"), City: "aachen-de", Title: "Suspension of Kostroma", Kind: graph.SuspensionDecision, Adopted: date("2022-03-30"), Amended: date("2022-09"), Lapsed: date("2024"), Outcome: graph.OutcomeLapsed, Links: []graph.ID{"aachen-kostroma"}},
		&graph.Claim{Statement: says("aachen-kostroma--e3", "register"), Link: "aachen-kostroma", Type: graph.Reaffirmed, Side: "kostroma-ru", Date: date("2022-04"), Authority: graph.PartyDecision, DecidedBy: graph.Mayor, Resolution: "aachen-suspends", RespondsTo: []graph.ID{"aachen-suspends", "tuchow-declaration"}},

		&graph.Campaign{Statement: says("keep-talking", "gazette"), Name: "Keep talking", Organiser: "sister-cities", Stance: graph.StanceMaintainAndDialogue, Scope: []string{"EU", "US"}, About: []string{"RU"}, Subject: graph.SubjectWar, Start: date("2022-03"), Milestones: []graph.Milestone{{Pledges: 10}, {By: date("2030"), Pledges: 1000}}, Summary: "Ties are kept for dialogue"},
		&graph.Campaign{Statement: says("cut-ties", "hearsay"), Name: "Cut the ties", OrganiserCity: "aachen-de", Stance: graph.StanceSuspend, Subject: graph.SubjectWar, Scope: []string{"global"}, Start: date("2022-02-24"), End: date("2023"), Opposes: []graph.ID{"keep-talking"}},
		&graph.Campaign{Statement: recalls("nameless", "hearsay"), Name: "Łańcuch", Stance: graph.StanceDocument},
		&graph.Pledge{Statement: says("pledge-1", "gazette"), Campaign: "keep-talking", City: "saint-jean-de-braye-fr", EntityName: "St-Jean", Country: "FR", CountryBasis: graph.CountryStated, VisionThemes: []string{"peace"}, Motivations: []string{"align_with_other_commitments"}, FocusAreas: []string{"climate", "housing"}, Date: date("2022-12-10")},
		&graph.Pledge{Statement: says("pledge-2", "gazette"), Campaign: "keep-talking", Organisation: "sister-cities", EntityName: "Sister Cities", FocusAreas: []string{"housing"}, Date: date("2022")},
		&graph.Pledge{Statement: says("pledge-3", "hearsay"), Campaign: "cut-ties", EntityName: "A town that did not sign its name"},
		&graph.Partnership{Statement: says("school-exchange", "gazette"), Cities: []graph.ID{"saint-jean-de-braye-fr", "tuchow-pl"}, Organisations: []graph.ID{"atlas-nienawisci", "world-fund"}, Programme: "École ouverte", Themes: []string{"Youth", "Éducation civique"}, Start: date("2021-09"), End: date("2023-06"), Funder: "world-fund"},
		&graph.Partnership{Statement: says("interest", "gazette"), Cities: []graph.ID{"lodz-pl"}, Programme: "Seeks a partner"},
		&graph.Practice{Statement: says("write-first", "gazette"), Kind: graph.PracticeBest, Title: "Write first", Summary: "A letter opens doors", Cities: []graph.ID{"saint-jean-de-braye-fr", "lodz-pl"}, About: []string{"FR", "PL"}},
		&graph.Practice{Statement: says("call-first", "gazette"), Kind: graph.PracticeNextStep, Title: "Call first", Opposes: []graph.ID{"write-first"}},
		&graph.Practice{Statement: says("do-not-write", "hearsay"), Kind: graph.PracticeCaution, Title: "Do not write", Opposes: []graph.ID{"write-first"}},

		&graph.Contact{Statement: says("tuchow-office", "gazette"), City: "tuchow-pl", Role: "Office of the mayor", Channel: graph.ChannelEmail, Value: "office@tuchow.example", Tier: graph.TierPublic, Verified: date("2022-05")},
		&graph.Contact{Statement: says("tuchow-partner", "gazette"), City: "tuchow-pl", Role: "Twinning officer", Person: "A. Nowak", Channel: graph.ChannelPhone, Value: "+48 14 652 51 76", Tier: graph.TierPartner, Personal: true, Verified: date("2023-01-05")},
		&graph.Contact{Statement: says("lodz-hidden", "gazette"), City: "lodz-pl", Role: "Defender at risk", Person: "B. Kowalska", Channel: graph.ChannelEmail, Value: "b@lodz.example", Tier: graph.TierRestricted, Personal: true},
		&graph.Contact{Statement: says("atlas-web", "atlas"), Organisation: "atlas-nienawisci", Role: "Contact form", Channel: graph.ChannelWeb, Value: "https://atlas.example.org/contact", Tier: graph.TierPublic},
		&graph.SupportTwinning{Statement: says("support-1", "hearsay"), Programme: "Parliamentarians for defenders", MandateCountry: "BE", DefenderCountry: "BI", Theme: "protection"},
		&graph.SupportTwinning{Statement: says("support-2", "hearsay"), Programme: "Parliamentarians for defenders", MandateCountry: "NL", DefenderCountry: "CD"},
		&graph.Approach{Statement: says("approach-1", "gazette"), From: "saint-jean-de-braye-fr", To: "tuchow-pl", Organisation: "sister-cities", Date: date("2023-02"), Channel: "letter", Outcome: "no answer yet"},
	}
}

// corrections supersede what was recorded before.
func corrections() []graph.Record {
	return []graph.Record{
		// The source turns out to be of 2018: the claim that takes its date from it follows.
		&graph.Source{Statement: says("register"), Title: "Register of twinnings, second edition", Publisher: "RGRE", Date: date("2018-11-20")},
		&graph.City{Statement: says("tuchow-pl", "atlas"), Name: "Tuchów", Aliases: []string{"Tuchow an der Biala"}, Kind: graph.CityKindTown, Country: "PL", Region: "Małopolskie", Location: at(49.89494, 21.05413), Population: inhabitants(6700)},
		// It was the 20th of February, not some day of that month.
		&graph.Claim{Statement: says("braye-tuchow--e2", "gazette"), Link: "braye-tuchow", Type: graph.Suspended, Side: "saint-jean-de-braye-fr", Date: date("2020-02-20"), Authority: graph.PartyDecision, DecidedBy: graph.Mayor, Reason: "Because of the declaration", RespondsTo: []graph.ID{"tuchow-declaration"}},
		&graph.Claim{Statement: says("aachen-kostroma--e2", "hearsay"), Link: "aachen-kostroma", Type: graph.Suspended, Side: "aachen-de", Date: date("2022-03-30"), Authority: graph.PartyDecision, DecidedBy: graph.Council, Reason: "The council lets it rest", Resolution: "aachen-suspends"},
		// The form gave a private address: it is for partners only from here on.
		&graph.Contact{Statement: says("tuchow-office", "gazette"), City: "tuchow-pl", Role: "Office of the mayor", Person: "C. Wiśniewski", Channel: graph.ChannelEmail, Value: "c@tuchow.example", Tier: graph.TierPartner, Personal: true, Verified: date("2022-05")},
	}
}

// lateRecords came to be known late.
func lateRecords() []graph.Record {
	return []graph.Record{
		&graph.Claim{Statement: says("lodz-tarnow--e1", "hearsay"), Link: "lodz-tarnow", Type: graph.Established, Date: date("1988-06"), Authority: graph.ThirdParty},
		&graph.Claim{Statement: says("atlantis-portland--e1", "hearsay"), Link: "atlantis-portland", Type: graph.Ended, Date: date("2024"), Side: "portland-or-us", Authority: graph.OfficialStatement, DecidedBy: graph.Association},
	}
}

// retractions take back a double of Aachen, whose link moves along, a claim, a
// practice, and a record that the public never saw.
func retractions() []graph.Retraction {
	return []graph.Retraction{
		{Word: graph.WordCity, ID: "aix-la-chapelle-de", Reason: "the same city", MovedTo: "aachen-de"},
		{Word: graph.WordClaim, ID: "aachen-kostroma--e3", Reason: "said of another city"},
		{Word: graph.WordPractice, ID: "do-not-write", Reason: "withdrawn by its author"},
		{Word: graph.WordContact, ID: "lodz-hidden", Reason: "asked to be forgotten"},
	}
}
