package analysis

// Channels returns, for each of the given cities, in their order, the chosen links that
// join it to a neighbour that is not among them: the ways on which somebody who does not
// share what they have in common can speak to it. In order of the neighbour's number,
// then of link id.
func Channels(n *Network, cities []int) [][]Link {
	among := make(map[int]bool, len(cities))
	for _, city := range cities {
		among[city] = true
	}
	channels := make([][]Link, len(cities))
	for i, city := range cities {
		for neighbour := range n.Neighbours(city) {
			if !among[neighbour] {
				channels[i] = append(channels[i], n.Between(city, neighbour)...)
			}
		}
	}
	return channels
}
