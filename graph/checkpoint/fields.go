package checkpoint

import (
	"encoding/json"
	"math"
	"reflect"
	"time"

	"twingraph/graph"
)

// layout is how the records of one type are written: for each the set of the fields that have
// a value, and the values. When it was recorded is left out: that is its change's.
type layout struct {
	record reflect.Type // a struct
	fields []field
}

type field struct {
	path []int
	kind fieldKind
}

type fieldKind int

const (
	fieldText fieldKind = iota
	fieldTexts
	fieldDate
	fieldBool
	fieldPoint
	fieldOther // as JSON
)

func layoutOf(shape *graph.Shape) *layout {
	l := &layout{record: reflect.TypeOf(shape.Blank()).Elem()}
	l.add(l.record, nil)
	return l
}

func (l *layout) add(of reflect.Type, path []int) {
	for i := range of.NumField() {
		f, at := of.Field(i), append(append([]int(nil), path...), i)
		switch {
		case f.Type == reflect.TypeFor[time.Time]():
		case f.Anonymous:
			l.add(f.Type, at)
		case f.Type.Kind() == reflect.String:
			l.fields = append(l.fields, field{at, fieldText})
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.String:
			l.fields = append(l.fields, field{at, fieldTexts})
		case f.Type == reflect.TypeFor[graph.PartialDate]():
			l.fields = append(l.fields, field{at, fieldDate})
		case f.Type.Kind() == reflect.Bool:
			l.fields = append(l.fields, field{at, fieldBool})
		case f.Type == reflect.TypeFor[*graph.Location]():
			l.fields = append(l.fields, field{at, fieldPoint})
		default:
			l.fields = append(l.fields, field{at, fieldOther})
		}
	}
}

// write appends a record. Errors are those of values that JSON does not have.
func (l *layout) write(e *encoder, r graph.Record) error {
	v := reflect.ValueOf(r).Elem()
	var has uint64
	for i, f := range l.fields {
		if !v.FieldByIndex(f.path).IsZero() {
			has |= 1 << i
		}
	}
	e.number(has)
	for i, f := range l.fields {
		if has&(1<<i) == 0 {
			continue
		}
		value := v.FieldByIndex(f.path)
		switch f.kind {
		case fieldText:
			e.text(value.String())
		case fieldTexts:
			e.number(uint64(value.Len()))
			for k := range value.Len() {
				e.text(value.Index(k).String())
			}
		case fieldDate:
			e.date(value.Interface().(graph.PartialDate))
		case fieldBool:
		case fieldPoint:
			at := value.Interface().(*graph.Location)
			e.fixed(math.Float64bits(at.Latitude))
			e.fixed(math.Float64bits(at.Longitude))
		default:
			text, err := json.Marshal(value.Interface())
			if err != nil {
				return err
			}
			e.bytes(text)
		}
	}
	return nil
}

// records makes records of one type out of one piece of memory.
type records struct {
	*layout
	made reflect.Value // of structs
	ids  []graph.ID    // what is left of a piece of memory for lists of ids
}

func (l *layout) records(n int) *records {
	return &records{layout: l, made: reflect.MakeSlice(reflect.SliceOf(l.record), n, n)}
}

// read reads the i-th record, recorded at an instant.
func (m *records) read(d *decoder, i int, at time.Time) graph.Record {
	v := m.made.Index(i)
	has := d.number()
	for i, f := range m.fields {
		if has&(1<<i) == 0 {
			continue
		}
		value := v.FieldByIndex(f.path)
		switch f.kind {
		case fieldText:
			value.SetString(d.text())
		case fieldTexts:
			m.texts(d, value)
		case fieldDate:
			*value.Addr().Interface().(*graph.PartialDate) = d.date()
		case fieldBool:
			value.SetBool(true)
		case fieldPoint:
			at := &graph.Location{Latitude: math.Float64frombits(d.fixed())}
			at.Longitude = math.Float64frombits(d.fixed())
			value.Set(reflect.ValueOf(at))
		default:
			if json.Unmarshal(d.bytes(), value.Addr().Interface()) != nil {
				panic(errCut)
			}
		}
	}
	r := v.Addr().Interface().(graph.Record)
	r.Base().RecordedAt = at
	return r
}

// idsAtOnce is how many ids one piece of memory for lists of them has.
const idsAtOnce = 4096

// texts reads a list of texts.
func (m *records) texts(d *decoder, value reflect.Value) {
	n := d.count()
	ids, ok := value.Addr().Interface().(*[]graph.ID)
	if !ok || n > idsAtOnce/16 {
		list := reflect.MakeSlice(value.Type(), n, n)
		for k := range n {
			list.Index(k).SetString(d.text())
		}
		value.Set(list)
		return
	}
	if len(m.ids) < n {
		m.ids = make([]graph.ID, idsAtOnce)
	}
	list := m.ids[:n:n]
	m.ids = m.ids[n:]
	for k := range list {
		list[k] = graph.ID(d.text())
	}
	*ids = list
}
