// Shows a change to readers. It runs after the transaction that recorded the
// change is closed, so that no reader sees half of one.
MATCH (h:Head {name: 'head'})
SET h.locked = true
WITH h WHERE h.seq < $seq
SET h.seq = $seq, h.recordedAt = $recordedAt
