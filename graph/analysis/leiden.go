package analysis

import (
	"context"
	"math"
)

// leiden finds communities of high modularity: Traag, Waltman and van Eck, From
// Louvain to Leiden: guaranteeing well-connected communities, Scientific Reports 9,
// 5233, 2019. Every community it finds is connected.
type leiden struct {
	ctx        context.Context
	base       *bonds
	resolution float64
	random     *random

	// Scratch for up to base.len() nodes, reused from step to step.
	toward            *tally // empty between uses
	strength, outward []float64
	number, queue     []int32
	flag              []bool
	levels            []*merged // by how often nodes were merged
}

func newLeiden(ctx context.Context, base *bonds, resolution float64, random *random) *leiden {
	size := base.len()
	return &leiden{ctx: ctx, base: base, resolution: resolution, random: random, toward: newTally(size),
		strength: make([]float64, size), outward: make([]float64, size),
		number: make([]int32, size), queue: make([]int32, size), flag: make([]bool, size)}
}

// The constants of the algorithm.
const (
	// leidenRounds bounds how often the whole algorithm is repeated on its own
	// result; it ends sooner when a round gains less modularity than leidenWorth.
	leidenRounds = 6
	leidenWorth  = 1e-3
	// leidenTemperature is how readily refinement takes less than the best merger:
	// one that gains x less, in weight of bonds, is exp(-x/temperature) as likely.
	leidenTemperature = 0.01
	// leidenGain is the least gain, in weight of bonds, that a move is made for. It
	// keeps rounding from moving cities back and forth.
	leidenGain = 1e-9
)

// run improves a division of the nodes of base, whose labels are below base.len(),
// and returns it with labels from 0 to count-1. Code Timeout.
func (l *leiden) run(part []int32) (result []int32, count int, err error) {
	quality := math.Inf(-1)
	for range leidenRounds {
		next, better, err := l.round(part)
		if err != nil {
			return nil, 0, err
		}
		gain := better - quality
		if gain > 0 {
			part, quality = next, better
		}
		if gain < leidenWorth {
			break
		}
	}
	result, count = l.connected(part)
	return result, count, nil
}

// round moves nodes, refines, merges, and goes on with what was merged until no
// community has two nodes. It returns the division and its modularity.
func (l *leiden) round(start []int32) ([]int32, float64, error) {
	b := l.base
	part := append([]int32(nil), start...)
	place := make([]int32, l.base.len()) // of each node of base, its place in b
	for i := range place {
		place[i] = int32(i)
	}
	for level := 0; ; level++ {
		if err := stopped(l.ctx); err != nil {
			return nil, 0, err
		}
		l.move(b, part, l.shuffled(b.len()))
		refined, count := relabel(l.refine(b, part), b.len())
		if count == b.len() {
			break
		}
		of := make([]int32, count) // of each node to be, its community
		for v, r := range refined {
			of[r] = part[v]
		}
		if level == len(l.levels) {
			l.levels = append(l.levels, &merged{})
		}
		l.levels[level].merge(b, refined, count, l.toward)
		b = &l.levels[level].bonds
		part, _ = relabel(of, l.base.len())
		for i, p := range place {
			place[i] = refined[p]
		}
	}
	quality, _ := b.modularity(part, b.len(), l.resolution)
	for i, p := range place {
		place[i] = part[p]
	}
	return place, quality, nil
}

// move moves nodes one by one to where the gain is largest, those in first in their
// order, and looks again at the neighbours of those that moved, until none gains. It
// changes part, whose labels are below b.len().
func (l *leiden) move(b *bonds, part []int32, first []int32) {
	size := b.len()
	strength, number := l.strength[:size], l.number[:size] // of each community
	clear(strength)
	clear(number)
	for v, p := range part {
		strength[p] += b.strength[v]
		number[p]++
	}
	var empty []int32
	for p, k := range number {
		if k == 0 {
			empty = append(empty, int32(p))
		}
	}
	queue, waiting := l.queue[:size], l.flag[:size] // queue is a ring
	clear(waiting)
	for i, v := range first {
		queue[i], waiting[v] = v, true
	}
	toward := l.toward
	for head, count := 0, len(first); count > 0; count-- {
		v := queue[head]
		if head++; head == size {
			head = 0
		}
		waiting[v] = false
		for i := b.offsets[v]; i < b.offsets[v+1]; i++ {
			toward.add(part[b.to[i]], b.weight[i])
		}
		from := part[v]
		strength[from] -= b.strength[v]
		pull := l.resolution * b.strength[v] / b.total
		best, most := from, toward.of[from]-pull*strength[from]
		for _, p := range toward.keys {
			if gain := toward.of[p] - pull*strength[p]; gain > most+leidenGain {
				best, most = p, gain
			}
		}
		if most < -leidenGain && number[from] > 1 {
			best = empty[len(empty)-1] // better alone
			empty = empty[:len(empty)-1]
		}
		strength[best] += b.strength[v]
		toward.clear()
		if best == from {
			continue
		}
		part[v] = best
		number[best]++
		if number[from]--; number[from] == 0 {
			empty = append(empty, from)
		}
		for i := b.offsets[v]; i < b.offsets[v+1]; i++ {
			if w := b.to[i]; !waiting[w] && part[w] != best {
				waiting[w] = true
				queue[(head+count-1)%size] = w
				count++
			}
		}
	}
}

