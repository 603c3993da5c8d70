package dialogue

import (
	"slices"

	"twingraph/graph"
)

// view is what the templates of letters can name. All strings are ready to stand in
// the letter.
type view struct {
	Goal            Goal
	Addressee       string
	Writer          string // the city that writes; empty when somebody else does
	Partner         string // the other side, as the addressee sees it
	Target, From    string
	Speaker         string   // the city in between; empty when there is none
	Organisation    string   // in which both take part; empty when there is none
	Contacts        []string // public offices of the addressee
	Tie             *tieView // nil when the two have none
	ReasonGone      *textView
	Open, Gone      []textView
	Deeds           []deedView
	Occasions       []occasionView
	Cases           []caseView // what others did to good effect
	Breaks          []caseView // who suspended or ended a tie in answer to a text
	Campaign        string
	CampaignSources []graph.ID
	Themes          []string
}

type tieView struct {
	A, B           string
	Status         graph.Status
	Since, Founded *graph.PartialDate
	Sources        []graph.ID
}

type textView struct {
	Kind      graph.ResolutionKind
	Body      string
	Adopted   *graph.PartialDate
	Uncertain bool
	Amended   bool
	AmendedOn *graph.PartialDate
	Ended     *graph.PartialDate
	Bound     bool // Ended is the latest date by which it had ended
	Sources   []graph.ID
}

type deedView struct {
	Kind    FactKind
	Text    graph.ResolutionKind // for OWN_WITHDRAWAL
	What    string               // the tie or campaign
	Date    *graph.PartialDate
	Bound   bool
	Sources []graph.ID
}

type occasionView struct {
	Kind        FactKind
	What        string
	Number      int
	Date, Until *graph.PartialDate
	Sources     []graph.ID
}

type caseView struct {
	Kind        CaseKind
	City, Other string
	Acts        []actView
	EndedAfter  bool
	Ended       *graph.PartialDate
	Bound       bool
	Programme   string
	Date        *graph.PartialDate
	Sources     []graph.ID
}

type actView struct {
	Type graph.ClaimType
	Date *graph.PartialDate
}

// view builds the view of the pen's plan.
func (n *pen) view() *view {
	p := n.plan
	to := p.addressee(n.purpose)
	v := &view{
		Goal: p.Goal, Addressee: n.city(to), Target: n.city(p.Target), From: n.city(p.From), Partner: n.city(p.Target),
	}
	if to != p.From {
		v.Writer, v.Partner = v.From, v.From
	}
	if c := p.Candidate; c != nil {
		if c.Channel.Speaker != p.From {
			v.Speaker = n.city(c.Channel.Speaker)
		}
		if c.Channel.Organisation != nil {
			v.Organisation = n.text(c.Channel.Organisation.Name)
		}
		v.Themes = n.themes(c)
	}
	for _, c := range p.Contacts {
		if c.Contact.City == to.ID && !c.Contact.Personal {
			v.Contacts = append(v.Contacts, n.text(c.Contact.Role+": "+c.Contact.Value))
		}
	}
	for _, t := range p.Texts {
		switch tv := n.textView(t); {
		case t.InForce != graph.InForceFalse:
			v.Open = append(v.Open, tv)
		case t.Resolution.Outcome != graph.OutcomeRejected:
			v.Gone = append(v.Gone, tv)
		}
	}
	if len(p.Ties) > 0 {
		v.Tie = n.tieView(p.Ties[0])
		v.ReasonGone = n.reasonGone(p.Ties[0])
	}
	n.viewDeeds(v)
	n.viewOccasions(v)
	n.viewCases(v)
	if p.Campaign != nil {
		v.Campaign, v.CampaignSources = n.text(p.Campaign.Name), p.Campaign.Sources
	}
	return v
}

// known returns the date for a template, in which only nil is false.
func known(d graph.PartialDate) *graph.PartialDate {
	if d.IsZero() {
		return nil
	}
	return &d
}

// city returns the name of a city in the language of the letter.
func (n *pen) city(c *graph.City) string {
	if n.language != English && latin(c.LocalName) {
		return n.text(c.LocalName)
	}
	return n.text(c.Name)
}

// themes returns the themes that a channel for PARTNER rests on.
func (n *pen) themes(c *Candidate) []string {
	var themes []string
	for _, f := range c.Parts[0].Facts {
		if f.Kind == SharedTheme {
			themes = append(themes, f.Theme)
		}
	}
	return n.texts(themes)
}

