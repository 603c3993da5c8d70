package ingest_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/dataset/datasettest"
	"twingraph/graph/ingest"
	"twingraph/graph/registry"
	"twingraph/graph/storetest"
)

// vocabulary returns the words and the files of a dataset as messages list them.
func vocabulary() (words, files string) {
	for _, word := range graph.Words() {
		words += string(word) + ", "
		files += graph.ShapeOf(word).File + ", "
	}
	return strings.TrimSuffix(words, ", "), files + "retractions.csv, changes.csv"
}

// desk is where datasets are imported: a store and a registry in front of it.
type desk struct {
	t *testing.T
	graph.Store
	registry *registry.Registry
}

func newDesk(t *testing.T) *desk {
	store := storetest.NewReference()
	clock := func() time.Time { return time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC) }
	return &desk{t, store, registry.New(store, clock)}
}

func (d *desk) try(fsys fs.FS, o ingest.Options) (ingest.Report, error) {
	return ingest.Import(context.Background(), d.registry, d.Store, fsys, o)
}

// imports imports what must be sound.
func (d *desk) imports(fsys fs.FS, o ingest.Options) ingest.Report {
	d.t.Helper()
	report, err := d.try(fsys, o)
	if err != nil {
		d.t.Fatalf("import: %v\n%s", err, lines(report))
	}
	return report
}

// rejects imports what must be rejected whole, and returns the rows, one a line.
func (d *desk) rejects(fsys fs.FS) string {
	d.t.Helper()
	before := d.head()
	report, err := d.try(fsys, ingest.Options{})
	if graph.CodeOf(err) != graph.BadUserInput {
		d.t.Fatalf("error %v, want BAD_USER_INPUT", err)
	}
	if d.head() != before {
		d.t.Error("a rejected import left something behind")
	}
	if report.RejectedCount != len(report.Rejected) || report.Change != (graph.Change{}) {
		d.t.Errorf("report %+v", report)
	}
	return lines(report)
}

func (d *desk) head() graph.Change {
	head, err := d.Head(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return head
}

// city returns a city as known at an instant.
func (d *desk) city(id graph.ID, knownAt time.Time) *graph.City {
	d.t.Helper()
	records, err := d.Records(context.Background(), graph.View{KnownAt: knownAt}, graph.WordCity, []graph.ID{id})
	if err != nil || records[0] == nil {
		d.t.Fatalf("city %s: %v", id, err)
	}
	return records[0].(*graph.City)
}

func lines(report ingest.Report) string {
	var b strings.Builder
	for _, row := range report.Rejected {
		fmt.Fprintln(&b, row)
	}
	return b.String()
}

// set is a small sound dataset; its files can be replaced or left out.
func set(changes map[string]string) fstest.MapFS {
	all := map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\n" +
			"press,An article,Press,https://press.example,2022-04,,DOCUMENTED,\n",
		"cities.csv": "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,sources,confidence,notes\n" +
			"portland-me-us,Portland,,,CITY,US,Maine,,,43.66,-70.25,68408,,DOCUMENTED,\n" +
			"portland-or-us,Portland,,,CITY,US,Oregon,,,45.52,-122.67,652503,,DOCUMENTED,\n" +
			"khabarovsk-ru,Khabarovsk,,Chabarowsk,CITY,RU,,,,,,,,DOCUMENTED,\n",
		"twinning_links.csv": "id,a,b,kind,disputes,dispute_note,sources,confidence,notes\n" +
			"portland-or-us--khabarovsk-ru,portland-or-us,khabarovsk-ru,SISTER_CITY,,,press,DOCUMENTED,\n",
		"claims.csv": claimsHeader +
			"c1,portland-or-us--khabarovsk-ru,ESTABLISHED,,1988,,THIRD_PARTY,,,,,press,DOCUMENTED,\n",
	}
	maps.Copy(all, changes)
	fsys := fstest.MapFS{}
	for name, content := range all {
		if content != "" {
			fsys[name] = &fstest.MapFile{Data: []byte(content)}
		}
	}
	return fsys
}

