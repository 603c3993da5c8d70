package network

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"twingraph/graph"
)

// Records returns a network of that many cities, links and claims with the sources
// they cite, sound and in the order in which records must be written.
//
// As in the real one, a few cities have very many links and most have few; most
// links cross a border and Germany, France, Poland and the United States have the
// most; nine in ten claims say that a link was established or is listed; links with
// Russian cities were suspended or ended from 2022 on. One link in a hundred has a
// parallel one.
func Records(seed uint64, cities, links, claims int) []graph.Record {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 1))}
	m.sources(max(1, claims/100))
	m.cities(max(2, cities))
	m.links(links)
	if links > 0 {
		m.claims(claims)
	}
	return m.records
}

// country is a country with its share of the cities, in thousandths.
type country struct {
	code  string
	share int
}

func countries() []country {
	return []country{
		{"DE", 170}, {"FR", 160}, {"PL", 90}, {"US", 80}, {"IT", 70}, {"GB", 60}, {"RU", 45}, {"UA", 40}, {"ES", 40}, {"JP", 35},
		{"CZ", 30}, {"HU", 30}, {"CN", 25}, {"SE", 25}, {"NL", 20}, {"RO", 20}, {"BY", 10}, {"TR", 10}, {"ZA", 10}, {"BR", 10}, {"GH", 5}, {"BW", 5}, {"", 10},
	}
}

type maker struct {
	*rand.Rand
	records   []graph.Record
	sourceIDs []graph.ID
	cityList  []*graph.City
	linkList  []*graph.TwinningLink
}

func (m *maker) sources(n int) {
	for i := range n {
		s := &graph.Source{Statement: m.statement(graph.ID(fmt.Sprintf("source-%05d", i)), 0), Title: m.name() + " register of ties", Publisher: m.name(), Date: m.day(2005, 2026)}
		m.sourceIDs = append(m.sourceIDs, s.ID)
		m.records = append(m.records, s)
	}
}

// statement returns a statement that cites n sources.
func (m *maker) statement(id graph.ID, n int) graph.Statement {
	s := graph.Statement{ID: id, Confidence: graph.Documented}
	for range n {
		if source := m.sourceIDs[m.IntN(len(m.sourceIDs))]; !slices.Contains(s.Sources, source) {
			s.Sources = append(s.Sources, source)
		}
	}
	slices.Sort(s.Sources)
	return s
}

func (m *maker) cities(n int) {
	var codes []string
	for _, c := range countries() {
		codes = append(codes, slices.Repeat([]string{c.code}, c.share)...)
	}
	for i := range n {
		code := codes[m.IntN(len(codes))]
		name := m.name()
		id := graph.ID(fmt.Sprintf("%s-%s-%d", strings.ReplaceAll(graph.Fold(name), " ", "-"), strings.ToLower(code+"x"), i))
		c := &graph.City{Statement: m.statement(id, 1), Name: name, LocalName: name, Kind: graph.CityKindCity, Country: code, Region: "Region " + fmt.Sprint(m.IntN(16))}
		if m.IntN(3) == 0 {
			c.Aliases = []string{m.name()}
		}
		if m.IntN(20) > 0 {
			c.Location = &graph.Location{Latitude: math.Round(m.Float64()*1300000-400000) / 10000, Longitude: math.Round(m.Float64()*3500000-1750000) / 10000}
			people := int(math.Exp(7 + m.Float64()*7))
			c.Population = &people
		}
		m.cityList = append(m.cityList, c)
		m.records = append(m.records, c)
	}
}

// partner returns a city; those made first have the most links.
func (m *maker) partner() *graph.City {
	return m.cityList[int(float64(len(m.cityList))*math.Pow(m.Float64(), 1.7))]
}

