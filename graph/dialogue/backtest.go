package dialogue

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// BacktestReport tells how well PartnerSuggestions would have predicted the links
// founded after a day from those founded before it, and how well Adamic–Adar alone
// would have.
type BacktestReport struct {
	CutOff graph.Day
	Seed   int
	// Known and Later count the pairs of cities first tied by the day and after it. Only
	// links with a known founding date count; one whose date may lie on either side does
	// not, and neither do undated ones, LeftOut of them.
	Known, Later, LeftOut int
	// Cold counts the later pairs of which a city had no tie by the day: no measure of the
	// network can see them.
	Cold int
	// Pairs without any link that were drawn for AUC, and cities ranked for precision.
	Negatives, Ranked int
	Score, AdamicAdar Skill
	BestPrecision     float64 // what nobody can beat: most cities found fewer than ten new partners
	// Beats says that the score is better than Adamic–Adar alone on one of the two
	// measures and no worse on the other.
	Beats, BeatsAUC, BeatsPrecision bool
}

// Skill is how well a measure predicts. Both numbers are rounded to four decimals.
type Skill struct {
	// AUC is the probability that a pair tied later scores higher than a pair never tied,
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

// Backtest recomputes the back-test of PartnerSuggestions with a cut-off day. Links
// count by their founding date, whatever became of them. The same seed draws the same
// pairs.
//
// Errors: BadUserInput when no dated link was founded before or after the day; Timeout
// when ctx ends.
func Backtest(ctx context.Context, s *snapshot.Snapshot, cutOff graph.Day, seed uint64) (*BacktestReport, error) {
	r := &BacktestReport{CutOff: cutOff, Seed: int(seed)}
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

// trial is a back-test under way.
type trial struct {
	*predictor
	report *BacktestReport
	rules  []TraitRule
	cities []*mark              // with at least one link, in order: who could be tied
	ever   map[[2]graph.ID]bool // pairs with a link of any date
	known  map[[2]graph.ID]bool // tied by the cut-off
	later  [][2]graph.ID        // first tied after it, in order
}

func newTrial(s *snapshot.Snapshot, cutOff graph.Day, r *BacktestReport) *trial {
	all := newScene(s, graph.MaxDay-1)
	b := &trial{
		report: r, rules: TraitRules(), ever: map[[2]graph.ID]bool{}, known: map[[2]graph.ID]bool{},
	}
	inTime := map[graph.ID]bool{}
	var after [][2]graph.ID
	touched := map[graph.ID]bool{}
	for _, l := range s.Links {
		pair := [2]graph.ID{min(l.A, l.B), max(l.A, l.B)}
		b.ever[pair], touched[l.A], touched[l.B] = true, true, true
		switch founded := all.founded(l); {
		case founded == nil:
			r.LeftOut++
		case founded.Date.Last() <= cutOff:
			inTime[l.ID], b.known[pair] = true, true
		case founded.Date.First() > cutOff:
			after = append(after, pair)
		default:
			r.LeftOut++
		}
	}
	slices.SortFunc(after, func(a, b [2]graph.ID) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	b.later = slices.DeleteFunc(slices.Compact(after), func(pair [2]graph.ID) bool {
		return b.known[pair] || s.City(pair[0]) == nil || s.City(pair[1]) == nil
	})
	b.predictor = newPredictor(newScene(s, cutOff), func(l *graph.TwinningLink) bool { return inTime[l.ID] })
	for _, c := range s.Cities {
		if touched[c.ID] {
			b.cities = append(b.cities, b.marks[c])
		}
	}
	r.Known, r.Later = len(b.known), len(b.later)
	for _, pair := range b.later {
		if len(b.tied[pair[0]]) == 0 || len(b.tied[pair[1]]) == 0 {
			r.Cold++
		}
	}
	return b
}

// of returns the score and the Adamic–Adar measure of a pair with its overlap.
func (b *trial) of(u, v *mark, o *overlap) (score, plain float64) {
	t := b.measure(u, v, o)
	return float64(t.score(b.rules)), t[0]
}

// discrimination measures AUC on all later pairs and on pairs drawn from those never
// tied.
func (b *trial) discrimination(ctx context.Context, rng *rand.Rand) error {
	var positive, negative [2][]float64
	for _, pair := range b.later {
		score, plain := b.of(b.marks[b.City(pair[0])], b.marks[b.City(pair[1])], b.overlap(pair[0], pair[1]))
		positive[0], positive[1] = append(positive[0], score), append(positive[1], plain)
	}
	n := len(b.cities)
	free := n*(n-1)/2 - len(b.ever)
	wanted := min(maxNegatives, free)
	drawn := make(map[[2]graph.ID]bool, wanted)
	for tries := 0; len(drawn) < wanted && tries < 20*maxNegatives; tries++ {
		if tries%1024 == 0 {
			if err := stopped(ctx); err != nil {
				return err
			}
		}
		u, v := b.cities[rng.IntN(n)], b.cities[rng.IntN(n)]
		pair := [2]graph.ID{min(u.ID, v.ID), max(u.ID, v.ID)}
		if u == v || b.ever[pair] || drawn[pair] {
			continue
		}
		drawn[pair] = true
		score, plain := b.of(b.marks[b.City(pair[0])], b.marks[b.City(pair[1])], b.overlap(pair[0], pair[1]))
		negative[0], negative[1] = append(negative[0], score), append(negative[1], plain)
	}
	b.report.Negatives = len(drawn)
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
		below, _ := slices.BinarySearch(negative, x)
		upTo, _ := slices.BinarySearch(negative, math.Nextafter(x, math.Inf(1)))
		wins += float64(below) + float64(upTo-below)/2
	}
	return fourDecimals(wins / float64(len(positive)) / float64(len(negative)))
}

func fourDecimals(x float64) float64 { return math.Round(10000*x) / 10000 }

// precision measures precision at 10 for cities that found a partner later, drawn
// where there are more than maxRanked.
func (b *trial) precision(ctx context.Context, rng *rand.Rand) error {
	partners := map[graph.ID][]graph.ID{}
	for _, pair := range b.later {
		partners[pair[0]] = append(partners[pair[0]], pair[1])
		partners[pair[1]] = append(partners[pair[1]], pair[0])
	}
	var asking []*mark
	for _, c := range b.cities {
		if len(partners[c.ID]) > 0 {
			asking = append(asking, c)
		}
	}
	if len(asking) > maxRanked {
		rng.Shuffle(len(asking), func(i, j int) { asking[i], asking[j] = asking[j], asking[i] })
		asking = asking[:maxRanked]
	}
	var hits, hitsPlain, best float64
	for _, u := range asking {
		if err := stopped(ctx); err != nil {
			return err
		}
		byScore, plain := b.topTen(u)
		hits += share(byScore, partners[u.ID])
		hitsPlain += share(plain, partners[u.ID])
		best += float64(min(10, len(partners[u.ID]))) / 10
	}
	n := float64(len(asking))
	b.report.Ranked = len(asking)
	b.report.Score.PrecisionAt10, b.report.AdamicAdar.PrecisionAt10 = fourDecimals(hits/n), fourDecimals(hitsPlain/n)
	b.report.BestPrecision = fourDecimals(best / n)
	return nil
}

// topTen returns the ten cities ranked highest for a city, by score and by Adamic–Adar
// alone, equal ones in order of id, among those not tied to it by the cut-off.
func (b *trial) topTen(u *mark) (byScore, plain []graph.ID) {
	overlaps := b.overlaps(u.ID)
	had := make(map[*mark]bool, u.tied)
	for _, id := range b.tied[u.ID] {
		had[b.marks[b.City(id)]] = true
	}
	var scores, plains leaders
	for _, v := range b.cities { // in order of id, so that of equal ones the first stays ahead
		if v == u || had[v] {
			continue
		}
		score, plain := b.of(u, v, overlaps[v.ID])
		scores.offer(v.ID, score)
		plains.offer(v.ID, plain)
	}
	return scores.ids(), plains.ids()
}

// leaders holds the ten highest of what it is offered, highest first, earlier ones
// first among equals.
type leaders []struct {
	id    graph.ID
	value float64
}

func (l *leaders) offer(id graph.ID, value float64) {
	i := len(*l)
	for i > 0 && (*l)[i-1].value < value {
		i--
	}
	if i == 10 {
		return
	}
	*l = slices.Insert(*l, i, struct {
		id    graph.ID
		value float64
	}{id, value})
	*l = (*l)[:min(len(*l), 10)]
}

func (l leaders) ids() []graph.ID {
	ids := make([]graph.ID, len(l))
	for i, e := range l {
		ids[i] = e.id
	}
	return ids
}

// share returns how many of ten are among the wanted, as a share.
func share(ten, wanted []graph.ID) float64 {
	n := 0
	for _, id := range ten {
		if slices.Contains(wanted, id) {
			n++
		}
	}
	return float64(n) / 10
}
