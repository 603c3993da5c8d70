package answers_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const usRussia = `between: {one: {country: {eq: "US"}}, other: {country: {eq: "RU"}}}`

// The answers that Twingraph was built to give. Each can be checked by hand
// against graph/dataset.
func TestFacts(t *testing.T) {
	facts := []fact{
		{
			"Chicago–Moscow was suspended on 2022-03-01 by Chicago's mayor, was active at the end of 2021 and not established in 1990",
			`{ twinningLink(id: "chicago-il-us--moscow-ru") {
				today: status { status since unilateral basis governing { side { name } decidedBy date sources { slug } } }
				endOf2021: status(asOf: "2021-12-31") { status since }
				in1990: status(asOf: "1990-07-01") { status since } } }`,
			`{"twinningLink": {
				"today": {"status": "SUSPENDED", "since": "2022-03-01", "unilateral": true, "basis": "DECISION", "governing": [
					{"side": {"name": "Chicago"}, "decidedBy": "MAYOR", "date": "2022-03-01",
					 "sources": [{"slug": "jbanc-sister-cities-2022"}, {"slug": "sun-chicago"}]}]},
				"endOf2021": {"status": "ACTIVE", "since": "1997"},
				"in1990": {"status": "NOT_ESTABLISHED", "since": null}}}`,
		},
		{
			"Murmansk at the end of 2022",
			`{ city(id: "murmansk-ru", asOf: "2022-12-31") {
				ended: links(filter: {status: {eq: ENDED}}) { nodes { otherCity(than: "murmansk-ru") { slug } status { since } } }
				suspended: links(filter: {status: {eq: SUSPENDED}}) { nodes { otherCity(than: "murmansk-ru") { slug } status { since } } }
				active: links(filter: {status: {eq: ACTIVE}}) { totalCount }
				unknown: links(filter: {status: {eq: UNKNOWN}}) { totalCount } } }`,
			`{"city": {
				"ended": {"nodes": [
					{"otherCity": {"slug": "akureyri-is"}, "status": {"since": "2022-11-15"}},
					{"otherCity": {"slug": "lulea-se"}, "status": {"since": "2022-09-29"}},
					{"otherCity": {"slug": "szczecin-pl"}, "status": {"since": "2022-03-01"}},
					{"otherCity": {"slug": "tromso-no"}, "status": {"since": "2022-10-26"}}]},
				"suspended": {"nodes": [{"otherCity": {"slug": "rovaniemi-fi"}, "status": {"since": "2022-03"}}]},
				"active": {"totalCount": 3}, "unknown": {"totalCount": 2}}}`,
		},
		{
			"Sør-Varanger–Pechenga at the end of four years",
			`{ twinningLink(id: "sor-varanger-no--pechenga-ru") {
				y2021: status(asOf: "2021-12-31") { status } y2022: status(asOf: "2022-12-31") { status since underReview }
				y2023: status(asOf: "2023-12-31") { status } y2024: status(asOf: "2024-12-31") { status since } } }`,
			`{"twinningLink": {"y2021": {"status": "ACTIVE"}, "y2022": {"status": "SUSPENDED", "since": "2022-02", "underReview": true},
				"y2023": {"status": "SUSPENDED"}, "y2024": {"status": "ENDED", "since": "2024-03-20"}}}`,
		},
		{
			"links between US and Russian cities: all, ended, reaffirmed after 2022-02-24",
			`{ all: twinningLinks(first: 1, filter: {` + usRussia + `}) { totalCount }
				ended: twinningLinks(first: 1, filter: {` + usRussia + `, status: {eq: ENDED}}) { totalCount }
				reaffirmed: twinningLinks(first: 1, filter: {` + usRussia + `, claims: {type: {eq: REAFFIRMED}, date: {after: "2022-02-24"}}}) { totalCount } }`,
			`{"all": {"totalCount": 97}, "ended": {"totalCount": 9}, "reaffirmed": {"totalCount": 23}}`,
		},
		{
			"links restored after a suspension, how long each suspension lasted, and the one suspended again",
			`{ restored: twinningLinks(filter: {claims: {type: {eq: RESTORED}}}) { nodes { slug spells { status from to days } } }
				again: twinningLinks(filter: {claims: {type: {eq: RESTORED}}, status: {eq: SUSPENDED}}) { nodes { slug } } }`,
			`{"restored": {"nodes": [
				{"slug": "barcelona-es--tel-aviv-yafo-il", "spells": [
					{"status": "NOT_ESTABLISHED", "from": null, "to": "1998-09-24", "days": null},
					{"status": "ACTIVE", "from": "1998-09-24", "to": "2023-02-08", "days": 8903},
					{"status": "SUSPENDED", "from": "2023-02-08", "to": "2023-09-01", "days": 205},
					{"status": "ACTIVE", "from": "2023-09-01", "to": "2025-05-30", "days": 637},
					{"status": "SUSPENDED", "from": "2025-05-30", "to": null, "days": 541}]},
				{"slug": "schwerte-de--nowy-sacz-pl", "spells": [
					{"status": "NOT_ESTABLISHED", "from": null, "to": "1990-01-01", "days": null},
					{"status": "ACTIVE", "from": "1990-01-01", "to": "2020-05-17", "days": 11094},
					{"status": "SUSPENDED", "from": "2020-05-17", "to": "2023-02-15", "days": 1004},
					{"status": "ACTIVE", "from": "2023-02-15", "to": null, "days": 1376}]}]},
			 "again": {"nodes": [{"slug": "barcelona-es--tel-aviv-yafo-il"}]}}`,
		},
		{
			"Polish bodies with both kinds of text",
			`{ cities(filter: {country: {eq: "PL"}, and: [{resolutions: {kind: {eq: ANTI_LGBT_DECLARATION}}}, {resolutions: {kind: {eq: FAMILY_CHARTER}}}]}) { nodes { slug } } }`,
			`{"cities": {"nodes": [{"slug": "stary-sacz-pl"}, {"slug": "tarnow-county-pl"}]}}`,
		},
		{
			"resolutions in force in Lublin Voivodeship at 2020-06-01 and 2022-06-01; the region's own text was under appeal on the latter",
			`{ y2020: resolutions(asOf: "2020-06-01", filter: {inForce: {eq: TRUE}, kind: {in: [ANTI_LGBT_DECLARATION, FAMILY_CHARTER]}, city: {or: [{id: {eq: "lublin-voivodeship-pl"}}, {region: {eq: "Lublin Voivodeship"}}]}}) { totalCount nodes { slug } }
				y2022: resolutions(asOf: "2022-06-01", filter: {inForce: {eq: TRUE}, kind: {in: [ANTI_LGBT_DECLARATION, FAMILY_CHARTER]}, city: {or: [{id: {eq: "lublin-voivodeship-pl"}}, {region: {eq: "Lublin Voivodeship"}}]}}) { totalCount nodes { slug } }
				region: resolution(id: "lublin-voivodeship-pl--anti-lgbt", asOf: "2022-06-01") { inForce { value } annulled notInForceBy } }`,
			`{"y2020": {"totalCount": 14, "nodes": [
				{"slug": "krasnik-pl--anti-lgbt"}, {"slug": "lublin-voivodeship-pl--anti-lgbt"}, {"slug": "lukow-county-pl--anti-lgbt"},
				{"slug": "niedrzwica-duza-pl--anti-lgbt"}, {"slug": "ostrow-lubelski-pl--anti-lgbt"}, {"slug": "poniatowa-pl--anti-lgbt"},
				{"slug": "pulawy-pl--anti-lgbt"}, {"slug": "radzyn-podlaski-pl--family-charter"}, {"slug": "ryki-county-pl--anti-lgbt"},
				{"slug": "serniki-pl--anti-lgbt"}, {"slug": "swidnik-county-pl--anti-lgbt"}, {"slug": "swidnik-pl--anti-lgbt"},
				{"slug": "urzedow-pl--anti-lgbt"}, {"slug": "zamosc-pl--anti-lgbt"}]},
			 "y2022": {"totalCount": 10, "nodes": [
				{"slug": "lukow-county-pl--anti-lgbt"}, {"slug": "niedrzwica-duza-pl--anti-lgbt"}, {"slug": "ostrow-lubelski-pl--anti-lgbt"},
				{"slug": "poniatowa-pl--anti-lgbt"}, {"slug": "radzyn-podlaski-pl--family-charter"}, {"slug": "swidnik-county-pl--anti-lgbt"},
				{"slug": "swidnik-pl--anti-lgbt"}, {"slug": "urzedow-pl--anti-lgbt"}, {"slug": "zakrzowek-lubelskie-pl--anti-lgbt"},
				{"slug": "zamosc-pl--anti-lgbt"}]},
			 "region": {"inForce": {"value": "UNKNOWN"}, "annulled": "2022-05-09", "notInForceBy": "2023-10-12"}}`,
		},
		{
			"links suspended or ended in answer to a Polish text",
			`{ twinningLinks(filter: {claims: {type: {in: [SUSPENDED, ENDED]}, respondsTo: {kind: {in: [ANTI_LGBT_DECLARATION, FAMILY_CHARTER]}}}}) { nodes { slug } } }`,
			`{"twinningLinks": {"nodes": [
				{"slug": "centre-val-de-loire-fr--lesser-poland-voivodeship-pl"}, {"slug": "douai-fr--pulawy-pl"}, {"slug": "fermoy-ie--nowa-deba-pl"},
				{"slug": "lambres-lez-douai-fr--stary-sacz-pl"}, {"slug": "nieuwegein-nl--pulawy-pl--friendship"}, {"slug": "nogent-sur-oise-fr--krasnik-pl"},
				{"slug": "saint-jean-de-braye-fr--tuchow-pl"}, {"slug": "schwerte-de--nowy-sacz-pl"}]}}`,
		},
		{
			"three links are disputed by rule alone or with an editor, and what is UNKNOWN at 2015-01-01",
			`{ all: twinningLinks(first: 1, filter: {disputed: {eq: true}}) { totalCount }
				byRule: twinningLinks(filter: {disputed: {eq: true}, disputes: {eq: null}}) { nodes { slug status { status sides { disputed } } } }
				unknown: twinningLinks(first: 1, asOf: "2015-01-01", filter: {status: {eq: UNKNOWN}}) { totalCount } }`,
			`{"all": {"totalCount": 41},
			 "byRule": {"nodes": [
				{"slug": "gera-de--pskov-ru", "status": {"status": "ACTIVE", "sides": [{"disputed": true}, {"disputed": false}]}},
				{"slug": "louisville-ky-us--perm-ru", "status": {"status": "ENDED", "sides": [{"disputed": true}, {"disputed": false}]}}]},
			 "unknown": {"totalCount": 303}}`,
		},
		{
			"pledges for the protection of human rights defenders",
			`{ pledges(filter: {focusAreas: {eq: "hrd_protection"}}, orderBy: {field: ENTITY_NAME}) { nodes { entityName } } }`,
			`{"pledges": {"nodes": [{"entityName": "Amsterdam"}, {"entityName": "Leuven"}, {"entityName": "Lyon"}, {"entityName": "Malakoff"}, {"entityName": "Padua"}]}}`,
		},
		{
			"ICLD partnerships",
			`{ partnerships(filter: {programme: {contains: "icld"}}) { totalCount nodes { slug } } haparanda: partnership(id: "haparanda-solwezi") { themes start end cities { name } } }`,
			`{"partnerships": {"totalCount": 15, "nodes": [
				{"slug": "almhult-vaxjo-jb-marks"}, {"slug": "bollnas-lobatse"}, {"slug": "ekero-cape-agulhas"}, {"slug": "falkenberg-sundays-river"},
				{"slug": "falun-kolomyia"}, {"slug": "falun-mogale"}, {"slug": "habo-livingstone"}, {"slug": "haparanda-solwezi"},
				{"slug": "jonkoping-stellenbosch"}, {"slug": "kungsor-unknown"}, {"slug": "lund-francistown"}, {"slug": "ovanaker-unknown"},
				{"slug": "pitea-unknown"}, {"slug": "valdemarsvik-palapye"}, {"slug": "vaxjo-jb-marks"}]},
			 "haparanda": {"themes": ["women and youth"], "start": "2022", "end": "2025", "cities": [{"name": "Haparanda"}, {"name": "Solwezi"}]}}`,
		},
		{
			"counts at two days",
			`{ y2022: statistics(asOf: "2022-12-31") { byStatus { status count } } today: statistics { byStatus { status count } } }`,
			`{"y2022": {"byStatus": [{"status": "ACTIVE", "count": 107}, {"status": "SUSPENDED", "count": 64}, {"status": "ENDED", "count": 64},
				{"status": "CONTESTED", "count": 0}, {"status": "UNKNOWN", "count": 211}, {"status": "NOT_ESTABLISHED", "count": 4}]},
			 "today": {"byStatus": [{"status": "ACTIVE", "count": 312}, {"status": "SUSPENDED", "count": 69}, {"status": "ENDED", "count": 69},
				{"status": "CONTESTED", "count": 0}, {"status": "UNKNOWN", "count": 0}, {"status": "NOT_ESTABLISHED", "count": 0}]}}`,
		},
		{
			"Munich–Chicago is two links by way of Kyiv, who is all that the two have in common",
			`{ connections(from: {city: "munich-de"}, to: {city: "chicago-il-us"}) {
				paths(first: 1) { nodes { length steps { from { slug } to { slug } links { status { status } } } } } sharedPartners { nodes { city { slug } } } } }`,
			`{"connections": {"paths": {"nodes": [{"length": 2, "steps": [
				{"from": {"slug": "munich-de"}, "to": {"slug": "kyiv-ua"}, "links": [{"status": {"status": "ACTIVE"}}, {"status": {"status": "ACTIVE"}}]},
				{"from": {"slug": "kyiv-ua"}, "to": {"slug": "chicago-il-us"}, "links": [{"status": {"status": "ACTIVE"}}]}]}]},
				"sharedPartners": {"nodes": [{"city": {"slug": "kyiv-ua"}}]}}}`,
		},
		{
			"Tromsø–Jacksonville is two links over all and four over active ones; in 2021 two were active",
			`{ all: connections(from: {city: "tromso-no"}, to: {city: "jacksonville-fl-us"}, through: {statuses: [ACTIVE, SUSPENDED, ENDED, CONTESTED, UNKNOWN]}) { paths(first: 1) { nodes { cities { slug } } } }
				active: connections(from: {city: "tromso-no"}, to: {city: "jacksonville-fl-us"}) { paths(first: 1) { nodes { cities { slug } } } }
				in2021: connections(from: {city: "tromso-no"}, to: {city: "jacksonville-fl-us"}, asOf: "2021-12-31") { paths(first: 1) { nodes { cities { slug } } } } }`,
			`{"all": {"paths": {"nodes": [{"cities": [{"slug": "tromso-no"}, {"slug": "murmansk-ru"}, {"slug": "jacksonville-fl-us"}]}]}},
			 "active": {"paths": {"nodes": [{"cities": [{"slug": "tromso-no"}, {"slug": "anchorage-ak-us"}, {"slug": "harbin-cn"}, {"slug": "murmansk-ru"}, {"slug": "jacksonville-fl-us"}]}]}},
			 "in2021": {"paths": {"nodes": [{"cities": [{"slug": "tromso-no"}, {"slug": "murmansk-ru"}, {"slug": "jacksonville-fl-us"}]}]}}}`,
		},
		{
			"the matrix of links between US and Russian cities agrees with their list",
			`{ networkMetrics(filter: {links: {` + usRussia + `}}, through: {statuses: [ENDED]}) { links countryMatrix { nodes { a b links } } } }`,
			`{"networkMetrics": {"links": 9, "countryMatrix": {"nodes": [{"a": "RU", "b": "US", "links": 97}]}}}`,
		},
		{
			"had Schwerte not suspended its link, Nowy Sącz would have had one channel more while its text stood",
			`{ whatIf(asOf: "2020-12-31", changes: [{link: "schwerte-de--nowy-sacz-pl", status: ACTIVE}]) {
				links { link { status { status since } } distanceAfter }
				channels { nodes { city { slug } resolutions { kind } before after lost { slug } gained { slug } } } } }`,
			`{"whatIf": {"links": [{"link": {"status": {"status": "SUSPENDED", "since": "2020-05-17"}}, "distanceAfter": 1}],
				"channels": {"nodes": [{"city": {"slug": "nowy-sacz-pl"}, "resolutions": [{"kind": "FAMILY_CHARTER"}], "before": 0, "after": 1,
					"lost": [], "gained": [{"slug": "schwerte-de--nowy-sacz-pl"}]}]}}}`,
		},
		{
			"nothing is known before the release was recorded",
			`{ statistics(knownAt: "2026-11-21T23:59:59Z") { links } cities(first: 1, knownAt: "2026-11-21T23:59:59Z") { totalCount } }`,
			`{"statistics": {"links": 0}, "cities": {"totalCount": 0}}`,
		},
	}
	answersAre(t, facts)
}

