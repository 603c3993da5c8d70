package graph

// shapes is the closed table of words. Fields and edges carry the names that the
// schema's filters use; neostore stores them as properties and relationships of
// the same names.
var shapes = map[Word]*Shape{
	WordCity: {
		Word: WordCity,
		Fields: append(statementFields[*City](),
			text("name", func(c *City) string { return c.Name }),
			texts("anyName", func(c *City) []string { return append([]string{c.Name, c.LocalName}, c.Aliases...) }),
			enum("kind", func(c *City) CityKind { return c.Kind }),
			ordered(enum("country", func(c *City) string { return c.Country })),
			text("region", func(c *City) string { return c.Region }),
			enum("wikidata", func(c *City) string { return c.Wikidata }),
			enum("geonames", func(c *City) string { return c.GeoNames }),
			Field{Name: "latitude", Type: Decimal, of: located(func(l *Location) float64 { return l.Latitude })},
			Field{Name: "longitude", Type: Decimal, of: located(func(l *Location) float64 { return l.Longitude })},
			Field{Name: "population", Type: Number, Ordered: true, of: func(r Record) []any {
				if p := r.(*City).Population; p != nil {
					return []any{int64(*p)}
				}
				return nil
			}},
		),
		References: []Reference{cites},
		Edges: []Edge{
			back("links", WordTwinningLink, "a", "b"), back("resolutions", WordResolution, "city"),
			back("pledges", WordPledge, "city"), back("partnerships", WordPartnership, "cities"),
			back("contacts", WordContact, "city"), back("practices", WordPractice, "cities"), toSources,
		},
	},
	WordTwinningLink: {
		Word: WordTwinningLink,
		Fields: append(statementFields[*TwinningLink](),
			ref("a", func(l *TwinningLink) ID { return l.A }),
			ref("b", func(l *TwinningLink) ID { return l.B }),
			enum("kind", func(l *TwinningLink) LinkKind { return l.Kind }),
			enums("disputes", func(l *TwinningLink) []DisputeAbout { return l.Disputes }),
			Field{Name: "status", Type: Enum, At: true},
			Field{Name: "since", Type: Date, Ordered: true, At: true},
			Field{Name: "exact", Type: Bool, At: true},
			Field{Name: "unilateral", Type: Bool, At: true},
			Field{Name: "disputed", Type: Bool, At: true},
			Field{Name: "underReview", Type: Bool, At: true},
			Field{Name: "basis", Type: Enum, At: true},
			Field{Name: "lastConfirmed", Type: Date, Ordered: true, At: true},
		),
		References: []Reference{{"a", WordCity, "BETWEEN"}, {"b", WordCity, "BETWEEN"}, cites},
		Edges: []Edge{
			forth("cities", WordCity, "a", "b"), back("claims", WordClaim, "link"),
			back("resolutions", WordResolution, "links"), toSources,
		},
	},
	WordClaim: {
		Word: WordClaim, Sourced: true,
		Fields: append(statementFields[*Claim](),
			ref("link", func(c *Claim) ID { return c.Link }),
			enum("type", func(c *Claim) ClaimType { return c.Type }),
			ref("side", func(c *Claim) ID { return c.Side }),
			date("date", (*Claim).Effective),
			enum("observed", func(c *Claim) Status { return c.Observed }),
			enum("authority", func(c *Claim) Authority { return c.Authority }),
			enum("decidedBy", func(c *Claim) DecidingBody { return c.DecidedBy }),
			text("reason", func(c *Claim) string { return c.Reason }),
			ref("resolution", func(c *Claim) ID { return c.Resolution }),
			refs("respondsTo", func(c *Claim) []ID { return c.RespondsTo }),
		),
		References: []Reference{
			{"link", WordTwinningLink, "ABOUT"}, {"side", WordCity, "ON_SIDE_OF"},
			{"resolution", WordResolution, "ENACTED_BY"}, {"respondsTo", WordResolution, "RESPONDS_TO"}, cites,
		},
		Edges: []Edge{
			forth("link", WordTwinningLink, "link"), forth("side", WordCity, "side"),
			forth("resolution", WordResolution, "resolution"), forth("respondsTo", WordResolution, "respondsTo"), toSources,
		},
	},
	WordResolution: {
		Word: WordResolution, Sourced: true,
		Fields: append(statementFields[*Resolution](),
			ref("city", func(r *Resolution) ID { return r.City }),
			text("title", func(r *Resolution) string { return r.Title }),
			enum("kind", func(r *Resolution) ResolutionKind { return r.Kind }),
			date("adopted", func(r *Resolution) PartialDate { return r.Adopted }),
			date("amended", func(r *Resolution) PartialDate { return r.Amended }),
			date("repealed", func(r *Resolution) PartialDate { return r.Repealed }),
			date("annulled", func(r *Resolution) PartialDate { return r.Annulled }),
			date("lapsed", func(r *Resolution) PartialDate { return r.Lapsed }),
			enum("outcome", func(r *Resolution) Outcome { return r.Outcome }),
			refs("links", func(r *Resolution) []ID { return r.Links }),
			Field{Name: "inForce", Type: Enum, At: true},
		),
		References: []Reference{{"city", WordCity, "ADOPTED_BY"}, {"links", WordTwinningLink, "DECIDES_ON"}, cites},
		Edges: []Edge{
			forth("city", WordCity, "city"), forth("links", WordTwinningLink, "links"),
			back("claims", WordClaim, "resolution"), back("responses", WordClaim, "respondsTo"), toSources,
		},
	},
	WordOrganisation: {
		Word: WordOrganisation,
		Fields: append(statementFields[*Organisation](),
			text("name", func(o *Organisation) string { return o.Name }),
			texts("anyName", func(o *Organisation) []string { return append([]string{o.Name}, o.Aliases...) }),
			enum("kind", func(o *Organisation) OrganisationKind { return o.Kind }),
			ordered(enum("country", func(o *Organisation) string { return o.Country })),
		),
		References: []Reference{cites},
		Edges: []Edge{
			back("contacts", WordContact, "organisation"), back("campaigns", WordCampaign, "organiser"),
			back("pledges", WordPledge, "organisation"), back("partnerships", WordPartnership, "organisations", "funder"), toSources,
		},
	},
	WordContact: {
		Word: WordContact,
		Fields: append(statementFields[*Contact](),
			ref("city", func(c *Contact) ID { return c.City }),
			ref("organisation", func(c *Contact) ID { return c.Organisation }),
			text("role", func(c *Contact) string { return c.Role }),
			enum("channel", func(c *Contact) Channel { return c.Channel }),
			enum("tier", func(c *Contact) Tier { return c.Tier }),
			Field{Name: "personal", Type: Bool, of: func(r Record) []any { return []any{r.(*Contact).Personal} }},
			date("verified", func(c *Contact) PartialDate { return c.Verified }),
		),
		References: []Reference{{"city", WordCity, "REACHES"}, {"organisation", WordOrganisation, "REACHES"}, cites},
		Edges: []Edge{
			forth("city", WordCity, "city"), forth("organisation", WordOrganisation, "organisation"), toSources,
		},
	},
	WordCampaign: {
		Word: WordCampaign,
		Fields: append(statementFields[*Campaign](),
			text("name", func(c *Campaign) string { return c.Name }),
			ref("organiser", func(c *Campaign) ID { return c.Organiser }),
			ref("organiserCity", func(c *Campaign) ID { return c.OrganiserCity }),
			enum("stance", func(c *Campaign) Stance { return c.Stance }),
			enums("scope", func(c *Campaign) []string { return c.Scope }),
			enums("about", func(c *Campaign) []string { return c.About }),
			date("start", func(c *Campaign) PartialDate { return c.Start }),
			date("end", func(c *Campaign) PartialDate { return c.End }),
			refs("opposes", func(c *Campaign) []ID { return c.Opposes }),
		),
		References: []Reference{
			{"organiser", WordOrganisation, "ORGANISED_BY"}, {"organiserCity", WordCity, "ORGANISED_BY"},
			{"opposes", WordCampaign, "OPPOSES"}, cites,
		},
		Edges: []Edge{
			forth("organiser", WordOrganisation, "organiser"), forth("organiserCity", WordCity, "organiserCity"),
			forth("opposes", WordCampaign, "opposes"), back("pledges", WordPledge, "campaign"), toSources,
		},
	},
	WordPledge: {
		Word: WordPledge, Sourced: true,
		Fields: append(statementFields[*Pledge](),
			ref("campaign", func(p *Pledge) ID { return p.Campaign }),
			ref("city", func(p *Pledge) ID { return p.City }),
			ref("organisation", func(p *Pledge) ID { return p.Organisation }),
			text("entityName", func(p *Pledge) string { return p.EntityName }),
			ordered(enum("country", func(p *Pledge) string { return p.Country })),
			enums("visionThemes", func(p *Pledge) []string { return p.VisionThemes }),
			enums("motivations", func(p *Pledge) []string { return p.Motivations }),
			enums("focusAreas", func(p *Pledge) []string { return p.FocusAreas }),
			date("date", func(p *Pledge) PartialDate { return p.Date }),
		),
		References: []Reference{
			{"campaign", WordCampaign, "ANSWERS"}, {"city", WordCity, "PLEDGED_BY"},
			{"organisation", WordOrganisation, "PLEDGED_BY"}, cites,
		},
		Edges: []Edge{
			forth("campaign", WordCampaign, "campaign"), forth("city", WordCity, "city"),
			forth("organisation", WordOrganisation, "organisation"), toSources,
		},
	},
	WordPartnership: {
		Word: WordPartnership, Sourced: true,
		Fields: append(statementFields[*Partnership](),
			refs("cities", func(p *Partnership) []ID { return p.Cities }),
			refs("organisations", func(p *Partnership) []ID { return p.Organisations }),
			text("programme", func(p *Partnership) string { return p.Programme }),
			texts("themes", func(p *Partnership) []string { return p.Themes }),
			date("start", func(p *Partnership) PartialDate { return p.Start }),
			date("end", func(p *Partnership) PartialDate { return p.End }),
			ref("funder", func(p *Partnership) ID { return p.Funder }),
		),
		References: []Reference{
			{"cities", WordCity, "JOINS"}, {"organisations", WordOrganisation, "INVOLVES"},
			{"funder", WordOrganisation, "FUNDED_BY"}, cites,
		},
		Edges: []Edge{
			forth("cities", WordCity, "cities"), forth("organisations", WordOrganisation, "organisations"),
			forth("funder", WordOrganisation, "funder"), toSources,
		},
	},
	WordSupportTwinning: {
		Word: WordSupportTwinning, Sourced: true,
		Fields: append(statementFields[*SupportTwinning](),
			text("programme", func(s *SupportTwinning) string { return s.Programme }),
			enum("mandateCountry", func(s *SupportTwinning) string { return s.MandateCountry }),
			enum("defenderCountry", func(s *SupportTwinning) string { return s.DefenderCountry }),
		),
		References: []Reference{cites},
		Edges:      []Edge{toSources},
	},
	WordPractice: {
		Word: WordPractice, Sourced: true,
		Fields: append(statementFields[*Practice](),
			enum("kind", func(p *Practice) PracticeKind { return p.Kind }),
			text("title", func(p *Practice) string { return p.Title }),
			refs("cities", func(p *Practice) []ID { return p.Cities }),
			refs("opposes", func(p *Practice) []ID { return p.Opposes }),
		),
		References: []Reference{{"cities", WordCity, "SEEN_IN"}, {"opposes", WordPractice, "OPPOSES"}, cites},
		Edges: []Edge{
			forth("cities", WordCity, "cities"), forth("opposes", WordPractice, "opposes"), toSources,
		},
	},
	WordApproach: {
		Word: WordApproach, Sourced: true,
		Fields: append(statementFields[*Approach](),
			ref("from", func(a *Approach) ID { return a.From }),
			ref("to", func(a *Approach) ID { return a.To }),
			date("date", func(a *Approach) PartialDate { return a.Date }),
		),
		References: []Reference{{"from", WordCity, "MADE_BY"}, {"to", WordCity, "MADE_TO"}, cites},
		Edges:      []Edge{forth("from", WordCity, "from"), forth("to", WordCity, "to"), toSources},
	},
	WordSource: {
		Word: WordSource,
		Fields: append(statementFields[*Source](),
			text("title", func(s *Source) string { return s.Title }),
			text("publisher", func(s *Source) string { return s.Publisher }),
			date("date", func(s *Source) PartialDate { return s.Date }),
		),
		References: []Reference{cites},
		Edges:      []Edge{back("claims", WordClaim, "sources"), back("resolutions", WordResolution, "sources")},
	},
}

