package graph

import (
	"strconv"
	"time"
)

// AppendText appends a text as JSON has it: quoted, with an escape for what needs one.
func AppendText(to []byte, text string) []byte {
	const digits = "0123456789ABCDEF"
	to = append(to, '"')
	from := 0
	for i := range len(text) {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		to = append(to, text[from:i]...)
		from = i + 1
		switch c {
		case '\t':
			to = append(to, `\t`...)
		case '\r':
			to = append(to, `\r`...)
		case '\n':
			to = append(to, `\n`...)
		case '"', '\\':
			to = append(to, '\\', c)
		default:
			to = append(to, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		}
	}
	return append(append(to, text[from:]...), '"')
}

// AppendTexts appends a list of texts as JSON has it.
func AppendTexts[S ~string](to []byte, texts []S) []byte {
	to = append(to, '[')
	for i, text := range texts {
		if i > 0 {
			to = append(to, ',')
		}
		to = AppendText(to, string(text))
	}
	return append(to, ']')
}

// AppendInstant appends an instant as the scalar DateTime has it, null for the zero time.
func AppendInstant(to []byte, at time.Time) []byte {
	if at.IsZero() {
		return append(to, null...)
	}
	return append(at.AppendFormat(append(to, '"'), time.RFC3339Nano), '"')
}

// AppendJSON appends the date as the scalar PartialDate has it, null for the zero value.
func (p PartialDate) AppendJSON(to []byte) []byte {
	if p.IsZero() {
		return append(to, null...)
	}
	return append(p.appendTo(append(to, '"')), '"')
}

// AppendJSON appends the day as the scalar Date has it, null for MinDay and MaxDay.
func (d Day) AppendJSON(to []byte) []byte {
	if d == MinDay || d == MaxDay {
		return append(to, null...)
	}
	return append(d.Time().AppendFormat(append(to, '"'), time.DateOnly), '"')
}

// AppendJSON appends the value in a record as answers have it: null for what is not known, but
// a list of nothing and a flag as they are. It must not be called for a place.
func (p Property) AppendJSON(to []byte, r Record) []byte { return p.json(to, r) }

const null = "null"

// textJSON appends a text, null for an empty one.
func textJSON[S ~string](to []byte, text S) []byte {
	if text == "" {
		return append(to, null...)
	}
	return AppendText(to, string(text))
}

// numberJSON appends a number, null for nil.
func numberJSON(to []byte, n *int) []byte {
	if n == nil {
		return append(to, null...)
	}
	return strconv.AppendInt(to, int64(*n), 10)
}
