package resolvers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/graph/filestore"
	"twingraph/graph/registry"
	"twingraph/graph/storetest/linear"
	"twingraph/resolvers"
)

// grouping is an embedded store that counts how often changes were written together.
type grouping struct {
	*filestore.Store
	groups atomic.Int64
}

func (c *grouping) Group(ctx context.Context, each func(graph.Journal) error) error {
	return c.Store.Group(ctx, func(journal graph.Journal) error {
		before, _ := journal.Head(ctx)
		err := each(journal)
		if after, _ := journal.Head(ctx); after.Seq > before.Seq {
			c.groups.Add(1)
		}
		return err
	})
}

// Sixteen people at one embedded store, whose changes are written in groups, record, correct,
// take back, merge and undo at once: there is an order of all they did that explains every
// answer, no update is lost, and the file holds what was acknowledged.
func TestWhatManyRecordAtOnceIsLinear(t *testing.T) {
	for _, seed := range linear.Seeds(t, 3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "twingraph.db")
			file, err := filestore.Open(path, filestore.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			store := &grouping{Store: file}
			root := resolvers.New(atlas.New(store, time.Now).RecordTo(registry.New(store, time.Now)))
			changes := linear.Run(t, seed, func(client int, question string, variables map[string]any) ([]byte, error) {
				ctx := resolvers.WithViewer(t.Context(), graph.Viewer{Role: graph.Editor, Tier: graph.TierRestricted, Name: fmt.Sprint("client ", client)})
				data, errs := askOf(t, ctx, root, question, variables)
				for _, e := range errs { // as a server does
					e.Extensions = map[string]any{"code": graph.CodeOf(e.Err)}
				}
				return json.Marshal(map[string]any{"data": data, "errors": errs})
			})
			head, err := store.Head(t.Context())
			if groups := store.groups.Load(); err != nil || int(head.Seq) != changes || groups >= int64(changes) {
				t.Errorf("%d changes were acknowledged, %d are there, %d groups, %v", changes, head.Seq, groups, err)
			}
			t.Logf("%d changes in %d groups", changes, store.groups.Load())
			if err := file.Close(); err != nil {
				t.Fatal(err)
			}
			again, err := filestore.Open(path, filestore.Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			if kept, err := again.Head(t.Context()); err != nil || kept.Seq != head.Seq {
				t.Errorf("the file holds %d changes of %d, %v", kept.Seq, head.Seq, err)
			}
		})
	}
}
