package world

import (
	"slices"

	"twingraph/graph"
)

// moments are rows of a sheet, each on a day of its own. A row can be there several times.
type moments struct {
	word graph.Word
	rows []int32
	days []graph.Day
}

// hasOn returns the rows from which a hop leads to a row that the viewer may see and that
// the hop's filter selects on the first day of a date of the row it leads from.
func (q *inquiry) hasOn(word graph.Word, hop *graph.Hop) (set, error) {
	field, _ := graph.ShapeOf(word).Field(hop.On)
	dates := q.column(word, field)
	from := moments{word: word}
	for row := range q.seen(word).each {
		if code := dates.first(row); code >= 0 {
			from.add(row, dates.values[code].(graph.PartialDate).First())
		}
	}
	reach, err := q.reaching(from, hop)
	found := newSet(dates.rows())
	for i := range reach.each {
		found.add(from.rows[i])
	}
	return found, err
}

func (m *moments) add(row int32, day graph.Day) {
	m.rows, m.days = append(m.rows, row), append(m.days, day)
}

// reaching returns the places of those from which a hop leads to a row that is selected
// on the same day.
func (q *inquiry) reaching(from moments, hop *graph.Hop) (set, error) {
	edge, _ := graph.ShapeOf(from.word).Edge(hop.Edge)
	crossing := q.crossing(from.word, hop.Edge)
	across, begin := moments{word: edge.To}, make([]int32, 0, len(from.rows)) // by place across: where it is from
	for i, row := range from.rows {
		if row < 0 {
			continue
		}
		for _, to := range crossing.from(row) {
			across.add(to, from.days[i])
			begin = append(begin, int32(i))
		}
	}
	selected, err := q.then(across, hop.Where)
	reach := newSet(len(from.rows))
	for i := range selected.each {
		reach.add(begin[i])
	}
	return reach, err
}

// then returns the places of those whose rows the viewer may see and a filter selects on
// their days.
func (q *inquiry) then(at moments, f *graph.Filter) (set, error) {
	if err := stopped(q.ctx); err != nil {
		return nil, err
	}
	if !depends(at.word, f) {
		selected, err := q.selects(at.word, f)
		if err != nil {
			return nil, err
		}
		return at.in(selected), nil
	}
	chosen := at.in(q.seen(at.word))
	switch {
	case f.Is != nil:
		field, _ := graph.ShapeOf(at.word).Field(f.Is.Field)
		return chosen.and(q.columnOn(at, field).selects(f.Is)), nil
	case f.Not != nil:
		s, err := q.then(at, f.Not)
		if err != nil {
			return nil, err
		}
		return chosen.without(s), nil
	}
	parts, err := q.partsThen(at, f)
	if err != nil {
		return nil, err
	}
	if f.Or != nil {
		chosen = newSet(len(at.rows))
	}
	for _, s := range parts {
		if f.Or != nil {
			chosen = chosen.or(s)
		} else {
			chosen = chosen.and(s)
		}
	}
	return chosen, nil
}

// partsThen returns what each part of a filter that is no condition selects.
func (q *inquiry) partsThen(at moments, f *graph.Filter) ([]set, error) {
	if f.Has != nil {
		if f.Has.On != "" {
			at = q.moved(at, f.Has.On)
		}
		s, err := q.reaching(at, f.Has)
		return []set{s}, err
	}
	if f.Ends != nil {
		s, err := q.joiningThen(at, f.Ends)
		return []set{s}, err
	}
	var parts []set
	for _, part := range slices.Concat(f.And, f.Or) {
		s, err := q.then(at, part)
		if err != nil {
			return nil, err
		}
		parts = append(parts, s)
	}
	return parts, nil
}

// in returns the places of those whose rows are in a set.
func (m moments) in(rows set) set {
	s := newSet(len(m.rows))
	for i, row := range m.rows {
		if row >= 0 && rows.has(row) {
			s.add(int32(i))
		}
	}
	return s
}

// depends reports whether what a filter selects depends on the day asked for.
func depends(word graph.Word, f *graph.Filter) bool {
	if f == nil {
		return false
	}
	shape := graph.ShapeOf(word)
	in := func(part *graph.Filter) bool { return depends(word, part) }
	switch {
	case f.Is != nil:
		field, _ := shape.Field(f.Is.Field)
		return field.At
	case f.Has != nil && f.Has.On != "":
		field, _ := shape.Field(f.Has.On)
		return field.At
	case f.Has != nil:
		edge, _ := shape.Edge(f.Has.Edge)
		return depends(edge.To, f.Has.Where)
	case f.Ends != nil:
		return depends(graph.WordCity, f.Ends.One) || depends(graph.WordCity, f.Ends.Other)
	}
	return in(f.Not) || slices.ContainsFunc(f.And, in) || slices.ContainsFunc(f.Or, in)
}

// columnOn returns the column of a field that depends on the day, by place.
func (q *inquiry) columnOn(at moments, field graph.Field) *column {
	if at.word != graph.WordTwinningLink {
		rows := q.sheet(at.word).rows
		return lifeColumn(field, len(at.rows), func(i int) (*graph.Resolution, graph.Day) {
			return rows[at.rows[i]].(*graph.Resolution), at.days[i]
		})
	}
	statuses, histories := make([]*graph.LinkStatus, len(at.rows)), q.histories().list
	for i, row := range at.rows {
		statuses[i] = statusOn(histories.at(row), at.days[i])
	}
	return statusColumn(field, statuses, func(i int) graph.Day { return at.days[i] })
}

// moved returns the same rows on the first day of a date that depends on the day; row -1
// in place of one that has none.
func (q *inquiry) moved(at moments, date string) moments {
	field, _ := graph.ShapeOf(at.word).Field(date)
	dates, then := q.columnOn(at, field), moments{word: at.word}
	for i, row := range at.rows {
		if code := dates.first(int32(i)); code >= 0 {
			then.add(row, dates.values[code].(graph.PartialDate).First())
		} else {
			then.add(-1, 0)
		}
	}
	return then
}

// joiningThen returns the places of links whose two cities match on their days, either
// way round.
func (q *inquiry) joiningThen(at moments, e *graph.Ends) (set, error) {
	var match [2][2]set // by side of the link, by part of the filter
	for side, name := range []string{"a", "b"} {
		cities, end := moments{word: graph.WordCity}, q.end(name)
		for i, row := range at.rows {
			cities.add(end[row], at.days[i])
		}
		for part, f := range []*graph.Filter{e.One, e.Other} {
			var err error
			if match[side][part], err = q.then(cities, f); err != nil {
				return nil, err
			}
		}
	}
	return match[0][0].and(match[1][1]).or(match[0][1].and(match[1][0])), nil
}
