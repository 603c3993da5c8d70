package dialogue

import (
	"cmp"
	"slices"

	"twingraph/graph"
	"twingraph/graph/snapshot"
)

// tie is a link as one of its two cities sees it.
type tie struct {
	*graph.TwinningLink
	city     *graph.City // the other side
	number   int32       // of the other side, in the order of Snapshot.Cities
	standing *graph.LinkStatus
	founded  *graph.Claim // with the earliest known founding date by the day; nil when there is none
}

func (t tie) status() graph.Status { return t.standing.Status }

// Ground is the network as it stands on a day, laid out: what all questions about one
// snapshot and day share. It does not change, and is safe for concurrent use.
type Ground struct {
	of    *snapshot.Snapshot
	day   graph.Day
	ties  *ground
	files map[graph.ID]*file
}

// Lay lays the ground of a day, for questions that name it.
func Lay(s *snapshot.Snapshot, day graph.Day) *Ground {
	sc := newScene(s, day)
	sc.compile()
	return &Ground{of: s, day: day, ties: sc.lay(), files: sc.files}
}

// on returns the scene of a question about a day, on ground that was laid before if it
// is of that snapshot and day.
func (g *Ground) on(s *snapshot.Snapshot, day graph.Day) *scene {
	sc := newScene(s, day)
	if g != nil && g.of == s && g.day == day {
		sc.ground, sc.files = g.ties, g.files
	}
	return sc
}

// ground is all ties of all cities on the day.
type ground struct {
	numbers map[graph.ID]int32
	starts  []int32 // the ties of city i are ties[starts[i]:starts[i+1]], in order of link
	ties    []tie
	bundled []tie // likewise, of each city in order of the other side, parallel ones best first
}

// tiesOf returns the ties of a city, in order of link id. The slice is shared and must
// not be changed.
func (sc *scene) tiesOf(city graph.ID) []tie {
	if i := sc.number(city); i >= 0 {
		return sc.ground.of(i)
	}
	return nil
}

// number returns the number of a city, its place in the order of ids; -1 when it is not
// known.
func (sc *scene) number(city graph.ID) int32 {
	if sc.ground == nil {
		sc.ground = sc.lay()
	}
	if i, ok := sc.ground.numbers[city]; ok {
		return i
	}
	return -1
}

func (g *ground) of(city int32) []tie { return g.ties[g.starts[city]:g.starts[city+1]] }

// bundle sorts the ties of each city by the city on the other side.
func (g *ground) bundle() {
	g.bundled = slices.Clone(g.ties)
	for i := range len(g.starts) - 1 {
		slices.SortFunc(g.bundled[g.starts[i]:g.starts[i+1]], func(a, b tie) int {
			if a.number != b.number {
				return cmp.Compare(a.number, b.number)
			}
			return byFooting(a, b)
		})
	}
}

// lay lays the ground: every link twice, once for each of its cities. A link of which
// a city is not known to the viewer is no tie.
func (sc *scene) lay() *ground {
	n := len(sc.Cities)
	g := &ground{numbers: make(map[graph.ID]int32, n), starts: make([]int32, n+1)}
	for i, c := range sc.Cities {
		g.numbers[c.ID] = int32(i)
	}
	ends := make([][2]int32, len(sc.Links))
	for i, l := range sc.Links {
		a, ok := g.numbers[l.A]
		b, okay := g.numbers[l.B]
		if !ok || !okay {
			ends[i] = [2]int32{-1, -1}
			continue
		}
		ends[i] = [2]int32{a, b}
		g.starts[a+1]++
		g.starts[b+1]++
	}
	for i := range n {
		g.starts[i+1] += g.starts[i]
	}
	g.ties = make([]tie, g.starts[n])
	next := slices.Clone(g.starts[:n])
	for i, l := range sc.Links {
		a, b := ends[i][0], ends[i][1]
		if a < 0 {
			continue
		}
		standing, founded := sc.standing(l), sc.founded(l)
		g.ties[next[a]] = tie{l, sc.Cities[b], b, standing, founded}
		next[a]++
		g.ties[next[b]] = tie{l, sc.Cities[a], a, standing, founded}
		next[b]++
	}
	g.bundle()
	return g
}

// file is what is on record of one city by the day, each list in order of id.
type file struct {
	pledges      []*graph.Pledge
	partnerships []*graph.Partnership
	texts        []text              // discriminating resolutions, however they stand
	commitments  []*graph.Resolution // human rights commitments in force
	solidarity   []*graph.Resolution // solidarity resolutions in force
	contacts     []*graph.Contact
	practices    []*graph.Practice // best practices seen there
}

// on returns what is on record of a city. It is shared and must not be changed.
func (sc *scene) on(city *graph.City) *file {
	if sc.files == nil {
		sc.compile()
	}
	if f := sc.files[city.ID]; f != nil {
		return f
	}
	return &sc.blank
}

// compile puts on file what is on record of every city by the day.
func (sc *scene) compile() {
	sc.files = map[graph.ID]*file{}
	of := func(id graph.ID) *file {
		f := sc.files[id]
		if f == nil {
			f = &file{}
			sc.files[id] = f
		}
		return f
	}
	for _, p := range sc.Pledges {
		if p.City != "" && sc.begun(p.Date) {
			f := of(p.City)
			f.pledges = append(f.pledges, p)
		}
	}
	for _, p := range sc.Partnerships {
		for i, id := range p.Cities {
			if sc.begun(p.Start) && !slices.Contains(p.Cities[:i], id) {
				f := of(id)
				f.partnerships = append(f.partnerships, p)
			}
		}
	}
	for _, r := range sc.Resolutions {
		t := sc.text(r)
		f := of(r.City)
		switch {
		case discriminates(r.Kind):
			f.texts = append(f.texts, t)
		case t.inForce != graph.InForceTrue:
		case r.Kind == graph.HumanRightsCommitment:
			f.commitments = append(f.commitments, r)
		case r.Kind == graph.Solidarity:
			f.solidarity = append(f.solidarity, r)
		}
	}
	for _, c := range sc.Contacts {
		if c.City != "" {
			f := of(c.City)
			f.contacts = append(f.contacts, c)
		}
	}
	for _, p := range sc.Practices {
		for i, id := range p.Cities {
			if p.Kind == graph.PracticeBest && !slices.Contains(p.Cities[:i], id) {
				f := of(id)
				f.practices = append(f.practices, p)
			}
		}
	}
}
