package export

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
	"unicode/utf8"

	"twingraph/graph"
)

// piece is how many bytes are gathered before they are handed on.
const piece = 32 << 10

// stream gathers small writes and remembers the first that failed; after it nothing
// is written any more. Without a writer below it keeps all that is written.
type stream struct {
	to  io.Writer
	buf []byte
	err error

	beside *stream   // see aside
	past   []stretch // see pastOf
}

func newStream(to io.Writer) *stream {
	return &stream{to: to, buf: make([]byte, 0, piece+piece/4)}
}

// text writes s as it is.
func (s *stream) text(text string) {
	s.buf = append(s.buf, text...)
	s.spill()
}

// number writes a whole number.
func (s *stream) number(n int64) {
	s.buf = strconv.AppendInt(s.buf, n, 10)
	s.spill()
}

// degrees writes an angle rounded to five decimals, about a metre.
func (s *stream) degrees(angle float64) {
	s.buf = appendRounded(s.buf, angle, 5)
	s.spill()
}

// hundredths writes a number rounded to two decimals.
func (s *stream) hundredths(x float64) {
	s.buf = appendRounded(s.buf, x, 2)
	s.spill()
}

// quoted writes a JSON string.
func (s *stream) quoted(text string) {
	s.buf = appendQuoted(s.buf, text)
	s.spill()
}

func (s *stream) spill() {
	if s.to != nil && len(s.buf) >= piece {
		s.flush()
	}
}

// flush hands on what was gathered.
func (s *stream) flush() {
	if s.err == nil && len(s.buf) > 0 {
		_, s.err = s.to.Write(s.buf)
	}
	s.buf = s.buf[:0]
}

// end hands on the rest and returns the first error of the writer below.
func (s *stream) end() error {
	s.flush()
	return s.err
}

// gone reports whether nobody reads any more, so that a long writer can stop.
func (s *stream) gone() bool { return s.err != nil }

// aside returns what write writes, without writing it to s.
func (s *stream) aside(write func(*stream)) string {
	if s.beside == nil {
		s.beside = &stream{}
	}
	s.beside.buf = s.beside.buf[:0]
	write(s.beside)
	return string(s.beside.buf)
}

// pastOf returns the stretches of a history, until it is asked for those of another.
func (s *stream) pastOf(h graph.History, fine bool) []stretch {
	s.past = stretches(s.past[:0], h, fine)
	return s.past
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// appendRounded appends a number with at most that many decimals and no trailing
// zeros. It is for numbers of ordinary size: those of maps.
func appendRounded(to []byte, x float64, decimals int) []byte {
	unit := int64(1)
	for range decimals {
		unit *= 10
	}
	n := int64(math.Round(x * float64(unit)))
	if n < 0 {
		to = append(to, '-')
		n = -n
	}
	to = strconv.AppendInt(to, n/unit, 10)
	rest := n % unit
	if rest == 0 {
		return to
	}
	to = append(to, '.')
	for rest > 0 {
		unit /= 10
		to = append(to, byte('0'+rest/unit))
		rest %= unit
	}
	return to
}

// appendQuoted appends text as a JSON string.
func appendQuoted(to []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			if c >= utf8.RuneSelf && utf8.ValidString(text[i:]) && plain(text[i:]) {
				break
			}
			quoted, _ := json.Marshal(text) // strings always can be
			return append(to, quoted...)
		}
	}
	to = append(to, '"')
	to = append(to, text...)
	return append(to, '"')
}

// plain reports whether text holds nothing that JSON writes with a backslash.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
