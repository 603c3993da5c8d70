package graph

import "slices"

// Evidence is what the history of one link follows from, as known at one instant. All of it
// can be in any order.
type Evidence struct {
	Link    *TwinningLink
	Claims  []*Claim      // all that are about it
	Texts   []*Resolution // those that reviews name, see ReviewedTexts; what is not here is not known
	Sources []*Source     // those that foundings after an end cite, see RefoundedBy
}

// ReviewedTexts returns the resolutions on which it depends whether a review is open that the
// claim opened: those that it answers, else the one behind it. None for other claims.
func (c *Claim) ReviewedTexts() []ID {
	switch {
	case c.Type != ReviewOpened:
		return nil
	case len(c.RespondsTo) > 0:
		return c.RespondsTo
	case c.Resolution != "":
		return []ID{c.Resolution}
	}
	return nil
}

// RefoundedBy returns the sources on whose dates it depends whether the claim begins a new
// life of a link that had ended. None for claims that cannot.
func (c *Claim) RefoundedBy() []ID {
	if c.Type != Established || c.Date.IsZero() {
		return nil
	}
	return c.Sources
}

// History derives the history of the link.
func (e Evidence) History() History {
	sorted := evidence{link: e.Link, claims: inOrder(e.Claims), texts: e.Texts, sources: e.Sources}
	return sorted.history()
}

// evidence is Evidence with its claims in the order of the walk.
type evidence struct {
	link    *TwinningLink
	claims  []*Claim
	texts   []*Resolution
	sources []*Source
}

// publishedAfter reports whether a source of the claim was published after day: whether the
// first day of its date is later.
func (e *evidence) publishedAfter(c *Claim, day Day) bool {
	return slices.ContainsFunc(e.sources, func(s *Source) bool {
		return !s.Date.IsZero() && s.Date.First() > day && slices.Contains(c.Sources, s.ID)
	})
}

// reviewYears is after how many years a review is no more open.
const reviewYears = 3

// open reports whether a review is open on day that no act has closed: less than three years
// after the first day of its date, and as long as its texts were not all FALSE on one day.
func (e *evidence) open(review *Claim, day Day) bool {
	closes := append(e.falseFrom(review), reviewEnds(review))
	return !slices.ContainsFunc(closes, func(end Day) bool { return end <= day })
}

// reviewEnds returns the day on which a review ends that nothing else ends.
func reviewEnds(review *Claim) Day {
	begins := review.Effective().First()
	if begins == MinDay || begins > maxYears {
		return MaxDay
	}
	return yearsAfter(begins, reviewYears)
}

// falseFrom returns the first day, from the opening of a review on, on which all texts that it
// names are FALSE; none when there is no such day, or one of them is not known.
func (e *evidence) falseFrom(review *Claim) []Day {
	named := review.ReviewedTexts()
	if len(named) == 0 {
		return nil
	}
	lives := make([]Life, 0, len(named))
	for _, id := range named {
		i := slices.IndexFunc(e.texts, func(text *Resolution) bool { return text.ID == id })
		if i < 0 {
			return nil
		}
		lives = append(lives, e.texts[i].Life())
	}
	opened := review.Effective().First()
	days := []Day{opened}
	for _, life := range lives {
		if life.Gone > opened && life.Gone < MaxDay {
			days = append(days, life.Gone)
		}
	}
	slices.Sort(days)
	for _, day := range days {
		if !slices.ContainsFunc(lives, func(l Life) bool { answer, _ := l.At(day); return answer != InForceFalse }) {
			return []Day{day}
		}
	}
	return nil
}

// days returns the days on which an answer can change.
func (e *evidence) days() []Day {
	days := make([]Day, 1, 1+3*len(e.claims))
	days[0] = MinDay
	for _, c := range e.claims {
		from, last := c.Effective().First(), c.Effective().Last()
		days = append(days, from)
		if last > from && last < MaxDay { // past the first day of an interval an answer is inexact, past its last exact again
			days = append(days, from+1, last+1)
		}
		if c.Type == ReviewOpened {
			days = append(append(days, reviewEnds(c)), e.falseFrom(c)...)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// BeforeFounding returns the acts among the claims of one link that are dated before the
// earliest ESTABLISHED, and that: one of the dates is wrong, or the link was there before it
// was founded, as far as the sources go. None without an ESTABLISHED that has a date.
func BeforeFounding(claims []*Claim) (early []*Claim, founding *Claim) {
	for _, c := range claims {
		if c.Type == Established && !c.Date.IsZero() && (founding == nil || c.Date.Compare(founding.Date) < 0) {
			founding = c
		}
	}
	for _, c := range claims {
		if founding != nil && c.Type.Act() && c.Type != Established && !c.Date.IsZero() && c.Date.Last() < founding.Date.First() {
			early = append(early, c)
		}
	}
	return early, founding
}