const claimsHeader = "id,link,type,side,date,observed_status,authority,decided_by,reason,resolution,responds_to,sources,confidence,notes\n"

func TestTheBundledDataset(t *testing.T) {
	d := newDesk(t)
	var steps []string
	report := d.imports(dataset.FS(), ingest.Options{
		Actor: "import", Note: "release " + dataset.Version, RecordedAt: dataset.Released(),
		Progress: func(done, total int, what string) {
			if done > total {
				t.Errorf("%s: %d of %d", what, done, total)
			}
			steps = append(steps, what)
		},
	})
	want, all := datasettest.Rows(t)
	if !maps.Equal(report.ByFile, want) || report.Read != all || report.Added != all {
		t.Errorf("report %+v", report)
	}
	if c := d.head(); c.Seq != 1 || !c.RecordedAt.Equal(dataset.Released()) || c.Added != all || c.Actor != "import" {
		t.Errorf("change %+v", c)
	}
	if !slices.Contains(steps, "reading claims.csv") || !slices.Contains(steps, "recording") {
		t.Errorf("progress reported %v", steps)
	}
	t.Run("gives the statuses that its provenance promises", func(t *testing.T) {
		for day, want := range map[string]map[graph.Status]int{
			"2021-12-31": {graph.StatusUnknown: 280, graph.StatusActive: 128, graph.StatusSuspended: 9, graph.StatusEnded: 20, graph.StatusNotEstablished: 13},
			"2022-12-31": {graph.StatusUnknown: 211, graph.StatusActive: 107, graph.StatusSuspended: 64, graph.StatusEnded: 64, graph.StatusNotEstablished: 4},
			"2024-12-31": {graph.StatusUnknown: 202, graph.StatusActive: 111, graph.StatusSuspended: 68, graph.StatusEnded: 69},
			"2026-11-22": {graph.StatusActive: 312, graph.StatusSuspended: 69, graph.StatusEnded: 69},
		} {
			asOf, err := graph.ParseDay(day)
			if err != nil {
				t.Fatal(err)
			}
			tally, err := d.Tally(context.Background(), graph.View{AsOf: asOf, KnownAt: graph.Latest()}, nil)
			if err != nil {
				t.Fatal(err)
			}
			maps.DeleteFunc(tally.ByStatus, func(_ graph.Status, n int) bool { return n == 0 })
			if !maps.Equal(tally.ByStatus, want) {
				t.Errorf("%s: %v, want %v", day, tally.ByStatus, want)
			}
		}
	})
	t.Run("twice is once", func(t *testing.T) {
		report := d.imports(dataset.FS(), ingest.Options{RecordedAt: dataset.Released()})
		if report.Unchanged != all || report.Added+report.Corrected != 0 || d.head().Seq != 1 {
			t.Errorf("report %+v, head %+v", report, d.head())
		}
	})
}

func TestADryRunRecordsNothing(t *testing.T) {
	d := newDesk(t)
	report := d.imports(dataset.FS(), ingest.Options{DryRun: true})
	_, all := datasettest.Rows(t)
	if report.Added != all || !report.DryRun || d.head().Seq != 0 {
		t.Errorf("report %+v, head %+v", report, d.head())
	}
}

func TestACorrectionSupersedes(t *testing.T) {
	d := newDesk(t)
	first := d.imports(set(nil), ingest.Options{}).Change.RecordedAt
	corrected := set(nil)
	corrected["cities.csv"].Data = []byte(strings.Replace(string(corrected["cities.csv"].Data), "68408", "69104", 1))
	later := first.AddDate(0, 1, 0)
	report := d.imports(corrected, ingest.Options{RecordedAt: later})
	if report.Corrected != 1 || report.Unchanged != 5 || report.Added != 0 {
		t.Errorf("report %+v, want one corrected, five unchanged", report)
	}
	if got := *d.city("portland-me-us", first).Population; got != 68408 {
		t.Errorf("known at %s: %d, want 68408", first, got)
	}
	if got := *d.city("portland-me-us", later).Population; got != 69104 {
		t.Errorf("known at %s: %d, want 69104", later, got)
	}
}

