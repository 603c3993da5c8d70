package graph

import "fmt"

// Validate returns every reason why the record alone, in its canonical form (see
// Canonical), breaks a law; none for a sound one. Whether its references resolve
// is for the Registry to see.
func Validate(r Record) []Problem {
	v := &validation{word: r.Word(), id: r.Base().ID}
	v.statement(r)
	switch r := r.(type) {
	case *City:
		v.city(r)
	case *TwinningLink:
		v.twinningLink(r)
	case *Claim:
		v.claim(r)
	case *Resolution:
		v.resolution(r)
	case *Organisation:
		v.required("name", r.Name)
		v.texts("name", r.Name)
		v.texts("aliases", r.Aliases...)
		enumerated(v, "kind", r.Kind, OrganisationKinds())
		v.country("country", r.Country)
		v.web("url", r.URL)
	case *Contact:
		v.contact(r)
	case *Campaign:
		v.campaign(r)
	case *Pledge:
		v.pledge(r)
	case *Partnership:
		v.partnership(r)
	case *SupportTwinning:
		v.texts("programme", r.Programme)
		v.texts("theme", r.Theme)
		v.required("mandateCountry", r.MandateCountry)
		v.required("defenderCountry", r.DefenderCountry)
		v.country("mandateCountry", r.MandateCountry)
		v.country("defenderCountry", r.DefenderCountry)
	case *Practice:
		v.required("title", r.Title)
		v.texts("title", r.Title)
		v.texts("summary", r.Summary)
		enumerated(v, "kind", r.Kind, PracticeKinds())
		v.notItself("opposes", r.Opposes)
	case *Approach:
		v.required("from", string(r.From))
		v.required("to", string(r.To))
		if r.From == r.To && r.From != "" {
			v.say("to", "a city cannot approach itself")
		}
		v.date("date", r.Date)
		v.texts("channel", r.Channel)
		v.texts("outcome", r.Outcome)
	case *Source:
		v.required("title", r.Title)
		v.texts("title", r.Title)
		v.texts("publisher", r.Publisher)
		v.texts("archivedHash", r.ArchivedHash)
		v.web("url", r.URL)
		v.date("date", r.Date)
		v.notItself("sources", r.Sources)
	}
	return v.problems
}

// validation collects the problems of one record.
type validation struct {
	word     Word
	id       ID
	problems []Problem
}

func (v *validation) say(field, format string, args ...any) {
	v.problems = append(v.problems, Problem{Word: v.word, ID: v.id, Field: field, Message: fmt.Sprintf(format, args...)})
}

// statement checks what every record carries.
func (v *validation) statement(r Record) {
	base := r.Base()
	if !ValidID(base.ID) {
		v.say("id", "%q is not an id: write 1 to 200 of a-z, 0-9, \"-\", \"_\" and \".\", beginning with a letter or digit", base.ID)
	}
	if len(base.Sources) == 0 && ShapeOf(v.word).Sourced {
		v.say("sources", "a %s needs at least one source", v.word)
	}
	enumerated(v, "confidence", base.Confidence, Confidences())
	v.texts("notes", base.Notes)
	for _, ref := range ShapeOf(v.word).References {
		field, _ := ShapeOf(v.word).Field(ref.Field)
		ids := field.Of(r)
		if len(ids) > maxList {
			v.say(ref.Field, "%d ids are too many: at most %d", len(ids), maxList)
		}
		for _, id := range ids {
			if !ValidID(ID(id.(string))) {
				v.say(ref.Field, "%q is not an id", id)
				v.problems[len(v.problems)-1].Missing = Target{ref.To, ID(id.(string))}
			}
		}
	}
}

