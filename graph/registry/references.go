package registry

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"twingraph/graph"
)

// references yields what a record refers to, with the field that does.
func (p *plan) references(r graph.Record) iter.Seq2[graph.Target, string] {
	return func(yield func(graph.Target, string) bool) {
		shape := graph.ShapeOf(r.Word())
		for _, ref := range shape.References {
			field, _ := shape.Field(ref.Field)
			for _, id := range field.Of(r) {
				if !yield(graph.Target{Word: ref.To, ID: graph.ID(id.(string))}, ref.Field) {
					return
				}
			}
		}
	}
}

// refer notes every reference, of the submission or of what follows from it, that
// does not resolve after the batch.
func (p *plan) refer(ctx context.Context) error {
	asked := 0
	for _, r := range p.allRecords() {
		for to, field := range p.references(r) {
			if p.after(to) != nil || !graph.ValidID(to.ID) { // the latter is noted already
				continue
			}
			message := fmt.Sprintf("there is no %s", to)
			if gone, ok := p.retracted[to]; ok {
				message = fmt.Sprintf("%s is retracted in this submission", to) + moved(gone)
			} else if asked < readChunk && p.head.Seq > 0 {
				asked++
				gone, err := p.reader.Fate(ctx, p.view(), to.Word, to.ID)
				if err == nil {
					message = fmt.Sprintf("%s was retracted", to) + moved(gone)
				} else if graph.CodeOf(err) != graph.NotFound {
					return fmt.Errorf("fate of %s: %w", to, err)
				}
			}
			t := graph.TargetOf(r)
			p.note(graph.Problem{Word: t.Word, ID: t.ID, Field: field, Message: message, Missing: to})
		}
	}
	return nil
}

// moved says where a retracted record went, if anywhere.
func moved(r graph.Retraction) string {
	if r.MovedTo == "" {
		return ""
	}
	return fmt.Sprintf("; it moved to %q", r.MovedTo)
}

// allRecords returns the records of the submission in its order, then those that
// follow from it in order of id.
func (p *plan) allRecords() []graph.Record {
	follow := slices.Collect(maps.Values(p.derived))
	slices.SortFunc(follow, func(a, b graph.Record) int {
		return cmp.Or(cmp.Compare(a.Base().ID, b.Base().ID), cmp.Compare(a.Word(), b.Word()))
	})
	return slices.Concat(p.records, follow)
}

// takeRetraction notes all that is wrong with a retraction alone.
func (p *plan) takeRetraction(r graph.Retraction) {
	t := graph.Target{Word: r.Word, ID: r.ID}
	if _, here := p.submitted[t]; here {
		p.reject(t, "", "the submission both records and retracts it")
		return
	}
	if _, twice := p.retracted[t]; twice {
		p.reject(t, "", "the submission retracts it twice")
		return
	}
	if _, known := graph.FindShape(r.Word); !known {
		p.reject(t, "", "%q is not a word that records have", r.Word)
		return
	}
	p.order[t] = len(p.order)
	p.retracted[t] = r
	p.retractions = append(p.retractions, r)
	if r.Reason == "" {
		p.reject(t, "reason", "is required")
	} else if wrong := graph.Unsound(r.Reason); wrong != "" {
		p.reject(t, "reason", "%s", wrong)
	}
}

// standing counts the records that stand in the way of a retraction.
type standing struct {
	example string
	count   int
}

// retract checks the retractions against the store. What refers to a retracted
// record is corrected to refer to the record it moved to; where it moved nowhere,
// the referrer must be retracted or corrected in the same submission.
func (p *plan) retract(ctx context.Context) error {
	if err := p.dropRetracted(ctx); err != nil {
		return err
	}
	byWord := map[graph.Word][]graph.ID{}
	for _, r := range p.retractions {
		byWord[r.Word] = append(byWord[r.Word], r.ID)
		if r.MovedTo != "" && p.after(graph.Target{Word: r.Word, ID: r.MovedTo}) == nil {
			p.reject(graph.Target{Word: r.Word, ID: r.ID}, "movedTo", "there is no %s to move to after this submission", graph.Target{Word: r.Word, ID: r.MovedTo})
		}
	}
	for _, word := range graph.Words() {
		for _, ref := range graph.ShapeOf(word).References {
			for chunk := range slices.Chunk(byWord[ref.To], readChunk) {
				if err := p.referrers(ctx, word, ref, chunk); err != nil {
					return err
				}
			}
		}
	}
	for t, s := range p.standing {
		also := ""
		if s.count > 1 {
			also = fmt.Sprintf(" (and %d more)", s.count-1)
		}
		p.reject(t, "", "%s%s still refers to it; retract or correct that too, or say where this one moved", s.example, also)
	}
	return p.readDerived(ctx)
}

