package letter

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/score"
)

// contents is what the templates of letters can name. All strings are ready to stand in
// the letter.
type contents struct {
	Goal            score.Goal
	Addressee       string
	Writer          string // the city that writes; empty when somebody else does
	Partner         string // the other side, as the addressee sees it
	Target, From    string
	Speaker         string    // the city in between; empty when there is none
	Organisation    string    // in which both take part; empty when there is none
	Contacts        []string  // public offices of the addressee
	Tie             *linkItem // nil when the two have none
	ReasonGone      *textItem
	Open, Gone      []textItem
	Deeds           []deedItem
	Occasions       []occasionItem
	Cases           []caseItem // what others did to good effect
	Breaks          []caseItem // who suspended or ended a link in answer to a text
	Campaign        string
	CampaignSources []graph.ID
	Themes          []string
}

type linkItem struct {
	A, B           string
	Status         graph.Status
	Since, Founded *graph.PartialDate
	Listed         *graph.PartialDate // from when a list shows it, where nothing else says how it stands
	Sources        []graph.ID
}

type textItem struct {
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

type deedItem struct {
	Kind    score.FactKind
	Text    graph.ResolutionKind // for OWN_WITHDRAWAL
	What    string               // the link or campaign
	Date    *graph.PartialDate
	Bound   bool
	Sources []graph.ID
}

type occasionItem struct {
	Kind        score.FactKind
	What        string
	Number      int
	Date, Until *graph.PartialDate
	Sources     []graph.ID
}

type caseItem struct {
	Kind        plan.CaseKind
	City, Other string
	Acts        []actItem
	EndedAfter  bool
	Ended       *graph.PartialDate
	Bound       bool
	Programme   string
	Date        *graph.PartialDate
	Sources     []graph.ID
}

type actItem struct {
	Type graph.ClaimType
	Date *graph.PartialDate
}

// contents returns what is in the draft's plan.
func (d *draft) contents() *contents {
	p := d.plan
	to := addressee(p, d.purpose)
	c := &contents{
		Goal: p.Goal, Addressee: d.city(to), Target: d.city(p.Target), From: d.city(p.From), Partner: d.city(p.Target),
	}
	if to != p.From {
		c.Writer, c.Partner = c.From, c.From
	}
	if best := p.Candidate; best != nil {
		if best.Route.Speaker != p.From {
			c.Speaker = d.city(best.Route.Speaker)
		}
		if best.Route.Organisation != nil {
			c.Organisation = d.text(best.Route.Organisation.Name)
		}
		for _, f := range best.Parts[0].Facts {
			if f.Kind == score.SharedTheme { // what a channel for PARTNER rests on
				c.Themes = append(c.Themes, d.text(f.Theme))
			}
		}
	}
	for _, point := range p.Contacts {
		if contact := point.Contact; contact.City == to.ID && !contact.Personal {
			c.Contacts = append(c.Contacts, d.text(contact.Role+": "+contact.Value))
		}
	}
	for _, t := range p.Texts {
		switch item := d.textItem(t); {
		case t.InForce != graph.InForceFalse:
			c.Open = append(c.Open, item)
		case t.Resolution.Outcome != graph.OutcomeRejected:
			c.Gone = append(c.Gone, item)
		}
	}
	if len(p.Links) > 0 {
		c.Tie = d.linkItem(p.Links[0])
		c.ReasonGone = d.reasonGone(p.Links[0])
	}
	d.addDeeds(c)
	d.addOccasions(c)
	d.addCases(c)
	if p.Campaign != nil {
		c.Campaign, c.CampaignSources = d.text(p.Campaign.Name), p.Campaign.Sources
	}
	return c
}

// known returns the date for a template, in which only nil is false.
func known(d graph.PartialDate) *graph.PartialDate {
	if d.IsZero() {
		return nil
	}
	return &d
}

// city returns the name of a city in the language of the letter.
func (d *draft) city(c *graph.City) string {
	if d.language != English && latin(c.LocalName) {
		return d.text(c.LocalName)
	}
	return d.text(c.Name)
}

func (d *draft) textItem(t index.Text) textItem {
	return textItem{
		Kind: t.Resolution.Kind, Body: d.named(t.Resolution.City), Adopted: known(t.Resolution.Adopted),
		Uncertain: t.InForce == graph.InForceUnknown, Amended: t.Amended, AmendedOn: known(t.Resolution.Amended),
		Ended: known(t.Ended), Bound: t.EndedBy, Sources: t.Resolution.Sources,
	}
}

func (d *draft) linkItem(s plan.Step) *linkItem {
	item := &linkItem{
		A: d.city(s.From), B: d.city(s.To), Status: s.Status.Status, Since: known(s.Status.Since), Founded: known(s.Founded),
		Sources: index.SourcesOf(append(index.Records(s.Claims...), s.Link)...),
	}
	if s.Status.Basis == graph.BasisListing {
		item.Listed = known(s.Status.ListedSince)
	}
	return item
}

// reasonGone returns the text that the break of a link answered, when all that it
// answered are gone.
func (d *draft) reasonGone(s plan.Step) *textItem {
	if s.Status.Status == graph.StatusActive {
		return nil
	}
	var answered []graph.ID
	for _, c := range s.Claims {
		answered = append(answered, c.RespondsTo...)
	}
	var last *textItem
	var when graph.PartialDate
	for _, id := range answered {
		i := slices.IndexFunc(d.plan.Texts, func(t index.Text) bool { return t.Resolution.ID == id })
		if i < 0 || d.plan.Texts[i].InForce != graph.InForceFalse {
			return nil
		}
		if t := d.plan.Texts[i]; last == nil || when.Compare(t.Ended) < 0 {
			shown := d.textItem(t)
			last, when = &shown, t.Ended
		}
	}
	return last
}

// addDeeds fills in the latest deeds of the target, five at most.
func (d *draft) addDeeds(contents *contents) {
	for _, f := range d.plan.Deeds[:min(len(d.plan.Deeds), 5)] {
		deed := deedItem{Kind: f.Kind, Sources: f.Sources}
		if dates := f.Dates(); len(dates) > 0 {
			deed.Date = known(dates[0])
		}
		switch r := f.Records[0].(type) {
		case *graph.Resolution:
			deed.Text, deed.Bound = r.Kind, r.Outcome == graph.OutcomeRepealed && r.Repealed.IsZero()
		case *graph.TwinningLink:
			deed.What = d.link(r)
		case *graph.Pledge:
			deed.What = d.campaign(r.Campaign)
		}
		contents.Deeds = append(contents.Deeds, deed)
	}
}

func (d *draft) addOccasions(contents *contents) {
	for _, f := range d.plan.Occasions {
		o := occasionItem{Kind: f.Kind, Number: f.Number(), Sources: f.Sources}
		switch r := f.Records[0].(type) {
		case *graph.Partnership:
			o.What, o.Date, o.Until = d.text(r.Programme), known(r.Start), known(r.End)
		case *graph.Pledge:
			o.What, o.Date = d.text(r.EntityName), known(r.Date)
		default:
			o.Date = known(f.Anniversary())
		}
		contents.Occasions = append(contents.Occasions, o)
	}
}

// addCases fills in the cases that a letter can point to: near ones of others, five
// at most of each sort.
func (d *draft) addCases(contents *contents) {
	seen := map[graph.ID]bool{}
	for _, c := range d.plan.Cases {
		if c.Nearness == plan.NearElsewhere || c.City == nil || c.City == d.plan.From || c.Link != nil && seen[c.Link.ID] {
			continue
		}
		if c.Link != nil {
			seen[c.Link.ID] = true
		} else if d.purpose != PurposeDialogue {
			continue // pledges and partnerships say nothing about a link
		}
		item := caseItem{Kind: c.Kind, City: d.city(c.City), EndedAfter: c.EndedAfter, Date: known(c.When), Sources: c.Sources}
		if c.Other != nil {
			item.Other = d.city(c.Other)
		}
		if c.Partnership != nil {
			item.Programme = d.text(c.Partnership.Programme)
		}
		if c.EndedAfter {
			item.Ended, item.Bound = known(c.Text.Ended), c.Text.EndedBy
			if item.Ended == nil { // amended, and still in force as such
				item.Ended = known(c.Text.Resolution.Amended)
			}
		}
		broke, last := false, graph.ClaimType("")
		for _, claim := range c.Claims {
			item.Acts = append(item.Acts, actItem{claim.Type, known(claim.Effective())})
			broke = broke || claim.Type == graph.Suspended || claim.Type == graph.Ended
			last = claim.Type
		}
		if c.Kind != plan.CaseAnswered || c.EndedAfter || last == graph.Restored || last == graph.Reaffirmed {
			if len(contents.Cases) < 5 {
				contents.Cases = append(contents.Cases, item)
			}
		}
		if c.Kind == plan.CaseAnswered && broke && len(contents.Breaks) < 5 {
			contents.Breaks = append(contents.Breaks, item)
		}
	}
}
