package atlas

import (
	"context"
	"strings"

	"twingraph/graph"
)

// Counted is an answer to a count.
type Counted struct {
	graph.Counted
	InDispute int   // of Total, those of a place that several states claim; where asked for
	Disputed  []int // the same of each group, in their order; where asked for
}

// counted counts, and again what is of a place that several states claim.
func (r *Request) counted(ctx context.Context, v graph.View, q graph.CountQuery, shape *graph.Shape, disputes bool) (Counted, error) {
	all, err := r.reader.Count(ctx, v, q)
	if err != nil {
		return Counted{}, err
	}
	counted := Counted{Counted: all, Disputed: make([]int, len(all.Groups))}
	marked := ofDisputedPlace(shape)
	if !disputes || marked == nil {
		return counted, nil
	}
	q.Where = graph.All(q.Where, marked)
	of, err := r.reader.Count(ctx, v, q)
	if err != nil {
		return Counted{}, err
	}
	counted.InDispute = of.Total
	by := map[string]int{}
	for _, group := range of.Groups {
		by[strings.Join(group.Keys, "\x00")] = group.Count
	}
	for i, group := range all.Groups {
		counted.Disputed[i] = by[strings.Join(group.Keys, "\x00")]
	}
	return counted, nil
}

// disputedPlace selects cities in a place that several states claim.
func disputedPlace() *graph.Filter {
	return graph.Not(&graph.Filter{Is: &graph.Condition{Field: "claimedBy", Op: graph.OpMissing}})
}

// inDispute selects links that have a city in a place that several states claim.
func inDispute() *graph.Filter { return graph.Has("cities", disputedPlace()) }

// ofDisputedPlace selects records of a city in a place that several states claim: the city
// itself, what refers to one, and what refers to a link of one. It is nil for words whose
// records are of no city.
func ofDisputedPlace(shape *graph.Shape) *graph.Filter {
	if shape.Word == graph.WordCity {
		return disputedPlace()
	}
	any := &graph.Filter{}
	for _, edge := range shape.Edges {
		switch {
		case len(edge.Fields) == 0: // others refer to it
		case edge.To == graph.WordCity:
			any.Or = append(any.Or, graph.Has(edge.Name, disputedPlace()))
		case edge.To == graph.WordTwinningLink:
			any.Or = append(any.Or, graph.Has(edge.Name, inDispute()))
		}
	}
	if len(any.Or) == 0 {
		return nil
	}
	return any
}
