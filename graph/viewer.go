package graph

// Tier is how far a record may travel. A viewer with a tier sees that tier and
// every more public one.
type Tier string

// The tiers, most public first.
const (
	TierPublic     Tier = "PUBLIC"
	TierPartner    Tier = "PARTNER"
	TierRestricted Tier = "RESTRICTED"
)

// Tiers lists the tiers, most public first.
func Tiers() []Tier { return []Tier{TierPublic, TierPartner, TierRestricted} }

// Rank returns 0 for PUBLIC, 1 for PARTNER and 2 for RESTRICTED and for anything
// unknown, so that a mistake hides rather than shows.
func (t Tier) Rank() int {
	switch t {
	case TierPublic:
		return 0
	case TierPartner:
		return 1
	}
	return 2
}

// Sees reports whether a viewer of tier t may know of a record of tier other. The
// empty viewer tier is PUBLIC, and so is an unknown one: a mistake hides.
func (t Tier) Sees(other Tier) bool {
	if t != TierPartner && t != TierRestricted {
		t = TierPublic
	}
	return other.Rank() <= t.Rank()
}

// TierOf returns the tier of a record by what its word declares: a contact's own,
// RESTRICTED for support twinnings, PARTNER for recorded approaches, and PUBLIC for words
// that are open. Of a source it is that of one that nothing cites, PARTNER.
func TierOf(r Record) Tier { return ShapeOf(r.Word()).TierOf(r) }
