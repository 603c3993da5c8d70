package graph

import "slices"

// Edition is one dated state of a directory, such as the lists of twin towns of Wikipedia
// on a day, and what of the world it covers. A link that an edition does not show says
// something only where the edition covers one of its cities.
type Edition struct {
	Statement
	Directory string      // the code of the directory, a slug such as wikipedia
	Source    ID          // that the claims of this edition cite
	Date      PartialDate // of the state that it shows
	Covers    []ID        // the cities whose own page or list was read to its end; some ten thousand can be
	Previous  ID          // the edition of the same directory before it; empty when none is known
	Title     string      // empty when it has none
}

// Covering returns the cities that the edition covers, as a set.
func (e *Edition) Covering() map[ID]bool {
	cities := make(map[ID]bool, len(e.Covers))
	for _, city := range e.Covers {
		cities[city] = true
	}
	return cities
}

// Drops reports whether an edition drops a link between two cities which the edition before it
// shows and it does not: whether one of the two is a city that it covers and shows with others.
// It is the rule of clause 7.6 of the laws.
func Drops(covers, shows map[ID]bool, a, b ID) bool {
	return covers[a] && shows[a] || covers[b] && shows[b]
}

// Word returns WordEdition.
func (*Edition) Word() Word { return WordEdition }

// WordEdition is the word of *Edition.
const WordEdition Word = "Edition"

var _ = Declare(Declaration[*Edition]{
	Word: WordEdition, File: "editions.csv", Slug: "{directory}-{date}", Blank: func() *Edition { return new(Edition) }, Sourced: true, Open: true,
	Properties: []Property{
		CodeProperty("directory", func(e *Edition) *string { return &e.Directory }).Ordered().Required().Checked(notADirectory),
		RefProperty("source", func(e *Edition) *ID { return &e.Source }, WordSource, "OF_SOURCE").Filtered().Required().WithBack("editions"),
		DateProperty("date", func(e *Edition) *PartialDate { return &e.Date }).Filtered().Required(),
		RefsProperty("covers", func(e *Edition) *[]ID { return &e.Covers }, WordCity, "COVERS").Filtered().WithBack("editions").Long(),
		RefProperty("previous", func(e *Edition) *ID { return &e.Previous }, WordEdition, "FOLLOWS").Filtered().WithBack("next"),
		TextProperty("title", func(e *Edition) *string { return &e.Title }).Filtered(),
	},
	Names: []string{},
	Tidy: func(e *Edition) { // who may see the edition may see its source
		if e.Source != "" && !slices.Contains(e.Sources, e.Source) {
			e.Sources = append(e.Sources, e.Source)
			slices.Sort(e.Sources)
		}
	},
	Validate: func(e *Edition, reject Reject) {
		notItself(reject, "previous", e, []ID{e.Previous})
	},
})
