package neostore

import (
	"cmp"
	"slices"

	"twingraph/graph"
)

// reading turns the rows of an answer into pages. The first thing that cannot be
// read is its error.
type reading struct {
	store *Store
	query graph.Query
	err   error
}

func (r *reading) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// rows returns the lists in a list, each of at least n values.
func (r *reading) rows(v any, n int) [][]any {
	list, _ := v.([]any)
	rows := make([][]any, 0, len(list))
	for _, v := range list {
		row, ok := v.([]any)
		if !ok || len(row) < n {
			r.fail(graph.Errorf(graph.Internal, "an answer of the store cannot be read"))
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

// record reads a record of word.
func (r *reading) record(word graph.Word, v any) graph.Record {
	values, _ := v.([]any)
	record, err := decode(word, values)
	if err != nil {
		r.fail(err)
	}
	return record
}

// records reads a list of records of word.
func (r *reading) records(word graph.Word, v any) []graph.Record {
	rows := r.rows(v, 1)
	records := make([]graph.Record, len(rows))
	for i, row := range rows {
		records[i] = r.record(word, row)
	}
	return records
}

// page reads the rows of a page, of which one more than asked for says that there
// are more.
func (r *reading) page(v any) graph.Page {
	q := r.query
	page := graph.Page{Records: []graph.Record{}, Positions: []graph.Position{}, Total: -1}
	rows := r.rows(v, 2)
	if page.More = len(rows) > q.First; page.More {
		rows = rows[:q.First]
	}
	for _, row := range rows {
		record := r.record(q.Word, row[0])
		if r.err != nil {
			return page
		}
		at := graph.Position{ID: record.Base().ID}
		if q.OrderBy != "" {
			at.Key = row[1]
			if d, ok := at.Key.(date); ok {
				at.Key = dayOf(d)
			}
		}
		page.Records, page.Positions = append(page.Records, record), append(page.Positions, at)
		if len(row) == 5 {
			r.along(&page, at.ID, row[2:])
		}
	}
	return page
}

// along reads what came along with a link.
func (r *reading) along(page *graph.Page, link graph.ID, parts []any) {
	if parts[0] != nil {
		if page.Along.Histories == nil {
			page.Along.Histories = map[graph.ID]graph.History{}
		}
		page.Along.Histories[link] = r.history(parts[0])
	}
	if parts[1] != nil {
		page.Along.Records = append(page.Along.Records, r.records(graph.WordCity, parts[1])...)
	}
	if parts[2] != nil {
		if page.Along.Claims == nil {
			page.Along.Claims = map[graph.ID][]*graph.Claim{}
		}
		claims := []*graph.Claim{}
		for _, c := range r.records(graph.WordClaim, parts[2]) {
			if c != nil {
				claims = append(claims, c.(*graph.Claim))
			}
		}
		slices.SortFunc(claims, func(a, b *graph.Claim) int {
			return cmp.Or(cmp.Compare(a.Effective().First(), b.Effective().First()), cmp.Compare(a.ID, b.ID))
		})
		page.Along.Claims[link] = claims
	}
}

// history reads the history of a link from its stretches in any order.
func (r *reading) history(v any) graph.History {
	var stretches []stretch
	for _, row := range r.rows(v, 1) {
		st, err := decodeStretch(row)
		if err != nil {
			r.fail(err)
			return nil
		}
		stretches = append(stretches, st)
	}
	slices.SortFunc(stretches, func(a, b stretch) int { return cmp.Compare(a.spell.From, b.spell.From) })
	return historyOf(stretches)
}

// sources reads all sources of an answer and lets each page have those that its
// records cite.
func (r *reading) sources(v any, pages []*graph.Page) {
	byID := map[graph.ID]graph.Record{}
	for _, s := range r.records(graph.WordSource, v) {
		if s != nil {
			byID[s.Base().ID] = s
		}
	}
	if len(byID) == 0 {
		return
	}
	for _, page := range pages {
		if page == nil {
			continue
		}
		given := map[graph.ID]bool{}
		give := func(cited graph.Record) {
			for _, id := range cited.Base().Sources {
				if s := byID[id]; s != nil && !given[id] {
					given[id] = true
					page.Along.Records = append(page.Along.Records, s)
				}
			}
		}
		for _, record := range slices.Concat(page.Records, page.Along.Records) {
			give(record)
		}
		for _, claims := range page.Along.Claims {
			for _, c := range claims {
				give(c)
			}
		}
	}
}
