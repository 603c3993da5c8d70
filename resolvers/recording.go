package resolvers

import (
	"context"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/generated"
	"twingraph/graph/model"
)

// AroundRoot gives each field of a mutation a request of its own, so that it sees what the
// fields before it recorded, and answers a field of a query by its plan where it has one.
// Install it with AroundRootFields.
func (r *Root) AroundRoot(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	switch graphql.GetOperationContext(ctx).Operation.Operation {
	case ast.Mutation:
		ctx = context.WithValue(ctx, requestKey{}, &request{Request: r.atlas.For(ViewerOf(ctx)), writes: true})
	case ast.Query:
		if answer, ok := r.answerOf(ctx); ok {
			r.Ways.plan.Add(1)
			return answer
		}
		r.Ways.fields.Add(1)
	}
	return next(ctx)
}

// RecordingOf returns what is known of whether the field of a mutation recorded what it was asked
// to; atlas.NothingAsked outside of one.
func RecordingOf(ctx context.Context) atlas.Recording {
	r, ok := ctx.Value(requestKey{}).(*request)
	switch {
	case !ok:
		return atlas.NothingAsked
	case r.writes && r.Recording() == atlas.NothingAsked: // the field did not come to it
		return atlas.NotRecorded
	}
	return r.Recording()
}

// Record answers Mutation.record.
func (mutation) Record(ctx context.Context, records map[string]any, note string, key *string, dryRun bool) (*atlas.Recorded, error) {
	return recorded(ctx, key, atlas.Submission{Records: atlas.EntriesOf(plain(records)), Note: note, DryRun: dryRun})
}

// Retract answers Mutation.retract.
func (mutation) Retract(ctx context.Context, records []*model.RetractionInput, note string, key *string, dryRun bool) (*atlas.Recorded, error) {
	retractions, err := retractionsOf(records, "records")
	if err != nil {
		return nil, err
	}
	return recorded(ctx, key, atlas.Submission{Retractions: retractions, Note: note, DryRun: dryRun})
}

// retractionsOf reads the retractions of a submission, given as the argument at path.
func retractionsOf(inputs []*model.RetractionInput, path string) ([]atlas.Retraction, error) {
	retractions := make([]atlas.Retraction, len(inputs))
	for i, input := range inputs {
		movedTo, err := filled(input.MovedTo.Value(), fmt.Sprintf("%s.%d.movedTo", path, i))
		if err != nil {
			return nil, err
		}
		retractions[i] = atlas.Retraction{
			Word: input.Word, ID: input.ID, MovedTo: movedTo, Reason: input.Reason, IfRecordedAt: input.IfRecordedAt.Value(),
		}
	}
	return retractions, nil
}

// filled returns a text that may be left out, given as the argument at path: one that is given
// and empty would do something else than what was meant. Code BadUserInput.
func filled(s *string, path string) (string, error) {
	if s != nil && *s == "" {
		return "", graph.Errorf(graph.BadUserInput, "is empty: leave it out, or give one").At(path)
	}
	return text(s), nil
}

// Merge answers Mutation.merge.
func (mutation) Merge(ctx context.Context, word graph.Word, from, into, reason string, key *string, dryRun bool) (*atlas.Recorded, error) {
	if into == "" { // it would be taken back and lead nowhere
		return nil, graph.Errorf(graph.BadUserInput, "give the id of the record that stays").At("into")
	}
	merged := atlas.Retraction{Word: word, ID: from, MovedTo: into, Reason: reason}
	return recorded(ctx, key, atlas.Submission{Retractions: []atlas.Retraction{merged}, Note: reason, DryRun: dryRun})
}

// Undo answers Mutation.undo.
func (mutation) Undo(ctx context.Context, number int, reason string, key *string, dryRun bool) (*atlas.Recorded, error) {
	name, err := filled(key, "idempotencyKey")
	if err != nil {
		return nil, err
	}
	answer, err := requestOf(ctx).Undo(ctx, atlas.Undoing{Change: number, Reason: reason, Key: name, DryRun: dryRun})
	if err != nil {
		return nil, err
	}
	return answer, prefetchRecorded(ctx, answer)
}

// recorded records a submission under the key that names the request, if there is one.
func recorded(ctx context.Context, key *string, s atlas.Submission) (_ *atlas.Recorded, err error) {
	if s.Key, err = filled(key, "idempotencyKey"); err != nil {
		return nil, err
	}
	answer, err := requestOf(ctx).Record(ctx, s)
	if err != nil {
		return nil, err
	}
	return answer, prefetchRecorded(ctx, answer)
}

// prefetchRecorded loads what is selected of what was recorded. Records of words that have no
// type in the schema are left out.
func prefetchRecorded(ctx context.Context, answer *atlas.Recorded) error {
	shown := exposed()
	answer.Records = slices.DeleteFunc(answer.Records, func(r graph.Record) bool { return !slices.Contains(shown, r.Word()) })
	v, fields := viewOf(ctx), selected(ctx)
	if answer.Change != nil {
		if err := prefetchItems(ctx, v, fields.under("change"), []*graph.Change{answer.Change}); err != nil {
			return err
		}
	}
	if err := prefetchConsequences(ctx, v, fields.under("consequences"), answer.Consequences); err != nil {
		return err
	}
	return prefetch(ctx, v, fields.under("records"), answer.Records)
}

// prefetchConsequences loads what is selected of links that stand otherwise.
func prefetchConsequences(ctx context.Context, v view, s selection, consequences []*atlas.Consequence) error {
	links, items := make([]graph.Record, len(consequences)), make([]graph.DiffItem, len(consequences))
	for i, c := range consequences {
		links[i] = c.Link
		if c.Before != nil {
			items[i].Before = c.Before.LinkStatus
		}
		if c.After != nil {
			items[i].After = c.After.LinkStatus
		}
	}
	statuses := s.under("before", "after")
	governing := selection{s.op, append(statuses.under("governing").set, statuses.under("sides").under("governing").set...)}
	if err := prefetchRefs(ctx, v, statuses.under("sides").under("city"), graph.WordCity, links, "a", "b"); err != nil {
		return err
	}
	if len(governing.set) > 0 {
		if err := prefetchIDs(ctx, v, governing, graph.WordClaim, atlas.Governing(items)); err != nil {
			return err
		}
	}
	return prefetch(ctx, v, s.under("link"), links)
}

// RecordProblem resolves fields of problems.
func (*Root) RecordProblem() generated.RecordProblemResolver { return recordProblem{} }

type recordProblem struct{}

// Word returns the type of the record, nil for what is about the request.
func (recordProblem) Word(_ context.Context, obj *graph.Problem) (*graph.Word, error) {
	if obj.Word == "" {
		return nil, nil
	}
	return &obj.Word, nil
}

// ID returns the id of the record, nil for what is about the request.
func (recordProblem) ID(_ context.Context, obj *graph.Problem) (*string, error) {
	if obj.ID == "" {
		return nil, nil
	}
	return new(string(obj.ID)), nil
}
