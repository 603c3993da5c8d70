package neostore

import "twingraph/graph"

// namesOf returns the names by which search finds a record, best first; nil for
// words that search does not look at.
func namesOf(r graph.Record) []string {
	switch r := r.(type) {
	case *graph.City:
		return append([]string{r.Name, r.LocalName}, r.Aliases...)
	case *graph.Organisation:
		return append([]string{r.Name}, r.Aliases...)
	case *graph.Resolution:
		return []string{r.Title}
	case *graph.Campaign:
		return []string{r.Name}
	}
	return nil
}