// fact is a question with its answer.
type fact struct{ name, question, answer string }

// answersAre asks questions of both stores and compares the answers.
func answersAre(t *testing.T, facts []fact) {
	t.Helper()
	onBothStores(t, func(t *testing.T, address string) {
		for _, f := range facts {
			t.Run(f.name, func(t *testing.T) {
				var got, want any
				if err := json.Unmarshal(ask(t, address, f.question, nil), &got); err != nil {
					t.Fatal(err)
				}
				if err := json.Unmarshal([]byte(f.answer), &want); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("the answer is not what it should be (-want +got):\n%s", diff)
				}
			})
		}
	})
}

// Links in order of since come page by page, each once, with the total on every
// page.
func TestPagesInOrderOfSince(t *testing.T) {
	onBothStores(t, func(t *testing.T, address string) {
		var after any
		var sinces []string
		seen := map[string]bool{}
		for pages := 1; ; pages++ {
			var answer struct {
				TwinningLinks struct {
					TotalCount int
					PageInfo   struct {
						HasNextPage, HasPreviousPage bool
						EndCursor                    string
					}
					Nodes []struct {
						Slug   string
						Status struct{ Since *string }
					}
				}
			}
			data := ask(t, address, `query ($after: String) { twinningLinks(first: 10, after: $after, orderBy: {field: SINCE}, filter: {`+usRussia+`}) {
				totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { slug status { since } } } }`, map[string]any{"after": after})
			if err := json.Unmarshal(data, &answer); err != nil {
				t.Fatal(err)
			}
			links := answer.TwinningLinks
			if links.TotalCount != 97 {
				t.Errorf("page %d says that there are %d", pages, links.TotalCount)
			}
			if links.PageInfo.HasPreviousPage != (pages > 1) {
				t.Errorf("page %d says hasPreviousPage: %v", pages, links.PageInfo.HasPreviousPage)
			}
			for _, l := range links.Nodes {
				if seen[l.Slug] {
					t.Errorf("%s comes twice", l.Slug)
				}
				seen[l.Slug] = true
				since := "9999" // without a value: last
				if l.Status.Since != nil {
					since = (*l.Status.Since + "-01-01")[:10]
				}
				sinces = append(sinces, since)
			}
			if !links.PageInfo.HasNextPage {
				if pages != 10 {
					t.Errorf("%d pages of 10 for 97 links", pages)
				}
				break
			}
			after = links.PageInfo.EndCursor
		}
		if len(seen) != 97 {
			t.Errorf("%d links came", len(seen))
		}
		for i := 1; i < len(sinces); i++ {
			if sinces[i] < sinces[i-1] {
				t.Errorf("%s comes after %s", sinces[i], sinces[i-1])
			}
		}
	})
}

// firstDifference shows where two texts begin to differ.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			from := max(0, i-5)
			return fmt.Sprintf("line %d\n  %s\n- %s\n+ %s", i+1, strings.Join(g[from:i], "\n  "), w[i], g[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}