func (n *pen) textView(t TextState) textView {
	return textView{
		Kind: t.Resolution.Kind, Body: n.named(t.Resolution.City), Adopted: known(t.Resolution.Adopted),
		Uncertain: t.InForce == graph.InForceUnknown, Amended: t.Amended, AmendedOn: known(t.Resolution.Amended),
		Ended: known(t.Ended), Bound: t.EndedBy, Sources: t.Resolution.Sources,
	}
}

func (n *pen) tieView(s Step) *tieView {
	return &tieView{
		A: n.city(s.From), B: n.city(s.To), Status: s.Status.Status, Since: known(s.Status.Since), Founded: known(s.Founded),
		Sources: sourcesOf(append([]graph.Record{s.Link}, asRecords(s.Claims)...)...),
	}
}

// reasonGone returns the text that the break of a tie answered, when all that it
// answered are gone.
func (n *pen) reasonGone(s Step) *textView {
	if s.Status.Status == graph.StatusActive {
		return nil
	}
	var answered []graph.ID
	for _, c := range s.Claims {
		answered = append(answered, c.RespondsTo...)
	}
	var last *textView
	var when graph.PartialDate
	for _, id := range answered {
		i := slices.IndexFunc(n.plan.Texts, func(t TextState) bool { return t.Resolution.ID == id })
		if i < 0 || n.plan.Texts[i].InForce != graph.InForceFalse {
			return nil
		}
		if t := n.plan.Texts[i]; last == nil || when.Compare(t.Ended) < 0 {
			shown := n.textView(t)
			last, when = &shown, t.Ended
		}
	}
	return last
}

// viewDeeds fills in the latest deeds of the target, five at most.
func (n *pen) viewDeeds(v *view) {
	for _, f := range n.plan.Deeds[:min(len(n.plan.Deeds), 5)] {
		d := deedView{Kind: f.Kind, Sources: f.Sources}
		if len(f.Dates) > 0 {
			d.Date = known(f.Dates[0])
		}
		switch r := f.Records[0].(type) {
		case *graph.Resolution:
			d.Text, d.Bound = r.Kind, r.Outcome == graph.OutcomeRepealed && r.Repealed.IsZero()
		case *graph.TwinningLink:
			d.What = n.tie(r)
		case *graph.Pledge:
			d.What = n.campaign(r.Campaign)
		}
		v.Deeds = append(v.Deeds, d)
	}
}

func (n *pen) viewOccasions(v *view) {
	for _, f := range n.plan.Occasions {
		o := occasionView{Kind: f.Kind, Number: f.Number, Sources: f.Sources}
		switch r := f.Records[0].(type) {
		case *graph.Partnership:
			o.What, o.Date, o.Until = n.text(r.Programme), known(r.Start), known(r.End)
		case *graph.Pledge:
			o.What, o.Date = n.text(r.EntityName), known(r.Date)
		default:
			o.Date = known(f.Dates[len(f.Dates)-1])
		}
		v.Occasions = append(v.Occasions, o)
	}
}

// viewCases fills in the cases that a letter can point to: near ones of others, five
// at most of each sort.
func (n *pen) viewCases(v *view) {
	seen := map[graph.ID]bool{}
	for _, c := range n.plan.Cases {
		if c.Nearness == NearElsewhere || c.City == nil || c.City == n.plan.From || c.Link != nil && seen[c.Link.ID] {
			continue
		}
		if c.Link != nil {
			seen[c.Link.ID] = true
		} else if n.purpose != PurposeDialogue {
			continue // pledges and partnerships say nothing about a tie
		}
		view := caseView{Kind: c.Kind, City: n.city(c.City), EndedAfter: c.EndedAfter, Date: known(c.When), Sources: c.Sources}
		if c.Other != nil {
			view.Other = n.city(c.Other)
		}
		if c.Partnership != nil {
			view.Programme = n.text(c.Partnership.Programme)
		}
		if c.EndedAfter {
			view.Ended, view.Bound = known(c.Text.Ended), c.Text.EndedBy
			if view.Ended == nil { // amended, and still in force as such
				view.Ended = known(c.Text.Resolution.Amended)
			}
		}
		broke, last := false, graph.ClaimType("")
		for _, claim := range c.Claims {
			view.Acts = append(view.Acts, actView{claim.Type, known(claim.Effective())})
			broke = broke || claim.Type == graph.Suspended || claim.Type == graph.Ended
			last = claim.Type
		}
		if c.Kind != CaseAnswered || c.EndedAfter || last == graph.Restored || last == graph.Reaffirmed {
			if len(v.Cases) < 5 {
				v.Cases = append(v.Cases, view)
			}
		}
		if c.Kind == CaseAnswered && broke && len(v.Breaks) < 5 {
			v.Breaks = append(v.Breaks, view)
		}
	}
}
