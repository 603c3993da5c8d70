// Package score weighs routes: what speaks for one, what speaks against it and what to be
// careful about.
//
// A score is a number of points, thousandths, and the sum of its parts, exactly. A part
// has a weight, the most points that it can give, and a value, 0 to 1000, which is the sum
// of the values of its facts, 1000 at most:
//
//	points = weight × value / 1000, rounded down
//
// The part APPROACHES takes points away; every other part adds. Every fact names the
// records and sources it rests on. More evidence of one kind never lowers the value of its
// part: what speaks for a route never counts less, and what speaks against it never weighs
// less, for being said twice as much. The weights are one table, in weights.go; the values
// stand beside the rules, one file a part: need.go, channel.go, credibility.go,
// occasion.go, precedent.go, reach.go. Begin with scorer.go. It imports packages index and
// route.
package score
