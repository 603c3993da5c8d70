package linear

import "slices"

// payload is what is asked of the answer of a mutation.
const payload = `{ repeated change { number recordedAt } problems { code message } } }`

// questions are the mutations, by what a client does.
var questions = map[kind]string{
	put:     `mutation($records: RecordsInput!, $key: String) { done: record(note: "a number", records: $records, idempotencyKey: $key) ` + payload,
	replace: `mutation($records: RecordsInput!) { done: record(note: "a number", records: $records) ` + payload,
	retract: `mutation($id: ID!) { done: retract(note: "away", records: [{word: CITY, id: $id, reason: "a mistake"}]) ` + payload,
	merge:   `mutation($id: ID!, $into: ID!) { done: merge(word: CITY, from: $id, into: $into, reason: "the same") ` + payload,
	undo:    `mutation($change: Int!) { done: undo(change: $change, reason: "a mistake") ` + payload,
}

// problem is why something was not recorded.
type problem struct{ Code, Message string }

// unexpected reports whether it is none of those that come of what others do.
func (p problem) unexpected() bool {
	return !slices.Contains([]string{"CONFLICT", "MISSING", "INVALID"}, p.Code)
}

// change asks for a change.
func (r *run) change(client int, in asked) answered {
	variables := map[string]any{}
	switch in.kind {
	case put, replace:
		city := map[string]any{"id": in.city, "name": in.city, "kind": "TOWN", "country": "DE", "population": in.number, "confidence": "DOCUMENTED"}
		if in.kind == replace {
			city["ifRecordedAt"] = in.at
		}
		variables["records"] = map[string]any{"cities": []any{city}}
		if in.key != "" {
			variables["key"] = in.key
		}
	case retract:
		variables["id"] = in.city
	case merge:
		variables["id"], variables["into"] = in.city, r.sink()
	case undo:
		variables["change"] = in.change
	}
	var got struct {
		Data struct {
			Done *struct {
				Repeated bool
				Change   *struct {
					Number     int
					RecordedAt string
				}
				Problems []problem
			}
		}
		Errors failures
	}
	r.send(client, questions[in.kind], variables, &got)
	r.expects(in, got.Errors, "NOT_FOUND")
	r.mu.Lock()
	defer r.mu.Unlock()
	done := got.Data.Done
	switch {
	case done == nil || done.Change == nil:
		r.refused[in.kind]++
		takesBack := in.kind == retract || in.kind == merge // what is taken back in the same words already is nothing new
		if done != nil && (len(done.Problems) == 0 && !takesBack || slices.ContainsFunc(done.Problems, problem.unexpected)) {
			r.Errorf("%+v: %+v", in, done)
		}
		return answered{}
	case done.Repeated:
		return answered{change: done.Change.Number, recordedAt: done.Change.RecordedAt, repeated: true}
	}
	r.did[in.kind]++
	if other, twice := r.at[done.Change.RecordedAt]; twice {
		r.Errorf("change %d and change %d were recorded at %s", other, done.Change.Number, done.Change.RecordedAt)
	}
	r.at[done.Change.RecordedAt] = done.Change.Number
	return answered{change: done.Change.Number, recordedAt: done.Change.RecordedAt}
}
