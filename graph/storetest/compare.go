package storetest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"twingraph/graph"
)

// question is one call of a Reader.
type question struct {
	name string
	ask  func(graph.Reader) (any, error)
}

// compare asks the question of both readers and fails the test unless the answers
// are the same: the same code of error or, but for what stores are free in, the
// same values. It returns got's answer, and whether it is right.
func compare(t *testing.T, want, got graph.Reader, q question) (answer any, ok bool) {
	t.Helper()
	wanted, wantErr := q.ask(want)
	answer, err := q.ask(got)
	if graph.CodeOf(err) != graph.CodeOf(wantErr) {
		t.Errorf("%s\nerror %v\nwant  %v", q.name, err, wantErr)
		return answer, false
	}
	if err != nil {
		return answer, true
	}
	if reflect.DeepEqual(wanted, answer) {
		return answer, true // most are, and cmp takes its time
	}
	if diff := cmp.Diff(plain(wanted), plain(answer), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s\nthe answer differs (-want +got):\n%s", q.name, diff)
		return answer, false
	}
	return answer, true
}

// plain takes out of an answer what a store is free to do in its own way: to fetch
// more along with a page, and to count zeros.
func plain(answer any) any {
	switch answer := answer.(type) {
	case graph.Page:
		answer.Fetched = graph.Fetched{}
		return answer
	case []graph.Page:
		plainer := make([]graph.Page, len(answer))
		for i, page := range answer {
			plainer[i] = plain(page).(graph.Page)
		}
		return plainer
	case graph.Tally:
		return plainTally(answer)
	}
	return answer
}

func plainTally(t graph.Tally) graph.Tally {
	plainer := graph.Tally{
		Links: t.Links, Disputed: t.Disputed, ByStatus: nonzero(t.ByStatus), Records: nonzero(t.Records),
		ByKind: map[graph.LinkKind]map[graph.Status]int{}, ByCountry: map[string]map[graph.Status]int{},
	}
	for kind, by := range t.ByKind {
		if by = nonzero(by); len(by) > 0 {
			plainer.ByKind[kind] = by
		}
	}
	for country, by := range t.ByCountry {
		if by = nonzero(by); len(by) > 0 {
			plainer.ByCountry[country] = by
		}
	}
	return plainer
}

func nonzero[K comparable](counts map[K]int) map[K]int {
	kept := map[K]int{}
	for key, n := range counts {
		if n != 0 {
			kept[key] = n
		}
	}
	return kept
}

// The calls of a Reader as questions.

func records(v graph.View, word graph.Word, ids ...graph.ID) question {
	return question{fmt.Sprintf("records of %s %v %s", word, ids, showView(v)), func(r graph.Reader) (any, error) {
		return r.Records(context.Background(), v, word, ids)
	}}
}

func list(v graph.View, q graph.Query) question {
	return question{fmt.Sprintf("list %s %s", showQuery(q), showView(v)), func(r graph.Reader) (any, error) {
		return r.List(context.Background(), v, q)
	}}
}

func listAcross(v graph.View, from graph.Word, edge string, ids []graph.ID, q graph.Query) question {
	return question{fmt.Sprintf("from %s %v across %s %s %s", from, ids, edge, showQuery(q), showView(v)), func(r graph.Reader) (any, error) {
		return r.ListAcross(context.Background(), v, from, edge, ids, q)
	}}
}

func histories(v graph.View, ids ...graph.ID) question {
	return question{fmt.Sprintf("histories of %v %s", ids, showView(v)), func(r graph.Reader) (any, error) {
		return r.Histories(context.Background(), v, ids)
	}}
}

func search(v graph.View, q graph.SearchQuery) question {
	return question{fmt.Sprintf("search %+v %s", q, showView(v)), func(r graph.Reader) (any, error) {
		return r.Search(context.Background(), v, q)
	}}
}

func tally(v graph.View, where *graph.Filter) question {
	return question{fmt.Sprintf("tally %s %s", showFilter(where), showView(v)), func(r graph.Reader) (any, error) {
		return r.Tally(context.Background(), v, where)
	}}
}

func counted(v graph.View, q graph.CountQuery) question {
	return question{fmt.Sprintf("count %s where %s by %+v %s", q.Word, showFilter(q.Where), q.By, showView(v)), func(r graph.Reader) (any, error) {
		return r.Count(context.Background(), v, q)
	}}
}

func diff(v graph.View, from graph.Day, q graph.DiffQuery) question {
	return question{fmt.Sprintf("diff from %s where %s%s %s", from, showFilter(q.Where), showWindow(q.Window()), showView(v)),
		func(r graph.Reader) (any, error) { return r.Diff(context.Background(), v, from, q) }}
}

func changes(v graph.View, w graph.Window[graph.Seq]) question {
	return question{fmt.Sprintf("changes%s %s", showWindow(w), showView(v)), func(r graph.Reader) (any, error) {
		return r.Changes(context.Background(), v, w)
	}}
}

// changeItems asks for the items of a change among those of its neighbours, which
// must not mix.
func changeItems(v graph.View, seq graph.Seq, w graph.Window[graph.ChangeItem]) question {
	return question{fmt.Sprintf("items of change %d%s %s", seq, showWindow(w), showView(v)), func(r graph.Reader) (any, error) {
		pages, err := r.ChangeItems(context.Background(), v, []graph.Seq{seq + 1, seq, seq - 1, seq}, w)
		if err != nil {
			return nil, err
		}
		if len(pages) != 4 || !slices.Equal(pages[1].Items, pages[3].Items) {
			return nil, fmt.Errorf("pages %v: want four, the second and fourth equal", pages)
		}
		return pages, nil
	}}
}

func fate(v graph.View, word graph.Word, id graph.ID) question {
	return question{fmt.Sprintf("fate of %s %q %s", word, id, showView(v)), func(r graph.Reader) (any, error) {
		return r.Fate(context.Background(), v, word, id)
	}}
}

func head() question {
	return question{"head", func(r graph.Reader) (any, error) { return r.Head(context.Background()) }}
}