// cites is the reference that every record holds.
var cites = Reference{Field: "sources", To: WordSource, Relationship: "CITES"}

// toSources is the edge along it.
var toSources = forth("sources", WordSource, "sources")

func forth(name string, to Word, fields ...string) Edge {
	return Edge{Name: name, To: to, Fields: fields}
}
func back(name string, to Word, fields ...string) Edge { return Edge{Name: name, To: to, Back: fields} }

// statementFields returns the fields that records of every word have.
func statementFields[T Record]() []Field {
	return []Field{
		ref("id", func(r T) ID { return r.Base().ID }),
		enum("confidence", func(r T) Confidence { return r.Base().Confidence }),
		refs("sources", func(r T) []ID { return r.Base().Sources }),
	}
}

func text[T Record](name string, of func(T) string) Field {
	return Field{Name: name, Type: Text, Ordered: true, of: one(of)}
}

func texts[T Record](name string, of func(T) []string) Field {
	return Field{Name: name, Type: Text, Many: true, of: many(of)}
}

func enum[T Record, V ~string](name string, of func(T) V) Field {
	return Field{Name: name, Type: Enum, of: one(of)}
}

func enums[T Record, V ~string](name string, of func(T) []V) Field {
	return Field{Name: name, Type: Enum, Many: true, of: many(of)}
}

func ref[T Record](name string, of func(T) ID) Field {
	return Field{Name: name, Type: Ref, of: one(of)}
}

func refs[T Record](name string, of func(T) []ID) Field {
	return Field{Name: name, Type: Ref, Many: true, of: many(of)}
}

func date[T Record](name string, of func(T) PartialDate) Field {
	return Field{Name: name, Type: Date, Ordered: true, of: func(r Record) []any {
		if d := of(r.(T)); !d.IsZero() {
			return []any{d}
		}
		return nil
	}}
}

func ordered(f Field) Field {
	f.Ordered = true
	return f
}

func one[T Record, V ~string](of func(T) V) func(Record) []any {
	return func(r Record) []any {
		if v := of(r.(T)); v != "" {
			return []any{string(v)}
		}
		return nil
	}
}

func many[T Record, V ~string](of func(T) []V) func(Record) []any {
	return func(r Record) []any {
		var values []any
		for _, v := range of(r.(T)) {
			if v != "" {
				values = append(values, string(v))
			}
		}
		return values
	}
}

func located(of func(*Location) float64) func(Record) []any {
	return func(r Record) []any {
		if l := r.(*City).Location; l != nil {
			return []any{of(l)}
		}
		return nil
	}
}
