package feed

import (
	"fmt"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
)

// said writes a status in words.
func said(s graph.Status) string { return strings.ToLower(strings.ReplaceAll(string(s), "_", " ")) }

// sinceSaid writes a status with its date, where that is known. The date of a list is never
// that of a beginning.
func sinceSaid(s graph.LinkStatus) string {
	switch {
	case s.UnknownBecause == graph.DroppedFromList:
		return said(s.Status) + ", dropped from a list"
	case s.Since.IsZero() && !s.ListedSince.IsZero():
		return said(s.Status) + ", listed since " + s.ListedSince.String()
	case s.Since.IsZero():
		return said(s.Status)
	case s.SinceAtLatest:
		return said(s.Status) + " since " + s.Since.String() + " at the latest"
	}
	return said(s.Status) + " since " + s.Since.String()
}

// linkOf returns the link of news.
func linkOf(n *atlas.StatusNews) *graph.TwinningLink {
	if n.After != nil {
		return n.After.Link
	}
	return n.Before.Link
}

// entry returns news as an entry. Sides are the names of the cities, A first.
func (s Site) entry(n *atlas.StatusNews, sides [2]string) Entry {
	link := linkOf(n)
	e := Entry{
		ID:        s.name(fmt.Sprintf("news/%d/%s", n.Change.RecordedAt.UnixMicro(), link.ID)),
		Title:     sides[0] + " – " + sides[1] + ": " + headline(n),
		Updated:   atomTime(n.Change.RecordedAt),
		Published: atomTime(n.Change.RecordedAt),
		Content:   Text{"text", strings.Join(details(n, sides), "\n")},
	}
	if n.After != nil {
		e.Categories = []Category{{string(n.After.Status), said(n.After.Status)}}
	}
	if s.base() != "" {
		address := s.base() + "/link/" + string(link.ID)
		if n.After == nil { // what it was
			address += "?knownAt=" + n.Change.RecordedAt.Add(-time.Microsecond).UTC().Format(time.RFC3339Nano)
		}
		e.Links = []Link{{Rel: "alternate", Type: "text/html", Href: address}}
	}
	return e
}

// headline says in some words what news is.
func headline(n *atlas.StatusNews) string {
	switch {
	case n.Before == nil:
		return sinceSaid(n.After.LinkStatus) + " (not recorded before)"
	case n.After == nil:
		return "no longer recorded (was " + said(n.Before.Status) + ")"
	case n.Before.Status != n.After.Status:
		return sinceSaid(n.After.LinkStatus) + " (was " + said(n.Before.Status) + ")"
	case n.Before.Disputed != n.After.Disputed && n.After.Disputed:
		return said(n.After.Status) + ", now disputed"
	case n.Before.Disputed != n.After.Disputed:
		return said(n.After.Status) + ", no longer disputed"
	}
	return said(n.After.Status) + ", newly described"
}

// details says in lines what news is.
func details(n *atlas.StatusNews, sides [2]string) []string {
	none := graph.LinkStatus{Sides: [2]*graph.SideStatus{{}, {}}}
	was, is := none, none
	if n.Before != nil {
		was = n.Before.LinkStatus
	}
	if n.After != nil {
		is = n.After.LinkStatus
	}
	lines := []string{moved("Status", sinceSaid(was), sinceSaid(is))}
	for i, side := range sides {
		lines = append(lines, moved("Side of "+side, said(was.Sides[i].Status), said(is.Sides[i].Status)))
	}
	for _, flag := range []struct {
		name    string
		was, is bool
	}{
		{"Disputed", was.Disputed, is.Disputed},
		{"Decided by one side alone", was.Unilateral, is.Unilateral},
		{"Under review", was.UnderReview, is.UnderReview},
	} {
		if flag.was || flag.is {
			lines = append(lines, moved(flag.name, yesNo(flag.was), yesNo(flag.is)))
		}
	}
	if n.Change.Note != "" {
		lines = append(lines, "Note of the change: "+n.Change.Note)
	}
	return lines
}

// moved says what something is, and was where that differs.
func moved(name, was, is string) string {
	switch {
	case was == is:
		return name + ": " + is
	case is == "":
		return name + ": was " + was
	case was == "":
		return name + ": " + is
	}
	return name + ": " + is + " (was " + was + ")"
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
