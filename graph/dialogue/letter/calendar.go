package letter

import (
	"fmt"
	"strings"

	"twingraph/graph"
)

// calendar writes dates in a language, as precise as they are known.
type calendar struct {
	language Language
	markdown bool
}

// dateWords is what dates are written with. What stands before one is given for a full
// date, a month and a year.
type dateWords struct {
	months           [12]string // in Polish the genitive, which stands with a day
	bare, in         [12]string // in Polish: the nominative; the locative with its preposition ("in May")
	on, since, until [3]string
	latest           string // "at the latest"; empty where the sentence is another
	year             string // after a year
}

func (c calendar) words() dateWords {
	switch c.language {
	case German:
		return dateWords{
			months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
			on:     [3]string{"am ", "im ", ""}, since: [3]string{"seit dem ", "seit ", "seit "}, until: [3]string{"bis zum ", "bis ", "bis "},
			latest: "spätestens ",
		}
	case Polish:
		return dateWords{
			months: [12]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"},
			bare:   [12]string{"styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"},
			in: [12]string{
				"w styczniu", "w lutym", "w marcu", "w kwietniu", "w maju", "w czerwcu",
				"w lipcu", "w sierpniu", "we wrześniu", "w październiku", "w listopadzie", "w grudniu",
			},
			on: [3]string{"", "", "w "}, since: [3]string{"od ", "od ", "od "}, until: [3]string{"do ", "do ", "do "},
			latest: "najpóźniej ", year: " r.",
		}
	}
	return dateWords{
		months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		on:     [3]string{"on ", "in ", "in "}, since: [3]string{"since ", "since ", "since "}, until: [3]string{"until ", "until ", "until "},
	}
}

// precision returns the place of a date in what is given for a full date, a month and a
// year.
func precision(d graph.PartialDate) int {
	switch {
	case d.Day > 0:
		return 0
	case d.Month > 0:
		return 1
	}
	return 2
}

// plain writes a date by itself: "3 March 2022", "3. März 2022", "3 marca 2022 r."; a
// month as "March 2022", "März 2022", "marzec 2022 r."; a year as "2022", "2022",
// "2022 r.".
func (c calendar) plain(d graph.PartialDate) string { return c.month(c.words().bare, d) }

// month writes a date whose month stands by itself in a form of its own, where the
// language has one.
func (c calendar) month(form [12]string, d graph.PartialDate) string {
	if precision(d) == 1 && form[d.Month-1] != "" {
		return fmt.Sprintf("%s %d%s", form[d.Month-1], d.Year, c.words().year)
	}
	return c.after([3]string{}, d)
}

// after writes a date after what stands before one of its precision.
func (c calendar) after(before [3]string, d graph.PartialDate) string {
	if d.IsZero() {
		return before[2] + "…"
	}
	w, month, day := c.words(), "", ""
	if d.Month > 0 {
		month = w.months[d.Month-1] + " "
	}
	if d.Day > 0 {
		point := ""
		if c.language == German {
			point = "."
			if c.markdown {
				point = `\.` // at the beginning of a line "3." would begin a list
			}
		}
		day = fmt.Sprintf("%d%s ", d.Day, point)
	}
	return fmt.Sprintf("%s%s%s%d%s", before[precision(d)], day, month, d.Year, w.year)
}

// on writes when something happened: "on 3 March 2022", "im März 2022", "w 2022 r.".
func (c calendar) on(d graph.PartialDate) string {
	if w := c.words(); w.in[0] == "" || precision(d) != 1 {
		return c.after(w.on, d)
	}
	return c.month(c.words().in, d)
}

// since writes from when something has been so.
func (c calendar) since(d graph.PartialDate) string { return c.after(c.words().since, d) }

// until writes until when something is so.
func (c calendar) until(d graph.PartialDate) string { return c.after(c.words().until, d) }

// by writes when something had happened at the latest.
func (c calendar) by(d graph.PartialDate) string {
	if latest := c.words().latest; latest != "" {
		return latest + c.on(d)
	}
	return c.after([3]string{"by ", "by ", "by "}, d)
}

// bySince writes from when something has been so at the latest.
func (c calendar) bySince(d graph.PartialDate) string {
	if latest := c.words().latest; latest != "" {
		return latest + c.since(d)
	}
	return c.since(d) + " at the latest"
}

// ordinal writes a number as an English ordinal: 1st, 22nd, 30th.
func ordinal(n int) string {
	suffix := "th"
	if tens := n / 10 % 10; tens != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}

// latin reports whether a name is written in Latin script.
func latin(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool { return r >= 0x370 && r < 0x1E00 || r >= 0x2E00 })
}
