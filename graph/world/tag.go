package world

import (
	"context"
	"fmt"
	"hash/fnv"

	"twingraph/graph"
)

// Tag returns the Tag of the moment at v.KnownAt for viewers of v.Tier, without making the
// moment. Error: Timeout when ctx has ended.
func (w *World) Tag(ctx context.Context, v graph.View) (string, error) {
	if err := stopped(ctx); err != nil {
		return "", err
	}
	seen := w.visible(v.Tier).until(w.log.known(v.KnownAt))
	return tagOf(len(seen.changes.list), seen.last()), nil
}

// tagOf returns the Tag of a moment after that many changes with that digest.
func tagOf(changes int, digest uint64) string { return fmt.Sprintf("%d-%x", changes, digest) }

// tagged is the Tag of a view of a store at a head.
type tagged struct {
	seq     graph.Seq
	knownAt int64
	tier    graph.Tier
	tag     string
}

// Tag returns the Tag of the moment at v.KnownAt for viewers of v.Tier, without reading the
// moment: while the store has no new change it asks for the head alone, and otherwise lists
// the changes. Errors are the reader's.
func (k *Keeper) Tag(ctx context.Context, v graph.View) (string, error) {
	for {
		head, err := k.reader.Head(ctx)
		if err != nil {
			return "", err
		}
		v := graph.View{KnownAt: instantOf(v, head), Tier: v.Tier}
		want := tagged{seq: head.Seq, knownAt: v.KnownAt.UnixNano(), tier: v.Tier}
		if tag, known := k.taggedAs(want); known {
			return tag, nil
		}
		_, tag, err := numbered(ctx, k.reader, v)
		if err != nil {
			return "", err
		}
		if after, err := k.reader.Head(ctx); err != nil || after.Seq == head.Seq {
			want.tag = tag
			k.keepTag(want)
			return tag, err
		}
	}
}

// taggedAs returns the tag that is kept of a view, and whether there is one.
func (k *Keeper) taggedAs(want tagged) (string, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, t := range k.tags {
		if want.tag = t.tag; t == want {
			return t.tag, true
		}
	}
	return "", false
}

// keepTag keeps a tag, and of too many not the oldest.
func (k *Keeper) keepTag(t tagged) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.tags = append(k.tags, t); len(k.tags) > k.most {
		k.tags = k.tags[1:]
	}
}

// numbered returns the number of the last change that a viewer may know of, and the Tag,
// from all changes that the viewer may know of. Errors are the reader's.
func numbered(ctx context.Context, reader graph.Reader, v graph.View) (last graph.Seq, tag string, err error) {
	digest := fnv.New64a()
	for more := true; more; {
		changes, err := reader.Changes(ctx, v, graph.Window[graph.Seq]{First: graph.MaxFirst, After: &last})
		if err != nil {
			return 0, "", err
		}
		for _, c := range changes {
			last = c.Seq
			fmt.Fprintf(digest, "%d %d %d %d %d %q\n", c.Seq, c.RecordedAt.UnixNano(), c.Added, c.Corrected, c.Retracted, c.Note)
		}
		more = len(changes) == graph.MaxFirst
	}
	return last, tagOf(int(last), digest.Sum64()), nil
}
