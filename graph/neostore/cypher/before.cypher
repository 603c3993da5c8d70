// The change before this one: how many records of each word there were. And whether a
// change has the key of this one.
OPTIONAL MATCH (c:Change {seq: $seq - 1})
RETURN [property IN $totals | c[property]] AS totals, EXISTS { MATCH (k:Change {key: $key}) } AS keyed
