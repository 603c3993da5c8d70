package letter

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/score"
)

// The notes that only a letter can have.
const (
	purposeMet     score.CautionKind = "PURPOSE_MET"     // a link stands already as the letter asks
	ofAnotherDay   score.CautionKind = "OF_ANOTHER_DAY"  // it is dated another day than the one it is about
	publishedLater score.CautionKind = "PUBLISHED_LATER" // some of it no source says that was published by that day
)

// note is a warning or a thing to verify, as the templates see it.
type note struct {
	Kind score.CautionKind
	What string   // what it is about
	More []string // what else
	Date *graph.PartialDate
}

// notes returns the warnings and what to verify before the letter is sent, when its body is
// written. A warning is all that speaks against sending it as it is: judgements of others, a
// status or text that changed or is in doubt, and that it is about another day than its date.
func (d *draft) notes() (onTop, toVerify []note) {
	if len(d.plan.Links) > 0 {
		l := d.plan.Links[0].Link
		st := d.plan.Links[0].Status
		broken := st.Status == graph.StatusSuspended || st.Status == graph.StatusEnded
		if d.purpose == PurposeSuspension && broken || d.purpose == PurposeRestoration && st.Status == graph.StatusActive {
			onTop = append(onTop, note{Kind: purposeMet, What: d.link(l), Date: known(st.Since)})
		}
	}
	asOf := d.plan.AsOf.Date()
	if d.dated != d.plan.AsOf {
		onTop = append(onTop, note{Kind: ofAnotherDay, Date: &asOf})
	}
	if len(d.later) > 0 {
		toVerify = append(toVerify, note{Kind: publishedLater, Date: &asOf})
	}
	for _, c := range slices.Concat(d.plan.Cautions, d.plan.Verify) {
		if !d.concerns(c) {
			continue
		}
		if d.goesOnTop(c.Kind) {
			onTop = append(onTop, d.note(c))
		} else {
			toVerify = append(toVerify, d.note(c))
		}
	}
	return onTop, toVerify
}

// concerns reports whether a caution concerns a letter of the draft's purpose.
func (d *draft) concerns(c score.Caution) bool {
	if d.purpose == PurposeThank && (c.Kind == score.CautionAdvice || c.Kind == score.CautionOpposed || c.Kind == score.CautionContrary) {
		return false // thanks take no side
	}
	switch c.Kind {
	case score.CautionGoalReached:
		return d.purpose == PurposeDialogue
	case score.CautionContrary: // it asks for what this letter asks for
		campaign := c.Campaign()
		return campaign == nil || d.purpose != PurposeSuspension || campaign.Stance != graph.StanceSuspend && campaign.Stance != graph.StanceEnd
	case score.CautionTextGone:
		return d.purpose != PurposeThank && d.plan.Goal.AboutLinks()
	case score.CautionStaleContact, score.CautionPersonal: // those of advisers are for the plan, not for the letter
		contact := c.Contact()
		return contact != nil && contact.City == addressee(d.plan, d.purpose).ID
	}
	return true
}

func (d *draft) goesOnTop(k score.CautionKind) bool {
	switch k {
	case score.CautionDisputed, score.CautionReview, score.CautionUnknown, score.CautionRecentStatus, score.CautionTextAmended:
		return true
	case score.CautionTextGone:
		return d.plan.Goal == score.Repeal || d.purpose == PurposeSuspension
	case score.CautionPersonal:
		return false
	}
	return !k.ToVerify()
}

// note turns a caution into a note.
func (d *draft) note(c score.Caution) note {
	w := note{Kind: c.Kind, What: d.label(c.Records[0])}
	if dates := c.Dates(); len(dates) > 0 {
		w.Date = known(dates[len(dates)-1])
	}
	for _, r := range c.Records[1:] {
		w.More = append(w.More, d.label(r))
	}
	return w
}

// label returns what a record is called in a letter.
func (d *draft) label(r graph.Record) string {
	switch r := r.(type) {
	case *graph.City:
		return d.city(r)
	case *graph.TwinningLink:
		return d.link(r)
	case *graph.Claim:
		if l := d.plan.Known.Link(r.Link); l != nil {
			return d.link(l)
		}
	case *graph.Resolution:
		name, err := d.say("text", r.Kind, nil)
		if err == nil {
			return name + " (" + d.named(r.City) + ")"
		}
		return d.text(r.Title)
	case *graph.Practice:
		return d.text(r.Title)
	case *graph.Campaign:
		return d.text(r.Name)
	case *graph.Contact:
		return d.text(r.Role)
	case *graph.Pledge:
		return d.text(r.EntityName)
	case *graph.Partnership:
		return d.text(r.Programme)
	case *graph.Approach:
		return d.named(r.From)
	}
	return d.text(string(r.Base().ID))
}

// link returns the names of the two sides of a link.
func (d *draft) link(l *graph.TwinningLink) string { return d.named(l.A) + " – " + d.named(l.B) }

// named returns the name of a city, its id when that is all that is known.
func (d *draft) named(id graph.ID) string {
	if c := d.plan.Known.City(id); c != nil {
		return d.city(c)
	}
	return d.text(string(id))
}

// campaign returns the name of a campaign, its id when that is all that is known.
func (d *draft) campaign(id graph.ID) string {
	if c, ok := d.plan.Known.Record(graph.WordCampaign, id).(*graph.Campaign); ok {
		return d.text(c.Name)
	}
	return d.text(string(id))
}
