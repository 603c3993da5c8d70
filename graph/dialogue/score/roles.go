package score

// FactRole says what a record, a date or a number is to a fact or a caution: the name of the
// field of the schema that shows it.
type FactRole string

// The roles of records.
const (
	RoleResolution   FactRole = "resolution"
	RoleLink         FactRole = "link"
	RoleLinks        FactRole = "links"
	RoleGoverning    FactRole = "governing"    // claims that give the status of the link, strongest first
	RoleReview       FactRole = "review"       // the claim that opened the latest review
	RoleFounding     FactRole = "founding"     // the claim with the founding of the link
	RoleAct          FactRole = "act"          // the claim of what was done
	RoleClaim        FactRole = "claim"        // any claim
	RoleCampaign     FactRole = "campaign"     // a campaign
	RoleOpposed      FactRole = "opposed"      // campaigns that ask for contrary things
	RolePledge       FactRole = "pledge"       // a pledge
	RolePledges      FactRole = "pledges"      // pledges that show what is shared
	RolePartnership  FactRole = "partnership"  // a partnership
	RolePartnerships FactRole = "partnerships" // partnerships that show what is shared
	RoleOrganisation FactRole = "organisation"
	RoleContact      FactRole = "contact"
	RoleApproach     FactRole = "approach"
	RolePractice     FactRole = "practice"
	RoleContrary     FactRole = "contrary" // practices that advise the contrary
	RoleCities       FactRole = "cities"
)

// The roles of dates.
const (
	RoleAdopted         FactRole = "adopted"
	RoleLastSeenInForce FactRole = "lastSeenInForce"
	RoleAmended         FactRole = "amended"
	RoleEnded           FactRole = "ended"
	RoleSince           FactRole = "since"
	RoleLastConfirmed   FactRole = "lastConfirmed"
	RoleOpened          FactRole = "opened" // of a review
	RoleFounded         FactRole = "founded"
	RoleAnniversary     FactRole = "anniversary"
	RoleBegin           FactRole = "begin"
	RoleEnd             FactRole = "end"
	RoleDate            FactRole = "date" // of a pledge, an approach or an act
	RoleVerified        FactRole = "verified"
)

// The roles of numbers.
const (
	RoleCount      FactRole = "count"
	RoleYears      FactRole = "years"
	RoleKilometres FactRole = "kilometres"
)

// Roles says what the records, dates and number of a fact or a caution are.
type Roles struct {
	// Records are in the order of the records. Those after the last one have its role, and
	// of several for one place the first that a record of its word can have counts.
	Records [][]FactRole
	Dates   []FactRole // in the order of the dates
	Number  FactRole   // empty for none
}

// being returns roles of records, in their order.
func being(records ...FactRole) Roles {
	var r Roles
	for _, role := range records {
		r.Records = append(r.Records, []FactRole{role})
	}
	return r
}

// or returns the roles with others that the last records can have.
func (r Roles) or(roles ...FactRole) Roles {
	last := len(r.Records) - 1
	r.Records[last] = append(r.Records[last], roles...)
	return r
}

// on returns the roles with those of dates.
func (r Roles) on(dates ...FactRole) Roles {
	r.Dates = dates
	return r
}

// counting returns the roles with that of the number.
func (r Roles) counting(number FactRole) Roles {
	r.Number = number
	return r
}

