package atlas

import (
	"context"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/background"
	"twingraph/graph/dialogue/partner"
	"twingraph/graph/export"
	"twingraph/graph/layout"
	"twingraph/graph/world"
)

// What takes long and is asked about the network that everybody sees today is kept ready:
// computed in the background once for each input, and kept with the store. Questions about
// another day or of another viewer, too, find it there as long as its input is the same.

// ComputeAhead has what takes long computed by b, and returns the atlas. Call it before the
// atlas is asked.
func (a *Atlas) ComputeAhead(b *background.Background) *Atlas {
	a.ahead = b
	return a
}

// Attend counts somebody who is being answered, until the function that it returns is called.
func (a *Atlas) Attend() (leave func()) {
	if a.ahead == nil {
		return func() {}
	}
	return a.ahead.Attend()
}

// How long KeepReady waits after a change for another one: so long each time, and so long in
// all.
const (
	quietFor   = 2 * time.Second
	restlessTo = 20 * time.Second
)

// resident is a reader that has the network in memory at times, and an error at others.
type resident interface {
	World(ctx context.Context) (*world.World, error)
}

// InMemory reports whether the network is read from memory, where what its state is costs no
// question of its own.
func (a *Atlas) InMemory() bool {
	_, inMemory := a.reader.(world.Moments)
	return inMemory
}

// KeepReady computes what is to be kept ready, again after each change and each day, until ctx
// ends. Of a burst of changes it waits for the end. While the network is not in memory nothing
// is computed before somebody asks.
func (a *Atlas) KeepReady(ctx context.Context) {
	if !a.InMemory() || a.ahead == nil || a.following.watcher == nil {
		return
	}
	for ctx.Err() == nil {
		head, err := a.makeReady(ctx)
		if err == nil {
			err = a.untilChanged(ctx, head)
		}
		if err != nil { // the store cannot answer now, or the network is not in memory
			select {
			case <-ctx.Done():
			case <-time.After(patienceWithStore):
			}
		}
	}
}

// makeReady begins what is to be kept ready and is not there, and returns up to which change
// it looked. Errors are those of moment.
func (a *Atlas) makeReady(ctx context.Context) (graph.Seq, error) {
	if mirror, ok := a.reader.(resident); ok {
		if _, err := mirror.World(ctx); err != nil {
			return 0, err
		}
	}
	r := a.For(graph.Viewer{})
	s, err := r.at(ctx, r.View())
	if err != nil {
		return 0, err
	}
	all, err := s.network(ctx)
	if err != nil {
		return 0, err
	}
	active := all.Through(analysis.Active())
	alliances, measures, tests := s.divisionWork(active), s.measuresWork(active), s.backtestsWork()
	arranged := s.placesWork(export.NewArranging(s.Moment, all), alliances)
	a.ahead.Expect(s.Head, map[string]string{
		alliances.Name: alliances.Inputs, arranged.Name: arranged.Inputs, measures.Name: measures.Inputs, tests.Name: tests.Inputs,
	})
	background.Begin(a.ahead, alliances)
	background.Begin(a.ahead, arranged)
	background.Begin(a.ahead, measures)
	background.Begin(a.ahead, tests)
	return s.Head, nil
}

// untilChanged returns when changes past head came to rest, or the day is over. Errors are
// those of graph.Watcher.
func (a *Atlas) untilChanged(ctx context.Context, head graph.Seq) error {
	const day = 24 * time.Hour
	now := a.now().UTC()
	changed, err := a.within(ctx, now.Truncate(day).Add(day).Sub(now), head)
	if err != nil || changed == head {
		return err
	}
	for until := a.now().Add(restlessTo); a.now().Before(until); head = changed {
		if changed, err = a.within(ctx, quietFor, head); err != nil || changed == head {
			return err
		}
	}
	return nil
}

// within returns the head as soon as it is past what is given, or that when it is not in
// time. Errors are those of graph.Watcher.
func (a *Atlas) within(ctx context.Context, patience time.Duration, head graph.Seq) (graph.Seq, error) {
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	change, err := a.following.watcher.Await(waiting, head)
	if waiting.Err() != nil {
		return head, nil
	}
	return change.Seq, err
}

// everybody reports whether the state is that of all that is recorded as everybody sees it.
func (s *state) everybody() bool {
	return s.View.Tier == graph.TierPublic && s.View.KnownAt.Equal(graph.Latest())
}

