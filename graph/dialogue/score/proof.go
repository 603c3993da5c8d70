package score

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
)

// Proof is what a fact or a caution rests on. Its roles say what each part is; methods
// return the parts by role, nothing where there is none.
type Proof struct {
	Records []graph.Record
	Sources []graph.ID // of the records, in order

	dates  []graph.PartialDate // in the order of their roles; zero for one that is not known
	number int
	roles  Roles
}

// proofOf returns a proof of records with the dates, which can be unknown.
func proofOf(roles Roles, dates []graph.PartialDate, records ...graph.Record) Proof {
	return Proof{Records: append([]graph.Record{}, records...), Sources: index.SourcesOf(records...), dates: dates, roles: roles}
}

// Dates returns the dates that are known, in order of their roles.
func (p *Proof) Dates() []graph.PartialDate {
	return slices.DeleteFunc(slices.Clone(p.dates), graph.PartialDate.IsZero)
}

// RoleOf returns the role of the record in place i; empty for one that has none.
func (p *Proof) RoleOf(i int) FactRole {
	if len(p.roles.Records) == 0 {
		return ""
	}
	word := p.Records[i].Word()
	for _, role := range p.roles.Records[min(i, len(p.roles.Records)-1)] {
		if wordOf(role) == word {
			return role
		}
	}
	return ""
}

// wordOf returns the word of the records that have a role.
func wordOf(role FactRole) graph.Word {
	switch role {
	case RoleResolution:
		return graph.WordResolution
	case RoleLink, RoleLinks:
		return graph.WordTwinningLink
	case RoleGoverning, RoleReview, RoleFounding, RoleAct, RoleClaim:
		return graph.WordClaim
	case RoleCampaign, RoleOpposed:
		return graph.WordCampaign
	case RolePledge, RolePledges:
		return graph.WordPledge
	case RolePartnership, RolePartnerships:
		return graph.WordPartnership
	case RoleOrganisation:
		return graph.WordOrganisation
	case RoleContact:
		return graph.WordContact
	case RoleApproach:
		return graph.WordApproach
	case RolePractice, RoleContrary:
		return graph.WordPractice
	case RoleCities:
		return graph.WordCity
	}
	return ""
}

// all returns the records of a role, in order.
func all[T graph.Record](p *Proof, role FactRole) []T {
	records := []T{}
	for i, r := range p.Records {
		if p.RoleOf(i) == role {
			records = append(records, r.(T))
		}
	}
	return records
}

// one returns the record of a role.
func one[T graph.Record](p *Proof, role FactRole) T {
	var none T
	if records := all[T](p, role); len(records) > 0 {
		return records[0]
	}
	return none
}

// on returns the date of a role; zero for none and for one that is not known.
func (p *Proof) on(role FactRole) graph.PartialDate {
	if i := slices.Index(p.roles.Dates, role); i >= 0 && i < len(p.dates) {
		return p.dates[i]
	}
	return graph.PartialDate{}
}

// counted returns the number of a role; nil for none.
func (p *Proof) counted(role FactRole) *int {
	if p.roles.Number != role {
		return nil
	}
	return &p.number
}

// The records, by role.

// Resolution returns the text that it is about.
func (p *Proof) Resolution() *graph.Resolution { return one[*graph.Resolution](p, RoleResolution) }

// Link returns the link that it is about.
func (p *Proof) Link() *graph.TwinningLink { return one[*graph.TwinningLink](p, RoleLink) }

// Links returns the links that it is about.
func (p *Proof) Links() []*graph.TwinningLink { return all[*graph.TwinningLink](p, RoleLinks) }

// Governing returns the claims that give the status of the link, strongest first.
func (p *Proof) Governing() []*graph.Claim { return all[*graph.Claim](p, RoleGoverning) }

// Review returns the claim that opened the latest review of the link.
func (p *Proof) Review() *graph.Claim { return one[*graph.Claim](p, RoleReview) }

// Founding returns the claim with the founding of the link.
func (p *Proof) Founding() *graph.Claim { return one[*graph.Claim](p, RoleFounding) }

// Act returns the claim of what was done.
func (p *Proof) Act() *graph.Claim { return one[*graph.Claim](p, RoleAct) }

