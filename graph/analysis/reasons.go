package analysis

import "fmt"

// Reasons says in sentences why a mediator ranks where it does: everything that the
// order of Mediators goes by, in that order.
func (m Mediator) Reasons() []string {
	first, second := m.To[0], m.To[1]
	reasons := make([]string, 0, 4)
	if first.Distance == 1 && second.Distance == 1 {
		reasons = append(reasons, fmt.Sprintf("It has links to both sides: %s of the first, %s of the second.",
			number(first.Partners, "city", "cities"), number(second.Partners, "city", "cities")))
	} else {
		reasons = append(reasons, fmt.Sprintf("The first side is %s away, the second %s.",
			number(first.Distance, "link", "links"), number(second.Distance, "link", "links")))
		reasons = append(reasons, fmt.Sprintf("A shortest way to the first side begins with %s, to the second with %s.",
			number(first.Ways, "neighbour", "neighbours"), number(second.Ways, "neighbour", "neighbours")))
	}
	if m.Neutral {
		reasons = append(reasons, "Its country is that of no city of either side.")
	} else {
		reasons = append(reasons, "Its country is that of a city of a side, or not known.")
	}
	if k := len(m.Strained); k > 0 {
		reasons = append(reasons, fmt.Sprintf("Of its ties to cities of a side, %s suspended, ended or contested.", number(k, "is", "are")))
	}
	return reasons
}

// number writes a count with its word.
func number(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}
