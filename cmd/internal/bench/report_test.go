package bench

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"
)

// report gathers what is printed at the end.
type report struct {
	answers []answers
	others  [][2]string // what was measured besides, and what came out
}

// answers is what was measured of one question on one store.
type answers struct {
	store, question string
	clients         int
	graphql         *way // over Neo4j by Cypher
	floor, mirror   *way // nil on the embedded store
}

// note adds a line of its own.
func (r *report) note(what, format string, args ...any) {
	r.others = append(r.others, [2]string{what, fmt.Sprintf(format, args...)})
}

// print writes the tables.
func (r *report) print(out io.Writer) {
	fmt.Fprintf(out, "\n%s, Go %s, %d processors%s\n\n", runtime.GOOS+"/"+runtime.GOARCH, strings.TrimPrefix(runtime.Version(), "go"), runtime.NumCPU(), load())
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	if len(r.answers) > 0 {
		fmt.Fprintln(w, "store\tquestion\tclients\tp50 ms\tp95 ms\ta second\tcpu ms\tallocs\tkB\tstatements\tfloor p50\tfloor p95\tratio p50\tratio p95\tmirror p50\tmirror p95\tratio p50\tratio p95\t")
	}
	for _, a := range r.answers {
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%.0f\t%.2f\t%.0f\t%.0f\t", a.store, a.question, a.clients,
			ms(a.graphql.quantile(.5)), ms(a.graphql.quantile(.95)), a.graphql.perSecond(), a.graphql.each(uint64(a.graphql.cpu))/1e6, a.graphql.each(a.graphql.mallocs), a.graphql.each(a.graphql.bytes)/1000)
		if a.floor == nil {
			fmt.Fprintln(w, "\t\t\t\t\t\t\t\t\t")
			continue
		}
		fmt.Fprintf(w, "%.1f\t%s\t%s\t%.2f\t%.2f\t", a.graphql.each(uint64(a.graphql.sends)), ms(a.floor.quantile(.5)), ms(a.floor.quantile(.95)), a.ratio(a.graphql, .5), a.ratio(a.graphql, .95))
		fmt.Fprintf(w, "%s\t%s\t%.2f\t%.2f\t\n", ms(a.mirror.quantile(.5)), ms(a.mirror.quantile(.95)), a.ratio(a.mirror, .5), a.ratio(a.mirror, .95))
	}
	w.Flush()
	if len(r.answers) > 0 {
		fmt.Fprintln(out, "aims: embedded p95 under 2 ms; ratio to the floor at most 1.3, by the mirror at most 0.7 for pages, counts and lists in lists")
		fmt.Fprintln(out)
	}
	w = tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, line := range r.others {
		fmt.Fprintf(w, "%s\t%s\n", line[0], line[1])
	}
	w.Flush()
}

// ratio returns how many times longer a way takes than the floor.
func (a answers) ratio(w *way, share float64) float64 {
	return float64(w.quantile(share)) / float64(max(1, a.floor.quantile(share)))
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000) }

// load says how busy the machine is, where that is known: times depend on it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return ", load " + strings.Fields(string(text))[0]
}
