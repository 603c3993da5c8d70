package matching

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"twingraph/graph/naming"
)

// What a namesake counts for. Beside a place of a country that the row names, it counts
// from a twentieth of its inhabitants on, or from 5,000; beside one that is written without
// its country each counts. Beside a city of 200,000 only what has a fiftieth counts.
const (
	townSize     = 5_000
	largestTimes = 50
	smallTimes   = 20
	largestLeast = 200_000
)

// counts reports whether a namesake counts beside a place.
func counts(size, namesake int64, located bool) bool {
	if size >= largestLeast {
		// Of whom nobody counted the inhabitants there are not many.
		return namesake >= size/largestTimes && namesake > 0
	}
	if size <= 0 || namesake <= 0 || !located {
		return true
	}
	return namesake >= max(size/largestTimes, min(townSize, size/smallTimes))
}

// decide chooses among the places that have the name of a row.
func (x *Index) decide(q *question, hits []hit) Result {
	var fit []hit
	for _, h := range hits {
		if !h.against() {
			fit = append(fit, h)
		}
	}
	if slices.ContainsFunc(fit, func(h hit) bool { return h.country && h.claimedIn == "" }) {
		// Donetsk in Russia is the town there, and no other that Russia claims.
		fit = slices.DeleteFunc(fit, func(h hit) bool { return h.claimedIn != "" })
	}
	if len(fit) == 0 {
		return x.result(q, Unknown, hits)
	}
	lead := x.leaders(fit)
	outcome := Ambiguous
	if len(lead) == 1 || x.largestByFar(lead) {
		lead[0].largest = len(lead) > 1
		x.seeStrangers(&lead[0])
		if x.beyondDoubt(q, lead[0]) {
			outcome = Matched
		}
		if lead[0].otherPlace {
			outcome = Unknown
		}
	}
	// The leaders come first and carry what was seen of them.
	return x.result(q, outcome, oneEach(append(lead, hits...)))
}

// seeStrangers looks for places that are not in the index and have the name too.
func (x *Index) seeStrangers(h *hit) {
	form, p := x.names[h.name].form, &x.places[h.place]
	switch {
	case h.way == bySound || h.way == byTyping:
		h.otherPlace = !h.region && h.written != "" && isPlace(p.Country, h.written)
	case h.way == exactly && !h.region:
		country := ""
		if h.country {
			country = p.Country
		}
		strangers := x.strangers(form, country)
		if h.claimedIn != "" && len(x.strangers(form, h.claimedIn)) > 0 {
			h.namesakes = true // one that lies there is rather meant
		}
		for _, size := range strangers {
			if counts(p.Population, size, h.country) {
				h.namesakes = true
			}
		}
		if h.country && !h.own && isPlace(country, form) && isOtherName(p, form) {
			h.namesakes = true // it is another's own name: however small that is, it may be meant
		}
		h.only = h.country && h.own && len(strangers) == 0 && isPlace(p.Country, form)
	}
}

// isOtherName reports whether GeoNames has a form as another name of a place, so that it is not
// the own name of the place there.
func isOtherName(p *Place, form string) bool {
	return slices.ContainsFunc(p.Codes, func(code string) bool {
		return slices.ContainsFunc(naming.OtherNames(code), func(name string) bool { return slices.Contains(naming.Forms(name), form) })
	})
}

// leaders returns those between which a decision is to be made, the largest first.
func (x *Index) leaders(fit []hit) []hit {
	lead := slices.Clone(fit)
	if slices.ContainsFunc(lead, func(h hit) bool { return h.region && h.way != byPart }) {
		lead = slices.DeleteFunc(lead, func(h hit) bool { return !h.region && x.places[h.place].Region != "" })
	}
	best, errors := never, 0
	for _, h := range lead {
		if h.way < best || h.way == best && h.errors < errors {
			best, errors = h.way, h.errors
		}
	}
	own, first := int64(0), false // inhabitants of the largest that has it as its own name
	for _, h := range lead {
		if h.way == best && h.errors == errors && h.own && (best == exactly || best == byTyping) {
			own, first = max(own, x.places[h.place].Population), true
		}
	}
	alias := int64(0)
	for _, h := range lead {
		if h.way == best && !h.own {
			alias = max(alias, x.places[h.place].Population)
		}
	}
	lead = slices.DeleteFunc(lead, func(h hit) bool {
		switch size := x.places[h.place].Population; {
		case h.way == best && h.errors == errors && h.own:
			return false
		case h.way == byPart && best == exactly, h.way == best && h.errors == errors && first:
			// Another name, or the beginning of one, beside an own name.
			if first {
				return size <= own
			}
			return !counts(alias, size, h.country)
		case h.way == best && h.errors == errors:
			return false
		}
		return true
	})
	slices.SortStableFunc(lead, func(a, b hit) int {
		return cmp.Or(cmp.Compare(x.places[b.place].Population, x.places[a.place].Population), cmp.Compare(a.place, b.place))
	})
	return lead
}

// largestByFar reports whether the first of several is so much larger that the others do
// not count.
func (x *Index) largestByFar(lead []hit) bool {
	if lead[0].way != exactly {
		return false
	}
	anyOwn := slices.ContainsFunc(lead, func(h hit) bool { return h.own })
	for _, h := range lead[1:] {
		if counts(x.places[lead[0].place].Population, x.places[h.place].Population, lead[0].country) {
			return false
		}
	}
	return lead[0].own || !anyOwn
}