func (v *validation) city(c *City) {
	v.required("name", c.Name)
	v.texts("name", c.Name)
	v.texts("localName", c.LocalName)
	v.texts("aliases", c.Aliases...)
	v.texts("region", c.Region)
	enumerated(v, "kind", c.Kind, CityKinds())
	v.country("country", c.Country)
	if c.Wikidata != "" && !(c.Wikidata[0] == 'Q' && number(c.Wikidata[1:])) {
		v.say("wikidata", "%q is not a Wikidata id: write Q and a number, such as Q1017", c.Wikidata)
	}
	if c.GeoNames != "" && !number(c.GeoNames) {
		v.say("geonames", "%q is not a GeoNames id: write a number, such as 3247449", c.GeoNames)
	}
	if l := c.Location; l != nil {
		// Written so that NaN fails too.
		if !(l.Latitude >= -90 && l.Latitude <= 90) {
			v.say("latitude", "%v is not a latitude: write degrees from -90 to 90", l.Latitude)
		}
		if !(l.Longitude >= -180 && l.Longitude <= 180) {
			v.say("longitude", "%v is not a longitude: write degrees from -180 to 180", l.Longitude)
		}
	}
	if c.Population != nil && *c.Population < 0 {
		v.say("population", "a population cannot be negative")
	}
}

func (v *validation) twinningLink(l *TwinningLink) {
	v.required("a", string(l.A))
	v.required("b", string(l.B))
	if l.A == l.B && l.A != "" {
		v.say("b", "a link joins two distinct cities; both ends are %q", l.A)
	}
	enumerated(v, "kind", l.Kind, LinkKinds())
	for _, d := range l.Disputes {
		enumerated(v, "disputes", d, DisputesAbout())
	}
	v.texts("disputeNote", l.DisputeNote)
	if l.DisputeNote != "" && len(l.Disputes) == 0 {
		v.say("disputes", "a dispute note goes with what the dispute is about")
	}
}

func (v *validation) claim(c *Claim) {
	v.required("link", string(c.Link))
	enumerated(v, "type", c.Type, ClaimTypes())
	enumerated(v, "authority", c.Authority, Authorities())
	if c.DecidedBy != "" {
		enumerated(v, "decidedBy", c.DecidedBy, DecidingBodies())
	}
	if c.Authority == PartyDecision && c.Side == "" {
		v.say("side", "a PARTY_DECISION is one of a side: name the city that decided")
	}
	switch {
	case c.Type == Observed && c.Observed == "":
		v.say("observed", "an OBSERVED claim says which status was observed: ACTIVE, SUSPENDED or ENDED")
	case c.Type == Observed:
		enumerated(v, "observed", c.Observed, ObservedStatuses())
	case c.Observed != "":
		v.say("observed", "only an OBSERVED claim carries an observed status; this one is %s", c.Type)
	}
	v.date("date", c.Date)
	v.date("assumed", c.Assumed)
	v.texts("reason", c.Reason)
}

func (v *validation) contact(c *Contact) {
	if (c.City == "") == (c.Organisation == "") {
		v.say("city", "a contact reaches exactly one of a city and an organisation")
	}
	v.texts("role", c.Role)
	v.texts("person", c.Person)
	enumerated(v, "channel", c.Channel, Channels())
	enumerated(v, "tier", c.Tier, Tiers())
	v.date("verified", c.Verified)
	v.required("value", c.Value)
	v.texts("value", c.Value)
	// Messages never quote the value: it may be personal.
	switch {
	case c.Channel == ChannelWeb && !isWeb(c.Value):
		v.say("value", "a WEB contact is an address that begins with https:// or http://")
	case c.Channel == ChannelEmail && !isEmail(c.Value):
		v.say("value", "an EMAIL contact is one address, such as office@example.org")
	case c.Channel == ChannelPhone && !isPhone(c.Value):
		v.say("value", "a PHONE contact is a number, such as +46 8 123 45 67")
	}
}

func (v *validation) campaign(c *Campaign) {
	v.required("name", c.Name)
	v.texts("name", c.Name)
	v.texts("target", c.Target)
	v.texts("summary", c.Summary)
	v.texts("claimedNumbers", c.ClaimedNumbers)
	enumerated(v, "stance", c.Stance, Stances())
	if c.Organiser != "" && c.OrganiserCity != "" {
		v.say("organiserCity", "a campaign has at most one organiser: an organisation or a city")
	}
	v.reaches("scope", c.Scope)
	v.reaches("about", c.About)
	v.date("start", c.Start)
	v.date("end", c.End)
	v.milestones(c.Milestones)
	v.notBefore("end", c.End, "start", c.Start)
	v.notItself("opposes", c.Opposes)
}

