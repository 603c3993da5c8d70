package graph

import (
	"slices"
	"time"
)

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

// Role is what somebody may do. Each role may do all that those before it may.
type Role string

// The roles, least first. Whoever shows no token is Anonymous.
const (
	Anonymous   Role = "ANONYMOUS"   // reads what is PUBLIC
	RoleReader  Role = "READER"      // reads up to a tier
	Contributor Role = "CONTRIBUTOR" // proposes
	Editor      Role = "EDITOR"      // records, corrects, retracts, merges and reviews, up to a tier
	Steward     Role = "STEWARD"     // issues tokens, erases, undoes anybody's change, makes backups
)

// Roles lists the roles, least first.
func Roles() []Role { return []Role{Anonymous, RoleReader, Contributor, Editor, Steward} }

// Has reports whether r may do what other may. An unknown role may do what Anonymous may,
// and nobody may do what an unknown one may: a mistake refuses.
func (r Role) Has(other Role) bool {
	asked := slices.Index(Roles(), other)
	return asked >= 0 && max(0, slices.Index(Roles(), r)) >= asked
}

// Viewer is who is asking. The zero value is somebody who shows no token.
type Viewer struct {
	Role Role   // empty is Anonymous
	Tier Tier   // empty is PUBLIC
	Name string // who is named as the actor of a change; empty for Anonymous

	ExpiresAt time.Time // when what the viewer showed stops to hold; zero for never
}

// Known returns the viewer with a role and a tier in place of empty and unknown ones.
func (v Viewer) Known() Viewer {
	if !slices.Contains(Roles(), v.Role) {
		v.Role = Anonymous
	}
	if !slices.Contains(Tiers(), v.Tier) {
		v.Tier = TierPublic
	}
	return v
}
