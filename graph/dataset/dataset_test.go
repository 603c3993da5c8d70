package dataset

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"twingraph/graph"
)

// file is what a CSV file of the dataset must look like.
type file struct {
	name    string
	header  string
	rows    int
	sourced bool              // every row cites a source
	refs    map[string]string // column -> file whose ids it holds
	dates   string            // columns that hold a partial date
	enums   map[string]string // column -> the words it may hold
}

const confidences = "DOCUMENTED RECALLED"

var layout = withOthers([]file{
	{
		name: "sources", rows: 381,
		header: "id,title,publisher,url,date,archived_hash,confidence,notes",
		dates:  "date",
	},
	{
		name: "organisations", rows: 42, sourced: true,
		header: "id,name,aliases,kind,country,url,sources,confidence,notes",
		enums:  map[string]string{"kind": "NETWORK NGO MUNICIPAL_ASSOCIATION FUNDER RESEARCH_INSTITUTE CAMPAIGN PUBLIC_BODY MEDIA"},
	},
	{
		name: "cities", rows: 553, sourced: true,
		header: "id,name,local_name,aliases,kind,country,region,wikidata,geonames,latitude,longitude,population,names,sources,confidence,notes,listed_under,administered_by,claimed_by,territory_note",
		enums:  map[string]string{"kind": "CITY TOWN MUNICIPALITY COUNTY DISTRICT REGION VOIVODESHIP DEPARTMENT"},
	},
	{
		name: "twinning_links", rows: 450, sourced: true,
		header: "id,a,b,kind,disputes,dispute_note,sources,confidence,notes",
		refs:   map[string]string{"a": "cities", "b": "cities"},
		enums: map[string]string{
			"kind":     "TWINNING SISTER_CITY SISTER_STATE FRIENDSHIP PARTNERSHIP CONTACT_GROUP",
			"disputes": "STATUS ESTABLISHED INITIATOR PARTIES",
		},
	},
	{
		name: "resolutions", rows: 199, sourced: true,
		header: "id,city,title,kind,adopted,adopted_by,in_force_on,amended,repealed,annulled,lapsed,rejected,outcome,not_in_force_by,links,sources,confidence,notes",
		refs:   map[string]string{"city": "cities", "links": "twinning_links"},
		dates:  "adopted adopted_by in_force_on amended repealed annulled lapsed rejected not_in_force_by",
		enums: map[string]string{
			"kind":    "ANTI_LGBT_DECLARATION FAMILY_CHARTER SUSPENSION_DECISION HUMAN_RIGHTS_COMMITMENT SOLIDARITY OTHER",
			"outcome": "IN_FORCE AMENDED REPEALED ANNULLED LAPSED REJECTED",
		},
	},
	{
		name: "claims", rows: 389 + 326, sourced: true, // reported events and derived claims
		header: "id,link,type,side,date,observed_status,authority,decided_by,reason,resolution,responds_to,sources,confidence,notes,directory",
		refs:   map[string]string{"link": "twinning_links", "side": "cities", "resolution": "resolutions", "responds_to": "resolutions"},
		dates:  "date",
		enums: map[string]string{
			"type":            "ESTABLISHED SUSPENDED ENDED RESTORED REAFFIRMED REVIEW_OPENED LISTED OBSERVED",
			"observed_status": "ACTIVE SUSPENDED ENDED",
			"authority":       "PARTY_DECISION OFFICIAL_STATEMENT THIRD_PARTY",
			"decided_by":      "COUNCIL MAYOR EXECUTIVE ASSOCIATION",
		},
	},
	{
		name: "contacts", rows: 7, sourced: true,
		header: "id,city,organisation,role,person,channel,value,visibility,personal_data,verified,sources,confidence,notes",
		refs:   map[string]string{"city": "cities", "organisation": "organisations"},
		dates:  "verified",
		enums: map[string]string{
			"channel": "EMAIL PHONE WEB", "visibility": "PUBLIC PARTNER RESTRICTED", "personal_data": "true false",
		},
	},
	{
		name: "campaigns", rows: 18, sourced: true,
		header: "id,name,organiser,organiser_city,stance,scope,about,start,end,milestones,target,summary,claimed_numbers,opposes,sources,confidence,notes,subject,claimed_pledges,claimed_focus_areas,examples_only",
		refs:   map[string]string{"organiser": "organisations", "organiser_city": "cities", "opposes": "campaigns"},
		dates:  "start end",
		enums:  map[string]string{"stance": "COMMIT CONDEMN DIALOGUE DOCUMENT END MAINTAIN MAINTAIN_AND_DIALOGUE PARTNER PROMOTE_CHARTER PROTECT SUSPEND WITHHOLD_FUNDS", "subject": "DISCRIMINATING_TEXTS WAR"},
	},
	{
		name: "pledges", rows: 67, sourced: true,
		header: "id,campaign,city,organisation,entity_name,country,country_basis,vision_themes,motivations,focus_areas,date,sources,confidence,notes",
		refs:   map[string]string{"campaign": "campaigns", "city": "cities", "organisation": "organisations"},
		dates:  "date",
		enums:  map[string]string{"country_basis": "STATED INFERRED AMBIGUOUS"},
	},
	{
		name: "partnerships", rows: 17, sourced: true,
		header: "id,cities,organisations,programme,theme,start,end,funder,sources,confidence,notes",
		refs:   map[string]string{"cities": "cities", "organisations": "organisations", "funder": "organisations"},
		dates:  "start end",
	},
	{
		name: "support_twinnings", rows: 2, sourced: true,
		header: "id,programme,mandate_country,defender_country,theme,sources,confidence,notes",
	},
	{
		name: "practices", rows: 42, sourced: true,
		header: "id,kind,title,summary,cities,opposes,sources,confidence,notes,about",
		refs:   map[string]string{"cities": "cities", "opposes": "practices"},
		enums:  map[string]string{"kind": "OPPORTUNITY ACTION CAUTION RECOMMENDATION BEST_PRACTICE SUPPORT_MEASURE NEXT_STEP"},
	},
})

