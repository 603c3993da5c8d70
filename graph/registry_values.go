package graph

// The closed lists of values, in the order in which they are declared and shown.

// CityKinds lists the kinds of city.
func CityKinds() []CityKind {
	return []CityKind{
		CityKindCity, CityKindTown, CityKindMunicipality, CityKindCounty, CityKindDistrict,
		CityKindRegion, CityKindVoivodeship, CityKindOblast, CityKindDepartment, CityKindUnion,
	}
}

// LinkKinds lists the kinds of link.
func LinkKinds() []LinkKind {
	return []LinkKind{
		LinkKindTwinning, LinkKindSisterCity, LinkKindSisterState, LinkKindFriendship, LinkKindPartnership, LinkKindContactGroup,
	}
}

// DisputesAbout lists what a dispute can be about.
func DisputesAbout() []DisputeAbout {
	return []DisputeAbout{DisputeStatus, DisputeEstablished, DisputeInitiator, DisputeParties}
}

// ClaimTypes lists the types of claim, acts first.
func ClaimTypes() []ClaimType {
	return []ClaimType{Established, Suspended, Ended, Restored, Reaffirmed, ReviewOpened, Listed, Observed}
}

// ObservedStatuses lists the statuses that an OBSERVED claim can state.
func ObservedStatuses() []Status { return []Status{StatusActive, StatusSuspended, StatusEnded} }

// Authorities lists the authorities, strongest first.
func Authorities() []Authority { return []Authority{PartyDecision, OfficialStatement, ThirdParty} }

// DecidingBodies lists the deciding bodies.
func DecidingBodies() []DecidingBody { return []DecidingBody{Council, Mayor, Executive, Association} }

// Bases lists the bases of a status, strongest first.
func Bases() []Basis {
	return []Basis{BasisDecision, BasisStatement, BasisObservation, BasisListing}
}

// ResolutionKinds lists the kinds of resolution.
func ResolutionKinds() []ResolutionKind {
	return []ResolutionKind{
		AntiLGBTDeclaration, FamilyCharter, SuspensionDecision, HumanRightsCommitment, Solidarity, OtherResolution,
	}
}

// Outcomes lists the outcomes of a resolution.
func Outcomes() []Outcome {
	return []Outcome{OutcomeInForce, OutcomeAmended, OutcomeRepealed, OutcomeAnnulled, OutcomeLapsed, OutcomeRejected}
}

// InForces lists the answers to "was it in force".
func InForces() []InForce { return []InForce{InForceTrue, InForceFalse, InForceUnknown} }

// OrganisationKinds lists the kinds of organisation.
func OrganisationKinds() []OrganisationKind {
	return []OrganisationKind{
		OrganisationNetwork, OrganisationNGO, OrganisationAssociation, OrganisationFunder, OrganisationResearch,
		OrganisationParliament, OrganisationCampaign, OrganisationPublicBody, OrganisationMedia,
	}
}

// Channels lists the kinds of contact point.
func Channels() []Channel { return []Channel{ChannelEmail, ChannelPhone, ChannelWeb, ChannelPost} }

// Stances lists the stances of a campaign.
func Stances() []Stance {
	return []Stance{
		StanceMaintainAndDialogue, StanceMaintain, StanceDialogue, StanceSuspend, StanceEnd, StanceCommit,
		StancePartner, StanceProtect, StanceDocument, StancePromoteCharter, StanceCondemn, StanceWithholdFunds,
	}
}

// CountryBases lists the ways in which the country of a pledge is known.
func CountryBases() []CountryBasis {
	return []CountryBasis{CountryStated, CountryInferred, CountryAmbiguous}
}

// PracticeKinds lists the kinds of practice.
func PracticeKinds() []PracticeKind {
	return []PracticeKind{
		PracticeBest, PracticeOpportunity, PracticeAction, PracticeCaution, PracticeRecommendation,
		PracticeSupportMeasure, PracticeNextStep,
	}
}

// Confidences lists the confidences.
func Confidences() []Confidence { return []Confidence{Documented, Recalled} }

// Matches lists the ways in which a name matches a search, best first.
func Matches() []Match { return []Match{MatchExact, MatchPrefix, MatchWords} }

// ChangeKinds lists what a change can do to a record.
func ChangeKinds() []ChangeKind { return []ChangeKind{ItemAdded, ItemCorrected, ItemRetracted} }
