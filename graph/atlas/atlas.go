package atlas

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"twingraph/graph"
	"twingraph/graph/access"
	"twingraph/graph/analysis"
	"twingraph/graph/background"
	"twingraph/graph/export"
	"twingraph/graph/proposal"
	"twingraph/graph/registry"
	"twingraph/graph/results"
)

// How much is kept in memory. A network of 60,000 links takes tens of megabytes, an
// answer up to a few.
const (
	keptNetworks = 8 // of days
	keptAnswers  = 128
	keptTouched  = 8 // lists of the links of large changes: half a megabyte for 25,000
)

// Atlas answers questions about the network that a reader holds. It is safe for
// concurrent use.
type Atlas struct {
	reader graph.Reader
	now    func() time.Time
	log    *slog.Logger           // nil for nobody reading it
	office *registry.Registry     // nil for an atlas that records nothing
	eraser graph.Eraser           // nil for an atlas that erases nothing
	chance io.Reader              // where ids that say nothing are drawn from
	tokens *access.Tokens         // nil where there are none
	queue  *proposal.Queue        // nil for an atlas that takes no proposals
	open   bool                   // whether it takes those of people who show no token
	copied Copied                 // nil where no copies are taken
	ahead  *background.Background // nil where nothing is computed ahead of questions

	moments  moments
	networks *results.Cache
	answers  *results.Cache
	touched  *results.Cache // the links that large changes bear on

	following following

	lastMatched atomic.Pointer[matchedCities]
}

// New returns an atlas of what reader holds. now is the clock that says what today is.
func New(reader graph.Reader, now func() time.Time) *Atlas {
	return &Atlas{
		reader: reader, now: now, chance: rand.Reader,
		moments:  newMoments(reader),
		networks: results.New(keptNetworks),
		answers:  results.New(keptAnswers),
		touched:  results.New(keptTouched),
	}
}

// LogTo makes the atlas write to log how far long computations are, and returns it. Call
// it before the atlas is asked.
func (a *Atlas) LogTo(log *slog.Logger) *Atlas {
	a.log = log
	return a
}

// WithTokens lets stewards issue tokens and revoke them, and returns the atlas. Call it before
// the atlas is asked.
func (a *Atlas) WithTokens(tokens *access.Tokens) *Atlas {
	a.tokens = tokens
	return a
}

// Today returns the day, UTC.
func (a *Atlas) Today() graph.Day { return graph.DayOf(a.now()) }

// Arrangement returns the layout of the network that n is a part of, on n.AsOf. It is
// made once for all who ask. Errors are those of results.Get, background.Get and
// export.Arrange.
func (a *Atlas) Arrangement(ctx context.Context, n *export.Network) (*export.Arrangement, error) {
	s := &state{Atlas: a, Moment: n.Moment(), view: graph.View{AsOf: n.AsOf}}
	return computed(ctx, s, "arrangement", func(ctx context.Context) (*export.Arrangement, error) {
		all, err := s.network(ctx)
		if err != nil {
			return nil, err
		}
		p := export.NewArranging(s.Moment, all)
		lie, found, err := background.Get(ctx, s.ahead, s.placesWork(p, s.divisionWork(all.Through(analysis.Active()))), s.ofToday())
		switch {
		case err != nil:
			return nil, err
		case !found:
			return export.Arrange(ctx, s.Moment, all)
		}
		return p.At(lie.Division, lie.Points)
	})
}

// patience is how long a computation goes on before the log hears of it, again and again.
const patience = 2 * time.Second

// progress writes to the log how far a computation is.
func (a *Atlas) progress() analysis.Progress {
	if a.log == nil {
		return nil
	}
	began := a.now()
	logged := began
	return func(measure string, done, total int) {
		now := a.now()
		if now.Sub(logged) < patience {
			return
		}
		logged = now
		a.log.Info("a long computation goes on", "measure", measure, "done", done, "total", total, "took", now.Sub(began).Round(time.Millisecond))
	}
}