// withOthers adds the files of all other words of which there are records, as their shapes
// say. They have a row at least.
func withOthers(files []file) []file {
	for _, word := range graph.Words() {
		shape := graph.ShapeOf(word)
		name := strings.TrimSuffix(shape.File, ".csv")
		if _, err := fs.Stat(FS(), shape.File); err != nil || slices.ContainsFunc(files, func(f file) bool { return f.name == name }) {
			continue
		}
		f := file{name: name, rows: atLeastOne, sourced: shape.Sourced, refs: map[string]string{}, enums: map[string]string{}}
		var header, dates []string
		for _, p := range shape.Properties {
			if p.Spare {
				continue
			}
			header = append(header, p.Columns...)
			for _, column := range p.Columns {
				switch {
				case p.To != "":
					f.refs[column] = strings.TrimSuffix(graph.ShapeOf(p.To).File, ".csv")
				case p.Allowed != nil:
					f.enums[column] = strings.Join(p.Allowed, " ")
				case p.Form == graph.FormDate:
					dates = append(dates, column)
				}
				if p.Form == graph.FormTexts && !slices.Contains(listColumns, column) {
					listColumns = append(listColumns, column)
				}
			}
		}
		f.header, f.dates = strings.Join(header, ","), strings.Join(dates, " ")
		files = append(files, f)
	}
	return files
}

// atLeastOne stands for a number of rows that is not given.
const atLeastOne = -1

// listColumns hold several values separated by semicolons; any other column holds one.
var listColumns = strings.Fields("aliases sources disputes links responds_to opposes cities organisations theme scope about milestones vision_themes motivations focus_areas")

type row map[string]string

func (r row) list(column string) []string {
	switch {
	case r[column] == "":
		return nil
	case slices.Contains(listColumns, column):
		return strings.Split(r[column], ";")
	}
	return []string{r[column]}
}

// table is the rows of a file by id.
type table map[string]row

