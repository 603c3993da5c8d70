package world

import (
	"maps"
	"slices"

	"twingraph/graph"
)

// shardCount is a power of two. More shards make a small edit cheaper and the
// first edit of an empty table dearer.
const shardCount = 1024

// shards is an immutable map by id. An edit copies only the shards that it
// changes. The zero value is empty.
type shards[V any] struct {
	parts []map[graph.ID]V // shardCount of them, or none
}

// shardOf hashes an id (FNV-1a).
func shardOf(id graph.ID) int {
	h := uint32(2166136261)
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return int((h ^ h>>16) & (shardCount - 1))
}

// get returns the value of id, the zero value when there is none.
func (s shards[V]) get(id graph.ID) V {
	if s.parts == nil {
		var none V
		return none
	}
	return s.parts[shardOf(id)][id]
}

// ids returns all ids, in order.
func (s shards[V]) ids() []graph.ID {
	var ids []graph.ID
	for _, part := range s.parts {
		ids = slices.AppendSeq(ids, maps.Keys(part))
	}
	slices.Sort(ids)
	return ids
}

// edit begins the making of the next map.
func (s shards[V]) edit() *edit[V] {
	e := &edit[V]{parts: make([]map[graph.ID]V, shardCount), own: make([]bool, shardCount)}
	copy(e.parts, s.parts)
	return e
}

// edit is a map in the making. It can be read meanwhile.
type edit[V any] struct {
	parts []map[graph.ID]V
	own   []bool // which parts were copied already
}

func (e *edit[V]) get(id graph.ID) V { return e.parts[shardOf(id)][id] }

func (e *edit[V]) set(id graph.ID, value V) { e.part(id)[id] = value }

func (e *edit[V]) remove(id graph.ID) { delete(e.part(id), id) }

// part returns the shard of an id, to be changed.
func (e *edit[V]) part(id graph.ID) map[graph.ID]V {
	i := shardOf(id)
	if !e.own[i] {
		e.own[i] = true
		if e.parts[i] = maps.Clone(e.parts[i]); e.parts[i] == nil {
			e.parts[i] = map[graph.ID]V{}
		}
	}
	return e.parts[i]
}

// done returns the map; the edit must not be used any more.
func (e *edit[V]) done() shards[V] { return shards[V]{e.parts} }
