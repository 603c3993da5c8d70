package dialogue_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"twingraph/graph"
	"twingraph/graph/dialogue/candidate"
	"twingraph/graph/dialogue/plan"
	"twingraph/graph/dialogue/score"
)

// rolesOf lists the roles of records, of dates and of the number.
func rolesOf(r score.Roles) []string {
	var names []string
	for _, role := range slices.Concat(slices.Concat(r.Records...), r.Dates, []score.FactRole{r.Number}) {
		if role != "" {
			names = append(names, string(role))
		}
	}
	return names
}

// Each kind of fact and of caution has its roles in one table: the schema has a field for
// each role and no other, and says with each kind which of them it fills.
func TestKindsAndFieldsOfTheSchema(t *testing.T) {
	text := must(os.ReadFile(filepath.Join("..", "..", "schema", "evidence.graphqls")))(t)
	schema := must(parser.ParseSchema(&ast.Source{Input: string(text)}))(t)
	for _, c := range []struct {
		kinds, on string
		roles     func(kind string) score.Roles
		own       []string // fields that are of every kind, or say what is no record, date or number
	}{
		{"FactKind", "Fact", func(kind string) score.Roles { return score.FactKind(kind).Roles() }, []string{"kind", "grain", "records", "theme", "sources"}},
		{"CautionKind", "Caution", func(kind string) score.Roles { return score.CautionKind(kind).Roles() }, []string{"kind", "toVerify", "records", "sources"}},
	} {
		t.Run(c.on, func(t *testing.T) {
			used := map[string]bool{}
			for _, kind := range schema.Definitions.ForName(c.kinds).EnumValues {
				roles := rolesOf(c.roles(kind.Name))
				if len(roles) == 0 {
					t.Errorf("%s has no roles", kind.Name)
				}
				_, listed, _ := strings.Cut(kind.Description, "Fields: ")
				var says []string
				for _, found := range regexp.MustCompile("`(\\w+)`").FindAllStringSubmatch(listed, -1) {
					if !slices.Contains(c.own, found[1]) {
						says = append(says, found[1])
					}
				}
				if !slices.Equal(says, roles) {
					t.Errorf("the schema says that %s fills %q, the table %q", kind.Name, says, roles)
				}
				for _, role := range roles {
					used[role] = true
				}
			}
			var fields []string
			for _, f := range schema.Definitions.ForName(c.on).Fields {
				if !slices.Contains(c.own, f.Name) {
					fields = append(fields, f.Name)
				}
			}
			slices.Sort(fields)
			if want := slices.Sorted(maps.Keys(used)); !slices.Equal(fields, want) {
				t.Errorf("the schema has the fields %q, the roles are %q", fields, want)
			}
		})
	}
}

// Every fact and caution that the bundled dataset gives, for all goals, on several days,
// is what the roles of its kind say: each record has a role, none of a role that stands for
// one comes twice, each known date and each number has a role.
func TestFactsHaveTheirRoles(t *testing.T) {
	s := bundled(t, graph.TierPublic)
	seen := map[string]int{}
	check := func(kind string, roles score.Roles, p *score.Proof) {
		t.Helper()
		seen[kind]++
		ones := map[score.FactRole]int{}
		for i, r := range p.Records {
			role := p.RoleOf(i)
			if role == "" || !slices.Contains(slices.Concat(roles.Records...), role) {
				t.Errorf("%s: the %s %q has the role %q", kind, r.Word(), r.Base().ID, role)
			}
			ones[role]++
			if n := ones[role]; n > 1 && single(role) {
				t.Errorf("%s: %d records are the %s", kind, n, role)
			}
		}
		if len(p.Records) == 0 {
			t.Errorf("%s has no record", kind)
		}
		named := 0
		for _, role := range roles.Dates {
			date := reflect.ValueOf(p).MethodByName(exported(role)).Call(nil)[0].Interface().(graph.PartialDate)
			if !date.IsZero() {
				named++
			}
		}
		if named != len(p.Dates()) {
			t.Errorf("%s: of the dates %v %d have a role", kind, p.Dates(), named)
		}
		if p.Number() != 0 && roles.Number == "" {
			t.Errorf("%s: the number %d has no role", kind, p.Number())
		}
	}
	facts := func(list []score.Fact) {
		for i := range list {
			check("fact "+string(list[i].Kind), list[i].Kind.Roles(), &list[i].Proof)
		}
	}
	cautions := func(list []score.Caution) {
		for i := range list {
			check("caution "+string(list[i].Kind), list[i].Kind.Roles(), &list[i].Proof)
		}
	}
	for _, goal := range score.Goals() {
		for _, on := range []string{"2020-06-30", "2021-03-01", "2023-06-01", "2026-11-22"} {
			for _, country := range []string{"DE", "FR", "US", "NO", "SE", "PL"} {
				q := candidate.Question{For: candidate.Asker{Country: country}, Goal: goal, AsOf: day(on), ThroughSuspended: true, Window: graph.Window[candidate.Position]{First: 200}}
				if goal == score.Join {
					if on < "2023" {
						continue // the campaign does not run yet
					}
					q.Campaign = "uclg-10-100-1000"
				}
				page, err := candidate.Rank(t.Context(), s, q)
				if goal == score.Partner && graph.CodeOf(err) == graph.BadUserInput {
					continue // no city of the country names a theme on the day
				}
				if err != nil {
					t.Fatalf("%s %s %s: %v", goal, on, country, err)
				}
				for _, c := range page.Candidates {
					for _, part := range c.Parts {
						facts(part.Facts)
					}
					cautions(c.Cautions)
				}
			}
		}
	}
	for _, q := range plans() {
		p := must(plan.For(t.Context(), s, q))(t)
		facts(p.Deeds)
		facts(p.Occasions)
		cautions(p.Cautions)
		cautions(p.Verify)
	}
	if len(seen) < 55 {
		t.Errorf("only %d kinds are seen: %v", len(seen), seen)
	}
}

// single reports whether a role is of one record.
func single(role score.FactRole) bool {
	return reflect.ValueOf(&score.Proof{}).MethodByName(exported(role)).Type().Out(0).Kind() == reflect.Pointer
}

// exported returns the name of the method that returns what has a role.
func exported(role score.FactRole) string { return string(role[0]-'a'+'A') + string(role[1:]) }

// A date that is not known takes no other's place.
func TestDatesKeepTheirRoles(t *testing.T) {
	seenInForce := graph.PartialDate{Year: 2020, Month: 5}
	f := score.FactOf(score.TextPerhaps, &graph.Resolution{Statement: graph.Statement{ID: "text"}}).On(graph.PartialDate{}, seenInForce)
	if !f.Adopted().IsZero() || f.LastSeenInForce() != seenInForce || len(f.Dates()) != 1 {
		t.Errorf("adopted %v, last seen in force %v, dates %v", f.Adopted(), f.LastSeenInForce(), f.Dates())
	}
	if f.Count() != nil || f.Link() != nil || f.Resolution().ID != "text" {
		t.Errorf("count %v, link %v, text %v", f.Count(), f.Link(), f.Resolution())
	}
}
