package atlas_test

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/analysis"
	"twingraph/graph/atlas"
	"twingraph/graph/background"
	"twingraph/graph/export"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
)

// diary is a log that holds which results became ready.
type diary struct {
	mu    sync.Mutex
	text  bytes.Buffer
	moved chan struct{} // gets one for each line
}

func (d *diary) Write(line []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n, err := d.text.Write(line)
	d.moved <- struct{}{}
	return n, err
}

// await returns how often each thing became ready, once n lines are there.
func (d *diary) await(t *testing.T, n int) map[string]int {
	t.Helper()
	for range n {
		select {
		case <-d.moved:
		case <-time.After(time.Minute):
			t.Fatal("nothing is computed")
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	times := map[string]int{}
	for line := range strings.Lines(d.text.String()) {
		for field := range strings.FieldsSeq(line) {
			if what, ok := strings.CutPrefix(field, "what="); ok {
				times[what]++
			}
		}
	}
	return times
}

// ahead returns an atlas that keeps ready what takes long, and what it writes about that. It
// waits long for a result: what is computed here is small.
func ahead(t *testing.T, store graph.Store) (*atlas.Atlas, *diary, *background.Background) {
	t.Helper()
	d := &diary{moved: make(chan struct{}, 1000)}
	b := background.New(store, time.Minute, slog.New(slog.NewTextHandler(d, nil)))
	t.Cleanup(b.Close)
	return atlas.New(store, today).FollowBy(store).ComputeAhead(b), d, b
}

// keepReady keeps ready until the test ends.
func keepReady(t *testing.T, a *atlas.Atlas) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); a.KeepReady(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
}

// What is kept ready is what is computed when somebody asks.
func TestWhatIsKeptReadyIsTheSame(t *testing.T) {
	store := bundled(t)
	prepared, _, computing := ahead(t, store)
	type answers struct {
		layout    string
		metrics   analysis.Metrics
		between   []float64
		length    analysis.LinkLength
		alliances []int
		tests     []string
	}
	ask := func(a *atlas.Atlas) (all answers) {
		r := a.For(graph.Viewer{})
		n, err := a.Export(t.Context(), export.Question{Of: graph.WordTwinningLink, AsOf: a.Today(), KnownAt: graph.Latest(), Tier: graph.TierPublic})
		if err != nil {
			t.Fatal(err)
		}
		arranged, err := a.Arrangement(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		var file strings.Builder
		if err := export.Layout(&file, n, arranged); err != nil {
			t.Fatal(err)
		}
		all.layout = file.String()
		active := atlas.LinkSelection{Statuses: []graph.Status{graph.StatusActive}}
		m, err := r.NetworkMetrics(t.Context(), r.View(), atlas.MetricsQuestion{Through: active, Want: analysis.WithDistances | analysis.WithBetweenness})
		if err != nil {
			t.Fatal(err)
		}
		all.metrics = m.Metrics
		all.metrics.Diameter, all.metrics.MeanDistance = nil, nil
		cities, err := m.PerCity(atlas.CityMeasureBetweenness, true, atlas.Window{First: 20})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cities.Entries {
			all.between = append(all.between, c.Betweenness, c.Harmonic)
		}
		all.between = append(all.between, float64(*m.Diameter), *m.MeanDistance)
		length, err := m.Length(t.Context(), 20, 1)
		if err != nil {
			t.Fatal(err)
		}
		all.length, all.length.Score = *length, nil
		divided, err := r.Alliances(t.Context(), r.View(), atlas.AlliancesQuestion{Basis: atlas.AllianceBasisLinks, Through: active, MinSize: 3, Resolution: 1, Runs: 10, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		parts, err := divided.Part(atlas.Window{First: 50})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range parts.Entries {
			all.alliances = append(all.alliances, one.Size(), one.Inside, one.Outward, int(1000*one.Certainty()))
		}
		tests, err := r.Backtests(t.Context(), r.View())
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range tests {
			all.tests = append(all.tests, one.Verdict())
		}
		return all
	}
	same := func(when string, got, want answers) {
		t.Helper()
		if got.layout != want.layout {
			t.Errorf("%s: another layout", when)
		}
		if !slices.Equal(got.between, want.between) || got.length != want.length {
			t.Errorf("%s: other measures: %v %v, want %v %v", when, got.between, got.length, want.between, want.length)
		}
		if !slices.Equal(got.alliances, want.alliances) || !slices.Equal(got.tests, want.tests) {
			t.Errorf("%s: other alliances or back-tests", when)
		}
	}
	want := ask(atlas.New(store, today))
	same("computed", ask(prepared), want)
	computing.Close()
	again, d, _ := ahead(t, store)
	same("kept", ask(again), want)
	d.mu.Lock()
	defer d.mu.Unlock()
	if log := d.text.String(); strings.Contains(log, "kept=false") || strings.Count(log, "kept=true") != 4 {
		t.Errorf("computed again after the start:\n%s", log)
	}
}

// A change that everybody sees and that touches the network has everything computed anew; one
// that touches nothing of it, the back-tests alone; one that nobody may see, nothing (law 9).
func TestWhatChangesHaveComputed(t *testing.T) {
	store := bundled(t)
	a, d, _ := ahead(t, store)
	keepReady(t, a)
	expect := func(after string, lines int, want map[string]int) {
		t.Helper()
		if got := d.await(t, lines); got["layout"] != want["layout"] || got["measures"] != want["measures"] || got["alliances"] != want["alliances"] || got["back-tests"] != want["back-tests"] {
			t.Errorf("after %s: %v, want %v", after, got, want)
		}
	}
	submit := func(r graph.Record) {
		t.Helper()
		if _, err := registry.New(store, today).Submit(t.Context(), registry.Submission{Actor: "test", Records: []graph.Record{r}}); err != nil {
			t.Fatal(err)
		}
	}
	contact := func(id graph.ID, tier graph.Tier) *graph.Contact {
		return &graph.Contact{
			Statement: graph.Statement{ID: id, Sources: []graph.ID{"atlas-blog-2024"}, Confidence: graph.Documented},
			City:      "tuchow-pl", Role: "office", Channel: graph.ChannelEmail, Value: "office@example.org", Tier: tier,
		}
	}
	expect("the start", 4, map[string]int{"layout": 1, "measures": 1, "alliances": 1, "back-tests": 1})
	submit(contact("hidden", graph.TierRestricted))
	submit(contact("shown", graph.TierPublic))
	expect("a contact that nobody may see, and one that everybody may", 1, map[string]int{"layout": 1, "measures": 1, "alliances": 1, "back-tests": 2})
	record(t, store)
	expect("a new town", 4, map[string]int{"layout": 2, "measures": 2, "alliances": 2, "back-tests": 3})
	submit(contact("hidden-too", graph.TierRestricted))
	if head, err := store.Head(t.Context()); err != nil || head.Seq != 5 {
		t.Fatalf("%d changes, %v", head.Seq, err)
	}
	n, err := a.Export(t.Context(), export.Question{Of: graph.WordTwinningLink, AsOf: a.Today(), KnownAt: graph.Latest(), Tier: graph.TierPublic})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Arrangement(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	expect("a contact that nobody may see, and a question", 0, map[string]int{"layout": 2, "measures": 2, "alliances": 2, "back-tests": 3})
}

// held is a store, as a place for results, that does not say what it has before the test ends.
type held struct {
	graph.Store
	until <-chan struct{}
}

func (h held) Document(_ context.Context, kind, id string) (graph.Document, error) {
	<-h.until
	return graph.Document{}, graph.NoDocument(kind, id)
}

// What is not ready in time is answered with how far it is; a network of another day, which
// is not kept ready, is computed for who asks.
func TestNotReadyIsSaid(t *testing.T) {
	store := bundled(t)
	release := make(chan struct{})
	b := background.New(held{store, release}, time.Millisecond, slog.New(slog.DiscardHandler))
	t.Cleanup(func() { close(release); b.Close() })
	a := atlas.New(store, today).ComputeAhead(b)
	r := a.For(graph.Viewer{})
	question := atlas.MetricsQuestion{Through: atlas.LinkSelection{Statuses: []graph.Status{graph.StatusActive}}, Want: analysis.WithBetweenness}
	if _, err := r.NetworkMetrics(t.Context(), r.View(), question); graph.CodeOf(err) != graph.NotReady || !strings.HasPrefix(err.Error(), "still being computed, 0 %") {
		t.Errorf("today: %v", err)
	}
	day := graph.PartialDate{Year: 2010, Month: 1, Day: 1}.First()
	if m, err := r.NetworkMetrics(t.Context(), r.ViewOn(day), question); err != nil || m.Links == 0 {
		t.Errorf("in 2010: %v", err)
	}
	reopened := atlas.New(readOnly(t), today)
	if _, err := reopened.For(graph.Viewer{}).NetworkMetrics(t.Context(), r.View(), question); err != nil {
		t.Errorf("where nothing is computed ahead: %v", err)
	}
}

// readOnly returns a store of the bundled dataset that is only read.
func readOnly(t *testing.T) graph.Reader {
	t.Helper()
	path := t.TempDir() + "/twingraph.db"
	store, err := filestore.Open(path, filestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	opened, err := filestore.Open(path, filestore.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	return opened
}
