package analysis

// Roles counts the parts that a city plays between partners of its that are not
// partners of each other, by the countries of the three.
type Roles struct {
	Coordinator int // all three in one country
	Consultant  int // the two in one country, the broker in another (itinerant broker)
	// Gatekeeper and Representative count the same threes: the broker shares a
	// country with one of the two and stands between it and the other, letting
	// the foreign one in or speaking for its own. A link has no direction, so each of
	// these threes can be read both ways.
	Gatekeeper     int
	Representative int
	Liaison        int // three countries
}

// Total returns the number of threes; one that is read both ways counts once.
func (r Roles) Total() int { return r.Coordinator + r.Consultant + r.Gatekeeper + r.Liaison }

// Brokerage returns the roles of each city: Gould and Fernandez, Structures of
// mediation: a formal approach to brokerage in transaction networks, Sociological
// Methodology 19, 1989, for undirected links, each unordered pair of partners once.
// Threes with a city whose country is not known are left out.
func Brokerage(n *Network) []Roles {
	roles := make([]Roles, n.Len())
	partners := make([]int, len(n.countries)) // of the broker at hand, by country
	mark := make([]bool, n.Len())
	for i := range roles {
		home := n.country[i]
		if home < 0 {
			continue
		}
		around := n.around(int32(i))
		known := 0
		for _, v := range around {
			mark[v] = true
			if c := n.country[v]; c >= 0 {
				partners[c]++
				known++
			}
		}
		// All pairs of partners first, by country; then those that are linked to each
		// other are taken away.
		r := &roles[i]
		same := 0 // pairs within one foreign country
		for _, v := range around {
			if c := n.country[v]; c >= 0 && c != home {
				same += partners[c] * (partners[c] - 1) / 2
				partners[c] = 0 // counted; and clean for the next broker
			}
		}
		domestic := partners[home]
		partners[home] = 0
		foreign := known - domestic
		r.Coordinator = domestic * (domestic - 1) / 2
		r.Consultant = same
		r.Gatekeeper = domestic * foreign
		r.Liaison = foreign*(foreign-1)/2 - same
		for _, v := range around {
			for _, w := range n.around(v) {
				if v < w && mark[w] {
					r.closed(home, n.country[v], n.country[w])
				}
			}
		}
		r.Representative = r.Gatekeeper
		for _, v := range around {
			mark[v] = false
		}
	}
	return roles
}

// closed takes away one pair of partners that are linked to each other.
func (r *Roles) closed(home, a, b int32) {
	switch {
	case a < 0 || b < 0:
	case a == home && b == home:
		r.Coordinator--
	case a == home || b == home:
		r.Gatekeeper--
	case a == b:
		r.Consultant--
	default:
		r.Liaison--
	}
}
