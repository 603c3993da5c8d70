package atlas

import (
	"slices"

	"twingraph/graph"
)

// Permission is something that not everybody may do.
type Permission string

// The permissions. What one covers beyond the role, such as the tier of records, is checked
// where it is done.
const (
	MayPropose    Permission = "PROPOSE"     // hand in proposals, withdraw one's own
	MayRecord     Permission = "RECORD"      // record, correct, retract, merge, undo one's own changes
	MayReview     Permission = "REVIEW"      // see proposals, accept and reject them
	MayUndoAny    Permission = "UNDO_ANY"    // undo changes of others
	MayErase      Permission = "ERASE"       // destroy personal content for good, list what was erased
	MayHandTokens Permission = "HAND_TOKENS" // issue, list and revoke tokens
	MayBackUp     Permission = "BACK_UP"     // take the whole store out
)

// rule says which role it takes at least to have a permission.
type rule struct {
	permission Permission
	least      graph.Role
}

// rules has each permission, in the order in which they are listed.
var rules = []rule{
	{MayPropose, graph.Contributor},
	{MayRecord, graph.Editor},
	{MayReview, graph.Editor},
	{MayUndoAny, graph.Steward},
	{MayErase, graph.Steward},
	{MayHandTokens, graph.Steward},
	{MayBackUp, graph.Steward},
}

// Permissions lists all of them.
func Permissions() []Permission { return each(rules, func(r rule) Permission { return r.permission }) }

// Permissions lists what the viewer may do beyond reading.
func (r *Request) Permissions() []Permission {
	return slices.DeleteFunc(Permissions(), func(p Permission) bool { return r.may(p) != nil })
}

// may returns nil when the viewer has the permission; where proposals are open to everybody,
// everybody may propose. The error has code Unauthenticated for
// somebody who shows no token, and Forbidden for anybody else; it says which role it takes.
func (r *Request) may(p Permission) error {
	for _, rule := range rules {
		switch {
		case rule.permission != p:
		case r.viewer.Role.Has(rule.least), p == MayPropose && r.open:
			return nil
		case r.viewer.Role == graph.Anonymous:
			return graph.Errorf(graph.Unauthenticated, "this takes a token of role %s; send it as Authorization: Bearer", rule.least)
		default:
			return graph.Errorf(graph.Forbidden, "this takes the role %s; your token has the role %s", rule.least, r.viewer.Role)
		}
	}
	return graph.Errorf(graph.Internal, "there is no permission %q", p)
}

// seesAll returns nil when the viewer sees records of every tier. The error has code
// Forbidden; because says why that matters.
func (r *Request) seesAll(because string) error {
	if r.viewer.Tier == graph.TierRestricted {
		return nil
	}
	return graph.Errorf(graph.Forbidden, "this takes the tier %s, and yours is %s: %s", graph.TierRestricted, r.viewer.Tier, because)
}
