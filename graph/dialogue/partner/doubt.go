package partner

import (
	"fmt"
	"math"
	"slices"
)

// DoubtKind says why a back-test shows less than its figures say.
type DoubtKind string

// The doubts, in the order in which they are listed.
const (
	// DoubtTooFew: fewer than 100 later pairs. An external validation of a predictive model
	// takes 100 events and 100 non-events at least (Vergouwe, Steyerberg, Eijkemans and
	// Habbema, Journal of Clinical Epidemiology 58, 2005; Collins, Ogundimu and Altman,
	// Statistics in Medicine 35, 2016).
	DoubtTooFew DoubtKind = "TOO_FEW_LINKS"
	// DoubtBlind: of most later pairs a city had no link by the day. Adamic–Adar is 0 for each
	// of them by its definition, and to be better than that says nothing.
	DoubtBlind DoubtKind = "BASELINE_BLIND"
	// DoubtChance: the 95 % interval of the difference of the two AUCs contains 0.
	DoubtChance DoubtKind = "WITHIN_CHANCE"
	// DoubtNoise: the 95 % interval (Wilson, Journal of the American Statistical Association 22,
	// 1927) of the share of cities that find a partner among the ten ranked highest lies
	// below one half: most lists of ten hold none. Cremonesi, Koren and Turrin, Performance
	// of recommender algorithms on top-N recommendation tasks, RecSys 2010, measure so.
	DoubtNoise DoubtKind = "MOSTLY_NOISE"
)

// The bounds of the doubts.
const (
	fewestLater = 100
	normal95    = 1.959964 // how many deviations from the middle a 95 % interval ends
)

// Doubt is one reason why a back-test shows less than its figures say.
type Doubt struct {
	Kind     DoubtKind
	Sentence string
}

// Doubts returns why the back-test shows less than its figures say, by kind; none when it bears
// them.
func (r *Report) Doubts() []Doubt {
	doubts := []Doubt{}
	add := func(holds bool, kind DoubtKind, sentence string, values ...any) {
		if holds {
			doubts = append(doubts, Doubt{kind, fmt.Sprintf(sentence, values...)})
		}
	}
	add(r.Later < fewestLater, DoubtTooFew,
		"Only %d pairs were first linked after the day, by links whose founding is dated; a test takes %d.", r.Later, fewestLater)
	add(2*r.Cold > r.Later, DoubtBlind,
		"Of the %d pairs %d have a city without a dated link by the day, of which Adamic–Adar can tell nothing: to be better than it says little.", r.Later, r.Cold)
	add(r.AUCDifference.contains(0), DoubtChance,
		"The difference between the two AUCs lies between %.4f and %.4f (95 %%): it can be chance.", r.AUCDifference.Low, r.AUCDifference.High)
	add(wilson(r.Found, r.Ranked).High < 0.5, DoubtNoise,
		"Of %d cities %d found a later partner among the ten ranked highest: most of what is suggested is noise.", r.Ranked, r.Found)
	return doubts
}

// has reports whether the back-test raises a doubt.
func (r *Report) has(kind DoubtKind) bool {
	return slices.ContainsFunc(r.Doubts(), func(d Doubt) bool { return d.Kind == kind })
}

// CautionKind says how far suggestions can be relied on.
type CautionKind string

// The cautions.
const (
	CautionUntested CautionKind = "UNTESTED" // no back-test can be made
	CautionDoubtful CautionKind = "DOUBTFUL" // at half of the cut-offs or more the back-test raises a doubt
)

// Caution says that suggestions are to be taken with care, and why.
type Caution struct {
	Kind     CautionKind
	Doubts   []DoubtKind // that half of the back-tests or more raise
	Sentence string
}

// CautionOf returns what back-tests say of how far suggestions can be relied on, nil when they
// raise no doubt.
func CautionOf(reports []*Report) *Caution {
	if len(reports) == 0 {
		return &Caution{CautionUntested, []DoubtKind{},
			"Nobody can say how good these suggestions are: too few links have a founding date to test them."}
	}
	c := &Caution{Kind: CautionDoubtful, Doubts: []DoubtKind{}}
	for _, kind := range []DoubtKind{DoubtTooFew, DoubtBlind, DoubtChance, DoubtNoise} {
		times := 0
		for _, r := range reports {
			if r.has(kind) {
				times++
			}
		}
		if 2*times >= len(reports) {
			c.Doubts = append(c.Doubts, kind)
		}
	}
	switch {
	case len(c.Doubts) == 0:
		return nil
	case slices.Contains(c.Doubts, DoubtNoise):
		c.Sentence = "Take these as places to begin to look, not as partners that fit: tested on the past, most lists of ten hold no city that became a partner."
	case slices.Contains(c.Doubts, DoubtTooFew):
		c.Sentence = "Take these as a hint: the test of how good they are rests on few links with a founding date."
	default:
		c.Sentence = "Take these as a hint: tested on the past, they are not clearly better than counting common partners."
	}
	return c
}

// Interval is a 95 % interval, rounded to four decimals.
type Interval struct{ Low, High float64 }

func (i Interval) contains(x float64) bool { return i.Low <= x && x <= i.High }

// wilson returns the interval of a share of which k of n were seen; all of it for none of none.
func wilson(k, n int) Interval {
	if n == 0 {
		return Interval{0, 1}
	}
	p, m, z := float64(k)/float64(n), float64(n), normal95
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return Interval{fourDecimals(max(0, middle-half)), fourDecimals(min(1, middle+half))}
}

// aucDifference returns the interval of the difference between the AUCs of two measures of
// the same pairs, the first less the second. It takes account of what they have in common:
// DeLong, DeLong and Clarke-Pearson, Comparing the areas under two or more correlated receiver
// operating characteristic curves: a nonparametric approach, Biometrics 44, 1988. All of it
// where there are fewer than two of a kind.
func aucDifference(positive, negative [2][]float64) Interval {
	m, n := len(positive[0]), len(negative[0])
	if m < 2 || n < 2 {
		return Interval{-1, 1}
	}
	overPositive, overNegative := make([]float64, m), make([]float64, n) // difference of the two, of each pair
	for measure, sign := range [2]float64{1, -1} {
		up, down := slices.Clone(positive[measure]), slices.Clone(negative[measure])
		slices.Sort(up)
		slices.Sort(down)
		for i, x := range positive[measure] {
			overPositive[i] += sign * below(down, x) / float64(n)
		}
		for j, y := range negative[measure] {
			overNegative[j] += sign * (float64(m) - below(up, y)) / float64(m)
		}
	}
	difference, spread := moments(overPositive)
	_, other := moments(overNegative)
	half := normal95 * math.Sqrt(spread/float64(m)+other/float64(n))
	return Interval{fourDecimals(difference - half), fourDecimals(difference + half)}
}

// below returns how many of sorted values lie below x, equal ones counting half.
func below(sorted []float64, x float64) float64 {
	lower, _ := slices.BinarySearch(sorted, x)
	upTo, _ := slices.BinarySearch(sorted, math.Nextafter(x, math.Inf(1)))
	return float64(lower) + float64(upTo-lower)/2
}

// moments returns mean and variance of a sample of two or more.
func moments(values []float64) (mean, variance float64) {
	for _, x := range values {
		mean += x / float64(len(values))
	}
	for _, x := range values {
		variance += (x - mean) * (x - mean) / float64(len(values)-1)
	}
	return mean, variance
}
