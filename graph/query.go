package graph

import "cmp"

// Check reports the first thing wrong with the query: see Query and Filter.Check.
// Errors have code BadUserInput or LimitExceeded and name the argument.
func (q Query) Check() error {
	if err := q.Window().Check(MaxFirst); err != nil {
		return err
	}
	if err := q.Where.Check(q.Word); err != nil {
		return err
	}
	field := Field{Type: Number}
	edge, counts := q.Counts()
	switch {
	case counts:
		if err := q.Counted.Check(edge.To); err != nil {
			return err
		}
	case q.Counted != nil:
		return Errorf(BadUserInput, "an order by %q counts nothing", q.OrderBy).At("orderBy")
	case q.OrderBy != "":
		_, ok := ShapeOf(q.Word).Order(q.OrderBy)
		if ok {
			field = Field{Type: Text}
		} else if field, ok = ShapeOf(q.Word).Field(q.OrderBy); !ok || !field.Ordered {
			return Errorf(BadUserInput, "%s cannot be ordered by %q", q.Word, q.OrderBy).At("orderBy")
		}
	}
	for _, bound := range []struct {
		argument string
		at       *Position
	}{{"after", q.After}, {"before", q.Before}} {
		if at := bound.at; at != nil && at.Key != nil && !(q.OrderBy != "" && field.orderedBy(at.Key)) {
			return Errorf(BadUserInput, "the cursor is of another order; begin again at the first page").At(bound.argument)
		}
	}
	return nil
}

// Counts returns the edge whose records the order of the query counts, false for another
// order.
func (q Query) Counts() (Edge, bool) {
	shape := ShapeOf(q.Word)
	edge, ok := shape.Edge(q.OrderBy)
	return edge, ok && shape.Several(edge)
}

// Window returns the part of the list that the query wants.
func (q Query) Window() Window[Position] {
	return Window[Position]{First: q.First, Last: q.Last, After: q.After, Before: q.Before}
}

// Check reports the first thing wrong with the query. Errors have code BadUserInput or
// LimitExceeded and name the argument.
func (q DiffQuery) Check() error {
	if err := q.Window().Check(MaxFirst); err != nil {
		return err
	}
	return q.Where.Check(WordTwinningLink)
}

// Window returns the part of the list that the query wants.
func (q DiffQuery) Window() Window[ID] {
	w := Window[ID]{First: q.First, Last: q.Last}
	if q.After != "" {
		w.After = &q.After
	}
	if q.Before != "" {
		w.Before = &q.Before
	}
	return w
}

// orderedBy reports whether key is of the type that the field is ordered by.
func (f Field) orderedBy(key any) bool {
	switch key.(type) {
	case string:
		return f.Type == Text || f.Type == Enum
	case Day:
		return f.Type == Date
	case int64:
		return f.Type == Number
	case float64:
		return f.Type == Decimal
	}
	return false
}

// CheckFirst checks the length of a page or list of at most most entries. Errors have
// code BadUserInput or LimitExceeded.
func CheckFirst(first, most int) error { return checkSize("first", first, most) }

// KeyOf returns what a value of a field is ordered by, as Position.Key holds it.
func KeyOf(value any) any {
	switch value := value.(type) {
	case string:
		return Fold(value)
	case Composed:
		return string(value)
	case PartialDate:
		return value.First()
	}
	return value
}

// CompareKeys orders two keys of one order.
func CompareKeys(a, b any) int {
	switch a := a.(type) {
	case string:
		return cmp.Compare(a, b.(string))
	case Day:
		return cmp.Compare(a, b.(Day))
	case int64:
		return cmp.Compare(a, b.(int64))
	case float64:
		return cmp.Compare(a, b.(float64))
	}
	return 0
}

// Compare orders two positions of one order: by key, those without one last in either
// direction, then by id, ascending in either direction.
func (p Position) Compare(other Position, desc bool) int {
	order := 0
	switch {
	case p.Key == nil && other.Key == nil:
	case p.Key == nil:
		return 1
	case other.Key == nil:
		return -1
	default:
		order = CompareKeys(p.Key, other.Key)
	}
	if desc {
		order = -order
	}
	return cmp.Or(order, cmp.Compare(p.ID, other.ID))
}
