// Package partner suggests partners to a city from the shape of the network, and tests how
// good such suggestions are.
//
// predictor.go measures pairs of cities, suggest.go ranks them for one city, backtest.go
// says how well the ranking would have predicted the links that came. There is no
// randomness but that of a seed passed in. It imports packages index and question.
package partner
