package graph

import (
	"io"
	"math"
	"time"
)

// Day is a calendar day in UTC, counted from 1970-01-01 (day 0) in the proleptic
// Gregorian calendar.
type Day int32

// MinDay and MaxDay bound every interval of days: a spell that begins at MinDay
// has no known beginning, one that ends at MaxDay has no end.
const (
	MinDay Day = math.MinInt32
	MaxDay Day = math.MaxInt32
)

const secondsPerDay = 24 * 60 * 60

// DayOf returns the UTC day in which t lies.
func DayOf(t time.Time) Day {
	s := t.Unix()
	d := s / secondsPerDay
	if s%secondsPerDay < 0 {
		d--
	}
	return Day(d)
}

// ParseDay reads a full date, YYYY-MM-DD. Errors have code BadUserInput.
func ParseDay(s string) (Day, error) {
	p, err := ParsePartialDate(s)
	if err != nil || p.Day == 0 {
		return 0, Errorf(BadUserInput, "%q is not a date: write YYYY-MM-DD, for example 2022-03-01", s)
	}
	return p.First(), nil
}

// Time returns midnight UTC at the beginning of d.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String returns YYYY-MM-DD, or an empty string for MinDay and MaxDay.
func (d Day) String() string {
	if d == MinDay || d == MaxDay {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Date returns d as a PartialDate with all three parts, or the zero PartialDate
// for MinDay and MaxDay.
func (d Day) Date() PartialDate {
	if d == MinDay || d == MaxDay {
		return PartialDate{}
	}
	t := d.Time()
	return PartialDate{Year: int16(t.Year()), Month: uint8(t.Month()), Day: uint8(t.Day())}
}

// MarshalGQL writes the day as the GraphQL scalar Date; MinDay and MaxDay are
// null.
func (d Day) MarshalGQL(w io.Writer) {
	_, _ = w.Write(d.AppendJSON(nil))
}

// UnmarshalGQL reads the GraphQL scalar Date. Errors have code BadUserInput.
func (d *Day) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return Errorf(BadUserInput, "a Date is a string such as \"2022-03-01\"")
	}
	var err error
	*d, err = ParseDay(s)
	return err
}

// PartialDate is a year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD. It stands
// for the closed interval of its days. The zero value is "not known".
type PartialDate struct {
	Year  int16 // 1 to 9999; 0 only in the zero value
	Month uint8 // 1 to 12; 0 when only the year is known
	Day   uint8 // 1 to 31; 0 when only the month is known
}

// ParsePartialDate reads YYYY, YYYY-MM or YYYY-MM-DD. Errors have code
// BadUserInput.
func ParsePartialDate(s string) (PartialDate, error) {
	layout := map[int]string{4: "2006", 7: "2006-01", 10: time.DateOnly}[len(s)]
	t, err := time.Parse(layout, s)
	if layout == "" || err != nil || t.Year() < 1 {
		return PartialDate{}, Errorf(BadUserInput,
			"%q is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, for example 2022-03", s)
	}
	p := PartialDate{Year: int16(t.Year())}
	if len(s) > 4 {
		p.Month = uint8(t.Month())
	}
	if len(s) > 7 {
		p.Day = uint8(t.Day())
	}
	return p, nil
}

// IsZero reports whether the date is not known.
func (p PartialDate) IsZero() bool { return p.Year == 0 }

// First returns the first day of the interval, MinDay for the zero value.
func (p PartialDate) First() Day {
	if p.IsZero() {
		return MinDay
	}
	return DayOf(time.Date(int(p.Year), time.Month(max(p.Month, 1)), int(max(p.Day, 1)), 0, 0, 0, 0, time.UTC))
}

// Last returns the last day of the interval, MaxDay for the zero value.
func (p PartialDate) Last() Day {
	switch {
	case p.IsZero():
		return MaxDay
	case p.Month == 0:
		return DayOf(time.Date(int(p.Year), time.December, 31, 0, 0, 0, 0, time.UTC))
	case p.Day == 0:
		return DayOf(time.Date(int(p.Year), time.Month(p.Month)+1, 0, 0, 0, 0, 0, time.UTC))
	}
	return p.First()
}

// Compare orders dates by their first day, then the shorter interval first; the
// zero value comes last. It returns -1, 0 or +1.
func (p PartialDate) Compare(q PartialDate) int {
	switch {
	case p == q:
		return 0
	case p.IsZero():
		return 1
	case q.IsZero():
		return -1
	case p.First() != q.First():
		return sign(int(p.First()) - int(q.First()))
	}
	return sign(int(p.Last()) - int(q.Last()))
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// String returns the date as it was written, or an empty string for the zero
// value.
func (p PartialDate) String() string {
	if p.IsZero() {
		return ""
	}
	return string(p.appendTo(make([]byte, 0, len(time.DateOnly))))
}

// appendTo appends a date that is known as it was written.
func (p PartialDate) appendTo(to []byte) []byte {
	y := p.Year
	text := [10]byte{byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10),
		'-', '0' + p.Month/10, '0' + p.Month%10, '-', '0' + p.Day/10, '0' + p.Day%10}
	switch {
	case p.Month == 0:
		return append(to, text[:4]...)
	case p.Day == 0:
		return append(to, text[:7]...)
	}
	return append(to, text[:]...)
}

// MarshalText writes the date as String does.
func (p PartialDate) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote; empty text is the zero value.
func (p *PartialDate) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = PartialDate{}
		return nil
	}
	var err error
	*p, err = ParsePartialDate(string(text))
	return err
}

// MarshalGQL writes the GraphQL scalar PartialDate; the zero value is null.
func (p PartialDate) MarshalGQL(w io.Writer) {
	_, _ = w.Write(p.AppendJSON(nil))
}

// UnmarshalGQL reads the GraphQL scalar PartialDate. Errors have code
// BadUserInput.
func (p *PartialDate) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return Errorf(BadUserInput, "a PartialDate is a string such as \"2022\", \"2022-03\" or \"2022-03-01\"")
	}
	var err error
	*p, err = ParsePartialDate(s)
	return err
}