// Letters from which on a name that is written otherwise, or mistyped, is known without its
// country.
const (
	leastSoundAlone  = 6
	leastTypingAlone = 8
)

// leastMistyped is how many inhabitants a place has that is meant by a mistyped name: there
// are too many hamlets whose names are a letter apart, and not all of them are on record.
const leastMistyped = 20_000

// beyondDoubt reports whether the one that is left is what the row means.
func (x *Index) beyondDoubt(q *question, h hit) bool {
	e := &x.names[h.name]
	located := h.country || h.region
	letters := utf8.RuneCountInString(e.form)
	switch {
	case q.unread || q.codeUnknown && x.hasOtherCode(h.place, q.codes):
		return false
	case h.namesakes || h.otherPlace:
		return false
	case h.claimedIn != "" && (h.way != exactly || !h.own || x.places[h.place].Population < townSize):
		return false
	case h.open && !h.region && (!h.only || h.part):
		return false
	case h.way == byPart:
		return h.region
	case h.way == bySound:
		return located || letters >= leastSoundAlone
	case h.way == byTyping:
		return x.places[h.place].Population >= leastMistyped && (located || h.errors == 1 && letters >= leastTypingAlone)
	}
	return true
}

// hasOtherCode reports whether a place has a code of the kind of one of those.
func (x *Index) hasOtherCode(place int32, codes []string) bool {
	return slices.ContainsFunc(x.places[place].Codes, func(has string) bool {
		return slices.ContainsFunc(codes, func(code string) bool { return has != "" && code != "" && (has[0] == 'Q') == (code[0] == 'Q') })
	})
}

// decideByCode decides where the row has a code that is known.
func (x *Index) decideByCode(q *question, byCode, byName []hit) Result {
	if len(byCode) == 1 {
		agree := !byCode[0].against() && (!q.named || slices.ContainsFunc(byName, func(h hit) bool { return h.place == byCode[0].place }))
		if agree {
			return x.result(q, Matched, byCode)
		}
	}
	return x.result(q, Ambiguous, oneEach(append(byCode, byName...)))
}

// result writes the candidates.
func (x *Index) result(q *question, outcome Outcome, hits []hit) Result {
	candidates := make([]Candidate, len(hits))
	for i, h := range hits {
		candidates[i] = x.candidate(q, h)
	}
	slices.SortStableFunc(candidates, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Place.Population, a.Place.Population), cmp.Compare(a.Place.ID, b.Place.ID))
	})
	if outcome == Matched { // the one that is meant, whatever else scores
		meant := &x.places[hits[0].place]
		at := slices.IndexFunc(candidates, func(c Candidate) bool { return c.Place == meant })
		first := candidates[at]
		candidates = slices.Insert(slices.Delete(candidates, at, at+1), 0, first)
	}
	return Result{outcome, candidates[:min(len(candidates), MostCandidates)]}
}

// candidate writes a hit.
func (x *Index) candidate(q *question, h hit) Candidate {
	c := Candidate{Place: &x.places[h.place]}
	give := func(holds bool, reason Reason) {
		if holds {
			c.Reasons = append(c.Reasons, reason)
		}
	}
	c.Score = 1
	if h.name < 0 {
		c.Name = code(c.Place, q.codes)
		give(true, ByCode)
	} else {
		e := &x.names[h.name]
		c.Name = x.written(e)
		switch h.way {
		case exactly:
			give(h.own, ByName)
			give(!h.own, ByAlias)
			if !h.own {
				c.Score = 0.95
			}
		case bySound:
			give(true, BySpelling)
			c.Score = 0.9
		case byTyping:
			give(true, ByTyping)
			c.Score = 0.9 - 0.05*float64(h.errors)
		case byPart:
			give(true, ByPart)
			c.Score = 0.6
		}
		if !h.country && !h.region {
			c.Score -= 0.1
		}
	}
	give(h.country && h.claimedIn == "", InCountry)
	give(h.region, InRegion)
	give(h.largest, LargestByFar)
	give(h.namesakes, OtherNamesakes)
	give(h.otherPlace, OtherPlace)
	differs := h.name < 0 && q.named && !x.hasName(h.place, q)
	give(differs, NameDiffers)
	give(h.otherLand, CountryDiffers)
	give(h.otherPart, RegionDiffers)
	give(h.open || h.claimedIn != "", RegionNotKnown)
	give(q.unread, CountryNotRead)
	give(q.codeUnknown, CodeNotKnown)
	if h.against() || h.otherPlace || differs {
		c.Score *= 0.4
	} else if h.open || q.unread || q.codeUnknown {
		c.Score -= 0.1
	}
	c.Score = math.Round(c.Score*100) / 100 // 0.9*0.4 is 0.36000000000000004
	return c
}

// hasName reports whether a place has a name of the row.
func (x *Index) hasName(place int32, q *question) bool {
	return slices.ContainsFunc(x.byName(q), func(h hit) bool { return h.place == place })
}

// code returns which of the codes a place has.
func code(p *Place, codes []string) string {
	for _, code := range codes {
		if p.ID == code || slices.Contains(p.Codes, code) {
			return code
		}
	}
	return p.ID
}