func TestAnImportMayReferToTheStore(t *testing.T) {
	d := newDesk(t)
	d.imports(set(nil), ingest.Options{})
	claims := fstest.MapFS{
		"claims.csv": {Data: []byte(claimsHeader + "c2,portland-or-us--khabarovsk-ru,SUSPENDED,portland-or-us,2022-06,,PARTY_DECISION,COUNCIL,,,,press,DOCUMENTED,\n")},
		"README.md":  {Data: []byte("not a file of the dataset")},
	}
	if report := d.imports(claims, ingest.Options{}); report.Added != 1 {
		t.Errorf("report %+v, want one added", report)
	}
}

func TestCandidatesOfTheStoreAreSuggested(t *testing.T) {
	d := newDesk(t)
	d.imports(set(nil), ingest.Options{})
	row := func(a, b string) string {
		return "id,a,b,kind,disputes,dispute_note,sources,confidence,notes\nl2," + a + "," + b + ",SISTER_CITY,,,,DOCUMENTED,\n"
	}
	got := d.rejects(fstest.MapFS{"twinning_links.csv": {Data: []byte(row("portland-us", "khabarvsk-ru"))}})
	want := `twinning_links.csv:2: a: there is no City "portland-us"; did you mean portland-me-us or portland-or-us?
twinning_links.csv:2: b: there is no City "khabarvsk-ru"; did you mean khabarovsk-ru?
`
	if got != want {
		t.Errorf("rejected\n%s\nwant\n%s", got, want)
	}
}

func TestRetractionsAreImported(t *testing.T) {
	d := newDesk(t)
	d.imports(set(nil), ingest.Options{})
	fsys := fstest.MapFS{"retractions.csv": {Data: []byte("word,id,moved_to,reason\nClaim,c1,,mistaken\nCity,portland-me-us,portland-or-us,the same\n")}}
	if report := d.imports(fsys, ingest.Options{}); report.Retracted != 2 {
		t.Errorf("report %+v, want two retracted", report)
	}
	fate, err := d.Fate(context.Background(), graph.View{KnownAt: graph.Latest()}, graph.WordCity, "portland-me-us")
	if err != nil || fate.MovedTo != "portland-or-us" {
		t.Errorf("fate %+v, %v", fate, err)
	}
	if report := d.imports(fsys, ingest.Options{}); report.Unchanged != 2 || report.Retracted != 0 {
		t.Errorf("twice: report %+v, want two unchanged", report)
	}
	broken := fstest.MapFS{"retractions.csv": {Data: []byte("word,id,moved_to,reason\nTown,x,,no such word\nCity,khabarovsk-ru,,\n\nCity,nowhere,,gone\n")}}
	words, _ := vocabulary()
	want := `retractions.csv:2: word: "Town" is not one of ` + words + `
retractions.csv:3: reason: is required
retractions.csv:5: there is no such record to retract
`
	if got := d.rejects(broken); got != want {
		t.Errorf("rejected\n%s\nwant\n%s", got, want)
	}
}

