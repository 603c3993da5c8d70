// Package matching says which place a name means: "Portland, OR", "Saint-Petersburg
// (Russia)", "Q1829", "Aix-la-Chapelle", "Мурманск", "Dusseldrof" with the country DE.
//
// New makes an Index of places; Match reads a Row and returns a Result: one place beyond
// doubt, several to choose from, or none. It never guesses between namesakes. Where a name
// says too little, what the Row says of country and region decides, and where that does
// not suffice either, a person does.
//
// It imports packages graph and naming, names of countries in the languages of the world
// (golang.org/x/text) and Latin letters for other scripts (go-unidecode); it is pure.
// Begin with place.go, then match.go.
package matching
