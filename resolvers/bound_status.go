package resolvers

import (
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/model"
	"twingraph/resolvers/compiled"
)

func appendInt(to []byte, n int) []byte    { return strconv.AppendInt(to, int64(n), 10) }
func appendBool(to []byte, is bool) []byte { return strconv.AppendBool(to, is) }

// optionalText appends a text, null for an empty one.
func optionalText[S ~string](to []byte, text S) []byte {
	if text == "" {
		return append(to, "null"...)
	}
	return graph.AppendText(to, string(text))
}

// textField is the field of a text that is always there.
func textField[T any, S ~string](of func(T) S) field {
	return compiled.Leaf[*asking](func(to []byte, value T) []byte { return graph.AppendText(to, string(of(value))) })
}

func optionalField[T any, S ~string](of func(T) S) field {
	return compiled.Leaf[*asking](func(to []byte, value T) []byte { return optionalText(to, of(value)) })
}

func dateField[T any](of func(T) graph.PartialDate) field {
	return compiled.Leaf[*asking](func(to []byte, value T) []byte { return of(value).AppendJSON(to) })
}

func flagField[T any](of func(T) bool) field {
	return compiled.Leaf[*asking](func(to []byte, value T) []byte { return appendBool(to, of(value)) })
}

// claimsField is a list of claims by their ids.
func claimsField[T any](of func(T) []graph.ID) field {
	return func(p *planner, f graphql.CollectedField) writer {
		write, find := p.Object(string(graph.WordClaim), f.Selections), known(graph.WordClaim)
		return func(a *asking, to []byte, value any) ([]byte, error) {
			return a.list(to, find, of(value.(T)), write)
		}
	}
}

// statusFields adds the fields of how links stand.
func statusFields(all fields) {
	all["TwinningLink"]["status"] = linkStatusField
	all["TwinningLink"]["spells"] = spellsField
	all["LinkStatus"] = standing(func(s *atlas.LinkStatus) *graph.LinkStatus { return &s.LinkStatus })
	all["LinkStatus"]["stale"] = flagField((*atlas.LinkStatus).Stale)
	all["LinkStatus"]["sides"] = sidesField
	all["LinkStatus"]["before"] = optionalObject("Spell", func(s *atlas.LinkStatus) *graph.Spell { return s.Before })
	all["LinkStatus"]["after"] = optionalObject("Spell", func(s *atlas.LinkStatus) *graph.Spell { return s.After })
	all["LinkStatus"]["lastConfirmed"] = dateField(func(s *atlas.LinkStatus) graph.PartialDate { return s.LastConfirmed })
	all["Spell"] = standing(func(s *graph.Spell) *graph.LinkStatus { return &s.LinkStatus })
	all["Spell"]["from"] = compiled.Leaf[*asking](func(to []byte, s *graph.Spell) []byte { return s.From.AppendJSON(to) })
	all["Spell"]["to"] = compiled.Leaf[*asking](func(to []byte, s *graph.Spell) []byte { return s.To.AppendJSON(to) })
	all["Spell"]["days"] = compiledLeaf(func(a *asking, to []byte, s *graph.Spell) []byte {
		if days, ok := s.Days(a.view.AsOf); ok {
			return appendInt(to, days)
		}
		return append(to, "null"...)
	})
	all["SideStatus"] = sideFields()
}

// standing returns the fields that a status and a spell share.
func standing[T any](of func(T) *graph.LinkStatus) map[string]field {
	flag := func(is func(*graph.LinkStatus) bool) field {
		return flagField(func(value T) bool { return is(of(value)) })
	}
	return map[string]field{
		"status":         textField(func(s T) graph.Status { return of(s).Status }),
		"since":          dateField(func(s T) graph.PartialDate { return of(s).Since }),
		"listedSince":    dateField(func(s T) graph.PartialDate { return of(s).ListedSince }),
		"became":         optionalField(func(s T) graph.Became { return of(s).Became() }),
		"basis":          optionalField(func(s T) graph.Basis { return of(s).Basis }),
		"unknownBecause": optionalField(func(s T) graph.UnknownBecause { return of(s).UnknownBecause }),
		"sinceAtLatest":  flag(func(s *graph.LinkStatus) bool { return s.SinceAtLatest }),
		"exact":          flag(func(s *graph.LinkStatus) bool { return s.Exact }),
		"unilateral":     flag(func(s *graph.LinkStatus) bool { return s.Unilateral }),
		"disputed":       flag(func(s *graph.LinkStatus) bool { return s.Disputed }),
		"underReview":    flag(func(s *graph.LinkStatus) bool { return s.UnderReview }),
		"governing":      claimsField(func(s T) []graph.ID { return of(s).Governing }),
	}
}

