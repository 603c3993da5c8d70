package partner

import (
	"fmt"

	"twingraph/graph"
)

// CutOffs are the days at which the back-test is published: the ends of the decades
// since 1980. None is left out, whatever it says.
func CutOffs() []graph.Day {
	last := func(year int16) graph.Day { return graph.PartialDate{Year: year, Month: 12, Day: 31}.First() }
	return []graph.Day{last(1989), last(1999), last(2009), last(2019)}
}

// Seed is the seed of the published back-tests.
const Seed = 1

// Backtests returns the published back-tests, by cut-off. Each is what one gives: Backtest
// with Seed, or what that gave before. A cut-off that no dated link was founded
// before, or after, has none.
//
// Errors are those of one, but BadUserInput.
func Backtests(one func(cutOff graph.Day) (*Report, error)) ([]*Report, error) {
	reports := []*Report{}
	for _, cutOff := range CutOffs() {
		r, err := one(cutOff)
		switch {
		case graph.CodeOf(err) == graph.BadUserInput:
			continue
		case err != nil:
			return nil, err
		}
		reports = append(reports, r)
	}
	return reports, nil
}

// Verdict says in a sentence or two whether the score beats Adamic–Adar alone, by how
// much, and how far that can be trusted.
func (r *Report) Verdict() string {
	beats := "beats"
	if !r.Beats {
		beats = "does not beat"
	}
	s := fmt.Sprintf("On the %d pairs of cities first tied after %s the score %s Adamic–Adar alone: AUC %.4f against %.4f, precision at 10 %.4f against %.4f, where %.4f is the most that can be had.",
		r.Later, r.CutOff, beats, r.Score.AUC, r.AdamicAdar.AUC, r.Score.PrecisionAt10, r.AdamicAdar.PrecisionAt10, r.BestPrecision)
	if r.Cold > 0 {
		s += fmt.Sprintf(" Of these pairs %d have a city without a dated tie by then, of which common partners can tell nothing.", r.Cold)
	}
	if r.Later < 100 {
		s += " They are few: take it as a hint."
	}
	return s
}
