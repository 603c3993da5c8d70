package partner

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/index"
	"twingraph/graph/dialogue/question"
	"twingraph/graph/world"
)

// Report says how well Suggest would have predicted the links
// founded after a day from those founded before it, and how well Adamic–Adar alone
// would have.
type Report struct {
	CutOff graph.Day
	Seed   int
	// Known and Later count the pairs of cities first linked by the day and after it. Only
	// links with a known founding date count; one whose date may lie on either side does
	// not, and neither do undated ones, LeftOut of them.
	Known, Later, LeftOut int
	// Cold counts the later pairs of which a city had no link by the day: no measure of the
	// network can see them.
	Cold int
	// Pairs without any link that were drawn for AUC, and cities ranked for precision.
	Negatives, Ranked int
	Score, AdamicAdar Skill
	AUCDifference     Interval // of the AUC of the score less that of Adamic–Adar
	Found             int      // of the cities ranked, those with a later partner among the ten highest by score
	BestPrecision     float64  // what nobody can beat: most cities found fewer than ten new partners
	// Beats says that the score is better than Adamic–Adar alone on one of the two
	// measures and no worse on the other.
	Beats, BeatsAUC, BeatsPrecision bool
}

// Skill is how well a measure predicts. Both numbers are rounded to four decimals.
type Skill struct {
	// AUC is the probability that a pair linked later scores higher than a pair never linked,
	// equal scores counting half: 0.5 is guessing.
	AUC float64
	// PrecisionAt10 is the mean, over cities that found a partner later, of the share of
	// the ten cities ranked highest for them that became one.
	PrecisionAt10 float64
}

// Bounds of the work of a back-test.
const (
	maxNegatives = 20000
	maxRanked    = 200
)