// sideFields returns the fields of how a side stands.
func sideFields() map[string]field {
	type side = *atlas.SideStatus
	return map[string]field{
		"city": func(p *planner, f graphql.CollectedField) writer {
			return one(graph.WordCity, false, p.Object(string(graph.WordCity), f.Selections), func(value any) graph.ID { return value.(side).CityID })
		},
		"status":         textField(func(s side) graph.Status { return s.Status }),
		"since":          dateField(func(s side) graph.PartialDate { return s.Since }),
		"listedSince":    dateField(func(s side) graph.PartialDate { return s.ListedSince }),
		"lastConfirmed":  dateField(func(s side) graph.PartialDate { return s.LastConfirmed }),
		"basis":          optionalField(func(s side) graph.Basis { return s.Basis }),
		"unknownBecause": optionalField(func(s side) graph.UnknownBecause { return s.UnknownBecause }),
		"sinceAtLatest":  flagField(func(s side) bool { return s.SinceAtLatest }),
		"exact":          flagField(func(s side) bool { return s.Exact }),
		"disputed":       flagField(func(s side) bool { return s.Disputed }),
		"underReview":    flagField(func(s side) bool { return s.UnderReview }),
		"stale":          flagField(side.Stale),
		"governing":      claimsField(func(s side) []graph.ID { return s.SideStatus.Governing }),
		"reviews":        claimsField(func(s side) []graph.ID { return s.SideStatus.Reviews }),
	}
}

// linkStatusField is how a link stands, on a day of its own where the field has times.
func linkStatusField(p *planner, f graphql.CollectedField) writer {
	write := p.Object("LinkStatus", f.Selections)
	status := func(a *asking, to []byte, link *graph.TwinningLink) ([]byte, error) {
		return write(a, to, atlas.StatusIn(a.seen.History(link.ID), link, a.view.AsOf))
	}
	if len(f.Arguments) == 0 {
		return func(a *asking, to []byte, value any) ([]byte, error) {
			return status(a, to, value.(*graph.TwinningLink))
		}
	}
	return func(a *asking, to []byte, value any) ([]byte, error) {
		asOf, knownAt, err := timesOf(f.ArgumentMap(a.variables))
		if err != nil {
			return nil, err
		}
		return a.within(a.view.at(atlas.Times{AsOf: asOf, KnownAt: knownAt}), func() ([]byte, error) {
			return status(a, to, value.(*graph.TwinningLink))
		})
	}
}

// spellsField is the past of a link.
func spellsField(p *planner, f graphql.CollectedField) writer {
	write := p.Object("Spell", f.Selections)
	return func(a *asking, to []byte, value any) (_ []byte, err error) {
		detail, _ := f.ArgumentMap(a.variables)["detail"].(string)
		to = append(to, '[')
		for i, spell := range atlas.SpellsIn(a.seen.History(value.(*graph.TwinningLink).ID), detail == string(model.SpellDetailStatus)) {
			if i > 0 {
				to = append(to, ',')
			}
			if to, err = write(a, to, spell); err != nil {
				return nil, err
			}
		}
		return append(to, ']'), nil
	}
}

// sidesField is how the sides of a link stand.
func sidesField(p *planner, f graphql.CollectedField) writer {
	write := p.Object("SideStatus", f.Selections)
	return func(a *asking, to []byte, value any) (_ []byte, err error) {
		to = append(to, '[')
		for i, side := range value.(*atlas.LinkStatus).SideList() {
			if i > 0 {
				to = append(to, ',')
			}
			if to, err = write(a, to, side); err != nil {
				return nil, err
			}
		}
		return append(to, ']'), nil
	}
}
