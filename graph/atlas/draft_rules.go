package atlas

import (
	"context"
	"fmt"

	"twingraph/graph"
)

// refer notes the references that were given and that the viewer cannot follow.
func (d *draft) refer(ctx context.Context) error {
	var named []graph.Target
	d.references(func(_ *entry, _ graph.Property, to graph.Target) { named = append(named, to) })
	if err := d.read(ctx, named); err != nil {
		return err
	}
	var failed error
	d.references(func(e *entry, p graph.Property, to graph.Target) {
		if d.known[to] != nil || d.here[to] != nil || to.ID == "" || failed != nil {
			return
		}
		message := fmt.Sprintf("there is no %s", to)
		if graph.ValidID(to.ID) {
			gone, err := d.reader.Fate(ctx, d.v, to.Word, to.ID)
			switch {
			case err == nil && gone.MovedTo != "":
				message = fmt.Sprintf("%s was retracted; it moved to %q", to, gone.MovedTo)
			case err == nil:
				message = fmt.Sprintf("%s was retracted", to)
			case graph.CodeOf(err) != graph.NotFound:
				failed = err
			}
		} else {
			message = fmt.Sprintf("no %s of this submission has the id %q", to.Word, to.ID)
		}
		t := graph.TargetOf(e.record)
		d.s.Problems = append(d.s.Problems, graph.Problem{Word: t.Word, ID: t.ID, Field: p.Name, Message: message, Missing: to, Code: graph.ProblemMissing})
	})
	return failed
}

// references calls each with the references that were given.
func (d *draft) references(each func(*entry, graph.Property, graph.Target)) {
	for _, e := range d.entries {
		for _, p := range graph.ShapeOf(e.Word).Entered() {
			if _, given := e.Fields[p.Name]; !given || p.To == "" {
				continue
			}
			switch value := p.Of(e.record).(type) {
			case string:
				each(e, p, graph.Target{Word: p.To, ID: graph.ID(value)})
			case []string:
				for _, id := range value {
					each(e, p, graph.Target{Word: p.To, ID: graph.ID(id)})
				}
			}
		}
	}
}

// permit notes what the viewer may not record: what lies above the viewer's tier, and ids of
// new records by which could be found out whether there is a hidden one.
func (d *draft) permit(context.Context) error {
	cited := d.cited(d.r.viewer.Tier)
	for _, e := range d.entries {
		t, shape := graph.TargetOf(e.record), graph.ShapeOf(e.Word)
		if d.r.viewer.Tier == graph.TierRestricted {
			continue
		}
		if e.was == nil && !shape.Open && graph.ValidID(e.given) {
			d.reject(t, "id", graph.ProblemForbidden, "the id of a new %s is made by the server: leave it out", shape.Word)
		}
		switch tier := graph.TierOf(graph.Canonical(e.record)); {
		case d.r.viewer.Tier.Sees(tier):
		case !shape.CitedBy:
			d.reject(t, "", graph.ProblemForbidden, "this %s would be %s, which is above your tier", shape.Word, tier)
		case e.was == nil && !cited[t.ID]:
			d.reject(t, "", graph.ProblemForbidden, "a %s that nothing cites is %s, which is above your tier: record it with what cites it", shape.Word, tier)
		}
	}
	return nil
}

// cited returns the ids of what is cited by records of the submission that a viewer of the
// tier sees.
func (d *draft) cited(tier graph.Tier) map[graph.ID]bool {
	cited := map[graph.ID]bool{}
	for range d.entries { // a chain of citations is no longer than the submission
		before := len(cited)
		for _, e := range d.entries {
			shape := graph.ShapeOf(e.Word)
			if shape.CitedBy && !cited[e.record.Base().ID] || !shape.CitedBy && !tier.Sees(graph.TierOf(graph.Canonical(e.record))) {
				continue
			}
			for _, p := range shape.Properties {
				if p.To == "" || !graph.ShapeOf(p.To).CitedBy {
					continue
				}
				switch value := p.Of(e.record).(type) {
				case string:
					cited[graph.ID(value)] = true
				case []string:
					for _, id := range value {
						cited[graph.ID(id)] = true
					}
				}
			}
		}
		if len(cited) == before {
			break
		}
	}
	return cited
}

// retract takes the retractions into the draft.
func (d *draft) retract(ctx context.Context, retractions []Retraction) error {
	var named []graph.Target
	type taken struct {
		from, to graph.Target
		Retraction
	}
	var list []taken
	for _, given := range retractions {
		one := taken{Retraction: given}
		id, err := ParseID(given.Word, given.ID, "id")
		one.from = graph.Target{Word: given.Word, ID: id}
		if err != nil {
			d.reject(graph.Target{Word: given.Word, ID: graph.ID(given.ID)}, "id", graph.ProblemInvalid, "%s", messageOf(err))
			continue
		}
		named = append(named, one.from)
		if given.MovedTo != "" {
			to, err := ParseID(given.Word, given.MovedTo, "movedTo")
			if err != nil {
				d.reject(one.from, "movedTo", graph.ProblemInvalid, "%s", messageOf(err))
				continue
			}
			one.to = graph.Target{Word: given.Word, ID: to}
			named = append(named, one.to)
		}
		list = append(list, one)
	}
	if err := d.read(ctx, named); err != nil {
		return err
	}
	for _, one := range list {
		if !d.r.mayTakeBack(one.Word) {
			d.reject(one.from, "", graph.ProblemForbidden, "%s", takingBack(one.Word))
			continue
		}
		if d.known[one.from] == nil {
			if _, err := d.reader.Fate(ctx, d.v, one.Word, one.from.ID); graph.CodeOf(err) == graph.NotFound {
				d.reject(one.from, "id", graph.ProblemMissing, "there is no such record to retract")
				continue
			} else if err != nil {
				return err
			}
		}
		if one.to.ID != "" && d.known[one.to] == nil && d.here[one.to] == nil {
			d.reject(one.from, "movedTo", graph.ProblemMissing, "there is no %s to move to", one.to)
			continue
		}
		if one.IfRecordedAt != nil {
			d.s.Expected[one.from] = *one.IfRecordedAt
		}
		d.s.Retractions = append(d.s.Retractions, graph.Retraction{Word: one.Word, ID: one.from.ID, Reason: one.Reason, MovedTo: one.to.ID})
	}
	return nil
}

// mayTakeBack reports whether the tier of the viewer suffices to take records of a word back. For
// those that hidden records can refer to it takes the highest: that they cannot be taken back
// would say that one does.
func (r *Request) mayTakeBack(word graph.Word) bool {
	return r.viewer.Tier == graph.TierRestricted || !referable(word)
}

// takingBack says what it takes to take records of a word back that hidden ones can refer to.
func takingBack(word graph.Word) string {
	return fmt.Sprintf("taking back a %s needs the tier RESTRICTED: records that not everybody sees can refer to it", word)
}

// referable reports whether records of which some may be hidden can refer to records of a
// word.
func referable(word graph.Word) bool {
	for _, other := range graph.Words() {
		shape := graph.ShapeOf(other)
		for _, ref := range shape.References {
			if ref.To == word && !shape.Open {
				return true
			}
		}
	}
	return false
}
