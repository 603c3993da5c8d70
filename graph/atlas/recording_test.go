package atlas_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

// recorder is an atlas that records in the naive reference, asked by one viewer.
type recorder struct {
	t      *testing.T
	atlas  *atlas.Atlas
	viewer graph.Viewer
}

func newRecorder(t *testing.T) *recorder {
	store := storetest.NewReference()
	return &recorder{t, atlas.New(store, today).RecordTo(registry.New(store, today)), graph.Viewer{Role: graph.Editor, Tier: graph.TierRestricted, Name: "Erin"}}
}

// record records entries and returns the answer; errors end the test.
func (r *recorder) record(entries ...atlas.Entry) *atlas.Recorded {
	r.t.Helper()
	answer, err := r.atlas.For(r.viewer).Record(r.t.Context(), atlas.Submission{Note: "a test", Records: entries})
	if err != nil {
		r.t.Fatal(err)
	}
	return answer
}

// problems returns what is wrong with entries, a line each.
func (r *recorder) problems(entries ...atlas.Entry) string {
	r.t.Helper()
	var lines []string
	for _, p := range r.record(entries...).Problems {
		lines = append(lines, fmt.Sprintf("%s %s", p.Kind(), p))
	}
	return strings.Join(lines, "\n")
}

func of(word graph.Word, fields map[string]any) atlas.Entry {
	return atlas.Entry{Word: word, Fields: fields}
}

func aCity(id, name string) atlas.Entry {
	fields := map[string]any{"name": name, "kind": "TOWN", "country": "DE", "confidence": "DOCUMENTED"}
	if id != "" {
		fields["id"] = id
	}
	return of(graph.WordCity, fields)
}

// A word that nobody here knows has a property of every form: what is recorded of it is read
// back, one field at a time can be corrected, and null empties.
func TestEveryFormOfAPropertyIsRecorded(t *testing.T) {
	r := newRecorder(t)
	values := map[string]any{
		"title": "Fair", "names": []any{"Jumelage", "Fest"}, "kind": "FESTIVAL", "host": "new:host", "guests": []any{"new:guest", "new:host"},
		"held": graph.PartialDate{Year: 2019, Month: 6}, "visitors": 4000, "site": graph.Location{Latitude: 47.9, Longitude: 2}, "indoors": true,
		"tier": "PUBLIC", "sources": []any{"new:paper"}, "confidence": "DOCUMENTED", "notes": "seen",
	}
	first := r.record(aCity("new:host", "Łódź"), aCity("new:guest", "Saint-Jean"), of(graph.WordSource, map[string]any{"id": "new:paper", "title": "A paper", "confidence": "DOCUMENTED"}),
		of(storetest.WordGathering, values), of(storetest.WordGathering, map[string]any{"title": "Talks", "kind": "MEETING", "tier": "PUBLIC", "sources": []any{"new:paper"}, "confidence": "DOCUMENTED"}))
	if len(first.Problems) > 0 || first.Added != 5 {
		t.Fatalf("%+v %v", first, first.Problems)
	}
	fair := first.Records[3].(*storetest.Gathering)
	if fair.Host != "lodz-de" || len(fair.Guests) != 2 || fair.Guests[1] != "saint-jean-de" || fair.Sources[0] != first.Records[2].Base().ID || *fair.Visitors != 4000 || fair.Held.String() != "2019-06" || fair.Site.Latitude != 47.9 || !fair.Indoors {
		t.Errorf("%+v", fair)
	}
	shape := graph.ShapeOf(storetest.WordGathering)
	was := graph.Canonical(fair)
	for _, p := range shape.Entered() {
		if p.Name == "id" {
			continue
		}
		t.Run(p.Name, func(t *testing.T) {
			answer := r.record(of(storetest.WordGathering, map[string]any{"id": string(fair.ID), p.Name: nil}))
			emptied := graph.Canonical(was)
			p.Clear(emptied)
			if len(graph.Validate(graph.Canonical(emptied))) > 0 {
				if len(answer.Problems) == 0 {
					t.Error("what is required was emptied")
				}
				return
			}
			if len(answer.Problems) > 0 || !graph.Same(graph.Canonical(answer.Records[0]), graph.Canonical(emptied)) {
				t.Errorf("%+v, want %+v; %v", answer.Records, emptied, answer.Problems)
			}
			again := map[string]any{"id": string(fair.ID), p.Name: values[p.Name]}
			for _, placeholder := range []struct{ name, id string }{{"new:host", "lodz-de"}, {"new:guest", "saint-jean-de"}, {"new:paper", string(first.Records[2].Base().ID)}} {
				switch v := again[p.Name].(type) {
				case string:
					again[p.Name] = strings.ReplaceAll(v, placeholder.name, placeholder.id)
				case []any:
					list := make([]any, len(v))
					for i, one := range v {
						list[i] = strings.ReplaceAll(one.(string), placeholder.name, placeholder.id)
					}
					again[p.Name] = list
				}
			}
			if answer := r.record(of(storetest.WordGathering, again)); len(answer.Problems) > 0 || !graph.Same(graph.Canonical(answer.Records[0]), was) {
				t.Errorf("recorded again: %+v, want %+v; %v", answer.Records, was, answer.Problems)
			}
		})
	}
}

