package checkpoint

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph"
	"twingraph/graph/storetest/network"
	"twingraph/graph/world"
)

// filled gives everything in v a value that is not the zero one and differs from the others.
func filled(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n%27 + 1))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 2)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			filled(v.Index(i), n)
		}
	case reflect.Struct:
		switch v.Addr().Interface().(type) {
		case *time.Time:
			return
		case *graph.PartialDate:
			v.Set(reflect.ValueOf(graph.PartialDate{Year: int16(1900 + *n%100), Month: uint8(*n%12 + 1), Day: uint8(*n%28 + 1)}))
			return
		}
		for i := range v.NumField() {
			filled(v.Field(i), n)
		}
	default:
		panic("no value for " + v.Type().String())
	}
}

// Every field of every word is read as it was written, each alone and all at once.
func TestEveryFieldIsKept(t *testing.T) {
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	for _, word := range graph.Words() {
		layout := layoutOf(graph.ShapeOf(word))
		for only := -1; only < len(layout.fields); only++ {
			n, r := 0, graph.ShapeOf(word).Blank()
			if only < 0 {
				filled(reflect.ValueOf(r).Elem(), &n)
			} else {
				filled(reflect.ValueOf(r).Elem().FieldByIndex(layout.fields[only].path), &n)
			}
			e := &encoder{texts: newTexts()}
			if err := layout.write(e, r); err != nil {
				t.Fatal(word, err)
			}
			d := &decoder{e.out, e.texts.list}
			got := layout.records(1).read(d, 0, at)
			r.Base().RecordedAt = at
			if diff := cmp.Diff(r, got); diff != "" || len(d.in) > 0 {
				t.Errorf("%s, field %d: %s, %d bytes are left", word, only, diff, len(d.in))
			}
		}
	}
}

// Every part of an answer is read as it was written, with every flag alone.
func TestEveryPartOfAnAnswerIsKept(t *testing.T) {
	n := 0
	var full graph.Spell
	filled(reflect.ValueOf(&full).Elem(), &n)
	answers := graph.History{full}
	for _, part := range []string{"SinceAtLatest", "Exact", "Unilateral", "Disputed", "UnderReview", "BecameKnown"} {
		s := graph.Spell{LinkStatus: graph.LinkStatus{Sides: full.Sides}}
		reflect.ValueOf(&s.LinkStatus).Elem().FieldByName(part).SetBool(true)
		answers = append(answers, s)
	}
	for _, part := range []string{"SinceAtLatest", "Exact", "Disputed", "UnderReview", "Own"} {
		side := &graph.SideStatus{Status: "SUSPENDED", Governing: full.Governing}
		reflect.ValueOf(side).Elem().FieldByName(part).SetBool(true)
		answers = append(answers, graph.Spell{LinkStatus: graph.LinkStatus{Sides: [2]*graph.SideStatus{side, side}}})
	}
	want := graph.Chronicle{{KnownFrom: time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC), History: answers}, {KnownFrom: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}}
	e := &encoder{texts: newTexts()}
	e.chronicle(want)
	d := &decoder{e.out, e.texts.list}
	got := d.chronicle()
	if diff := cmp.Diff(want, got); diff != "" || len(d.in) > 0 {
		t.Errorf("%s, %d bytes are left", diff, len(d.in))
	}
	if h := got[0].History; h[0].Sides[0] != h[1].Sides[0] || h[7].Sides[0] != h[7].Sides[1] {
		t.Error("answers that were one are two")
	}
}

// none has no keys: nothing is personal.
type none struct{}

func (none) SealRecord(graph.Target, []byte) ([]byte, error)  { panic("nothing is personal") }
func (none) SealNote(graph.Seq, []byte) ([]byte, bool, error) { return nil, false, nil }
func (none) Open([]byte) ([]byte, error)                      { panic("nothing is sealed") }
func (none) Opened(graph.Target, []byte)                      {}

// A stream that is cut or changed anywhere is an error, or says something else of the network;
// it never stops the program.
func TestWhatIsNotAStreamIsRefused(t *testing.T) {
	at := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	batch := graph.Batch{RecordedAt: at, Actor: "a", Note: "n", Key: "k", Request: "r", Added: network.Records(3, 8, 12, 30)}
	w, _, err := world.Empty().With(batch)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Write(&out, w, none{}); err != nil {
		t.Fatal(err)
	}
	whole := out.Bytes()
	got, err := Read(whole, none{})
	if err != nil {
		t.Fatal(err)
	}
	keyed, err := got.Keyed(t.Context(), "k")
	if err != nil || keyed.Request != "r" || keyed.Change.Note != "n" {
		t.Errorf("%+v, %v", keyed, err)
	}
	for n := 0; n < len(whole); n += 7 {
		if _, err := Read(whole[:n], none{}); err == nil {
			t.Fatalf("cut to %d of %d bytes it is read", n, len(whole))
		}
	}
	for n := 0; n < len(whole); n += 3 {
		changed := bytes.Clone(whole)
		changed[n] ^= 0x55
		_, _ = Read(changed, none{})
	}
}
