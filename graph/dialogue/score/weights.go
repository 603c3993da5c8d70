package score

import (
	"maps"
	"math"
	"slices"
	"strings"

	"twingraph/graph"
)

// Part is one part of the score of a channel.
type Part string

// The parts.
const (
	PartNeed        Part = "NEED"
	PartChannel     Part = "CHANNEL"
	PartCredibility Part = "CREDIBILITY"
	PartOccasion    Part = "OCCASION"
	PartPrecedent   Part = "PRECEDENT"
	PartReach       Part = "REACH"
	PartApproaches  Part = "APPROACHES"
)

// PartRule is a line of the table of weights.
type PartRule struct {
	Part    Part
	Default float64 // the weight: the most that the part adds to the score or, for APPROACHES, takes from it
	Meaning string
}

// PartRules is the table of weights, in the order in which parts are shown. With the
// defaults a score lies between -0.1 and 1, that is, between -100 and 1000 points.
func PartRules() []PartRule {
	return []PartRule{
		{PartNeed, 0.250, "how much there is to talk about: a text in force, a tie cut or at risk, a pledge not given, themes shared"},
		{PartChannel, 0.250, "how good the channel is: active, confirmed, direct, old, standing on both sides"},
		{PartCredibility, 0.150, "how credible the city that speaks is: its pledges, its own resolutions, its human rights partnerships"},
		{PartOccasion, 0.100, "whether there is an occasion: a round anniversary in the next 18 months, a running partnership, a recent pledge"},
		{PartPrecedent, 0.100, "whether it has been done nearby: texts repealed, ties restored, pledges given, partnerships entered"},
		{PartReach, 0.150, "whether somebody can be reached: contact points, and how fresh they are"},
		{PartApproaches, 0.100, "taken away: others approached the same body lately, and a further approach should be agreed with them first"},
	}
}

// Weights says how much each part weighs, in units of the score: a part with weight
// 0.25 gives at most 250 points. Parts that are not named keep their default, and
// changing one weight leaves the points of the other parts as they are.
type Weights map[Part]float64

// MaxWeight bounds a weight.
const MaxWeight = 100

// points checks the weights and turns them into points, in the order of PartRules.
func (w Weights) points() ([]int, error) {
	rules := PartRules()
	var known []string
	for _, rule := range rules {
		known = append(known, string(rule.Part))
	}
	for _, part := range slices.Sorted(maps.Keys(w)) {
		if !slices.Contains(known, string(part)) {
			return nil, weightError("%q is not a part of the score; the parts are %s", string(part), strings.Join(known, ", "))
		}
		weight := w[part]
		switch {
		case math.IsNaN(weight) || math.IsInf(weight, 0):
			return nil, weightError("the weight of %s is not a number", part)
		case weight < 0:
			return nil, weightError("the weight of %s is %v; give 0 to leave a part out, a weight is never negative", part, weight)
		case weight > MaxWeight:
			return nil, weightError("the weight of %s is %v; weights are %d at most", part, weight, MaxWeight)
		case weight > 0 && weight < 0.001:
			return nil, weightError("the weight of %s is %v; points are thousandths, so give 0 or at least 0.001", part, weight)
		}
	}
	points, adding := make([]int, len(rules)), 0
	for i, rule := range rules {
		weight, given := w[rule.Part]
		if !given {
			weight = rule.Default
		}
		points[i] = int(math.Round(weight * 1000))
		if rule.Part != PartApproaches {
			adding += points[i]
		}
	}
	if adding == 0 {
		return nil, weightError("every part that adds to the score weighs nothing, so nothing can be ranked; give one of them a weight")
	}
	return points, nil
}

func weightError(format string, args ...any) error {
	return graph.Errorf(graph.BadUserInput, format, args...).At("weights")
}
