package world_test

import (
	"context"
	"testing"

	"twingraph/graph"
	"twingraph/graph/world"
)

// asked counts what a store was asked for.
type asked struct {
	graph.Reader
	heads, others int
}

func (a *asked) Head(ctx context.Context) (graph.Change, error) {
	a.heads++
	return a.Reader.Head(ctx)
}

func (a *asked) Changes(ctx context.Context, v graph.View, of graph.Window[graph.Seq]) ([]graph.Change, error) {
	a.others++
	return a.Reader.Changes(ctx, v, of)
}

func (a *asked) List(ctx context.Context, v graph.View, q graph.Query) (graph.Page, error) {
	a.others++
	return a.Reader.List(ctx, v, q)
}

// While nothing is recorded, a store without a world is asked for its head and nothing else.
func TestATagAsksForTheHeadAlone(t *testing.T) {
	one := with(t, world.Empty(), graph.Batch{RecordedAt: at(1), Added: []graph.Record{town("here", "Here")}})
	store := &memory{World: one}
	reader := &asked{Reader: struct{ graph.Reader }{store}}
	keeper, latest := world.NewKeeper(reader, 2), graph.View{KnownAt: graph.Latest()}
	tag := func() string {
		tag, err := keeper.Tag(t.Context(), latest)
		if err != nil {
			t.Fatal(err)
		}
		return tag
	}
	first := tag()
	reader.heads, reader.others = 0, 0
	if again := tag(); again != first || reader.heads != 1 || reader.others != 0 {
		t.Errorf("%s after %s: asked %d times for the head and %d times for more", again, first, reader.heads, reader.others)
	}
	store.World = with(t, one, graph.Batch{RecordedAt: at(2), Added: []graph.Record{town("there", "There")}})
	if tag() == first {
		t.Error("a change does not move the tag")
	}
}

// A tag is that of the moment, whoever has the network, and costs no reading of it.
func TestATagIsThatOfItsMoment(t *testing.T) {
	one := with(t, world.Empty(), graph.Batch{RecordedAt: at(1), Added: []graph.Record{town("here", "Here")}})
	two := with(t, one, graph.Batch{RecordedAt: at(2), Added: []graph.Record{town("there", "There")}})
	hidden := with(t, two, graph.Batch{RecordedAt: at(3), Added: []graph.Record{
		&graph.Contact{Statement: graph.Statement{ID: "somebody"}, City: "here", Tier: graph.TierRestricted}}})
	for _, c := range []struct {
		name string
		of   *world.World
		view graph.View
	}{
		{"nothing recorded", world.Empty(), graph.View{KnownAt: graph.Latest()}},
		{"everything", two, graph.View{KnownAt: graph.Latest()}},
		{"an older instant", two, graph.View{KnownAt: at(1)}},
		{"before everything", two, graph.View{KnownAt: at(0)}},
		{"what the viewer may not see", hidden, graph.View{KnownAt: graph.Latest()}},
		{"what the viewer may see", hidden, graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for name, from := range map[string]world.Moments{
				"a world": c.of, "a keeper": world.NewKeeper(struct{ graph.Reader }{&memory{World: c.of}}, 2),
			} {
				tag, err := from.Tag(t.Context(), c.view)
				if err != nil {
					t.Fatal(err)
				}
				m, err := from.Moment(t.Context(), c.view)
				if err != nil {
					t.Fatal(err)
				}
				if tag != m.Tag {
					t.Errorf("%s: the tag is %s, its moment has %s", name, tag, m.Tag)
				}
			}
		})
	}
	public, restricted := graph.View{KnownAt: graph.Latest()}, graph.View{KnownAt: graph.Latest(), Tier: graph.TierRestricted}
	before, _ := two.Tag(t.Context(), public)
	if after, _ := hidden.Tag(t.Context(), public); after != before {
		t.Error("a change that the viewer may not know of moves the tag")
	}
	if after, _ := hidden.Tag(t.Context(), restricted); after == before {
		t.Error("a change that the viewer may know of does not move the tag")
	}
}
