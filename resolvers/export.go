package resolvers

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/export"
	"twingraph/graph/results"
)

// Head returns the last change of the store.
func (r *Root) Head(ctx context.Context) (graph.Change, error) { return r.reader.Head(ctx) }

// Question reads what an export in a format asks for from arguments as they are
// written in an address or on a command line: asOf, knownAt and filter, the last in
// JSON as the API's variables have it, a CityFilter or a TwinningLinkFilter by the
// format. Without asOf it is about today. Errors have code BadUserInput or
// LimitExceeded and name the argument.
func (r *Root) Question(f export.Format, written map[string]string) (export.Question, error) {
	q := export.Question{AsOf: graph.DayOf(r.now()), KnownAt: graph.Latest(), Tier: graph.TierPublic, Of: f.Of}
	for _, name := range slices.Sorted(maps.Keys(written)) {
		var err error
		text := written[name]
		switch name {
		case "asOf":
			if q.AsOf, err = graph.ParseDay(text); err != nil {
				return q, graph.Errorf(graph.BadUserInput, "%q is not a date: write YYYY-MM-DD, for example 2022-03-01", text).At(name)
			}
		case "knownAt":
			if q.KnownAt, err = graphql.UnmarshalTime(text); err != nil {
				return q, graph.Errorf(graph.BadUserInput, "%q is not an instant: write 2026-11-22T00:00:00Z", text).At(name)
			}
			q.KnownAt = q.KnownAt.UTC()
		case "filter":
			if q.Where, err = writtenFilter(f.Of, text); err != nil {
				return q, err
			}
		default:
			return q, graph.Errorf(graph.BadUserInput, "there is no parameter %q here; there are asOf, knownAt and filter", name).At(name)
		}
	}
	q.Established = f.Dated && !mentions(q.Where, "status")
	return q, nil
}

// Export returns the part of the network that a question asks for. It is put together
// once for all who ask.
func (r *Root) Export(ctx context.Context, q export.Question) (*export.Network, error) {
	snap, err := r.snapshots.Snapshot(ctx, graph.View{AsOf: q.AsOf, KnownAt: q.KnownAt, Tier: q.Tier})
	if err != nil {
		return nil, err
	}
	part := fmt.Sprintf("part of %s: %s %t %s", q.Of, q.Where, q.Established, q.KnownAt)
	return results.Get(ctx, r.networks, results.On(snap, q.AsOf, part), func(ctx context.Context) (*export.Network, error) {
		return export.Take(ctx, r.reader, r.snapshots, q)
	})
}

// Arrangement returns the layout of the whole network that n is a part of, on n.AsOf.
// It is made once for all who ask.
func (r *Root) Arrangement(ctx context.Context, n *export.Network) (*export.Arrangement, error) {
	w := whole{Root: r, Snapshot: n.Whole(), asOf: n.AsOf}
	return results.Get(ctx, r.answers, results.On(w.Snapshot, w.asOf, "arrangement"),
		func(ctx context.Context) (*export.Arrangement, error) {
			all, err := w.network(ctx)
			if err != nil {
				return nil, err
			}
			return export.Arrange(ctx, w.Snapshot, all)
		})
}

// writtenFilter reads a filter in JSON.
func writtenFilter(of graph.Word, text string) (*graph.Filter, error) {
	input, err := writtenInput(string(of)+"Filter", text)
	if err != nil {
		return nil, err
	}
	where, err := partsOf(of, input, "filter")
	if err != nil {
		return nil, err
	}
	return where, where.Check(of)
}
