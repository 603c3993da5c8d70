package atlas

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// EraseBy makes the atlas destroy what is personal by way of the store that it reads and
// records in, and returns it. Call it before the atlas is asked.
func (a *Atlas) EraseBy(eraser graph.Eraser) *Atlas {
	a.eraser = eraser
	return a
}

// RecordReference names a record.
type RecordReference struct {
	Word graph.Word
	ID   string // slug or global id
}

// Erasing says what was erased, or why nothing was.
type Erasing struct {
	ErasedAt *time.Time // nil when nothing was
	Words    []*ErasedWord
	Problems []*graph.Problem
}

// ErasedWord says how much was erased of one word.
type ErasedWord struct {
	Word     graph.Word
	Records  int
	Versions int // that the viewer could see
}

// Erase destroys records for good, all that are named or none, with the proposals that
// concern them; with dryRun none. What cannot
// be erased is in Problems and no error. No message repeats what is in a record.
//
// Errors: those of may; Forbidden where nothing is recorded; LimitExceeded for too many
// records; NotFound for one that does not exist for the viewer, whether it never was, was
// erased or is above the viewer's tier; those of registry.Erase.
func (r *Request) Erase(ctx context.Context, records []RecordReference, reason string, dryRun bool) (*Erasing, error) {
	if err := r.mayErase(); err != nil {
		return nil, err
	}
	if r.office == nil {
		return nil, noErasing()
	}
	if n := len(records); n > graph.MaxFirst {
		return nil, graph.Errorf(graph.LimitExceeded, "%d records; at most %d can be erased in one step", n, graph.MaxFirst).At("records")
	} else if n == 0 {
		return nil, graph.Errorf(graph.BadUserInput, "there is nothing to erase: name at least one record").At("records")
	}
	var answer *Erasing
	choose := func(ctx context.Context) (graph.Erasure, error) {
		chosen, words, err := r.chooseErased(ctx, records, reason)
		answer = &Erasing{Words: words}
		if err == nil && !dryRun { // first: erased records are not found again, should this fail
			_, err = r.ForgetProposals(ctx, chosen.Records)
		}
		return chosen, err
	}
	var change graph.Change
	var err error
	if dryRun {
		_, err = choose(ctx)
	} else {
		r.outcome.begin()
		change, err = r.office.Erase(ctx, r.eraser, choose)
		r.outcome.end(change.Seq > 0, err)
	}
	if problems, rejected := problemsOf(err); rejected {
		return &Erasing{Problems: problems}, nil
	}
	if err != nil {
		return nil, err
	}
	if !dryRun {
		answer.ErasedAt = &change.RecordedAt
	}
	return answer, nil
}

// mayErase returns nil when the viewer may erase and the server does. Errors are those of
// may, and Forbidden.
func (r *Request) mayErase() error {
	if err := r.may(MayErase); err != nil {
		return err
	}
	if r.eraser == nil {
		return noErasing()
	}
	return nil
}

func noErasing() error {
	return graph.Errorf(graph.Forbidden, "this server shows a network and erases nothing")
}

// chooseErased returns what is to be erased, and how much that is. Errors: *registry.Rejection
// with every problem found, NotFound, and the reader's.
func (r *Request) chooseErased(ctx context.Context, records []RecordReference, reason string) (graph.Erasure, []*ErasedWord, error) {
	erasure := graph.Erasure{By: r.viewer.Role, Batch: graph.Batch{Actor: r.viewer.Name, Note: reason}}
	var problems []graph.Problem
	if strings.TrimSpace(reason) == "" {
		problems = append(problems, graph.Problem{Field: "reason", Message: "is required: say why, without anything of what is erased"})
	}
	asked := map[graph.Target]bool{}
	for i, named := range records {
		reject := func(field, format string, args ...any) {
			problems = append(problems, graph.Problem{Field: fmt.Sprintf("records.%d.%s", i, field), Message: fmt.Sprintf(format, args...)})
		}
		if !graph.ShapeOf(named.Word).Personal {
			reject("word", "records of the type %s hold nothing personal: retract it instead", named.Word)
			continue
		}
		id, err := ParseID(named.Word, named.ID, "id")
		target := graph.Target{Word: named.Word, ID: id}
		switch {
		case err != nil:
			reject("id", "is neither a slug nor a global id of a %s", named.Word)
		case asked[target]:
			reject("id", "is named twice: name each record once")
		default:
			erasure.Records = append(erasure.Records, target)
		}
		asked[target] = true
	}
	if problems != nil {
		return erasure, nil, &registry.Rejection{Problems: problems}
	}
	lives, err := r.reader.Versions(ctx, r.knowing(), erasure.Records)
	if err != nil {
		return erasure, nil, err
	}
	var words []*ErasedWord
	counts := map[graph.Word]*ErasedWord{}
	for i, life := range lives {
		word := erasure.Records[i].Word
		if len(life) == 0 {
			return erasure, nil, graph.Errorf(graph.NotFound, "there is no such %s", word).At(fmt.Sprintf("records.%d.id", i))
		}
		if counts[word] == nil {
			counts[word] = &ErasedWord{Word: word}
			words = append(words, counts[word])
		}
		counts[word].Records++
		for _, version := range life {
			if version.Record != nil { // not the step that took it back
				counts[word].Versions++
			}
		}
		if repeats(reason, erasure.Records[i].ID, life) {
			problems = append(problems, graph.Problem{Field: "reason", Message: "repeats what is to be erased, and it stays: say why without it"})
			break
		}
	}
	if problems != nil {
		return erasure, nil, &registry.Rejection{Problems: problems}
	}
	return erasure, words, nil
}

// repeats reports whether a reason visibly holds what is personal of a record: its id, where
// that is no single word, or the address of a contact.
func repeats(reason string, id graph.ID, life []graph.RecordVersion) bool {
	reason = strings.ToLower(reason)
	if strings.Contains(string(id), "-") && strings.Contains(reason, strings.ToLower(string(id))) {
		return true
	}
	for _, version := range life {
		contact, ok := version.Record.(*graph.Contact)
		if !ok {
			continue
		}
		for _, said := range []string{contact.Value, contact.Person} {
			if said != "" && strings.Contains(reason, strings.ToLower(said)) {
				return true
			}
		}
	}
	return false
}

// Erasures returns a part of what stays of erased records, in the order in which they were
// erased. What stays does not say of which tier a record was, so it takes the highest one.
// Errors are those of may and cut, Forbidden for a lower tier, and those of graph.Eraser.
func (r *Request) Erasures(ctx context.Context, w Window) (Part[*graph.Erased], error) {
	r.onBeside.Store(true) // an erasure is no change that anybody sees
	if err := r.mayErase(); err != nil {
		return Part[*graph.Erased]{}, err
	}
	if r.viewer.Tier != graph.TierRestricted {
		return Part[*graph.Erased]{}, graph.Errorf(graph.Forbidden, "this takes the tier RESTRICTED: records of every tier were erased; your tier is %s", r.viewer.Tier)
	}
	all, err := r.eraser.Erasures(ctx)
	if err != nil {
		return Part[*graph.Erased]{}, err
	}
	type numbered struct {
		*graph.Erased
		number int
	}
	list := make([]numbered, len(all))
	for i := range all {
		list[i] = numbered{&all[i], i + 1}
	}
	return cut(list, w, graph.MaxFirst,
		func(n numbered) graph.Position { return graph.Position{Key: strconv.Itoa(n.number)} },
		func(n numbered) *graph.Erased { return n.Erased })
}
