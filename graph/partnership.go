package graph

// Partnership is a funded project between cities, or the interest of one city in
// such a project while its partner is not known.
type Partnership struct {
	Statement
	Cities        []ID
	Organisations []ID
	Programme     string
	Themes        []string
	Start, End    PartialDate
	Funder        ID // an organisation; empty when not known
}

// Word returns WordPartnership.
func (*Partnership) Word() Word { return WordPartnership }

// WordPartnership is the word of *Partnership.
const WordPartnership Word = "Partnership"

var _ = Declare(Declaration[*Partnership]{
	Word: WordPartnership, File: "partnerships.csv", Slug: "{cities}", Blank: func() *Partnership { return new(Partnership) }, Sourced: true, Open: true,
	Properties: []Property{
		RefsProperty("cities", func(p *Partnership) *[]ID { return &p.Cities }, WordCity, "JOINS").Filtered().InGivenOrder().WithBack("partnerships"),
		RefsProperty("organisations", func(p *Partnership) *[]ID { return &p.Organisations }, WordOrganisation, "INVOLVES").Filtered().WithBack("partnerships"),
		TextProperty("programme", func(p *Partnership) *string { return &p.Programme }).Filtered(),
		TextsProperty("themes", func(p *Partnership) *[]string { return &p.Themes }).Filtered().Column("theme"),
		DateProperty("start", func(p *Partnership) *PartialDate { return &p.Start }).Filtered(),
		DateProperty("end", func(p *Partnership) *PartialDate { return &p.End }).Filtered(),
		RefProperty("funder", func(p *Partnership) *ID { return &p.Funder }, WordOrganisation, "FUNDED_BY").Filtered().WithBack("partnerships"),
	},
	Names: []string{},
	Validate: func(p *Partnership, reject Reject) {
		if len(p.Cities) == 0 {
			reject("cities", "a partnership names at least one city")
		}
		notBefore(reject, "end", p.End, "start", p.Start)
	},
})