func readTable(t *testing.T, name string) ([][]string, table) {
	t.Helper()
	f, err := FS().Open(name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	rows := table{}
	for _, record := range records[1:] {
		r := row{}
		for i, column := range records[0] {
			r[column] = record[i]
		}
		if rows[r["id"]] != nil {
			t.Errorf("%s: id %s twice", name, r["id"])
		}
		rows[r["id"]] = r
	}
	return records, rows
}

func readAll(t *testing.T) map[string]table {
	t.Helper()
	tables := map[string]table{}
	for _, f := range layout {
		_, tables[f.name] = readTable(t, f.name)
	}
	return tables
}

func TestFilesAreTheDocumentedOnes(t *testing.T) {
	got, err := fs.Glob(FS(), "*")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, f := range layout {
		want = append(want, f.name+".csv")
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
}

func TestEveryFileIsCanonicalCSV(t *testing.T) {
	slug := regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,199}$`)
	for _, f := range layout {
		t.Run(f.name, func(t *testing.T) {
			raw, err := fs.ReadFile(FS(), f.name+".csv")
			if err != nil {
				t.Fatal(err)
			}
			if !utf8.Valid(raw) || bytes.HasPrefix(raw, []byte("\uFEFF")) || bytes.ContainsRune(raw, '\r') {
				t.Error("want UTF-8 without byte order mark and carriage returns")
			}
			records, rows := readTable(t, f.name)
			if got := strings.Join(records[0], ","); got != f.header {
				t.Errorf("header\n%s, want\n%s", got, f.header)
			}
			if len(rows) != f.rows && (f.rows != atLeastOne || len(rows) == 0) {
				t.Errorf("%d rows, want %d", len(rows), f.rows)
			}
			for i, record := range records {
				for j, value := range record {
					if value != strings.TrimSpace(value) || strings.Contains(value, "\n") {
						t.Errorf("row %s: %s has stray white space: %q", record[0], records[0][j], value)
					}
				}
				if i > 0 && !slug.MatchString(record[0]) {
					t.Errorf("id %q is not a slug", record[0])
				}
				if i > 1 && record[0] <= records[i-1][0] {
					t.Errorf("id %s comes after %s", record[0], records[i-1][0])
				}
			}
			var again bytes.Buffer
			w := csv.NewWriter(&again)
			if err := w.WriteAll(records); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(again.Bytes(), raw) {
				t.Error("writing the rows again gives other bytes: quote only where RFC 4180 asks for it")
			}
		})
	}
}

func TestEveryColumnHoldsWhatItPromises(t *testing.T) {
	tables := readAll(t)
	country := regexp.MustCompile(`^[A-Z]{2}$`)
	for _, f := range layout {
		t.Run(f.name, func(t *testing.T) {
			refs := map[string]string{"sources": "sources"}
			maps.Copy(refs, f.refs)
			enums := map[string]string{"confidence": confidences}
			maps.Copy(enums, f.enums)
			for id, r := range tables[f.name] {
				for column, target := range refs {
					for _, ref := range r.list(column) {
						if tables[target][ref] == nil {
							t.Errorf("%s: %s names %q, which is not in %s", id, column, ref, target)
						}
					}
				}
				for column, words := range enums {
					for _, word := range r.list(column) {
						if !slices.Contains(strings.Fields(words), word) {
							t.Errorf("%s: %s is %q, want one of %s", id, column, word, words)
						}
					}
				}
				for column := range strings.FieldsSeq(f.dates) {
					if r[column] != "" && !isPartialDate(r[column]) {
						t.Errorf("%s: %s is %q, want YYYY, YYYY-MM or YYYY-MM-DD", id, column, r[column])
					}
				}
				for _, column := range []string{"country", "mandate_country", "defender_country"} {
					if r[column] != "" && !country.MatchString(r[column]) {
						t.Errorf("%s: %s is %q, want two capital letters", id, column, r[column])
					}
				}
				for _, column := range listColumns {
					values := r.list(column)
					if slices.Contains(values, "") || len(slices.Compact(slices.Sorted(slices.Values(values)))) != len(values) {
						t.Errorf("%s: %s has an empty or a repeated value: %q", id, column, r[column])
					}
				}
				if r["confidence"] == "" {
					t.Errorf("%s: no confidence", id)
				}
				if f.sourced && r["sources"] == "" {
					t.Errorf("%s: no source", id)
				}
			}
		})
	}
}

func isPartialDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

func TestCities(t *testing.T) {
	for id, r := range readAll(t)["cities"] {
		for column, limit := range map[string]float64{"latitude": 90, "longitude": 180} {
			if r[column] == "" {
				continue
			}
			if v, err := strconv.ParseFloat(r[column], 64); err != nil || v < -limit || v > limit {
				t.Errorf("%s: %s is %q", id, column, r[column])
			}
		}
		if (r["latitude"] == "") != (r["longitude"] == "") {
			t.Errorf("%s: one coordinate without the other", id)
		}
		if n, err := strconv.Atoi(r["population"]); r["population"] != "" && (err != nil || n < 0) {
			t.Errorf("%s: population is %q", id, r["population"])
		}
		if slices.Contains(r.list("aliases"), r["name"]) || slices.Contains(r.list("aliases"), r["local_name"]) {
			t.Errorf("%s: an alias repeats the name", id)
		}
		if !strings.HasSuffix(id, "-"+strings.ToLower(r["country"])) && r["country"] != "" {
			t.Errorf("%s: the id does not end in the country %s", id, r["country"])
		}
	}
}

func TestLinksHaveTwoSides(t *testing.T) {
	for id, r := range readAll(t)["twinning_links"] {
		if r["a"] == r["b"] {
			t.Errorf("%s: a city is twinned with itself", id)
		}
		if (r["disputes"] == "") != (r["dispute_note"] == "") {
			t.Errorf("%s: a dispute and its note go together", id)
		}
	}
}

func TestClaimsObeyTheLaws(t *testing.T) {
	tables := readAll(t)
	count := map[string]int{}
	stated := map[string]bool{}
	for id, r := range tables["claims"] {
		link := tables["twinning_links"][r["link"]]
		ends := []string{link["a"], link["b"]}
		count[r["type"]]++
		stated[r["link"]] = stated[r["link"]] || r["type"] != "REVIEW_OPENED"

		if r["side"] != "" && !slices.Contains(ends, r["side"]) {
			t.Errorf("%s: side %s is no city of the link", id, r["side"])
		}
		if (r["type"] == "OBSERVED") != (r["observed_status"] != "") {
			t.Errorf("%s: observed_status belongs to OBSERVED, and to it alone", id)
		}
		if want := authority(r); r["authority"] != want {
			t.Errorf("%s: authority %s, want %s", id, r["authority"], want)
		}
		if res := tables["resolutions"][r["resolution"]]; res != nil {
			if res["city"] != r["side"] || !slices.Contains(res.list("links"), r["link"]) {
				t.Errorf("%s: %s is not an act of that side on that link", id, r["resolution"])
			}
		}
		for _, answered := range r.list("responds_to") {
			if city := tables["resolutions"][answered]["city"]; city == r["side"] || !slices.Contains(ends, city) {
				t.Errorf("%s: responds_to names %s, which is not of the other side", id, answered)
			}
		}
	}
	for id := range tables["twinning_links"] {
		if !stated[id] {
			t.Errorf("no claim gives a state for %s", id)
		}
	}
	want := map[string]int{"ESTABLISHED": 146, "SUSPENDED": 85, "ENDED": 72, "RESTORED": 2, "REAFFIRMED": 57, "REVIEW_OPENED": 40, "LISTED": 313}
	if !maps.Equal(count, want) {
		t.Errorf("claims by type %v, want %v", count, want)
	}
}

// authority returns the authority that follows from a bundled claim's type, side and body.
func authority(r row) string {
	switch {
	case r["type"] == "ESTABLISHED" || r["type"] == "LISTED" || r["side"] == "":
		return "THIRD_PARTY"
	case r["decided_by"] == "" || r["decided_by"] == "ASSOCIATION":
		return "OFFICIAL_STATEMENT"
	}
	return "PARTY_DECISION"
}

func TestResolutionsHaveOneEnd(t *testing.T) {
	tables := readAll(t)
	ends := map[string]string{"amended": "AMENDED", "repealed": "REPEALED", "annulled": "ANNULLED", "lapsed": "LAPSED", "rejected": "REJECTED"}
	for id, r := range tables["resolutions"] {
		for column, outcome := range ends {
			if r[column] != "" && r["outcome"] != outcome {
				t.Errorf("%s: %s on %s, but the outcome is %s", id, column, r[column], r["outcome"])
			}
		}
		if r["outcome"] == "" {
			t.Errorf("%s: no outcome", id)
		}
		if r["adopted"] != "" && r["adopted_by"] != "" {
			t.Errorf("%s: adopted_by is for an act whose adoption date is not known", id)
		}
		for _, l := range r.list("links") {
			if link := tables["twinning_links"][l]; link["a"] != r["city"] && link["b"] != r["city"] {
				t.Errorf("%s: %s is not a link of %s", id, l, r["city"])
			}
		}
	}
}

func TestContactsPledgesAndPartnershipsHaveAParty(t *testing.T) {
	tables := readAll(t)
	for _, name := range []string{"contacts", "pledges"} {
		for id, r := range tables[name] {
			if (r["city"] == "") == (r["organisation"] == "") {
				t.Errorf("%s %s: want a city or an organisation, and not both", name, id)
			}
		}
	}
	for id, r := range tables["partnerships"] {
		if len(r.list("cities")) == 0 {
			t.Errorf("partnership %s has no city", id)
		}
	}
	for id, r := range tables["support_twinnings"] {
		if r["mandate_country"] == "" || r["defender_country"] == "" {
			t.Errorf("support twinning %s lacks a country", id)
		}
	}
}

func TestReleaseIsTheVersion(t *testing.T) {
	if got := Released().Format("2006.01"); got != Version && !strings.HasPrefix(Version, got+".") {
		t.Errorf("released in %s, version %s", got, Version)
	}
	if r := Released(); r.Location() != time.UTC || !r.Equal(r.Truncate(24*time.Hour)) {
		t.Errorf("released at %s, want midnight UTC", r)
	}
}

// TestTheTablesAreWhatTheScriptsAnswer runs answers.py and progress.py, which know nothing
// of the program.
func TestTheTablesAreWhatTheScriptsAnswer(t *testing.T) {
	page, err := os.ReadFile("PROVENANCE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range []string{"answers.py", "progress.py"} {
		out, err := exec.CommandContext(t.Context(), "python3", "-B", script).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", script, err, out)
		}
		if table, _, _ := strings.Cut(string(out), "\n\n"); !strings.Contains(string(page), table) {
			t.Errorf("PROVENANCE.md does not have the table of %s\n%s", script, table)
		}
	}
}
