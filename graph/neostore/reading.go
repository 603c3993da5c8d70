package neostore

import (
	"twingraph/graph"
)

// reading turns the values of an answer into what they stand for. The first thing
// that cannot be read is its error.
type reading struct {
	err error
}

func (r *reading) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// list returns a list.
func (r *reading) list(v any) []any {
	list, ok := v.([]any)
	if !ok {
		r.fail(graph.Errorf(graph.Internal, "an answer of the store cannot be read"))
	}
	return list
}

// lists returns a list of lists of at least n values each.
func (r *reading) lists(v any, n int) [][]any {
	list := r.list(v)
	lists := make([][]any, len(list))
	for i, v := range list {
		if lists[i] = r.list(v); len(lists[i]) < n {
			r.fail(graph.Errorf(graph.Internal, "an answer of the store cannot be read"))
			return nil
		}
	}
	return lists
}

// records returns a list of records of word; without any when one cannot be read.
func (r *reading) records(word graph.Word, v any) []graph.Record {
	lists := r.list(v)
	records := make([]graph.Record, len(lists))
	for i, v := range lists {
		record, err := decode(word, r.list(v))
		if err != nil {
			r.fail(err)
			return nil
		}
		records[i] = record
	}
	return records
}

// byID returns a list of records by their ids.
func (r *reading) byID(word graph.Word, v any) map[graph.ID]graph.Record {
	records := r.records(word, v)
	byID := make(map[graph.ID]graph.Record, len(records))
	for _, record := range records {
		byID[record.Base().ID] = record
	}
	return byID
}

func textOf(v any) string {
	s, _ := v.(string)
	return s
}

func numberOf(v any) int {
	n, _ := v.(int64)
	return int(n)
}
