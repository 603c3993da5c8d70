package answers_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

// figure is a statement of README.md: its words, with a %v in place of each figure, and
// where in the answer to a question the figures are.
type figure struct {
	says string
	from []string // paths: names of fields and places in lists; `#` is the length of a list, `|` a format
}

// figures are the statements by question: a block of GraphQL in README.md by its number,
// from 1, or a question written out.
var figures = map[string][]figure{
	"1": {
		{"`%v`; `%v` since `%v`, as a third party reports", []string{"twinningLink.in1990.status", "twinningLink.endOf2021.status", "twinningLink.endOf2021.since"}},
		{"`%v` since `%v`, unilaterally, by a decision of %v's `%v`", []string{"twinningLink.release.status", "twinningLink.release.since", "twinningLink.release.governing.0.side.name", "twinningLink.release.governing.0.decidedBy"}},
		{"the Chicago Sun-Times of %v and %v's campaign page of %v", []string{"twinningLink.release.governing.0.sources.1.date", "twinningLink.release.governing.0.sources.0.publisher", "twinningLink.release.governing.0.sources.0.date"}},
	},
	"2": {
		{"| %v | %v | %v | a decision |", murmansk(7)},
		{"| %v | %v | %v | a decision |", murmansk(6)},
		{"| %v | %v | %v | a decision |", murmansk(4)},
		{"| %v | %v | %v | a decision |", murmansk(8)},
		{"| %v | %v | %v | a decision |", murmansk(0)},
		{"| %v | %v | listed since %v | a directory alone: weak |", append(murmansk(9)[:2], "city.links.nodes.9.status.listedSince")},
		{"| %v | %v | %v | a third party's report |", murmansk(1)},
		{"| %v | %v | %v | a statement of the association |", murmansk(3)},
		{"| %v, %v | %v | |", []string{"city.links.nodes.2.otherCity.name", "city.links.nodes.5.otherCity.name", "city.links.nodes.2.status.status"}},
	},
	"3": {
		{"Suspended still: %v–%v, %v–%v, %v–%v, %v–%v, %v–%v.", pairs(0, 1, 3, 5, 6)},
		{"Ended: %v–%v, %v–%v.", pairs(2, 4)},
		{"Active again since %v, after the text was repealed: %v–%v.", append([]string{"twinningLinks.nodes.7.status.since"}, pairs(7)...)},
	},
	"4": {
		{"Nowy Sącz: %v days, from %v to %v.", []string{"twinningLinks.nodes.1.spells.2.days|%d", "twinningLinks.nodes.1.spells.2.from", "twinningLinks.nodes.1.spells.2.to"}},
		{"Tel Aviv: %v days, from %v to %v, and suspended again since %v.", []string{"twinningLinks.nodes.0.spells.2.days|%d", "twinningLinks.nodes.0.spells.2.from", "twinningLinks.nodes.0.spells.2.to", "twinningLinks.nodes.0.spells.4.from"}},
	},
	"5": {
		{"Of %v links, %v were ACTIVE, %v SUSPENDED, %v ENDED — and %v UNKNOWN", []string{"statistics.links", "statistics.byStatus.0.count", "statistics.byStatus.1.count", "statistics.byStatus.2.count", "statistics.byStatus.4.count"}},
	},
	"6": {
		{"Four links: %v, %v, %v, the first three", []string{"connections.paths.nodes.0.cities.1.name", "connections.paths.nodes.0.cities.2.name", "connections.paths.nodes.0.cities.3.name"}},
	},
	`{ connections(during: {begin: "1970-01-01"}, from: {city: "tromso-no"}, to: {city: "jacksonville-fl-us"}, asOf: "2026-11-22") { paths(first: 1) { nodes { steps { day } } } } }`: {
		{"leave Tromsø on %v and reach Jacksonville on %v;", []string{"connections.paths.nodes.0.steps.0.day", "connections.paths.nodes.0.steps.1.day"}},
	},
	`{ alliances(minSize: 8, asOf: "2026-11-22") { modularity runs nodes { size certainty countries { country } brokers(first: 1) { nodes { city { name } } } articulationPoints(first: 1) { nodes { city { name } } } } components(first: 1) { nodes { size } } cores(k: 3, first: 1) { nodes { size } } } }`: {
		{"(modularity %v). The largest has %v cities", []string{"alliances.modularity|%.2f", "alliances.nodes.0.size"}},
		{"at a certainty of %v over ten seeded runs; %v reaches most others; the loss of %v would", []string{"alliances.nodes.0.certainty|%.2f", "alliances.nodes.0.brokers.nodes.0.city.name", "alliances.nodes.0.articulationPoints.nodes.0.city.name"}},
		{"`components` (%v cities are joined) and `cores` (%v have", []string{"alliances.components.nodes.0.size", "alliances.cores.nodes.0.size"}},
	},
	`{ near: mediators(between: [{city: "tromso-no"}, {city: "murmansk-ru"}], asOf: "2026-11-22") { nodes { city { name } } } far: mediators(between: [{country: "US"}, {country: "RU"}], first: 3, asOf: "2026-11-22") { nodes { city { name } } } }`: {
		{"%v, then %v, with ways and reasons.", []string{"near.nodes.0.city.name", "near.nodes.1.city.name"}},
		{"Between the United States and Russia: %v, %v, %v.", []string{"far.nodes.0.city.name", "far.nodes.1.city.name", "far.nodes.2.city.name"}},
	},
	`{ networkMetrics(asOf: "2026-11-22") { cities diameter meanDistance degreeAssortativity degrees { cities } length { mean nullMean } perCity(first: 1, orderBy: {field: BETWEENNESS, direction: DESC}) { nodes { city { name } } } } }`: {
		{"%v of %v cities have no standing link; diameter %v, mean distance %v;", []string{"networkMetrics.degrees.0.cities", "networkMetrics.cities", "networkMetrics.diameter", "networkMetrics.meanDistance|%.3f"}},
		{"(degree assortativity %v)", []string{"networkMetrics.degreeAssortativity|%.2f"}},
		{"than by chance (%v km, by chance %v).", []string{"networkMetrics.length.mean|%d", "networkMetrics.length.nullMean|%d"}},
		{"Most shortest ways lead through %v.", []string{"networkMetrics.perCity.nodes.0.city.name"}},
	},
	"8": {
		{"best first %v through %v: %v points, %v for the need (the text), %v for the channel", []string{"dialogueCandidates.nodes.0.target.name", "dialogueCandidates.nodes.0.channel.speaker.name", "dialogueCandidates.nodes.0.score", "dialogueCandidates.nodes.0.parts.0.points", "dialogueCandidates.nodes.0.parts.1.points"}},
		{"%v for precedents, %v for two advisers who can be reached", []string{"dialogueCandidates.nodes.0.parts.4.points", "dialogueCandidates.nodes.0.parts.5.points"}},
		{"No channel leads to %v other bodies.", []string{"dialogueCandidates.withoutChannel"}},
	},
	`{ approachPlan(from: "douai-fr", target: "pulawy-pl", goal: RESTORE, throughSuspended: true, asOf: "2026-11-22") { letter(purpose: REQUEST_RESTORATION) { sources { slug } } } }`: {
		{"with %v sources;", []string{"approachPlan.letter.sources.#"}},
	},
	`{ uclg: campaign(id: "uclg-10-100-1000", asOf: "2026-11-22") { progress { pledges milestones { pledges perMonth } } } jbanc: campaign(id: "jbanc-suspend", asOf: "2026-11-22") { progress { answeredCount againstCount } } }`: {
		{"%v pledges are recorded (the organiser says over %v); %v a month would be needed", []string{"uclg.progress.pledges", "uclg.progress.milestones.1.pledges", "uclg.progress.milestones.2.perMonth|%.2f"}},
		{"%v acts as JBANC's call to suspend US–Russia links asks, %v the other way", []string{"jbanc.progress.answeredCount", "jbanc.progress.againstCount"}},
	},
	`{ partnerSuggestions(city: "murmansk-ru", first: 1, asOf: "2026-11-22") { backtests { score { auc } } } }`: {
		{"(AUC %v for links founded after 1989, %v after 2019)", []string{"partnerSuggestions.backtests.0.score.auc|%.2f", "partnerSuggestions.backtests.3.score.auc|%.2f"}},
	},
}

