package dialogue

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

// months returns the names of the months: in Polish the genitive, which stands with a
// day.
func (c calendar) months() [12]string {
	switch c.language {
	case German:
		return [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
	case Polish:
		return [12]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"}
	}
	return [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
}

// polishMonths returns the months in the nominative and in the locative with its
// preposition ("in May").
func polishMonths() (nominative, in [12]string) {
	return [12]string{"styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"},
		[12]string{
			"w styczniu", "w lutym", "w marcu", "w kwietniu", "w maju", "w czerwcu",
			"w lipcu", "w sierpniu", "we wrześniu", "w październiku", "w listopadzie", "w grudniu",
		}
}

// plain writes a date by itself: "3 March 2022", "3. März 2022", "3 marca 2022 r."; a
// month as "March 2022", "März 2022", "marzec 2022 r."; a year as "2022", "2022",
// "2022 r.".
func (c calendar) plain(d graph.PartialDate) string {
	if c.language == Polish && d.Month > 0 && d.Day == 0 {
		nominative, _ := polishMonths()
		return fmt.Sprintf("%s %d r.", nominative[d.Month-1], d.Year)
	}
	return c.bare(d)
}

// bare writes a date as it stands after a preposition; months in Polish in the
// genitive.
func (c calendar) bare(d graph.PartialDate) string {
	if d.IsZero() {
		return "…"
	}
	suffix := ""
	if c.language == Polish {
		suffix = " r."
	}
	if d.Month == 0 {
		return fmt.Sprintf("%d%s", d.Year, suffix)
	}
	month := c.months()[d.Month-1]
	if d.Day == 0 {
		return fmt.Sprintf("%s %d%s", month, d.Year, suffix)
	}
	if c.language == German {
		point := "."
		if c.markdown {
			point = `\.` // at the beginning of a line "3." would begin a list
		}
		return fmt.Sprintf("%d%s %s %d", d.Day, point, month, d.Year)
	}
	return fmt.Sprintf("%d %s %d%s", d.Day, month, d.Year, suffix)
}

// on writes when something happened: "on 3 March 2022", "im März 2022", "w 2022 r.".
func (c calendar) on(d graph.PartialDate) string {
	full := d.Day > 0
	switch {
	case c.language == English && full:
		return "on " + c.bare(d)
	case c.language == English:
		return "in " + c.bare(d)
	case c.language == German && full:
		return "am " + c.bare(d)
	case c.language == German && d.Month > 0:
		return "im " + c.bare(d)
	case c.language == Polish && !full && d.Month > 0:
		_, in := polishMonths()
		return fmt.Sprintf("%s %d r.", in[d.Month-1], d.Year)
	case c.language == Polish && !full:
		return "w " + c.bare(d)
	}
	return c.bare(d)
}

// since writes from when something has been so.
func (c calendar) since(d graph.PartialDate) string {
	return c.after("since ", "seit ", "seit dem ", "od ", d)
}

// until writes until when something is so.
func (c calendar) until(d graph.PartialDate) string {
	return c.after("until ", "bis ", "bis zum ", "do ", d)
}

// by writes when something had happened at the latest.
func (c calendar) by(d graph.PartialDate) string {
	switch c.language {
	case German:
		return "spätestens " + c.on(d)
	case Polish:
		return "najpóźniej " + c.on(d)
	}
	return "by " + c.bare(d)
}

// bySince writes from when something has been so at the latest.
func (c calendar) bySince(d graph.PartialDate) string {
	switch c.language {
	case German:
		return "spätestens " + c.since(d)
	case Polish:
		return "najpóźniej " + c.since(d)
	}
	return "since " + c.bare(d) + " at the latest"
}

func (c calendar) after(english, german, germanDay, polish string, d graph.PartialDate) string {
	switch {
	case c.language == Polish:
		return polish + c.bare(d)
	case c.language == German && d.Day > 0:
		return germanDay + c.bare(d)
	case c.language == German:
		return german + c.bare(d)
	}
	return english + c.bare(d)
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
