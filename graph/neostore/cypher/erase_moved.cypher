// Records that moved to one that is erased were deleted.
UNWIND $targets AS target
MATCH (r:Retraction)
WHERE r.word = target[0] AND r.id >= '' AND r.seq > 0 AND r.movedTo = target[1]
REMOVE r.movedTo
