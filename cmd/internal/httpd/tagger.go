package httpd

import (
	"context"
	"fmt"
	"net/http"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// tagger makes the tags of answers to questions by GET. An answer follows from the
// question, which is all of the query string; from what its viewer may know of the network;
// from who that is; from the day, where a question leaves it open; and from the program and
// its limits, which are shown. So a tag is known before the question is looked at, and a client that has the
// answer costs no more than asking the store for its last change.
type tagger struct {
	from  *atlas.Atlas
	build string // what the program was built from
	shown string // the limits that answers show
}

// newTagger returns what makes the tags of answers from an atlas.
func newTagger(from *atlas.Atlas, build string, limits Limits) tagger {
	return tagger{from: from, build: build, shown: fmt.Sprint(limits.Cost)}
}

// answerTags are the tags that the answer to a request has when it is whole. The zero value
// is for answers without one.
type answerTags struct {
	lasting string // when the answer is the same on all days
	daily   string // when it is of today
}

// of returns the tags for a request; none when it is no GET, or when the network cannot say
// now where it stands.
func (t tagger) of(r *http.Request, media string) answerTags {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return answerTags{}
	}
	viewer := resolvers.ViewerOf(r.Context())
	known, err := t.known(r.Context(), viewer.Tier)
	if err != nil {
		return answerTags{} // the answer itself says why
	}
	tag := func(day string) string {
		return entityTag(known, t.build, t.shown, string(viewer.Role), string(viewer.Tier), viewer.Name, media, r.URL.RawQuery, day)
	}
	return answerTags{lasting: tag(""), daily: tag(t.from.Today().String())}
}

// known returns what distinguishes the network as viewers of a tier may know it.
func (t tagger) known(ctx context.Context, tier graph.Tier) (string, error) {
	return t.from.Tag(ctx, graph.View{KnownAt: graph.Latest(), Tier: tier})
}

// known returns the tag that the client has already, empty when it has neither.
func (t answerTags) known(r *http.Request) string {
	if t == (answerTags{}) {
		return ""
	}
	headers := r.Header.Values("If-None-Match")
	if tag := namedIn(headers, t.lasting); tag != "" {
		return tag
	}
	return namedIn(headers, t.daily)
}

// after returns the tag of an answer. There is none for one with errors; for one that
// counts records which its viewer may not see, since what happens to those must move no tag;
// and for one that shows what is kept beside the network.
func (t answerTags) after(answer answered) string {
	switch {
	case len(answer.Errors) > 0 || answer.grounds.Hidden || answer.grounds.Beside:
		return ""
	case answer.grounds.Today:
		return t.daily
	}
	return t.lasting
}

// notModified answers that the client has the answer already.
func notModified(w http.ResponseWriter, r *http.Request, tag string) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	h.Set("ETag", tag)
	h.Set("Cache-Control", kept(r))
	w.WriteHeader(http.StatusNotModified)
}