// ofToday reports whether it is about today, besides.
func (s *state) ofToday() bool { return s.everybody() && s.view.AsOf == s.Today() }

// adjacency writes who is linked with whom.
func adjacency(d *background.Digest, n *analysis.Network) *background.Digest {
	d.Number(n.Len())
	for city := range n.Len() {
		d.Number(n.Degree(city))
		for other := range n.Neighbours(city) {
			d.Number(other)
		}
	}
	return d
}

// divisionVersion is the version of what analysis.Divide gives.
const divisionVersion = 1

func (s *state) divisionWork(n *analysis.Network) background.Work[*analysis.Division] {
	return background.Work[*analysis.Division]{
		Name: "alliances", Version: divisionVersion, Inputs: adjacency(background.NewDigest(), n).String(), Head: s.Head,
		Make: func(ctx context.Context, p background.Progress) (*analysis.Division, error) {
			q, step := export.Alliances(), p.Part(0, 1)
			q.Progress = func(_ string, done, total int) { step(done, total) }
			return analysis.Divide(ctx, n, q)
		},
	}
}

// places are where the cities of an arrangement lie, and their alliances.
type places struct {
	Division *analysis.Division
	Points   []layout.Point // in the order of export.Arranging
}

// placesWork finds the places of an arrangement, which begins with the division into alliances.
func (s *state) placesWork(p *export.Arranging, alliances background.Work[*analysis.Division]) background.Work[*places] {
	d := background.NewDigest().Number(divisionVersion)
	for _, city := range p.Order {
		d.Number(city)
	}
	for _, e := range p.Edges {
		d.Number(e.A).Number(e.B).Float(e.Weight)
	}
	return background.Work[*places]{
		Name: "layout", Version: export.PlacesVersion, Inputs: d.String(), Head: s.Head,
		Make: func(ctx context.Context, progress background.Progress) (*places, error) {
			division, found := background.Found(s.ahead, alliances)
			if !found {
				var err error
				if division, err = alliances.Make(ctx, func(share float64) { progress(0.1 * share) }); err != nil {
					return nil, err
				}
			}
			points, err := p.Places(ctx, division, progress.Part(0.1, 1))
			return &places{division, points}, err
		},
	}
}

// measures are those that take long.
type measures struct {
	Distances   *analysis.Distances
	Betweenness []float64
	Length      *analysis.LinkLength // of the default null model
}

// The null model of the API unless another is asked for.
const (
	defaultSamples = 20
	defaultSeed    = 1
)

// measuresVersion is the version of what the measures give.
const measuresVersion = 2

func (s *state) measuresWork(n *analysis.Network) background.Work[*measures] {
	d := adjacency(background.NewDigest(), n)
	for city := range n.Len() {
		if at := n.Node(city).Location; at != nil {
			d.Float(at.Latitude).Float(at.Longitude)
		} else {
			d.Number(-1)
		}
	}
	return background.Work[*measures]{
		Name: "measures", Version: measuresVersion, Inputs: d.String(), Head: s.Head,
		Make: func(ctx context.Context, progress background.Progress) (*measures, error) {
			part := func(from, to float64) analysis.Progress {
				step := progress.Part(from, to)
				return func(_ string, done, total int) { step(done, total) }
			}
			distances, err := analysis.AllDistances(ctx, n, part(0, 0.2))
			if err != nil {
				return nil, err
			}
			m := &measures{Distances: &distances}
			if m.Length, err = analysis.MeasureLength(ctx, n, analysis.NullModel{Seed: defaultSeed, Samples: defaultSamples}); err != nil {
				return nil, err
			}
			progress(0.3)
			m.Betweenness, err = analysis.Betweenness(ctx, n, part(0.3, 1))
			return m, err
		},
	}
}

// testsVersion is the version of what the back-tests give.
const testsVersion = 1

func (s *state) backtestsWork() background.Work[[]*partner.Report] {
	return background.Work[[]*partner.Report]{
		Name: "back-tests", Version: testsVersion, Inputs: background.NewDigest().Text(s.Moment.Tag).String(), Head: s.Head,
		Make: func(ctx context.Context, progress background.Progress) ([]*partner.Report, error) {
			done, step := 0, progress.Part(0, 1)
			return partner.Backtests(func(cutOff graph.Day) (*partner.Report, error) {
				report, err := partner.Backtest(ctx, s.Moment, cutOff, partner.Seed)
				done++
				step(done, len(partner.CutOffs()))
				return report, err
			})
		},
	}
}