// Backtest recomputes the back-test of Suggest with a cut-off day. Links
// count by their founding date, whatever became of them. The same seed draws the same
// pairs.
//
// Errors: BadUserInput when no dated link was founded before or after the day; Timeout
// when ctx ends.
func Backtest(ctx context.Context, s *world.Moment, cutOff graph.Day, seed uint64) (*Report, error) {
	r := &Report{CutOff: cutOff, Seed: int(seed)}
	b := newTrial(s, cutOff, r)
	switch {
	case r.Known == 0:
		return nil, graph.Errorf(graph.BadUserInput, "no link with a known founding date was founded by %s; choose a later cut-off", cutOff).At("cutOff")
	case r.Later == 0:
		return nil, graph.Errorf(graph.BadUserInput, "no link with a known founding date was founded after %s; choose an earlier cut-off", cutOff).At("cutOff")
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	if err := b.discrimination(ctx, rng); err != nil {
		return nil, err
	}
	if err := b.precision(ctx, rng); err != nil {
		return nil, err
	}
	r.BeatsAUC = r.Score.AUC > r.AdamicAdar.AUC
	r.BeatsPrecision = r.Score.PrecisionAt10 > r.AdamicAdar.PrecisionAt10
	r.Beats = (r.BeatsAUC || r.BeatsPrecision) && r.Score.AUC >= r.AdamicAdar.AUC && r.Score.PrecisionAt10 >= r.AdamicAdar.PrecisionAt10
	return r, nil
}

// trial is a back-test under way. Cities are named by their numbers.
type trial struct {
	*predictor
	report *Report
	rules  []TraitRule
	cities []int32           // with at least one link, in order: who could be linked
	ever   map[[2]int32]bool // pairs with a link of any date
	later  [][2]int32        // first linked after the cut-off, in order
}

func newTrial(s *world.Moment, cutOff graph.Day, r *Report) *trial {
	all, ix := index.New(s, graph.MaxDay-1), index.New(s, cutOff)
	b := &trial{report: r, rules: TraitRules(), ever: map[[2]int32]bool{}}
	inTime := map[graph.ID]bool{}
	known, touched := map[[2]int32]bool{}, make([]bool, len(s.Cities))
	for _, l := range s.Links {
		pair := ordered(ix.Number(l.A), ix.Number(l.B))
		if pair[0] < 0 {
			continue
		}
		b.ever[pair], touched[pair[0]], touched[pair[1]] = true, true, true
		switch founded := all.Founding(l); {
		case founded != nil && founded.Date.Last() <= cutOff:
			inTime[l.ID], known[pair] = true, true
		case founded != nil && founded.Date.First() > cutOff:
			b.later = append(b.later, pair)
		default:
			r.LeftOut++
		}
	}
	slices.SortFunc(b.later, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	b.later = slices.DeleteFunc(slices.Compact(b.later), func(pair [2]int32) bool { return known[pair] })
	b.predictor = newPredictor(ix, func(l *graph.TwinningLink) bool { return inTime[l.ID] })
	for i := range s.Cities {
		if touched[i] {
			b.cities = append(b.cities, int32(i))
		}
	}
	r.Known, r.Later = len(known), len(b.later)
	for _, pair := range b.later {
		if len(b.profiles[pair[0]].linked) == 0 || len(b.profiles[pair[1]].linked) == 0 {
			r.Cold++
		}
	}
	return b
}

// of returns the score and the Adamic–Adar measure of a pair with its overlap.
func (b *trial) of(u, v int32, o *overlap) [2]float64 {
	t := b.measure(u, v, o)
	return [2]float64{float64(t.score(b.rules)), t[0]}
}

// discrimination measures AUC on all later pairs and on pairs drawn from those never
// linked.
func (b *trial) discrimination(ctx context.Context, rng *rand.Rand) error {
	var positive, negative [2][]float64
	add := func(to *[2][]float64, pair [2]int32) {
		for i, value := range b.of(pair[0], pair[1], b.overlap(pair[0], pair[1])) {
			to[i] = append(to[i], value)
		}
	}
	for _, pair := range b.later {
		add(&positive, pair)
	}
	n := len(b.cities)
	free := n*(n-1)/2 - len(b.ever)
	wanted := min(maxNegatives, free)
	drawn := make(map[[2]int32]bool, wanted)
	for tries := 0; len(drawn) < wanted && tries < 20*maxNegatives; tries++ {
		if tries%1024 == 0 {
			if err := question.Stopped(ctx); err != nil {
				return err
			}
		}
		u, v := b.cities[rng.IntN(n)], b.cities[rng.IntN(n)]
		if pair := ordered(u, v); u != v && !b.ever[pair] && !drawn[pair] {
			drawn[pair] = true
			add(&negative, pair)
		}
	}
	b.report.Negatives = len(drawn)
	b.report.AUCDifference = aucDifference(positive, negative)
	b.report.Score.AUC = auc(positive[0], negative[0])
	b.report.AdamicAdar.AUC = auc(positive[1], negative[1])
	return nil
}

// auc returns the probability that a positive is higher than a negative, equal ones
// counting half, rounded to four decimals; 0 without negatives.
func auc(positive, negative []float64) float64 {
	if len(positive) == 0 || len(negative) == 0 {
		return 0
	}
	slices.Sort(negative)
	wins := 0.0
	for _, x := range positive {
		wins += below(negative, x)
	}
	return fourDecimals(wins / float64(len(positive)) / float64(len(negative)))
}

func fourDecimals(x float64) float64 { return math.Round(10000*x) / 10000 }

// precision measures precision at 10 for cities that found a partner later, drawn
// where there are more than maxRanked.
func (b *trial) precision(ctx context.Context, rng *rand.Rand) error {
	partners := map[int32][]int32{}
	for _, pair := range b.later {
		partners[pair[0]] = append(partners[pair[0]], pair[1])
		partners[pair[1]] = append(partners[pair[1]], pair[0])
	}
	asking := slices.Sorted(maps.Keys(partners))
	if len(asking) > maxRanked {
		rng.Shuffle(len(asking), func(i, j int) { asking[i], asking[j] = asking[j], asking[i] })
		asking = asking[:maxRanked]
	}
	var hits [2]float64
	best := 0.0
	for _, u := range asking {
		if err := question.Stopped(ctx); err != nil {
			return err
		}
		for i, ten := range b.topTen(u) {
			found := ten.found(partners[u])
			if hits[i] += found; i == 0 && found > 0 {
				b.report.Found++
			}
		}
		best += float64(min(10, len(partners[u]))) / 10
	}
	n := float64(len(asking))
	b.report.Ranked = len(asking)
	b.report.Score.PrecisionAt10, b.report.AdamicAdar.PrecisionAt10 = fourDecimals(hits[0]/n), fourDecimals(hits[1]/n)
	b.report.BestPrecision = fourDecimals(best / n)
	return nil
}

// topTen returns the ten cities ranked highest for a city, by score and by Adamic–Adar
// alone, equal ones in order of id, among those not linked to it by the cut-off.
func (b *trial) topTen(u int32) (tens [2]leaders) {
	overlaps := b.overlaps(u)
	for _, v := range b.cities { // in order of id, so that of equal ones the first stays first
		if _, had := slices.BinarySearch(b.profiles[u].linked, v); had || v == u {
			continue
		}
		for i, value := range b.of(u, v, overlaps[v]) {
			tens[i].offer(v, value)
		}
	}
	return tens
}

// leader is a city with the value by which it is ranked.
type leader struct {
	city  int32
	value float64
}

// leaders holds the ten highest of what it is offered, highest first, earlier ones
// first among equals.
type leaders []leader

func (l *leaders) offer(city int32, value float64) {
	i := len(*l)
	for i > 0 && (*l)[i-1].value < value {
		i--
	}
	if i < 10 {
		*l = slices.Insert(*l, i, leader{city, value})
		*l = (*l)[:min(len(*l), 10)]
	}
}

// found returns how many of ten are among the wanted, as a share.
func (l leaders) found(wanted []int32) float64 {
	n := 0
	for _, e := range l {
		if slices.Contains(wanted, e.city) {
			n++
		}
	}
	return float64(n) / 10
}

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

// Verdict says in some sentences whether the score beats Adamic–Adar alone, by how
// much, and what of that is in doubt.
func (r *Report) Verdict() string {
	beats := "beats"
	if !r.Beats {
		beats = "does not beat"
	}
	s := fmt.Sprintf("On the %d pairs of cities first linked after %s the score %s Adamic–Adar alone: AUC %.4f against %.4f, precision at 10 %.4f against %.4f, where %.4f is the most that can be had.",
		r.Later, r.CutOff, beats, r.Score.AUC, r.AdamicAdar.AUC, r.Score.PrecisionAt10, r.AdamicAdar.PrecisionAt10, r.BestPrecision)
	if r.Cold > 0 && !r.has(DoubtBlind) {
		s += fmt.Sprintf(" Of these pairs %d have a city without a dated link by then, of which common partners can tell nothing.", r.Cold)
	}
	for _, doubt := range r.Doubts() {
		s += " " + doubt.Sentence
	}
	return s
}
