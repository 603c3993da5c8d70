package world

import (
	"encoding/binary"
	"hash/fnv"
	"io"
	"slices"
	"sort"

	"twingraph/graph"
)

// access says who may see what: graph.Reader has the rules.
type access struct {
	tables map[graph.Word]*table
	citers shards[grown[graph.Record]] // by source: a version of each record that ever cited it
}

// sees reports whether a viewer of that tier may see the record of word with the given
// id, as it was known after a change.
func (a access) sees(tier graph.Tier, word graph.Word, id graph.ID, seq graph.Seq) bool {
	shape, vs := graph.ShapeOf(word), a.tables[word].records.get(id)
	r := vs.after(seq)
	switch {
	case r == nil:
		return false
	case shape.CitedBy:
		return tier.Sees(graph.TierRestricted) || a.cited(tier, id, seq, nil)
	}
	return tier.Sees(shape.TierOf(r)) && tier.Sees(shape.TierOf(vs.newest()))
}

// cited reports whether a record that a viewer may see cites a source, or nothing does
// and the viewer sees PARTNER. On the way are the sources that it is asked for: those that
// cite each other and nothing else does are seen by nobody.
func (a access) cited(tier graph.Tier, source graph.ID, seq graph.Seq, way []graph.ID) bool {
	any := false
	for _, citer := range a.citers.get(source).list {
		word, id := citer.Word(), citer.Base().ID
		r := a.tables[word].records.get(id).after(seq)
		if r == nil || !slices.Contains(r.Base().Sources, source) {
			continue
		}
		any = true
		if word == graph.WordSource {
			if !slices.Contains(way, id) && a.cited(tier, id, seq, append(way, source)) {
				return true
			}
		} else if a.sees(tier, word, id, seq) {
			return true
		}
	}
	return !any && tier.Sees(graph.TierPartner)
}

// viewerTier returns a tier of a viewer as one of graph.Tiers: an unknown one is PUBLIC.
func viewerTier(t graph.Tier) graph.Tier {
	if slices.Contains(graph.Tiers(), t) {
		return t
	}
	return graph.TierPublic
}

// sequence is the changes that exist for viewers of one tier: the number that a viewer
// has for one is its place, from 1.
type sequence struct {
	upTo    graph.Seq // what the store holds beyond was not looked at
	changes grown[graph.Seq]
	digests grown[uint64] // of all that a viewer may know of the changes up to each
}

// visible returns the changes that exist for viewers of a tier.
func (w *World) visible(tier graph.Tier) sequence {
	return w.sequences.get(viewerTier(tier), func(old sequence) sequence {
		s := sequence{graph.Seq(w.log.length), old.changes, old.digests}
		for seq := old.upTo + 1; seq <= s.upTo; seq++ {
			e := w.log.at(seq)
			if e.open == (counts{}) && w.count(tier, e) == (counts{}) {
				continue
			}
			digest := w.digest(tier, e, s.last())
			s.changes, s.digests = s.changes.with(seq), s.digests.with(digest)
		}
		return s
	})
}

// last returns the digest of all changes.
func (s sequence) last() uint64 {
	if len(s.digests.list) == 0 {
		return 0
	}
	return s.digests.list[len(s.digests.list)-1]
}

// until returns the sequence up to a change of the store.
func (s sequence) until(seq graph.Seq) sequence {
	n := sort.Search(len(s.changes.list), func(i int) bool { return s.changes.list[i] > seq })
	return sequence{seq, grown[graph.Seq]{list: s.changes.list[:n]}, grown[uint64]{list: s.digests.list[:n]}}
}

// digest is of what a viewer may know of a change, and of all before it.
func (w *World) digest(tier graph.Tier, e *entry, before uint64) uint64 {
	h := fnv.New64a()
	sum := binary.BigEndian.AppendUint64(nil, before)
	sum = binary.BigEndian.AppendUint64(sum, uint64(e.change.RecordedAt.UnixNano()))
	_, _ = h.Write(sum)
	_, _ = io.WriteString(h, e.change.Note+"\x00") // an erasure can take it away
	for i := range e.items {
		if it := &e.items[i]; w.seesItem(tier, e, it) {
			_, _ = io.WriteString(h, string(it.Word)+"\x00"+string(it.ID)+"\x00"+string(it.Kind)+"\x00")
		}
	}
	return h.Sum64()
}

// seesItem reports whether a viewer may see what a change did to a record, which is
// judged as it was after the change, or before it when it was retracted.
func (w *World) seesItem(tier graph.Tier, e *entry, it *item) bool {
	if graph.ShapeOf(it.Word).Open {
		return true
	}
	seq := e.change.Seq
	if it.Kind == graph.ItemRetracted {
		seq--
	}
	return w.access.sees(tier, it.Word, it.ID, seq)
}

// count counts the items of a change that a viewer may see.
func (w *World) count(tier graph.Tier, e *entry) counts {
	c := e.open
	for _, i := range e.guarded {
		if it := &e.items[i]; w.seesItem(tier, e, it) {
			c.count(it)
		}
	}
	return c
}
