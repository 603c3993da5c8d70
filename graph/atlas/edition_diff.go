package atlas

import (
	"cmp"
	"context"
	"slices"

	"twingraph/graph"
)

// ListingChange is what became of a link from one edition of a directory to a later one.
type ListingChange string

// What can become of a link. Neither a link that is dropped has ended, nor is one that is
// added new: an edition shows what its directory shows, and no more.
const (
	ListingKept      ListingChange = "KEPT"       // both show it
	ListingDropped   ListingChange = "DROPPED"    // the earlier shows it; the directory withdrew it since then
	ListingNotRead   ListingChange = "NOT_READ"   // the earlier shows it; nothing is known of it in the later one
	ListingAdded     ListingChange = "ADDED"      // the later shows it; the earlier covers a city of it, and does not
	ListingFirstRead ListingChange = "FIRST_READ" // the later shows it; the earlier covers neither of its cities
)

// ListingChanges lists what can become of a link.
func ListingChanges() []ListingChange {
	return []ListingChange{ListingKept, ListingDropped, ListingNotRead, ListingAdded, ListingFirstRead}
}

// EditionDiff compares two editions of a directory.
type EditionDiff struct {
	From, To *graph.Edition
	Counts   []*ListingCount // of every change
	links    []*ListedLink
	pairs    []*ListedCountryPair
}

// ListingCount is of how many links something became.
type ListingCount struct {
	Change ListingChange
	Links  int
}

// ListedLink is a link that one of two editions shows.
type ListedLink struct {
	Link   *graph.TwinningLink
	Change ListingChange
}

// ListedCountryPair counts what became of the links between two countries, or within one.
type ListedCountryPair struct {
	A, B   string // ISO 3166-1 alpha-2 in order; empty when not known
	Links  int
	Counts []*ListingCount // of every change
}

// EditionsQuestion asks what became of links between two editions.
type EditionsQuestion struct {
	From, To string // slugs or global ids
	Filter   Filter // of links; nil for all
}

// EditionDiff compares two editions of a directory, as far as they are known at v.KnownAt.
//
// An edition shows a link by a LISTED claim of its directory that cites its source. A link
// that the earlier one shows and the later does not is DROPPED only where the last claim of
// the directory between the two, of the later one's day included, is NOT_LISTED: where the
// import of an edition has seen that a city of the link was read and the link was not there.
//
// Errors have code NotFound for an edition that is not known; BadUserInput for editions of
// two directories, for a later one that is not later, and for a bad filter.
func (r *Request) EditionDiff(ctx context.Context, v graph.View, q EditionsQuestion) (*EditionDiff, error) {
	where, err := readPart(graph.WordTwinningLink, q.Filter, "filter")
	if err != nil {
		return nil, err
	}
	s, err := r.at(ctx, v)
	if err != nil {
		return nil, err
	}
	d := new(EditionDiff)
	if d.From, err = r.edition(ctx, s, q.From, "from"); err != nil {
		return nil, err
	}
	if d.To, err = r.edition(ctx, s, q.To, "to"); err != nil {
		return nil, err
	}
	switch {
	case d.From.Directory != d.To.Directory:
		return nil, graph.Errorf(graph.BadUserInput, "%s is an edition of %s and %s one of %s; give two editions of one directory", d.From.ID, d.From.Directory, d.To.ID, d.To.Directory).At("to")
	case d.From.Date.Compare(d.To.Date) >= 0:
		return nil, graph.Errorf(graph.BadUserInput, "%s (%s) is not later than %s (%s); give the earlier edition as from", d.To.ID, d.To.Date, d.From.ID, d.From.Date).At("to")
	}
	return computed(ctx, s, written(q), func(ctx context.Context) (*EditionDiff, error) {
		d.compare(s, where)
		return d, nil
	})
}

// edition returns the edition that an argument names by slug or global id. Errors are those
// of Resolve.
func (r *Request) edition(ctx context.Context, s *state, id, argument string) (*graph.Edition, error) {
	var found graph.Record
	_, err := r.Resolve(ctx, s.view, graph.WordEdition, id, argument, func(id graph.ID) (bool, error) {
		found = s.Record(graph.WordEdition, id)
		return found != nil, nil
	})
	if err != nil {
		return nil, err
	}
	return found.(*graph.Edition), nil
}

// shown is what a directory says of a link from one edition to another.
type shown struct {
	before, after bool
	last          *graph.Claim // of the directory after the earlier edition, up to the later one
}

