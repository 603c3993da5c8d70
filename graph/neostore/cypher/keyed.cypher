// The change of a batch with a key, as far as it is shown to readers.
MATCH (h:Head {name: 'head'}), (c:Change {key: $key})
WHERE c.seq <= h.seq
RETURN [[c.seq, c.recordedAt, c.committedAt, c.actor, c.note, c.added, c.corrected, c.retracted]] AS changes,
  coalesce(c.request, '') AS request
