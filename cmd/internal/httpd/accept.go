package httpd

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// The media types of answers.
const (
	mediaJSON     = "application/json"
	mediaResponse = "application/graphql-response+json"
)

// negotiate picks the media type of the answer by the Accept headers, and reports
// whether there is one that the client takes. Without a header, and for a
// wildcard, it is application/json; otherwise the one the client likes best, and
// of equals application/graphql-response+json, whose status codes say more.
func negotiate(r *http.Request) (string, bool) {
	accept := r.Header.Values("Accept")
	if len(accept) == 0 {
		return mediaJSON, true
	}
	ranges := parseAccept(accept)
	best, bestQuality := "", 0.0
	for _, media := range []string{mediaResponse, mediaJSON} {
		if quality := ranges.named(media); quality > bestQuality {
			best, bestQuality = media, quality
		}
	}
	if ranges.wild() > bestQuality {
		for _, media := range []string{mediaJSON, mediaResponse} {
			if !ranges.refuses(media) {
				return media, true
			}
		}
	}
	return best, best != ""
}

// acceptRange is one entry of an Accept header.
type acceptRange struct {
	media   string
	quality float64
}

// acceptRanges are the entries of all Accept headers of a request.
type acceptRanges []acceptRange

// parseAccept reads Accept headers and leaves out what it cannot read and what
// asks for an encoding other than UTF-8.
func parseAccept(headers []string) acceptRanges {
	var ranges acceptRanges
	for _, header := range headers {
		for part := range strings.SplitSeq(header, ",") {
			media, parameters, err := mime.ParseMediaType(part)
			if err != nil {
				continue
			}
			if charset, ok := parameters["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
				continue
			}
			ranges = append(ranges, acceptRange{media, quality(parameters["q"])})
		}
	}
	return ranges
}

// quality reads a q parameter: 1 when there is none or it makes no sense.
func quality(q string) float64 {
	value, err := strconv.ParseFloat(q, 64)
	if err != nil || value < 0 || value > 1 {
		return 1
	}
	return value
}

// named returns the quality of a media type asked for by name, 0 when it is not.
func (a acceptRanges) named(media string) float64 {
	best := 0.0
	for _, r := range a {
		if r.media == media {
			best = max(best, r.quality)
		}
	}
	return best
}

// wild returns the quality of the best wildcard, 0 when there is none.
func (a acceptRanges) wild() float64 {
	return max(a.named("*/*"), a.named("application/*"))
}

// refuses reports whether a media type is asked for with quality zero.
func (a acceptRanges) refuses(media string) bool {
	for _, r := range a {
		if r.media == media && r.quality == 0 {
			return true
		}
	}
	return false
}

// acceptsGzip reports whether the client takes gzip.
func acceptsGzip(r *http.Request) bool {
	for _, header := range r.Header.Values("Accept-Encoding") {
		for part := range strings.SplitSeq(header, ",") {
			name, parameters, _ := strings.Cut(part, ";")
			if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
				continue
			}
			q, found := strings.CutPrefix(strings.TrimSpace(parameters), "q=")
			return !found || quality(q) > 0
		}
	}
	return false
}