// Roles returns what the records, dates and number of a fact of the kind are.
func (k FactKind) Roles() Roles {
	switch k {
	case TextInForce, Commitment, SolidarityText:
		return being(RoleResolution).on(RoleAdopted)
	case TextPerhaps:
		return being(RoleResolution).on(RoleAdopted, RoleLastSeenInForce)
	case TextAmended:
		return being(RoleResolution).on(RoleAdopted, RoleAmended)
	case LinkSuspended, LinkEnded:
		return being(RoleLink, RoleGoverning).on(RoleSince)
	case ReasonGone:
		return being(RoleAct, RoleResolution).on(RoleEnded)
	case UnderReview:
		return being(RoleLink, RoleReview).on(RoleOpened)
	case LinkContested:
		return being(RoleLink, RoleGoverning)
	case LinkDisputed, BothSides, FurtherLink:
		return being(RoleLink)
	case LinksBreaking, Hops:
		return being(RoleLinks).counting(RoleCount)
	case NotJoined, CountryAbsent:
		return being(RoleCampaign)
	case SharedTheme:
		return being(RolePartnerships).or(RolePledges)
	case OpenInterest, RightsPartnership, CountriesPartner:
		return being(RolePartnership).on(RoleBegin)
	case HopActive, HopListed, HopContested, HopUnknown, HopSuspended:
		return being(RoleLink, RoleGoverning).on(RoleLastConfirmed)
	case ConfirmedSince:
		return being(RoleLink).on(RoleLastConfirmed)
	case Age:
		return being(RoleLink, RoleFounding).on(RoleFounded).counting(RoleYears)
	case SharedNetwork:
		return being(RoleOrganisation, RolePartnerships).or(RolePledges)
	case Pledged, RecentPledge, PartnerJoined, CountryJoined:
		return being(RolePledge).on(RoleDate)
	case FocusArea:
		return being(RolePledge).counting(RoleCount)
	case PracticeSeen:
		return being(RolePractice)
	case Anniversary:
		return being(RoleLink, RoleFounding).on(RoleFounded, RoleAnniversary).counting(RoleYears)
	case RunningPartnership:
		return being(RolePartnership).on(RoleBegin, RoleEnd)
	case NearWithdrawal:
		return being(RoleResolution).on(RoleEnded).counting(RoleKilometres)
	case OwnWithdrawal, RegionWithdrawal, Withdrawal:
		return being(RoleResolution).on(RoleEnded)
	case LinkRestored, LinkReaffirmed:
		return being(RoleLink, RoleAct).on(RoleDate)
	case TargetContact, ChannelContact, AdviserContact:
		return being(RoleContact).on(RoleVerified)
	case ApproachedNow, ApproachedThen:
		return being(RoleApproach).on(RoleDate)
	}
	return Roles{}
}

// Roles returns what the records and dates of a caution of the kind are.
func (k CautionKind) Roles() Roles {
	switch k {
	case CautionAdvice:
		return being(RolePractice, RoleContrary)
	case CautionOpposed:
		return being(RoleOpposed)
	case CautionContrary:
		return being(RoleCampaign).on(RoleBegin)
	case CautionApproached:
		return being(RoleApproach).on(RoleDate)
	case CautionOwnText:
		return being(RoleResolution).on(RoleAdopted)
	case CautionPersonal:
		return being(RoleContact)
	case CautionSuspendedHop, CautionRecentStatus:
		return being(RoleLink).on(RoleSince)
	case CautionGoalReached:
		return being(RoleCities).or(RoleLink, RolePledge, RolePartnership)
	case CautionNoChannel:
		return being(RoleCities)
	case CautionStaleContact:
		return being(RoleContact).on(RoleVerified)
	case CautionRivalDates, CautionParties:
		return being(RoleLink)
	case CautionReview:
		return being(RoleLink).on(RoleOpened)
	case CautionWeak, CautionOldStatus, CautionDisputed, CautionUnknown:
		return being(RoleLink).on(RoleLastConfirmed)
	case CautionTextUncertain:
		return being(RoleResolution).on(RoleAdopted, RoleLastSeenInForce)
	case CautionTextAmended:
		return being(RoleResolution).on(RoleAmended)
	case CautionTextGone:
		return being(RoleResolution).on(RoleEnded)
	case CautionPartialDate:
		return being(RoleLink).on(RoleFounded)
	case CautionRecalled:
		return being(RoleLink).or(RoleClaim, RoleResolution)
	}
	return Roles{}
}
