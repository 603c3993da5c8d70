package index

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/world"
)

// CityRecords is what is on record of a city by the day, each list in order of id.
type CityRecords struct {
	Pledges      []*graph.Pledge
	Partnerships []*graph.Partnership
	Texts        []Text              // discriminating resolutions that had come up by the day, however they stand
	Commitments  []*graph.Resolution // human rights commitments in force
	Solidarity   []*graph.Resolution // solidarity resolutions in force
	Contacts     []*graph.Contact
	Practices    []*graph.Practice // best practices seen there
}

// RecordsOf returns what is on record of a city of the moment.
func (ix *Index) RecordsOf(city *graph.City) *CityRecords {
	return &ix.onRecord.by(ix.recordsByCity)[ix.Number(city.ID)]
}

func (ix *Index) recordsByCity() []CityRecords {
	all := make([]CityRecords, len(ix.Cities))
	for i, city := range ix.Cities {
		records := CityRecords{
			Pledges:      across(ix, city, "pledges", func(p *graph.Pledge) bool { return ix.Underway(p, p.Date) }),
			Partnerships: across(ix, city, "partnerships", func(p *graph.Partnership) bool { return ix.Underway(p, p.Start) }),
			Contacts:     across(ix, city, "contacts", ix.KnownContact),
			Practices:    across(ix, city, "practices", func(p *graph.Practice) bool { return p.Kind == graph.PracticeBest && ix.Known(p) }),
		}
		for _, r := range world.Across[*graph.Resolution](ix.Moment, city, "resolutions") {
			switch t := ix.Text(r); {
			case ix.unheardOf(r):
			case Discriminates(r.Kind):
				records.Texts = append(records.Texts, t)
			case t.InForce != graph.InForceTrue:
			case r.Kind == graph.HumanRightsCommitment:
				records.Commitments = append(records.Commitments, r)
			case r.Kind == graph.Solidarity:
				records.Solidarity = append(records.Solidarity, r)
			}
		}
		all[i] = records
	}
	return all
}

// across returns those records across an edge of a city that count, each once.
func across[T interface {
	comparable
	graph.Record
}](ix *Index, city *graph.City, edge string, counts func(T) bool) []T {
	records := slices.Compact(world.Across[T](ix.Moment, city, edge))
	return slices.DeleteFunc(records, func(r T) bool { return !counts(r) })
}

// IsRunning reports whether a partnership runs on the day: it ends later or, where its
// end is not known, began no more than three years before.
func (ix *Index) IsRunning(p *graph.Partnership) bool {
	if p.End.IsZero() {
		return ix.Within(p.Start, 36)
	}
	return ix.Begun(p.Start) && p.End.Last() >= ix.Day
}

// Discriminates reports whether resolutions of the kind are those that campaigns want
// withdrawn.
func Discriminates(k graph.ResolutionKind) bool {
	return k == graph.AntiLGBTDeclaration || k == graph.FamilyCharter
}

// Text is a discriminating resolution as it stands on the day. Its end is that which is
// dated or, where none is, the day by which it was gone.
type Text struct {
	Resolution *graph.Resolution
	InForce    graph.InForce
	Amended    bool              // by the day, and perhaps still in force
	Ended      graph.PartialDate // when it ended, or by when; zero while it has not or where that is not known
	EndedBy    bool              // Ended is the latest date by which it had ended
}

// Text returns a resolution as it stands on the day.
func (ix *Index) Text(r *graph.Resolution) Text {
	inForce, _ := r.Life().At(ix.Day)
	t := Text{Resolution: r, InForce: inForce, Amended: !r.Amended.IsZero() && r.Amended.First() <= ix.Day}
	if inForce != graph.InForceFalse || r.Outcome == graph.OutcomeRejected {
		return t
	}
	for _, d := range []graph.PartialDate{r.Repealed, r.Annulled, r.Lapsed} {
		if !ix.Past(d).IsZero() {
			t.Ended = d
			return t
		}
	}
	t.Ended, t.EndedBy = r.NotInForceBy, !r.NotInForceBy.IsZero()
	return t
}

// KnownContact reports whether a contact point was known of by the day: seen to be right by then, or
// published by then.
func (ix *Index) KnownContact(c *graph.Contact) bool {
	return !c.Verified.IsZero() && c.Verified.First() <= ix.Day || ix.Known(c)
}

// unheardOf reports whether a resolution is known to have come up after the day only: adopted or
// rejected later, with no earlier date.
func (ix *Index) unheardOf(r *graph.Resolution) bool {
	dates := []graph.PartialDate{r.Adopted, r.Rejected}
	if r.Adopted.IsZero() { // when it was adopted is not known: its first trace counts
		dates = append(dates, r.AdoptedBy, r.InForceOn, r.Amended, r.Repealed, r.Annulled, r.Lapsed, r.NotInForceBy)
	}
	first := graph.MaxDay
	for _, d := range dates {
		if !d.IsZero() {
			first = min(first, d.First())
		}
	}
	return first != graph.MaxDay && first > ix.Day
}

// Over reports whether the text was in force once and is no more.
func (t Text) Over() bool {
	return t.InForce == graph.InForceFalse && t.Resolution.Outcome != graph.OutcomeRejected && t.Resolution.Rejected.IsZero()
}

// GivenUp returns when the body itself repealed or amended a resolution, and whether it
// had by the day. Annulments by a court and ends of which nothing is known are not the
// body's doing.
func (ix *Index) GivenUp(r *graph.Resolution) (graph.PartialDate, bool) {
	var when graph.PartialDate
	switch r.Outcome {
	case graph.OutcomeRepealed:
		when = r.Repealed
		if when.IsZero() {
			when = r.NotInForceBy
		}
	case graph.OutcomeAmended:
		when = r.Amended
	}
	return when, !when.IsZero() && when.First() <= ix.Day
}
