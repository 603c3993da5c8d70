package feed

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
)

// Path is where the feed of news is served.
const Path = "/feed/status.atom"

// pageLength is how many entries a page of a feed has.
const pageLength = 50

// Site is where the pages of the server are reached, such as https://twins.example.org; empty
// when that is not known. Then addresses are paths, and entries do not lead to pages.
type Site string

// Question is what a feed of news of links is asked for. Its zero value is for the latest
// news of all links.
type Question struct {
	Where  *graph.Filter     // on links, that of a country included; nil for all
	City   string            // slug or global id: one of the two cities is this one; empty for any
	Before string            // where a page begins, as the address of the page has it; empty for the newest
	Given  map[string]string // the parameters that this was read from
}

// Page makes a page of a feed for who asks. Errors have code BadUserInput or NotFound, or are
// those of atlas.Request.StatusNews.
func (s Site) Page(ctx context.Context, r *atlas.Request, q Question) (*Feed, error) {
	before, err := readPlace(q.Before)
	if err != nil {
		return nil, err
	}
	v, given := r.View(), q.Given
	where, title, err := about(ctx, r, v, q)
	if err != nil {
		return nil, err
	}
	part, err := r.StatusNews(ctx, v, nil, time.Time{}, where, graph.Window[atlas.NewsPlace]{Last: pageLength, Before: before})
	if err != nil {
		return nil, err
	}
	page := &Feed{
		ID: s.name("status/" + nameOf(given)), Title: title, Author: "Twingraph", Entries: []Entry{},
		Subtitle: "What was recorded that changes how links between cities stand, the newest first.",
		Links:    []Link{{Rel: "self", Type: MediaType, Href: s.at(given, nil)}, {Rel: "first", Type: MediaType, Href: s.at(given, new(""))}},
	}
	if s.base() != "" {
		page.Links = append(page.Links, Link{Rel: "alternate", Type: "text/html", Href: s.base() + "/"})
	}
	if page.Updated, err = updated(ctx, r, v, part.Entries); err != nil {
		return nil, err
	}
	if part.Earlier && len(part.Entries) > 0 {
		next := writePlace(atlas.PlaceOfNews(part.Entries[0]))
		page.Links = append(page.Links, Link{Rel: "next", Type: MediaType, Href: s.at(given, &next)})
	}
	names, err := cityNames(ctx, r, v, part.Entries)
	if err != nil {
		return nil, err
	}
	for _, n := range slices.Backward(part.Entries) {
		link := linkOf(n)
		page.Entries = append(page.Entries, s.entry(n, [2]string{names[link.A], names[link.B]}))
	}
	return page, nil
}

// about returns the filter of a question, and the title of its feed.
func about(ctx context.Context, r *atlas.Request, v graph.View, q Question) (*graph.Filter, string, error) {
	title := "News of links between cities"
	if q.City == "" {
		return q.Where, title, nil
	}
	var city *graph.City
	id, err := r.Resolve(ctx, v, graph.WordCity, q.City, "city", func(id graph.ID) (bool, error) {
		found, err := r.Loader.Records(ctx, v, graph.WordCity, []graph.ID{id})
		if err != nil {
			return false, err
		}
		city, _ = found[0].(*graph.City)
		return city != nil, nil
	})
	if err != nil {
		return nil, "", err
	}
	return graph.All(q.Where, graph.Has("cities", graph.In("id", id))), "News of the links of " + city.Name, nil
}

// updated returns when the last of news was recorded; where there is none, the last change
// that the viewer knows of.
func updated(ctx context.Context, r *atlas.Request, v graph.View, news []*atlas.StatusNews) (string, error) {
	if len(news) > 0 {
		return atomTime(news[len(news)-1].Change.RecordedAt), nil
	}
	last, err := r.Changes(ctx, v, 0, graph.Window[atlas.ChangePlace]{Last: 1}, false)
	if err != nil || len(last.Changes) == 0 {
		return atomTime(time.Unix(0, 0)), err
	}
	return atomTime(last.Changes[0].RecordedAt), nil
}

// cityNames returns the names of the cities of news, by id; where a city is known no more,
// the id.
func cityNames(ctx context.Context, r *atlas.Request, v graph.View, news []*atlas.StatusNews) (map[graph.ID]string, error) {
	names := map[graph.ID]string{}
	var ids []graph.ID
	for _, n := range news {
		link := linkOf(n)
		ids = append(ids, link.A, link.B)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	cities, err := r.Loader.Records(ctx, v, graph.WordCity, ids)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		names[id] = string(id)
		if city, ok := cities[i].(*graph.City); ok {
			names[id] = city.Name
		}
	}
	return names, nil
}

// name returns a name that stays (https://www.rfc-editor.org/rfc/rfc4151).
func (s Site) name(specific string) string { return "tag:" + s.authority() + ",2026:" + specific }

// base returns the beginning of addresses; empty when it is not known.
func (s Site) base() string { return strings.TrimSuffix(string(s), "/") }

// authority returns who gives names.
func (s Site) authority() string {
	if at, err := url.Parse(string(s)); err == nil && at.Hostname() != "" {
		return strings.ToLower(at.Hostname())
	}
	return "twingraph.invalid"
}

// nameOf names a question, without its page: all pages are of one feed.
func nameOf(given map[string]string) string {
	sum := sha256.Sum256([]byte(url.Values{"filter": {given["filter"]}, "city": {given["city"]}, "country": {given["country"]}}.Encode()))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// at returns the address of a page of the feed: that of the request when before is nil, the
// first when it is empty. It is a path where the site is not known.
func (s Site) at(given map[string]string, before *string) string {
	query := url.Values{}
	for name, value := range given {
		query.Set(name, value)
	}
	if before != nil {
		query.Del("before")
		if *before != "" {
			query.Set("before", *before)
		}
	}
	if len(query) == 0 {
		return s.base() + Path
	}
	return s.base() + Path + "?" + query.Encode()
}

// writePlace writes the place of news as addresses of pages have it: the instants count,
// the number of a change can move.
func writePlace(p atlas.NewsPlace) string {
	return fmt.Sprintf("%d.%d.%d.%s", p.Change.RecordedAt.UnixMicro(), p.Change.CommittedAt.UnixNano(), p.Change.Number, p.Link)
}

// readPlace reads what writePlace writes; nil for nothing. Errors have code
// BadUserInput.
func readPlace(text string) (*atlas.NewsPlace, error) {
	if text == "" {
		return nil, nil
	}
	parts := strings.SplitN(text, ".", 4)
	bad := graph.Errorf(graph.BadUserInput, "%.60q is no place in this feed: follow the link to the next page as it is", text).At("before")
	if len(parts) != 4 || !graph.ValidID(graph.ID(parts[3])) {
		return nil, bad
	}
	var numbers [3]int64
	for i := range numbers {
		n, err := strconv.ParseInt(parts[i], 10, 64)
		if err != nil {
			return nil, bad
		}
		numbers[i] = n
	}
	p := atlas.NewsPlace{Link: graph.ID(parts[3])}
	p.Change.RecordedAt, p.Change.CommittedAt, p.Change.Number = time.UnixMicro(numbers[0]).UTC(), time.Unix(0, numbers[1]).UTC(), graph.Seq(numbers[2])
	return &p, nil
}
