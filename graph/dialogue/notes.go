package dialogue

import (
	"slices"

	"twingraph/graph"
)

// purposeMet is the note that a tie stands already as the letter asks.
const purposeMet CautionKind = "PURPOSE_MET"

// note is a warning or a thing to verify, as the templates see it.
type note struct {
	Kind CautionKind
	What string   // what it is about
	More []string // what else
	Date *graph.PartialDate
}

// notes returns the warnings to put on top of a letter and what to verify before it is
// sent. On top stands all that speaks against sending it as it is: judgements of
// others, and a status or text that changed or is in doubt.
func (n *pen) notes() (onTop, toVerify []note) {
	tie := n.plan.Ties
	if len(tie) > 0 {
		st := tie[0].Status
		broken := st.Status == graph.StatusSuspended || st.Status == graph.StatusEnded
		if n.purpose == PurposeSuspension && broken || n.purpose == PurposeRestoration && st.Status == graph.StatusActive {
			onTop = append(onTop, note{Kind: purposeMet, What: n.tie(tie[0].Link), Date: known(st.Since)})
		}
	}
	for _, c := range append(slices.Clone(n.plan.Cautions), n.plan.Verify...) {
		if !n.concerns(c) {
			continue
		}
		if n.goesOnTop(c.Kind) {
			onTop = append(onTop, n.note(c))
		} else {
			toVerify = append(toVerify, n.note(c))
		}
	}
	return onTop, toVerify
}

// concerns reports whether a caution concerns a letter of the pen's purpose.
func (n *pen) concerns(c Caution) bool {
	if n.purpose == PurposeThank && (c.Kind == CautionAdvice || c.Kind == CautionOpposed || c.Kind == CautionContrary) {
		return false // thanks take no side
	}
	switch c.Kind {
	case CautionGoalReached:
		return n.purpose == PurposeDialogue
	case CautionContrary: // it asks for what this letter asks for
		campaign, ok := c.Records[0].(*graph.Campaign)
		return !ok || n.purpose != PurposeSuspension || campaign.Stance != graph.StanceSuspend && campaign.Stance != graph.StanceEnd
	case CautionTextGone:
		return n.purpose != PurposeThank && n.plan.Goal.aboutTies()
	case CautionStaleContact, CautionPersonal: // those of advisers are for the plan, not for the letter
		contact, ok := c.Records[0].(*graph.Contact)
		return ok && contact.City == n.plan.addressee(n.purpose).ID
	}
	return true
}

func (n *pen) goesOnTop(k CautionKind) bool {
	switch k {
	case CautionDisputed, CautionReview, CautionUnknown, CautionRecentStatus, CautionTextAmended:
		return true
	case CautionTextGone:
		return n.plan.Goal == Repeal || n.purpose == PurposeSuspension
	case CautionPersonal:
		return false
	}
	return !k.ToVerify()
}

// note turns a caution into a note.
func (n *pen) note(c Caution) note {
	w := note{Kind: c.Kind, What: n.label(c.Records[0])}
	if len(c.Dates) > 0 {
		w.Date = known(c.Dates[len(c.Dates)-1])
	}
	for _, r := range c.Records[1:] {
		w.More = append(w.More, n.label(r))
	}
	return w
}

// label returns what a record is called in a letter.
func (n *pen) label(r graph.Record) string {
	switch r := r.(type) {
	case *graph.City:
		return n.city(r)
	case *graph.TwinningLink:
		return n.tie(r)
	case *graph.Claim:
		if l := n.plan.known.Link(r.Link); l != nil {
			return n.tie(l)
		}
	case *graph.Resolution:
		name, err := n.say("text", r.Kind, nil)
		if err == nil {
			return name + " (" + n.named(r.City) + ")"
		}
		return n.text(r.Title)
	case *graph.Practice:
		return n.text(r.Title)
	case *graph.Campaign:
		return n.text(r.Name)
	case *graph.Contact:
		return n.text(r.Role)
	case *graph.Pledge:
		return n.text(r.EntityName)
	case *graph.Partnership:
		return n.text(r.Programme)
	case *graph.Approach:
		return n.named(r.From)
	}
	return n.text(string(r.Base().ID))
}

// tie returns the names of the two sides of a link.
func (n *pen) tie(l *graph.TwinningLink) string { return n.named(l.A) + " – " + n.named(l.B) }

// named returns the name of a city, its id when that is all that is known.
func (n *pen) named(id graph.ID) string {
	if c := n.plan.known.City(id); c != nil {
		return n.city(c)
	}
	return n.text(string(id))
}

// campaign returns the name of a campaign, its id when that is all that is known.
func (n *pen) campaign(id graph.ID) string {
	if c, ok := n.plan.known.Record(graph.WordCampaign, id).(*graph.Campaign); ok {
		return n.text(c.Name)
	}
	return n.text(string(id))
}