func TestEveryBrokenRowIsReportedInItsPlace(t *testing.T) {
	_, files := vocabulary()
	header := func(file string) string {
		first, _, _ := strings.Cut(string(set(nil)[file].Data), "\n")
		return first + "\n"
	}
	cities, links := header("cities.csv"), header("twinning_links.csv")
	city := func(change ...string) string {
		row := strings.Split("portland-or-us,Portland,,,CITY,US,Oregon,,,45.52,-122.67,652503,,DOCUMENTED,", ",")
		columns := strings.Split(strings.TrimSpace(cities), ",")
		for i := 0; i < len(change); i += 2 {
			row[slices.Index(columns, change[i])] = change[i+1]
		}
		return strings.Join(row, ",") + "\n"
	}
	khabarovsk := city("id", "khabarovsk-ru", "name", "Khabarovsk", "country", "RU", "population", "")
	link := func(a, b string) string { return "l2," + a + "," + b + ",SISTER_CITY,,,,DOCUMENTED,\n" }
	claim := func(rest string) string { return "c2,portland-or-us--khabarovsk-ru," + rest + "\n" }
	for name, c := range map[string]struct{ file, content, want string }{
		"UTF-16": {"cities.csv", "\xff\xfei\x00d\x00", "cities.csv:1: is UTF-16; save it as UTF-8"},
		"Latin-1": {"cities.csv", cities + khabarovsk + city("name", "Z\xfcrich"),
			"cities.csv:3: is not UTF-8; save it as UTF-8"},
		"no header": {"cities.csv", "\n", "cities.csv:1: no header can be read; it is " + strings.TrimSpace(cities)},
		"an unknown column": {"twinning_links.csv", strings.Replace(links, "kind", "status", 1),
			"twinning_links.csv:1: status: unknown column; the columns are " + strings.TrimSpace(links) +
				"\ntwinning_links.csv:1: kind: the header lacks this column"},
		"a column twice": {"twinning_links.csv", strings.Replace(links, "id,a,b", "id,a,a", 1),
			"twinning_links.csv:1: a: the header has this column twice\ntwinning_links.csv:1: b: the header lacks this column"},
		"a file of another name": {"towns.csv", "id\n", "towns.csv: is not a file of a dataset; these are " + files},
		"a file cut off in a row": {"cities.csv", cities + khabarovsk + "portland-or-us,Portland,,,CITY",
			"cities.csv:3: has 5 values for 15 columns; the file may be cut off"},
		"a file cut off in quotes": {"cities.csv", cities + khabarovsk + city("notes", `"a note`) + city("id", "x"),
			"cities.csv:3: a quoted value is not closed properly up to line 4; the file may be cut off"},
		"a comma without quotes": {"cities.csv", cities + khabarovsk + city("notes", "one, two"),
			"cities.csv:3: has 16 values for 15 columns; a value with a comma needs quotes"},
		"a quote inside a value": {"cities.csv", cities + khabarovsk + city("notes", `the "rose" city`),
			"cities.csv:3: a quote inside a value; put the value in quotes and double the quote"},
		"a number that is none": {"cities.csv", cities + khabarovsk + city("population", "about 650000"),
			`cities.csv:3: population: "about 650000" is not a whole number: write digits only`},
		"degrees that are none": {"cities.csv", cities + khabarovsk + city("latitude", "45°31′"),
			`cities.csv:3: latitude: "45°31′" is not a number of degrees, such as 50.77664`},
		"a point off the globe": {"cities.csv", cities + khabarovsk + city("longitude", "-222.67"),
			"cities.csv:3: longitude: -222.67 is not a longitude: write degrees from -180 to 180"},
		"half a point": {"cities.csv", cities + khabarovsk + city("latitude", ""),
			"cities.csv:3: latitude: a longitude needs a latitude"},
		"a value of no list": {"cities.csv", cities + khabarovsk + city("kind", "city"),
			`cities.csv:3: kind: "city" is not one of CITY, TOWN, MUNICIPALITY, COUNTY, DISTRICT, REGION, VOIVODESHIP, OBLAST, DEPARTMENT, UNION`},
		"a blank in a list": {"cities.csv", cities + khabarovsk + city("aliases", "PDX;;Stumptown"),
			"cities.csv:3: aliases: a value in the list is blank; write a;b"},
		"an id twice": {"cities.csv", cities + khabarovsk + city() + city("name", "Another"),
			"cities.csv:4: id: the id is that of line 3 too"},
		"a date that is none": {"claims.csv", claimsHeader + claim("ENDED,,2022-13,,THIRD_PARTY,,,,,press,DOCUMENTED,"),
			`claims.csv:2: date: "2022-13" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, for example 2022-03`},
		"a claim without a source": {"claims.csv", claimsHeader + claim("ENDED,,2022,,THIRD_PARTY,,,,,,DOCUMENTED,"),
			"claims.csv:2: sources: a Claim needs at least one source"},
		"a field whose column has another name": {"claims.csv", claimsHeader + claim("OBSERVED,,2022,,THIRD_PARTY,,,,,press,DOCUMENTED,"),
			"claims.csv:2: observed_status: an OBSERVED claim says which status was observed: ACTIVE, SUSPENDED or ENDED"},
		"a side that the link has not": {"claims.csv", claimsHeader + claim("ENDED,portland-me-us,2022,,THIRD_PARTY,,,,,press,DOCUMENTED,"),
			`claims.csv:2: side: "portland-me-us" is not a city of the link "portland-or-us--khabarovsk-ru", which joins "portland-or-us" and "khabarovsk-ru"`},
		"neither true nor false": {"contacts.csv", "id,city,organisation,role,person,channel,value,visibility,personal_data,verified,sources,confidence,notes\n" +
			"k,khabarovsk-ru,,Office,,WEB,https://k.example,PUBLIC,yes,,,DOCUMENTED,\n",
			`contacts.csv:2: personal_data: "yes" is neither true nor false`},
		"two candidates": {"twinning_links.csv", links + link("portland-us", "khabarovsk-ru"),
			`twinning_links.csv:2: a: there is no City "portland-us"; did you mean portland-me-us or portland-or-us?`},
		"a name for an id": {"twinning_links.csv", links + link("portland-or-us", "Chabarowsk"),
			`twinning_links.csv:2: b: "Chabarowsk" is not an id; did you mean khabarovsk-ru?`},
		"a slip of the pen": {"twinning_links.csv", links + link("portland-or-us", "khabarovks-ru"),
			`twinning_links.csv:2: b: there is no City "khabarovks-ru"; did you mean khabarovsk-ru?`},
		"a link the other way round": {"claims.csv", claimsHeader + "c2,khabarovsk-ru--portland-or-us,ENDED,,2022,,THIRD_PARTY,,,,,press,DOCUMENTED,\n",
			`claims.csv:2: link: there is no TwinningLink "khabarovsk-ru--portland-or-us"; did you mean portland-or-us--khabarovsk-ru?`},
		"semicolons": {"cities.csv", strings.ReplaceAll(cities+khabarovsk, ",", ";"),
			"cities.csv:1: the file is separated by semicolons: save it with commas"},
		"tabs": {"cities.csv", strings.ReplaceAll(cities+khabarovsk, ",", "\t"), "cities.csv:1: the file is separated by tabs: save it with commas"},
		"the code of no country": {"cities.csv", cities + khabarovsk + city("country", "ZZ"),
			`cities.csv:3: country: "ZZ" is not an assigned country code: leave it blank when the country is not known`},
		"the code of another register": {"cities.csv", cities + khabarovsk + city("country", "UK"),
			`cities.csv:3: country: "UK" is not an assigned country code: write GB`},
		"the code of a state that is no more": {"cities.csv", cities + khabarovsk + city("country", "SU"),
			`cities.csv:3: country: "SU" is the code of a state that is no more: write that of the country where the place lies today`},
		"a code that is not assigned": {"cities.csv", cities + khabarovsk + city("country", "QX"),
			`cities.csv:3: country: "QX" is not a country code: write two capital letters (ISO 3166-1), such as PL`},
		"a sentence for a name": {"cities.csv", cities + khabarovsk + city("name", "Portland has been twinned since 1988."),
			`cities.csv:3: name: "Portland has been twinned since 1988." is a sentence and not a name: write the name alone, and what there is to say in notes`},
		"a footnote in a name": {"cities.csv", cities + khabarovsk + city("name", "Portland[12]"),
			`cities.csv:3: name: "Portland[12]" has the footnote mark "[12]": write the name alone`},
		"a dagger in an alias": {"cities.csv", cities + khabarovsk + city("aliases", "PDX;Stumptown†"),
			`cities.csv:3: aliases: "Stumptown†" has the footnote mark "†": write the name alone`},
		"an end before the beginning": {"claims.csv", claimsHeader + claim("ENDED,,1987,,THIRD_PARTY,,,,,press,DOCUMENTED,"),
			"claims.csv:2: date: the link ended in 1987, before it began in 1988 (c2 and c1): correct one of the dates, or add what says that it stood before"},
		"nothing near": {"twinning_links.csv", links + link("portland-or-us", "atlantis"),
			`twinning_links.csv:2: b: there is no City "atlantis"`},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			changes := map[string]string{c.file: c.content}
			if c.file == "twinning_links.csv" {
				changes["claims.csv"] = ""
			}
			if c.file == "claims.csv" { // the cities and the link are in the store
				d.imports(set(nil), ingest.Options{})
				changes = map[string]string{"sources.csv": "", "cities.csv": "", "twinning_links.csv": "", "claims.csv": c.content}
			}
			if got := d.rejects(set(changes)); got != c.want+"\n" {
				t.Errorf("rejected\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestWhatIsWorthALook(t *testing.T) {
	d := newDesk(t)
	header := func(file string) string {
		first, _, _ := strings.Cut(string(set(nil)[file].Data), "\n")
		return first + "\n"
	}
	d.imports(set(map[string]string{"cities.csv": header("cities.csv") +
		"portland-or-us,Portland,,,CITY,US,Oregon,Q6106,,45.52,-122.67,,,DOCUMENTED,\nkhabarovsk-ru,Khabarovsk,,,CITY,RU,,,,48.48,135.08,,,DOCUMENTED,\n" +
		"anadyr-ru,Anadyr,,,TOWN,RU,,,,64.73,177.5,,,DOCUMENTED,\negvekinot-ru,Egvekinot,,,TOWN,RU,,,,66.32,-179.12,,,DOCUMENTED,\n"}), ingest.Options{})
	report := d.imports(fstest.MapFS{
		"cities.csv": {Data: []byte(header("cities.csv") +
			"pdx,Portland,,,CITY,US,Oregon,Q6106,1,45.52,122.67,,,DOCUMENTED,\nnibelungen,Worms,,,CITY,DE,,,1,49.63,8.36,,,DOCUMENTED,\n")},
		"twinning_links.csv": {Data: []byte(header("twinning_links.csv") + "again,khabarovsk-ru,portland-or-us,SISTER_CITY,,,,DOCUMENTED,\nother,khabarovsk-ru,portland-or-us,FRIENDSHIP,,,,DOCUMENTED,\n")},
	}, ingest.Options{})
	var got strings.Builder
	for _, row := range report.Remarks {
		fmt.Fprintln(&got, row)
	}
	want := `cities.csv:2: wikidata: City "portland-or-us" has the Wikidata id Q6106 too: if they are the same, record it once
cities.csv:2: latitude: 45.52, 122.67 lies outside US
cities.csv:3: geonames: City "pdx" has the GeoNames id 1 too: if they are the same, record it once
twinning_links.csv:2: kind: TwinningLink "portland-or-us--khabarovsk-ru" is a SISTER_CITY between khabarovsk-ru and portland-or-us too: if they are the same, record it once
`
	if got.String() != want || report.RemarksCount != 4 || report.Added != 4 {
		t.Errorf("%s, %d added\nwant\n%s", got.String(), report.Added, want)
	}
	if report := newDesk(t).imports(dataset.FS(), ingest.Options{RecordedAt: dataset.Released()}); report.RemarksCount != 0 {
		t.Errorf("the bundled dataset: %v", report.Remarks)
	}
}

func TestAnEndBeforeABeginningThatIsNotTheFirst(t *testing.T) {
	for name, row := range map[string]string{
		"the link was listed before": "c3,portland-or-us--khabarovsk-ru,LISTED,,1980,,THIRD_PARTY,,,,,press,DOCUMENTED,\n",
		"it began before":            "c3,portland-or-us--khabarovsk-ru,ESTABLISHED,,1980,,THIRD_PARTY,,,,,press,DOCUMENTED,\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.imports(set(nil), ingest.Options{})
			d.imports(fstest.MapFS{"claims.csv": {Data: []byte(claimsHeader + "c2,portland-or-us--khabarovsk-ru,ENDED,,1987,,THIRD_PARTY,,,,,press,DOCUMENTED,\n" + row)}}, ingest.Options{})
		})
	}
}

// It is clause 4.24 of the laws.
func TestAnActBeforeTheFoundingIsWorthALook(t *testing.T) {
	d := newDesk(t)
	d.imports(set(nil), ingest.Options{})
	report := d.imports(fstest.MapFS{"claims.csv": {Data: []byte(claimsHeader + "c2,portland-or-us--khabarovsk-ru,REAFFIRMED,,1987,,THIRD_PARTY,,,,,press,DOCUMENTED,\n")}}, ingest.Options{})
	want := "claims.csv:2: date: REAFFIRMED in 1987 (c2) is before the link was established in 1988 (c1)"
	if report.RemarksCount != 1 || report.Remarks[0].String() != want {
		t.Errorf("%d remarks: %v", report.RemarksCount, report.Remarks)
	}
}

func TestAllProblemsAreReportedAtOnce(t *testing.T) {
	d := newDesk(t)
	got := d.rejects(set(map[string]string{
		"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\npress,,Press,,22,,DOCUMENTED,\n",
		"claims.csv":  claimsHeader + "c1,nowhere,ENDED,,2022,,THIRD_PARTY,,,,,presse,DOCUMENTED,\nc2,too,few\n",
	}))
	want := `sources.csv:2: date: "22" is not a date: write YYYY, YYYY-MM or YYYY-MM-DD, for example 2022-03
sources.csv:2: title: is required
claims.csv:2: link: there is no TwinningLink "nowhere"
claims.csv:2: sources: there is no Source "presse"; did you mean press?
claims.csv:3: has 3 values for 14 columns; the file may be cut off
`
	if got != want {
		t.Errorf("rejected\n%s\nwant\n%s", got, want)
	}
}

func TestTheListOfRejectedRowsIsBounded(t *testing.T) {
	var b strings.Builder
	b.WriteString(claimsHeader)
	for i := range 3000 {
		fmt.Fprintf(&b, "c%d,nowhere,ENDED,,2022,,THIRD_PARTY,,,,,press,DOCUMENTED,\n", i)
	}
	report, err := newDesk(t).try(set(map[string]string{"claims.csv": b.String()}), ingest.Options{})
	if err == nil || len(report.Rejected) != ingest.MaxRejected || report.RejectedCount != 3000 {
		t.Errorf("%d listed, %d counted, error %v", len(report.Rejected), report.RejectedCount, err)
	}
	if report.Missing[`TwinningLink "nowhere"`] != 3000 {
		t.Errorf("missing %v", report.Missing)
	}
	report, err = newDesk(t).try(set(map[string]string{"claims.csv": b.String()}), ingest.Options{All: true})
	if err == nil || len(report.Rejected) != 3000 {
		t.Errorf("all: %d listed, error %v", len(report.Rejected), err)
	}
}

func TestAnImportThatIsRefusedAndTooLateSaysBoth(t *testing.T) {
	d := newDesk(t)
	d.imports(set(nil), ingest.Options{})
	late := set(map[string]string{"sources.csv": "id,title,publisher,url,date,archived_hash,confidence,notes\nnew,New,,,20,,DOCUMENTED,\n"})
	report, err := d.try(late, ingest.Options{RecordedAt: dataset.Released()})
	if graph.CodeOf(err) == "" || report.RejectedCount == 0 || d.head().Seq != 1 {
		t.Errorf("error %v, report %+v", err, report)
	}
}

func TestADirectoryWithoutADataset(t *testing.T) {
	_, err := newDesk(t).try(fstest.MapFS{"notes.txt": {}}, ingest.Options{})
	if graph.CodeOf(err) != graph.BadUserInput || !strings.Contains(err.Error(), "cities.csv") {
		t.Errorf("error %v, want one that names the files", err)
	}
}
