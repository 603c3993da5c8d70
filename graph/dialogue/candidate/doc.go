// Package candidate ranks channels for dialogue: whom to approach, through which city, for
// those who ask.
//
// A ranking is of channels. It is never a list of shame: a body without a channel is not
// in it, and the score is that of the channel, not of the body. Begin with question.go,
// then rank.go; search.go finds what there is for each goal. It imports packages index,
// question, route and score.
package candidate