// compare finds out what became of the links that where selects.
func (d *EditionDiff) compare(s *state, where *graph.Filter) {
	from, to := d.From.Date.First(), d.To.Date.First()
	said := map[graph.ID]*shown{}
	for _, record := range s.Select(graph.WordClaim, graph.In("directory", d.From.Directory), s.view.AsOf) {
		claim := record.(*graph.Claim)
		link := said[claim.Link]
		if link == nil {
			link = new(shown)
			said[claim.Link] = link
		}
		if claim.Type == graph.Listed {
			link.before = link.before || slices.Contains(claim.Sources, d.From.Source)
			link.after = link.after || slices.Contains(claim.Sources, d.To.Source)
		}
		if day := claim.Effective().First(); day > from && day <= to && (link.last == nil || latestWord(claim, link.last) > 0) {
			link.last = claim
		}
	}
	covered := d.From.Covering()
	for _, record := range s.Select(graph.WordTwinningLink, where, s.view.AsOf) {
		link := record.(*graph.TwinningLink)
		if change, ok := said[link.ID].change(covered[link.A] || covered[link.B]); ok {
			d.links = append(d.links, &ListedLink{link, change})
		}
	}
	d.count(s)
}

// latestWord orders claims of a directory by day; of one day LISTED counts.
func latestWord(a, b *graph.Claim) int {
	listed := func(c *graph.Claim) int {
		if c.Type == graph.Listed {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.Effective().First(), b.Effective().First()), cmp.Compare(listed(a), listed(b)))
}

// change returns what became of a link, false when neither edition shows it. Covered says
// that the earlier one covers a city of it.
func (l *shown) change(covered bool) (ListingChange, bool) {
	switch {
	case l == nil || !l.before && !l.after:
		return "", false
	case l.before && l.after:
		return ListingKept, true
	case l.before && l.last != nil && l.last.Type == graph.NotListed:
		return ListingDropped, true
	case l.before:
		return ListingNotRead, true
	case covered:
		return ListingAdded, true
	}
	return ListingFirstRead, true
}

// count counts the links by change, and by countries: the pair with most links first that
// were dropped, then the one with most links.
func (d *EditionDiff) count(s *state) {
	country := func(id graph.ID) string {
		if city := s.City(id); city != nil {
			return city.Country
		}
		return ""
	}
	all := map[ListingChange]int{}
	pairs := map[[2]string]map[ListingChange]int{}
	for _, listed := range d.links {
		all[listed.Change]++
		a, b := country(listed.Link.A), country(listed.Link.B)
		key := [2]string{min(a, b), max(a, b)}
		if pairs[key] == nil {
			pairs[key] = map[ListingChange]int{}
		}
		pairs[key][listed.Change]++
	}
	d.Counts, _ = listingCounts(all)
	for key, counts := range pairs {
		pair := &ListedCountryPair{A: key[0], B: key[1]}
		pair.Counts, pair.Links = listingCounts(counts)
		d.pairs = append(d.pairs, pair)
	}
	slices.SortFunc(d.pairs, func(a, b *ListedCountryPair) int {
		return cmp.Or(
			cmp.Compare(pairs[[2]string{b.A, b.B}][ListingDropped], pairs[[2]string{a.A, a.B}][ListingDropped]),
			cmp.Compare(b.Links, a.Links), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B),
		)
	})
}

// listingCounts lists a count of every change, and their sum.
func listingCounts(counts map[ListingChange]int) (list []*ListingCount, sum int) {
	for _, change := range ListingChanges() {
		list = append(list, &ListingCount{change, counts[change]})
		sum += counts[change]
	}
	return list, sum
}

// CountryPairs returns a part of the pairs of countries; see count for their order. Errors
// are those of cut.
func (d *EditionDiff) CountryPairs(w Window) (Part[*ListedCountryPair], error) {
	return cut(d.pairs, w, graph.MaxFirst, func(p *ListedCountryPair) graph.Position { return graph.Position{Key: p.A + " " + p.B} }, as)
}

// Links returns a part of the links of which one of the changes became, of all when none is
// given, in order of id. Errors are those of part.
func (d *EditionDiff) Links(changes []ListingChange, w Window) (Part[*ListedLink], error) {
	links := d.links
	if changes != nil {
		links = slices.DeleteFunc(slices.Clone(links), func(l *ListedLink) bool { return !slices.Contains(changes, l.Change) })
	}
	return part(links, w, func(l *ListedLink) graph.ID { return l.Link.ID }, as)
}
