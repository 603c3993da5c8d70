package atlas_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/storetest/network"
)

// counting is a store that counts the links whose histories and the changes whose items are
// read.
type counting struct {
	graph.Store
	histories, items int
}

func (c *counting) Histories(ctx context.Context, v graph.View, links []graph.ID) (map[graph.ID]graph.History, error) {
	c.histories += len(links)
	return c.Store.Histories(ctx, v, links)
}

func (c *counting) ChangeItems(ctx context.Context, v graph.View, seqs []graph.Seq, w graph.Window[graph.ChangeItem]) ([]graph.ItemPage, error) {
	c.items += len(seqs)
	return c.Store.ChangeItems(ctx, v, seqs, w)
}

// A change of 25,000 links is read in pages that begin and end inside of it: each link once
// and in order, on one server and the next, and none reads more than it shows.
func TestNewsOfALargeChangeArePagedInside(t *testing.T) {
	const count = 25_000
	path := filepath.Join(t.TempDir(), "twingraph.db")
	open := func() *counting {
		store, err := filestore.Open(path, filestore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return &counting{Store: store}
	}
	store := open()
	defer func() { _ = store.Close() }()
	batch := graph.Batch{RecordedAt: today(), Actor: "test", Note: "import", Added: network.Records(1, count/3, count, count)}
	var want, first []graph.ID
	for _, r := range batch.Added {
		if link, ok := r.(*graph.TwinningLink); ok {
			want = append(want, link.ID)
		}
	}
	slices.Sort(want)
	if want = slices.Compact(want); len(want) != count {
		t.Fatalf("the network has %d links", len(want))
	}
	if _, err := store.Append(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	// And one of a few links, so that pages go on over the end of the large one.
	after := graph.Batch{After: 1, RecordedAt: today().Add(time.Hour), Actor: "test", Note: "ended"}
	for n := range 5 {
		first = append(first, want[n*1000])
		after.Added = append(after.Added, &graph.Claim{
			Statement: graph.Statement{ID: want[n*1000] + "--late", Confidence: graph.Recalled},
			Link:      want[n*1000], Type: graph.Ended, Authority: graph.ThirdParty, Date: graph.PartialDate{Year: 2026, Month: 11},
		})
	}
	if _, err := store.Append(t.Context(), after); err != nil {
		t.Fatal(err)
	}
	want = append(want, first...)
	now := func() time.Time { return today().Add(24 * time.Hour) }
	a := atlas.New(store, now)
	page := func(where *graph.Filter, w graph.Window[atlas.NewsPlace]) atlas.Part[*atlas.StatusNews] {
		t.Helper()
		r := a.For(graph.Viewer{})
		part, err := r.StatusNews(t.Context(), r.View(), nil, time.Time{}, where, w)
		if err != nil {
			t.Fatal(err)
		}
		return part
	}
	links := func(list []*atlas.StatusNews) []graph.ID {
		ids := make([]graph.ID, len(list))
		for i, n := range list {
			ids[i] = n.LinkID
		}
		return ids
	}
	random := rand.New(rand.NewPCG(11, 8))

	t.Run("from the beginning, over two restarts", func(t *testing.T) {
		var got []graph.ID
		for w := (graph.Window[atlas.NewsPlace]{}); len(got) < len(want); {
			w.First = 1 + random.IntN(graph.MaxFirst)
			part := page(nil, w)
			got = append(got, links(part.Entries)...)
			if len(part.Entries) == 0 || part.Later != (len(got) < len(want)) || part.Earlier != (w.After != nil) {
				t.Fatalf("after %d: %d, earlier %t, later %t", len(got), len(part.Entries), part.Earlier, part.Later)
			}
			w.After = new(atlas.PlaceOfNews(part.Entries[len(part.Entries)-1]))
			if n := len(got) * 3 / len(want); n > (len(got)-len(part.Entries))*3/len(want) && n < 3 {
				if err := store.Close(); err != nil {
					t.Fatal(err)
				}
				store = open()
				a = atlas.New(store, now)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d news, want %d, or in another order", len(got), len(want))
		}
	})
	t.Run("from the end", func(t *testing.T) {
		var got []graph.ID
		for w := (graph.Window[atlas.NewsPlace]{}); len(got) < len(want); {
			w.Last = 1 + random.IntN(graph.MaxFirst)
			part := page(nil, w)
			got = append(links(part.Entries), got...)
			if len(part.Entries) == 0 || part.Earlier != (len(got) < len(want)) {
				t.Fatalf("before %d: %d, earlier %t", len(got), len(part.Entries), part.Earlier)
			}
			w.Before = new(atlas.PlaceOfNews(part.Entries[0]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d news, want %d, or in another order", len(got), len(want))
		}
	})
	t.Run("between two places, of some links", func(t *testing.T) {
		chosen := []graph.ID{want[7], want[12_000], want[12_001], want[24_999]}
		where := graph.In("id", chosen...)
		all := page(where, graph.Window[atlas.NewsPlace]{First: 10})
		if got := links(all.Entries); !slices.Equal(got, chosen) || all.Later {
			t.Fatalf("%v", got)
		}
		from, to := atlas.PlaceOfNews(all.Entries[0]), atlas.PlaceOfNews(all.Entries[3])
		for _, w := range []graph.Window[atlas.NewsPlace]{{First: 5, After: &from, Before: &to}, {Last: 5, After: &from, Before: &to}} {
			if got := links(page(where, w).Entries); !slices.Equal(got, chosen[1:3]) {
				t.Errorf("%v", got)
			}
		}
	})
	t.Run("what a page reads", func(t *testing.T) {
		middle := atlas.NewsPlace{Change: atlas.ChangePlace{Number: 1, RecordedAt: batch.RecordedAt, CommittedAt: batch.CommittedAt}, Link: want[count/2]}
		for _, w := range []graph.Window[atlas.NewsPlace]{{First: 10, After: &middle}, {Last: 10, Before: &middle}, {First: 500, After: &middle}} {
			page(nil, w) // knows the links of the change
			store.histories, store.items = 0, 0
			asked := w.First + w.Last
			if n := len(page(nil, w).Entries); n != asked {
				t.Errorf("%d news, want %d", n, asked)
			}
			if most := 4*asked + 64; store.histories > most || store.items > 1 {
				t.Errorf("a page of %d reads %d histories, at most %d, and items %d times", asked, store.histories, most, store.items)
			}
		}
	})
	t.Run("followed with cuts", func(t *testing.T) {
		a := atlas.New(store, now).FollowBy(store)
		var got []graph.ID
		place := &atlas.NewsPlace{}
		patience, stop := context.WithTimeout(t.Context(), 2*time.Minute)
		defer stop()
		for len(got) < len(want) && patience.Err() == nil {
			ctx, cut := context.WithCancel(patience)
			left := 1 + random.IntN(2500)
			a.FollowNews(ctx, graph.Viewer{}, nil, place, func(n *atlas.StatusNews) error {
				if ctx.Err() != nil {
					return ctx.Err() // it does not arrive any more
				}
				got = append(got, n.LinkID)
				place = new(atlas.PlaceOfNews(n))
				if left--; left == 0 || len(got) == len(want) {
					cut()
				}
				return nil
			})
			cut()
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d news, want %d, or in another order", len(got), len(want))
		}
	})
}
