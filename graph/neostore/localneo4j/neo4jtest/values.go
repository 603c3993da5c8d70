package neo4jtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Values that JSON has no form for are texts that begin with what they are: a text
// that begins like one of them gets a mark of its own.
const (
	dateMark    = "date:"
	instantMark = "instant:"
	pointMark   = "point:"
	decimalMark = "decimal:"
	textMark    = "text:"
)

// offset is the name that the driver gives to the location of an instant with an
// offset from UTC and no time zone.
const offset = "Offset"

func encodeValues(properties map[string]any) (map[string]any, error) {
	encoded := make(map[string]any, len(properties))
	for name, v := range properties {
		var err error
		if encoded[name], err = encodeValue(v); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return encoded, nil
}

func encodeValue(v any) (any, error) {
	switch v := v.(type) {
	case bool, int64:
		return v, nil
	case float64:
		return fmt.Sprint(decimalMark, v), nil
	case string:
		for _, mark := range []string{dateMark, instantMark, pointMark, decimalMark, textMark} {
			if strings.HasPrefix(v, mark) {
				return textMark + v, nil
			}
		}
		return v, nil
	case neo4j.Date:
		return dateMark + time.Time(v).Format(time.DateOnly), nil
	case time.Time:
		if v.Location().String() != offset {
			return nil, fmt.Errorf("an instant in the time zone %s", v.Location())
		}
		return instantMark + v.Format(time.RFC3339Nano), nil
	case neo4j.Point2D:
		return fmt.Sprintf("%s%d %v %v", pointMark, v.SpatialRefId, v.X, v.Y), nil
	case []any:
		list := make([]any, len(v))
		for i := range v {
			var err error
			if list[i], err = encodeValue(v[i]); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
	return nil, fmt.Errorf("a value of type %T", v)
}

func decodeValues(encoded map[string]any) (map[string]any, error) {
	properties := make(map[string]any, len(encoded))
	for name, v := range encoded {
		var err error
		if properties[name], err = decodeValue(v); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return properties, nil
}

func decodeValue(v any) (any, error) {
	switch v := v.(type) {
	case json.Number:
		return v.Int64()
	case []any:
		list := make([]any, len(v))
		for i := range v {
			var err error
			if list[i], err = decodeValue(v[i]); err != nil {
				return nil, err
			}
		}
		return list, nil
	case string:
		return decodeText(v)
	}
	return v, nil
}

func decodeText(s string) (any, error) {
	mark, rest, _ := strings.Cut(s, ":")
	switch mark + ":" {
	case dateMark:
		// Years beyond 9999 have five digits, which time does not read.
		var y, m, d int
		_, err := fmt.Sscanf(rest, "%d-%d-%d", &y, &m, &d)
		return neo4j.Date(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)), err
	case instantMark:
		t, err := time.Parse(time.RFC3339Nano, rest)
		_, seconds := t.Zone()
		return t.In(time.FixedZone(offset, seconds)), err
	case pointMark:
		var p neo4j.Point2D
		_, err := fmt.Sscanf(rest, "%d %g %g", &p.SpatialRefId, &p.X, &p.Y)
		return p, err
	case decimalMark:
		var f float64
		_, err := fmt.Sscan(rest, &f)
		return f, err
	case textMark:
		return rest, nil
	}
	return s, nil
}