// murmansk returns what a row of the table of Murmansk's links shows.
func murmansk(place int) []string {
	link := fmt.Sprintf("city.links.nodes.%d.", place)
	return []string{link + "otherCity.name", link + "status.status", link + "status.since"}
}

// pairs returns the names of the cities of links.
func pairs(places ...int) []string {
	var from []string
	for _, place := range places {
		for end := range 2 {
			from = append(from, fmt.Sprintf("twinningLinks.nodes.%d.cities.%d.name", place, end))
		}
	}
	return from
}

// The figures in README.md are what the embedded store answers, and each of its
// questions names its day.
func TestFiguresOfREADME(t *testing.T) {
	const file = "../../../README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(strings.ReplaceAll(string(text), "\u00a0", " ")), " ")
	shown := examplesOf(t, file)
	address := servedBundled(t)
	for number, e := range shown {
		if !strings.Contains(e.question, "asOf:") && !strings.Contains(e.question, "from:") {
			t.Errorf("question %d names no day: %s", number+1, e.question)
		}
		var answer map[string]any
		decode(t, post(t, address, e.question), &answer)
		if answer["errors"] != nil {
			t.Errorf("question %d: %v", number+1, answer["errors"])
		}
	}
	for question, stated := range figures {
		if number, err := strconv.Atoi(question); err == nil {
			if number > len(shown) {
				t.Fatalf("README.md has %d questions, not %d", len(shown), number)
			}
			question = shown[number-1].question
		}
		var answer struct{ Data any }
		decode(t, post(t, address, question), &answer)
		for _, f := range stated {
			t.Run(f.says, func(t *testing.T) {
				var values []any
				for _, path := range f.from {
					values = append(values, pick(t, answer.Data, path))
				}
				if want := fmt.Sprintf(f.says, values...); !strings.Contains(words, want) {
					t.Errorf("README.md does not say %q", want)
				}
			})
		}
	}
}

// pick returns the value at a path of an answer, as people write it.
func pick(t *testing.T, value any, path string) string {
	t.Helper()
	path, format, _ := strings.Cut(path, "|")
	for step := range strings.SplitSeq(path, ".") {
		switch at := value.(type) {
		case map[string]any:
			value = at[step]
		case []any:
			if step == "#" {
				value = float64(len(at))
				continue
			}
			place, err := strconv.Atoi(step)
			if err != nil || place >= len(at) {
				t.Fatalf("%s: there is no %s among %d", path, step, len(at))
			}
			value = at[place]
		default:
			t.Fatalf("%s: nothing at %s", path, step)
		}
	}
	number, ok := value.(float64)
	switch {
	case !ok:
		return fmt.Sprint(value)
	case format == "%d":
		return grouped(int(number + 0.5))
	case format != "":
		return fmt.Sprintf(format, number)
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

// grouped writes a whole number with commas between thousands.
func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