// Claim returns the claim that it is about.
func (p *Proof) Claim() *graph.Claim { return one[*graph.Claim](p, RoleClaim) }

// Campaign returns the campaign that it is about.
func (p *Proof) Campaign() *graph.Campaign { return one[*graph.Campaign](p, RoleCampaign) }

// Opposed returns campaigns that ask for contrary things.
func (p *Proof) Opposed() []*graph.Campaign { return all[*graph.Campaign](p, RoleOpposed) }

// Pledge returns the pledge that it is about.
func (p *Proof) Pledge() *graph.Pledge { return one[*graph.Pledge](p, RolePledge) }

// Pledges returns the pledges that show what is shared.
func (p *Proof) Pledges() []*graph.Pledge { return all[*graph.Pledge](p, RolePledges) }

// Partnership returns the partnership that it is about.
func (p *Proof) Partnership() *graph.Partnership { return one[*graph.Partnership](p, RolePartnership) }

// Partnerships returns the partnerships that show what is shared.
func (p *Proof) Partnerships() []*graph.Partnership {
	return all[*graph.Partnership](p, RolePartnerships)
}

// Organisation returns the organisation that both take part in.
func (p *Proof) Organisation() *graph.Organisation {
	return one[*graph.Organisation](p, RoleOrganisation)
}

// Contact returns the contact point that it is about.
func (p *Proof) Contact() *graph.Contact { return one[*graph.Contact](p, RoleContact) }

// Approach returns the approach that it is about.
func (p *Proof) Approach() *graph.Approach { return one[*graph.Approach](p, RoleApproach) }

// Practice returns the practice that it is about.
func (p *Proof) Practice() *graph.Practice { return one[*graph.Practice](p, RolePractice) }

// Contrary returns the practices that advise the contrary of the practice.
func (p *Proof) Contrary() []*graph.Practice { return all[*graph.Practice](p, RoleContrary) }

// Cities returns the cities that it is about.
func (p *Proof) Cities() []*graph.City { return all[*graph.City](p, RoleCities) }

// The dates, by role; zero for none.

// Adopted returns when the text was adopted.
func (p *Proof) Adopted() graph.PartialDate { return p.on(RoleAdopted) }

// LastSeenInForce returns when the text was last seen in force.
func (p *Proof) LastSeenInForce() graph.PartialDate { return p.on(RoleLastSeenInForce) }

// Amended returns when the text was amended.
func (p *Proof) Amended() graph.PartialDate { return p.on(RoleAmended) }

// Ended returns when the text ended.
func (p *Proof) Ended() graph.PartialDate { return p.on(RoleEnded) }

// Since returns when the status of the link began.
func (p *Proof) Since() graph.PartialDate { return p.on(RoleSince) }

// LastConfirmed returns when the status of the link was last confirmed.
func (p *Proof) LastConfirmed() graph.PartialDate { return p.on(RoleLastConfirmed) }

// Opened returns when the review was opened.
func (p *Proof) Opened() graph.PartialDate { return p.on(RoleOpened) }

// Founded returns when the link was founded.
func (p *Proof) Founded() graph.PartialDate { return p.on(RoleFounded) }

// Anniversary returns when the anniversary is.
func (p *Proof) Anniversary() graph.PartialDate { return p.on(RoleAnniversary) }

// Begin returns when the partnership or the campaign began.
func (p *Proof) Begin() graph.PartialDate { return p.on(RoleBegin) }

// End returns when the partnership ends.
func (p *Proof) End() graph.PartialDate { return p.on(RoleEnd) }

// Date returns the date of the pledge, the approach or the act.
func (p *Proof) Date() graph.PartialDate { return p.on(RoleDate) }

// Verified returns when the contact point was seen to be right.
func (p *Proof) Verified() graph.PartialDate { return p.on(RoleVerified) }

// The numbers, by role; nil for none.

// Count returns how many there are.
func (p *Proof) Count() *int { return p.counted(RoleCount) }

// Years returns how many full years, or which anniversary.
func (p *Proof) Years() *int { return p.counted(RoleYears) }

// Kilometres returns how far away it is.
func (p *Proof) Kilometres() *int { return p.counted(RoleKilometres) }

// Number returns the number, whatever its role; 0 for none.
func (p *Proof) Number() int { return p.number }