// dropRetracted leaves out the retractions that the store has already, and notes
// those of records that never were.
func (p *plan) dropRetracted(ctx context.Context) error {
	var kept []graph.Retraction
	for _, r := range p.retractions {
		t := graph.Target{Word: r.Word, ID: r.ID}
		if p.stored[t] != nil {
			kept = append(kept, r)
			continue
		}
		delete(p.retracted, t)
		gone, err := p.reader.Fate(ctx, p.view(), r.Word, r.ID)
		switch {
		case graph.CodeOf(err) == graph.NotFound:
			p.reject(t, "", "there is no such record to retract")
		case err != nil:
			return fmt.Errorf("fate of %s: %w", t, err)
		case gone.MovedTo != r.MovedTo:
			p.reject(t, "movedTo", "it was retracted already%s", moved(gone))
		default:
			p.unchanged++
		}
	}
	p.retractions = kept
	return nil
}

// referrers corrects the records of word that refer to the retracted ids by ref,
// or notes that they stand in the way.
func (p *plan) referrers(ctx context.Context, word graph.Word, ref graph.Reference, ids []graph.ID) error {
	field, _ := graph.ShapeOf(word).Field(ref.Field)
	return p.list(ctx, graph.Query{Word: word, Where: graph.In(ref.Field, ids...)}, func(r graph.Record) {
		t := graph.TargetOf(r)
		_, here := p.submitted[t]
		_, gone := p.retracted[t]
		if here || gone {
			return // its new version is checked like any other
		}
		for _, value := range field.Of(r) {
			retracted, ok := p.retracted[graph.Target{Word: ref.To, ID: graph.ID(value.(string))}]
			switch {
			case !ok:
			case retracted.MovedTo == "":
				p.stands(graph.Target{Word: ref.To, ID: retracted.ID}, r)
			default:
				follows := graph.Canonical(p.after(t))
				repoint(follows, ref.Field, retracted.ID, retracted.MovedTo)
				p.derived[t] = graph.Canonical(follows)
			}
		}
	})
}

// stands notes that r stands in the way of the retraction of t.
func (p *plan) stands(t graph.Target, r graph.Record) {
	if s := p.standing[t]; s != nil {
		s.count++
		return
	}
	p.standing[t] = &standing{example: shown(r), count: 1}
}

// shown names a record in a message: those that are not public without their id.
func shown(r graph.Record) string {
	if graph.TierOf(r) != graph.TierPublic {
		return "a record that is not public"
	}
	return graph.TargetOf(r).String()
}

// readDerived reads what the derived corrections refer to.
func (p *plan) readDerived(ctx context.Context) error {
	var named []graph.Target
	for _, r := range p.derived {
		for t := range p.references(r) {
			named = append(named, t)
		}
	}
	for _, problem := range p.checkDerived() {
		p.note(problem)
	}
	return p.read(ctx, named)
}

// checkDerived validates the corrections that follow from a move: a link whose two
// ends become one city, for example, cannot follow.
func (p *plan) checkDerived() []graph.Problem {
	var problems []graph.Problem
	for _, r := range p.derived {
		for _, problem := range graph.Validate(r) {
			problem.Message += " (after the move of what it refers to)"
			problems = append(problems, problem)
		}
	}
	return problems
}

// list calls each with every record that q selects, page by page, and remembers
// the record.
func (p *plan) list(ctx context.Context, q graph.Query, each func(graph.Record)) error {
	q.First = graph.MaxFirst
	for {
		page, err := p.reader.List(ctx, p.view(), q)
		if err != nil {
			return fmt.Errorf("list %s: %w", q.Word, err)
		}
		for _, r := range page.Records {
			each(p.keep(r))
		}
		if !page.More || len(page.Positions) == 0 {
			return nil
		}
		q.After = &page.Positions[len(page.Positions)-1]
	}
}

// repoint replaces an id that a reference of the record holds.
func repoint(r graph.Record, field string, from, to graph.ID) {
	property, _ := graph.ShapeOf(r.Word()).Property(field)
	var value any = string(to)
	if ids, many := property.Of(r).([]string); many {
		for i, id := range ids {
			if id == string(from) {
				ids[i] = string(to)
			}
		}
		value = ids
	}
	if err := property.Set(r, value); err != nil {
		panic(err) // an id is a text like any other
	}
}
