package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// content is what a file says: by record and field, in one form whatever the format.
// A value that is not known is not there.
type content map[string]map[string]string

// hash is equal for equal contents.
func (c content) hash() string {
	sum := sha256.New()
	for _, id := range slices.Sorted(maps.Keys(c)) {
		for _, name := range slices.Sorted(maps.Keys(c[id])) {
			fmt.Fprintf(sum, "%q %q %q\n", id, name, c[id][name])
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// same fails the test with the first difference of two contents.
func same(t *testing.T, got, want content) {
	t.Helper()
	if len(got) == 0 || got.hash() == want.hash() {
		if len(got) == 0 {
			t.Error("nothing was read")
		}
		return
	}
	for id := range want {
		for name := range want[id] {
			if got[id][name] != want[id][name] {
				t.Fatalf("%s: %s is %q, want %q", id, name, got[id][name], want[id][name])
			}
		}
		for name := range got[id] {
			if _, ok := want[id][name]; !ok {
				t.Fatalf("%s: %s is %q, and not known in the network", id, name, got[id][name])
			}
		}
	}
	t.Fatalf("%d records were read, want %d", len(got), len(want))
}

// contentOf returns what the network says of rows.
func contentOf[T any](fields []field[T], rows []T) content {
	c := content{}
	for _, row := range rows {
		record := map[string]string{}
		for _, f := range fields {
			if value := f.of(row); value.known {
				s := &stream{}
				if s.cell(f.kind, value); f.kind == text {
					s.buf = []byte(value.text)
				} else if f.kind == date || f.kind == instant {
					s.buf = bytes.Trim(s.buf, `"`)
				}
				record[f.name] = normal(f.kind, string(s.buf))
			}
		}
		c[record["slug"]] = record
	}
	return c
}

// normal brings a value as a file has it into the one form.
func normal(k kind, value string) string {
	switch k {
	case decimal:
		x, _ := strconv.ParseFloat(value, 64)
		return strconv.FormatFloat(x, 'f', 5, 64)
	case list, spells:
		var v any
		if json.Unmarshal([]byte(value), &v) == nil {
			sorted, _ := json.Marshal(v)
			return string(sorted)
		}
	}
	return value
}

// kinds returns the kinds of fields by name.
func kinds[T any](fields []field[T]) map[string]kind {
	of := map[string]kind{}
	for _, f := range fields {
		of[f.name] = f.kind
	}
	return of
}

// fromJSON reads a record from a JSON object.
func fromJSON(of map[string]kind, object map[string]json.RawMessage) map[string]string {
	record := map[string]string{}
	for name, raw := range object {
		k, ok := of[name]
		value := string(raw)
		if !ok || value == "null" {
			continue
		}
		if k == text || k == date || k == instant {
			_ = json.Unmarshal(raw, &value)
		}
		record[name] = normal(k, value)
	}
	return record
}

// readCSV reads a table back: lists split, apostrophes in front of formulas taken
// away.
func readCSV(t *testing.T, of map[string]kind, file []byte) (c content, about map[string]string) {
	t.Helper()
	body, marked := bytes.CutPrefix(file, []byte(byteOrderMark))
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil || !marked {
		t.Fatalf("%v, byte order mark %v", err, marked)
	}
	c, about = content{}, map[string]string{}
	for _, row := range rows[1:] {
		record := map[string]string{}
		for i, name := range rows[0] {
			k, ok := of[name]
			value := row[i]
			if (k == text || k == list || k == spells) && strings.HasPrefix(value, "'") && formula(value) {
				value = value[1:]
			}
			switch {
			case !ok:
				about[name] = value
			case value == "":
			case k == list:
				parts, _ := json.Marshal(split(value))
				record[name] = string(parts)
			default:
				record[name] = normal(k, value)
			}
		}
		c[record["slug"]] = record
	}
	return c, about
}

// split takes a joined list apart.
func split(joined string) []string {
	parts, part := []string{}, strings.Builder{}
	for i := 0; i < len(joined); i++ {
		switch joined[i] {
		case '\\':
			i++
			part.WriteByte(joined[i])
		case ';':
			parts = append(parts, part.String())
			part.Reset()
		default:
			part.WriteByte(joined[i])
		}
	}
	return append(parts, part.String())
}

// featureCollection is a GeoJSON file.
type featureCollection struct {
	Type     string
	About    map[string]string
	Features []struct {
		Type       string
		ID         string
		Geometry   *struct{ Type, Coordinates any }
		Properties map[string]json.RawMessage
	}
}

func readGeoJSON(t *testing.T, of map[string]kind, file []byte) (content, featureCollection) {
	t.Helper()
	var f featureCollection
	if err := json.Unmarshal(file, &f); err != nil || f.Type != "FeatureCollection" {
		t.Fatalf("%v, type %q", err, f.Type)
	}
	c := content{}
	for _, feature := range f.Features {
		c[feature.ID] = fromJSON(of, feature.Properties)
	}
	return c, f
}

// readXML calls visit with each element of an XML file and the text right inside it.
func readXML(t *testing.T, file []byte, visit func(element xml.StartElement, text string)) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(file))
	var open []xml.StartElement
	var inside strings.Builder
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, token.Copy())
			inside.Reset()
			if token.Name.Local != "data" {
				visit(token, "")
			}
		case xml.CharData:
			inside.Write(token)
		case xml.EndElement:
			if element := open[len(open)-1]; element.Name.Local == "data" {
				visit(element, inside.String())
			}
			open = open[:len(open)-1]
		}
	}
}

func attributeOf(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
