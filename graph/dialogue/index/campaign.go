package index

import (
	"slices"

	"twingraph/graph"
)

// Campaign is a campaign with the practices that come from its documents.
type Campaign struct {
	*graph.Campaign
	Practices []*graph.Practice // sharing a source with it, in order of id
}

// Advising returns all campaigns with those of their practices that were known of by the day, in order of id. A practice belongs
// to the campaigns that cite a source that it cites: it is part of what they advise.
func (ix *Index) Advising() []Campaign {
	return ix.campaigns.by(func() []Campaign {
		campaigns := make([]Campaign, len(ix.Campaigns))
		for i, c := range ix.Campaigns {
			campaigns[i].Campaign = c
			for _, p := range ix.Practices {
				if ix.Known(p) && slices.ContainsFunc(p.Sources, func(id graph.ID) bool { return slices.Contains(c.Sources, id) }) {
					campaigns[i].Practices = append(campaigns[i].Practices, p)
				}
			}
		}
		return campaigns
	})
}

// Running reports whether a campaign runs on the day: it has begun and not ended.
func (ix *Index) Running(c *graph.Campaign) bool {
	return ix.Underway(c, c.Start) && (c.End.IsZero() || c.End.Last() >= ix.Day)
}

// About reports whether a campaign is about links between cities of two countries, as far
// as its scope and what it is about say.
func About(c *graph.Campaign, one, two string) bool {
	if len(c.About) == 0 {
		return Covers(c.Scope, one) || Covers(c.Scope, two)
	}
	return Covers(c.About, two) && Asks(c, one) || Covers(c.About, one) && Asks(c, two)
}

// Fits reports whether a practice is about no other countries than two.
func Fits(p *graph.Practice, one, two string) bool {
	return !slices.ContainsFunc(p.About, func(country string) bool { return country != one && country != two })
}

// SameSubject reports whether two campaigns are about the same subject, as far as it is
// recorded: two of which it is not are not.
func SameSubject(a, b *graph.Campaign) bool { return a.Subject != "" && a.Subject == b.Subject }

// Asks reports whether a campaign asks cities of the country: its scope covers it, or
// names no countries but those that it is about.
func Asks(c *graph.Campaign, country string) bool {
	return Covers(c.Scope, country) || !slices.ContainsFunc(c.Scope, func(s string) bool { return !slices.Contains(c.About, s) })
}

// Covers reports whether a scope (country codes, "EU" or "global") covers a country.
func Covers(scope []string, country string) bool {
	return country != "" && slices.ContainsFunc(scope, func(s string) bool {
		return s == country || s == "global" || s == "EU" && inEU(country)
	})
}

// inEU reports whether a country is a member state of the European Union since
// 2020-02-01 (https://european-union.europa.eu/principles-countries-history/eu-countries_en).
func inEU(country string) bool {
	switch country {
	case "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
		"LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK":
		return true
	}
	return false
}