// refine divides each community of part anew from single nodes: it merges nodes
// into well-connected sub-communities, the better the merger the likelier.
func (l *leiden) refine(b *bonds, part []int32) []int32 {
	size := b.len()
	strengths := make([]float64, size) // of each community, its strength
	for v, p := range part {
		strengths[p] += b.strength[v]
	}
	sub := make([]int32, size)
	strength, outward := l.strength[:size], l.outward[:size] // of each sub-community; outward is the weight to the rest of its community
	copy(strength, b.strength)
	clear(outward)
	alone := l.flag[:size]
	for v := range sub {
		sub[v], alone[v] = int32(v), true
		for i := b.offsets[v]; i < b.offsets[v+1]; i++ {
			if part[b.to[i]] == part[v] {
				outward[v] += b.weight[i]
			}
		}
	}
	connected := func(s int32, community int32) bool {
		return outward[s] >= l.resolution*strength[s]*(strengths[community]-strength[s])/b.total-leidenGain
	}
	toward := l.toward
	var chance []float64
	for _, v := range l.shuffled(size) {
		if !alone[v] || !connected(v, part[v]) {
			continue
		}
		for i := b.offsets[v]; i < b.offsets[v+1]; i++ {
			if part[b.to[i]] == part[v] {
				toward.add(sub[b.to[i]], b.weight[i])
			}
		}
		pull := l.resolution * b.strength[v] / b.total
		most := 0.0 // staying alone
		chance = chance[:0]
		for _, s := range toward.keys {
			gain := math.Inf(-1)
			if connected(s, part[v]) {
				if gain = toward.of[s] - pull*strength[s]; gain < 0 {
					gain = math.Inf(-1)
				}
			}
			chance = append(chance, gain)
			most = max(most, gain)
		}
		if chosen := l.choose(chance, most); chosen >= 0 {
			s := toward.keys[chosen]
			sub[v], alone[s] = s, false
			alone[v] = false
			strength[s] += b.strength[v]
			outward[s] += outward[v] - 2*toward.of[s]
		}
		toward.clear()
	}
	return sub
}

// choose draws one of the gains by its weight, -1 for staying alone, which gains 0.
// Gains of -Inf are never drawn.
func (l *leiden) choose(gains []float64, most float64) int {
	stay := math.Exp(-most / leidenTemperature)
	total := stay
	for i, g := range gains {
		gains[i] = math.Exp((g - most) / leidenTemperature)
		total += gains[i]
	}
	drawn := l.random.unit()*total - stay
	if drawn < 0 {
		return -1
	}
	for i, weight := range gains {
		if drawn < weight {
			return i
		}
		drawn -= weight
	}
	return -1
}

// connected splits communities that fell apart, which can only gain: nothing joins
// their pieces.
func (l *leiden) connected(part []int32) ([]int32, int) {
	piece := make([]int32, len(part))
	for i := range piece {
		piece[i] = -1
	}
	var stack []int32
	count := int32(0)
	for root := range piece {
		if piece[root] >= 0 {
			continue
		}
		piece[root] = count
		stack = append(stack[:0], int32(root))
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, w := range l.base.to[l.base.offsets[v]:l.base.offsets[v+1]] {
				if piece[w] < 0 && part[w] == part[v] {
					piece[w] = count
					stack = append(stack, w)
				}
			}
		}
		count++
	}
	return piece, int(count)
}

// shuffled returns the numbers from 0 to size-1 in random order.
func (l *leiden) shuffled(size int) []int32 {
	order := make([]int32, size)
	for i := range order {
		order[i] = int32(i)
	}
	l.random.shuffle(order)
	return order
}

// relabel gives the labels, all below size, numbers from 0 on in the order in which
// they come up.
func relabel(part []int32, size int) ([]int32, int) {
	number := make([]int32, size)
	for i := range number {
		number[i] = -1
	}
	count := int32(0)
	labels := make([]int32, len(part))
	for i, p := range part {
		if number[p] < 0 {
			number[p] = count
			count++
		}
		labels[i] = number[p]
	}
	return labels, int(count)
}