func TestIdsAreMadeByTheHabitOfTheWord(t *testing.T) {
	r := newRecorder(t)
	link := func(fields map[string]any) atlas.Entry {
		all := map[string]any{"a": "new:a", "b": "new:b", "kind": "TWINNING", "confidence": "DOCUMENTED"}
		for name, value := range fields {
			all[name] = value
		}
		return of(graph.WordTwinningLink, all)
	}
	claim := of(graph.WordClaim, map[string]any{"link": "new:link", "type": "REVIEW_OPENED", "date": graph.PartialDate{Year: 2026}, "authority": "THIRD_PARTY", "sources": []any{"new:s"}, "confidence": "DOCUMENTED"})
	answer := r.record(aCity("new:a", "Düren"), aCity("new:b", "Żory"), aCity("", "Düren"),
		of(graph.WordSource, map[string]any{"id": "new:s", "publisher": "Rat der Stadt", "title": "Beschluß", "confidence": "DOCUMENTED"}),
		link(map[string]any{"id": "new:link"}), link(nil), claim, claim)
	if len(answer.Problems) > 0 {
		t.Fatal(answer.Problems)
	}
	var ids []string
	for _, record := range answer.Records {
		ids = append(ids, string(record.Base().ID))
	}
	if !strings.HasPrefix(ids[3], "rat-der-stadt-beschlu") || len(ids[3]) < len("rat-der-stadt-beschlu")+16 {
		t.Errorf("a source is called %q, want words of it and a random end", ids[3])
	}
	ids[3] = "…"
	want := "duren-de zory-de duren-de-2 … duren-de--zory-de duren-de--zory-de-2 duren-de--zory-de--review-opened-2026 duren-de--zory-de--review-opened-2026-2"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, word := range graph.Words() { // no habit names a property that there is not
		graph.ShapeOf(word).Slug(graph.ShapeOf(word).Blank())
	}
}

func TestProblemsOfASubmission(t *testing.T) {
	r := newRecorder(t)
	r.record(aCity("a", "Here"), aCity("b", "There"))
	at := today().Add(-time.Hour)
	for _, c := range []struct {
		name    string
		entries []atlas.Entry
		want    string
	}{
		{"a reference to nothing", []atlas.Entry{of(graph.WordTwinningLink, map[string]any{"id": "l", "a": "a", "b": "c", "kind": "TWINNING", "confidence": "DOCUMENTED"})},
			`MISSING TwinningLink "l", b: there is no City "c"`},
		{"a placeholder that nothing has", []atlas.Entry{of(graph.WordTwinningLink, map[string]any{"id": "l", "a": "a", "b": "new:c", "kind": "TWINNING", "confidence": "DOCUMENTED"})},
			`MISSING TwinningLink "l", b: no City of this submission has the id "new:c"`},
		{"an id of another word", []atlas.Entry{of(graph.WordCity, map[string]any{"id": atlas.WriteGlobalID(graph.WordClaim, "x", "")})}, "a City is asked for here"},
		{"two records with one id", []atlas.Entry{aCity("new:x", "One"), aCity("new:x", "Two")}, "two records with this id"},
		{"another version than was read", []atlas.Entry{of(graph.WordCity, map[string]any{"id": "a", "ifRecordedAt": at})}, `CONFLICT City "a", ifRecordedAt: it was recorded anew at `},
		{"a version of what there is not", []atlas.Entry{of(graph.WordCity, map[string]any{"id": "z", "name": "Z", "kind": "TOWN", "confidence": "DOCUMENTED", "ifRecordedAt": at})}, `CONFLICT City "z", ifRecordedAt`},
		{"what is required is left out", []atlas.Entry{of(graph.WordCity, map[string]any{"id": "z"})}, `INVALID City "z", name: is required`},
		{"a text that cannot be read", []atlas.Entry{of(graph.WordCampaign, map[string]any{"id": "c", "milestones": []any{"soon"}})}, "is not a milestone"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := r.problems(c.entries...); !strings.Contains(got, c.want) {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
	t.Run("a change without a note", func(t *testing.T) {
		answer, err := r.atlas.For(r.viewer).Record(t.Context(), atlas.Submission{Note: " ", Records: []atlas.Entry{aCity("a", "Elsewhere")}})
		if err != nil || len(answer.Problems) != 1 || answer.Problems[0].Field != "note" {
			t.Errorf("%+v, %v", answer, err)
		}
	})
	t.Run("too many records", func(t *testing.T) {
		_, err := r.atlas.For(r.viewer).Record(t.Context(), atlas.Submission{Note: "n", Records: make([]atlas.Entry, 5001)})
		if graph.CodeOf(err) != graph.LimitExceeded {
			t.Errorf("%v", err)
		}
	})
	if got := r.record(aCity("a", "Here")); got.Unchanged != 1 || got.Change != nil {
		t.Errorf("what is known in the same words: %+v", got)
	}
}

// A request that is made again with its key is answered in the same order.
func TestARepeatedRequestIsAnsweredInItsOrder(t *testing.T) {
	r := newRecorder(t)
	ids := func(entries ...atlas.Entry) (ids []string, repeated bool) {
		t.Helper()
		answer, err := r.atlas.For(r.viewer).Record(t.Context(), atlas.Submission{Note: "a test", Key: "one", Records: entries})
		if err != nil || len(answer.Problems) > 0 {
			t.Fatal(err, answer)
		}
		for _, record := range answer.Records {
			ids = append(ids, string(record.Base().ID))
		}
		return ids, answer.Repeated
	}
	source := func(id string) atlas.Entry {
		return of(graph.WordSource, map[string]any{"id": id, "title": "A paper", "confidence": "DOCUMENTED"})
	}
	request := []atlas.Entry{source("z"), aCity("c", "C"), aCity("b", "B"), source("y"), aCity(atlas.WriteGlobalID(graph.WordCity, "a", ""), "A")}
	first, _ := ids(request...)
	again, repeated := ids(request...)
	if want := []string{"z", "c", "b", "y", "a"}; !slices.Equal(first, want) || !slices.Equal(again, want) || !repeated {
		t.Errorf("%v and again %v, want %v", first, again, want)
	}
}