// reaches checks where a campaign reaches.
func (v *validation) reaches(field string, places []string) {
	for _, s := range places {
		if !isCountry(s) && s != "global" {
			v.say(field, "%q is not a place that a campaign reaches: write a country code of two capital letters, EU or global", s)
		}
	}
}

func (v *validation) milestones(milestones []Milestone) {
	for i, m := range milestones {
		v.date("milestones", m.By)
		if m.Pledges < 1 {
			v.say("milestones", "%s: a milestone is at least one pledge", m)
		}
		if i > 0 && !m.follows(milestones[i-1]) {
			v.say("milestones", "%s does not come after %s: each milestone asks for more pledges, and not earlier", m, milestones[i-1])
		}
	}
}

func (v *validation) pledge(p *Pledge) {
	v.required("campaign", string(p.Campaign))
	if p.City != "" && p.Organisation != "" {
		v.say("organisation", "a pledge is of one city or of one organisation, not of both")
	}
	if p.City == "" && p.Organisation == "" {
		v.required("entityName", p.EntityName)
	}
	v.texts("entityName", p.EntityName)
	v.country("country", p.Country)
	if p.CountryBasis != "" {
		enumerated(v, "countryBasis", p.CountryBasis, CountryBases())
	}
	v.texts("visionThemes", p.VisionThemes...)
	v.texts("motivations", p.Motivations...)
	v.texts("focusAreas", p.FocusAreas...)
	v.date("date", p.Date)
}

func (v *validation) partnership(p *Partnership) {
	if len(p.Cities) == 0 {
		v.say("cities", "a partnership names at least one city")
	}
	v.texts("programme", p.Programme)
	v.texts("themes", p.Themes...)
	v.date("start", p.Start)
	v.date("end", p.End)
	v.notBefore("end", p.End, "start", p.Start)
}

// resolution checks that the dates and the outcome tell one life. Partial dates
// conflict only where no days of theirs are in order.
func (v *validation) resolution(r *Resolution) {
	v.required("city", string(r.City))
	v.required("title", r.Title)
	v.texts("title", r.Title)
	enumerated(v, "kind", r.Kind, ResolutionKinds())
	enumerated(v, "outcome", r.Outcome, Outcomes())
	later := []struct {
		field string
		date  PartialDate
	}{
		{"adoptedBy", r.AdoptedBy}, {"inForceOn", r.InForceOn}, {"amended", r.Amended}, {"repealed", r.Repealed},
		{"annulled", r.Annulled}, {"lapsed", r.Lapsed}, {"notInForceBy", r.NotInForceBy},
	}
	v.date("adopted", r.Adopted)
	v.date("rejected", r.Rejected)
	for _, d := range later {
		v.date(d.field, d.date)
		v.notBefore(d.field, d.date, "adopted", r.Adopted)
	}
	v.notBefore("notInForceBy", r.NotInForceBy, "inForceOn", r.InForceOn)
	v.outcome(r)
}

// outcome checks that the outcome is the last thing known, and not one that a
// date contradicts.
func (v *validation) outcome(r *Resolution) {
	if r.Outcome != OutcomeRejected && !r.Rejected.IsZero() {
		v.say("outcome", "%s, but it was rejected on %s", r.Outcome, r.Rejected)
	}
	if r.Outcome == OutcomeRejected && !r.Adopted.IsZero() {
		v.say("adopted", "a resolution that was rejected was never adopted")
	}
	ended := !r.Repealed.IsZero() || !r.Annulled.IsZero() || !r.Lapsed.IsZero()
	if ended && (r.Outcome == OutcomeInForce || r.Outcome == OutcomeAmended) {
		v.say("outcome", "%s, but a date says that it was repealed, annulled or lapsed", r.Outcome)
	}
	if r.Outcome == OutcomeInForce && !r.NotInForceBy.IsZero() {
		v.say("notInForceBy", "a resolution that is IN_FORCE has no date by which it no longer applied")
	}
}
