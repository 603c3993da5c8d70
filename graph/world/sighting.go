package world

import "twingraph/graph"

// sighting is the sources that viewers of a tier may see, as known after a change.
type sighting struct {
	sheet *sheet
	seq   graph.Seq
	rows  set
}

// manyItems is so much done by changes that all sources are looked at anew.
const manyItems = 1000

// sight returns what viewers of a tier may see of a sheet of sources, as known after a change
// of a journal. Where there is one of an earlier change, old, which is nil otherwise, only the
// sources are looked at that changes since then bear on.
func (a access) sight(tier graph.Tier, s *sheet, log journal, seq graph.Seq, old *sighting) *sighting {
	to := &sighting{s, seq, newSet(len(s.rows))}
	look := func(row int32) {
		to.rows.drop(row)
		if a.sees(tier, s.word, s.rows[row].Base().ID, seq) {
			to.rows.add(row)
		}
	}
	sources, few := a.bearing(log, old, seq)
	if !few {
		for row := range s.rows {
			look(int32(row))
		}
		return to
	}
	if old.sheet == s {
		copy(to.rows, old.rows)
	} else {
		for row, was := range earlier(old.sheet.rows, s.rows) {
			if was >= 0 && old.rows.has(was) {
				to.rows.add(int32(row))
			}
		}
	}
	for id := range sources {
		if row, ok := s.row(id); ok {
			look(row)
		}
	}
	return to
}

// bearing returns the sources that who sees them can differ of after the changes that came
// since a sighting up to one: they are new, what cites them changed, or who sees a source that
// cites them can differ. It returns false where these are many, or there is no sighting.
func (a access) bearing(log journal, since *sighting, seq graph.Seq) (map[graph.ID]bool, bool) {
	if since == nil || since.seq > seq {
		return nil, false
	}
	touched, items := map[graph.ID]bool{}, 0
	var touch func(id graph.ID)
	cites := func(r graph.Record) {
		if r != nil {
			for _, id := range r.Base().Sources {
				touch(id)
			}
		}
	}
	touch = func(id graph.ID) {
		if !touched[id] {
			touched[id] = true
			cites(a.tables[graph.WordSource].records.get(id).after(seq))
		}
	}
	for s := since.seq + 1; s <= seq; s++ {
		list := log.at(s).items
		if items += len(list); items > manyItems {
			return nil, false
		}
		for _, it := range list {
			vs := a.tables[it.Word].records.get(it.ID)
			cites(vs.after(since.seq))
			cites(vs.after(seq))
			if it.Word == graph.WordSource {
				touch(it.ID)
			}
		}
	}
	return touched, true
}
