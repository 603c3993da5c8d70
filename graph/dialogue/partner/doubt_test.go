package partner

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func kinds(doubts []Doubt) []DoubtKind {
	var list []DoubtKind
	for _, d := range doubts {
		list = append(list, d.Kind)
	}
	return list
}

func TestDoubts(t *testing.T) {
	sound := Report{Later: 400, Cold: 20, Ranked: 200, Found: 120, AUCDifference: Interval{0.05, 0.11}, Beats: true}
	for _, c := range []struct {
		name   string
		change func(*Report)
		want   []DoubtKind
	}{
		{"a sound test", func(*Report) {}, nil},
		{"99 later pairs", func(r *Report) { r.Later = 99 }, []DoubtKind{DoubtTooFew}},
		{"100 later pairs", func(r *Report) { r.Later = 100 }, nil},
		{"half of the later pairs are cold", func(r *Report) { r.Cold = 200 }, nil},
		{"more than half are", func(r *Report) { r.Cold = 201 }, []DoubtKind{DoubtBlind}},
		{"the difference can be chance", func(r *Report) { r.AUCDifference.Low = -0.001 }, []DoubtKind{DoubtChance}},
		{"it is clearly worse", func(r *Report) { r.AUCDifference = Interval{-0.2, -0.1} }, nil},
		{"87 of 200 lists hold a partner: it can be half of all", func(r *Report) { r.Found = 87 }, nil},
		{"85 of 200 do", func(r *Report) { r.Found = 85 }, []DoubtKind{DoubtNoise}},
		{"nothing is right", func(r *Report) { *r = Report{Later: 4, Cold: 4, Ranked: 8, AUCDifference: Interval{-1, 1}} }, []DoubtKind{DoubtTooFew, DoubtBlind, DoubtChance, DoubtNoise}},
	} {
		r := sound
		c.change(&r)
		if got := kinds(r.Doubts()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestCautions(t *testing.T) {
	sound := &Report{Later: 400, Ranked: 200, Found: 180, AUCDifference: Interval{0.05, 0.11}}
	few := &Report{Later: 40, Ranked: 70, Found: 60, AUCDifference: Interval{0.05, 0.11}}
	if c := CautionOf(nil); c == nil || c.Kind != CautionUntested {
		t.Errorf("without a test: %v", c)
	}
	if c := CautionOf([]*Report{sound, sound, few}); c != nil {
		t.Errorf("a doubt at one of three cut-offs: %v", c)
	}
	if c := CautionOf([]*Report{sound, few}); c == nil || c.Kind != CautionDoubtful || !slices.Equal(c.Doubts, []DoubtKind{DoubtTooFew}) {
		t.Errorf("a doubt at half of them: %v", c)
	}
}

// The interval of DeLong holds the difference that was drawn about 95 times of 100, and is
// near that of a bootstrap.
func TestTheIntervalOfTheDifference(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	draw := func(count int, by [2]float64) (values [2][]float64) {
		for range count {
			common := rng.NormFloat64()
			for i := range values {
				values[i] = append(values[i], by[i]+common+rng.NormFloat64())
			}
		}
		return values
	}
	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	by := [2]float64{1.2, 0.6} // by how much positives lie above negatives, in deviations of √2
	want := phi(by[0]/2) - phi(by[1]/2)
	holds := 0
	for range 400 {
		positive, negative := draw(80, by), draw(200, [2]float64{})
		got := aucDifference(positive, negative)
		if got.contains(want) {
			holds++
		}
	}
	if holds < 370 || holds > 392 {
		t.Errorf("%d of 400 intervals hold the difference; 380 are to", holds)
	}
	positive, negative := draw(80, by), draw(200, [2]float64{})
	var again []float64
	for range 600 {
		var p, n [2][]float64
		for range 80 {
			k := rng.IntN(80)
			p[0], p[1] = append(p[0], positive[0][k]), append(p[1], positive[1][k])
		}
		for range 200 {
			k := rng.IntN(200)
			n[0], n[1] = append(n[0], negative[0][k]), append(n[1], negative[1][k])
		}
		again = append(again, auc(p[0], n[0])-auc(p[1], n[1]))
	}
	slices.Sort(again)
	got := aucDifference(positive, negative)
	if math.Abs(got.Low-again[15]) > 0.02 || math.Abs(got.High-again[585]) > 0.02 {
		t.Errorf("%v, and by the bootstrap from %.4f to %.4f", got, again[15], again[585])
	}
	if got := aucDifference([2][]float64{{1}, {1}}, negative); got != (Interval{-1, 1}) {
		t.Errorf("of one pair: %v", got)
	}
}

// The figures are those of Wilson's formula in Newcombe, Statistics in Medicine 17, 1998, table
// I: 81 of 263 and 0 of 20.
func TestTheIntervalOfAShare(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{81, 263, 0.2553, 0.3662}, {0, 20, 0, 0.1611}, {0, 0, 0, 1}} {
		if got := wilson(c.k, c.n); math.Abs(got.Low-c.low) > 1e-4 || math.Abs(got.High-c.high) > 1e-4 {
			t.Errorf("%d of %d: %v", c.k, c.n, got)
		}
	}
}