func (m *maker) links(n int) {
	for i := range n {
		a, b := m.partner(), m.partner()
		for try := 0; a == b || try < 4 && a.Country == b.Country; try++ {
			b = m.cityList[m.IntN(len(m.cityList))]
		}
		if i > 0 && m.IntN(100) == 0 {
			other := m.linkList[m.IntN(len(m.linkList))]
			a, b = m.find(other.A), m.find(other.B)
		}
		kind := graph.LinkKindTwinning
		if a.Country == "US" || b.Country == "US" {
			kind = graph.LinkKindSisterCity
		} else if m.IntN(8) == 0 {
			kind = graph.LinkKinds()[m.IntN(len(graph.LinkKinds()))]
		}
		l := &graph.TwinningLink{Statement: m.statement(graph.ID(fmt.Sprintf("%s--%s--%d", a.ID, b.ID, i)), 1), A: a.ID, B: b.ID, Kind: kind}
		m.linkList = append(m.linkList, l)
		m.records = append(m.records, l)
	}
}

// find returns a city by its id, which ends in its number.
func (m *maker) find(id graph.ID) *graph.City {
	var i int
	_, _ = fmt.Sscan(string(id[strings.LastIndexByte(string(id), '-')+1:]), &i)
	return m.cityList[i]
}

func (m *maker) claims(n int) {
	for i := range n {
		link := m.linkList[i%len(m.linkList)]
		if i >= len(m.linkList) {
			link = m.linkList[m.IntN(len(m.linkList))]
		}
		c := &graph.Claim{Statement: m.statement(graph.ID(fmt.Sprintf("%s--c%d", link.ID, i)), 1+m.IntN(2)), Link: link.ID, Type: graph.Established, Authority: graph.ThirdParty, Date: m.date(1950, 2020)}
		east := strings.Contains(string(link.ID), "-rux-") || strings.Contains(string(link.ID), "-byx-")
		switch dice := m.IntN(100); {
		case i < len(m.linkList) && dice < 70:
		case dice < 85 && !east:
			c.Type, c.Date = graph.Listed, m.day(2015, 2026)
		case dice < 90 && !east:
			c.Type, c.Observed, c.Date = graph.Observed, graph.ObservedStatuses()[m.IntN(3)], m.day(2018, 2026)
		default:
			c.Type = []graph.ClaimType{graph.Suspended, graph.Ended, graph.Restored, graph.ReviewOpened}[m.IntN(4)]
			c.Side, c.Authority, c.DecidedBy, c.Date = []graph.ID{link.A, link.B}[m.IntN(2)], graph.PartyDecision, graph.Council, m.date(2019, 2026)
			c.Reason = "The council decided so"
		}
		if c.Date.IsZero() {
			c.Assumed = graph.PartialDate{Year: 2026, Month: 1, Day: 1}
		}
		m.records = append(m.records, c)
	}
}

// day returns a full date of the years from first up to last.
func (m *maker) day(first, last int) graph.PartialDate {
	return graph.PartialDate{Year: int16(first + m.IntN(last-first)), Month: uint8(1 + m.IntN(12)), Day: uint8(1 + m.IntN(28))}
}

// date returns a date of those years; most are of a year only, some are not known.
func (m *maker) date(first, last int) graph.PartialDate {
	d := m.day(first, last)
	switch m.IntN(10) {
	case 0:
		return graph.PartialDate{}
	case 1, 2, 3, 4, 5:
		return graph.PartialDate{Year: d.Year}
	case 6:
		return graph.PartialDate{Year: d.Year, Month: d.Month}
	}
	return d
}

// name returns a name of a town, of one to three words.
func (m *maker) name() string {
	starts := []string{"Saint", "Bad", "Nowy", "San", "Stary", "Novo", "West", "Ober"}
	syllables := []string{"ber", "lin", "ków", "mün", "ster", "łó", "dź", "gra", "do", "vil", "le", "ham", "burg", "ol", "szty", "tar", "nów", "kyo", "sa", "ra", "cza", "rez", "ña", "øst", "by", "gö", "te", "por", "tu", "wa", "mo", "stár"}
	var words []string
	if m.IntN(6) == 0 {
		words = append(words, starts[m.IntN(len(starts))])
	}
	for range 1 + m.IntN(8)/7 {
		word := ""
		for range 2 + m.IntN(3) {
			word += syllables[m.IntN(len(syllables))]
		}
		first := []rune(word)
		words = append(words, strings.ToUpper(string(first[:1]))+string(first[1:]))
	}
	return strings.Join(words, " ")
}
