// The change before this one: how many records of each word there were.
MATCH (c:Change {seq: $seq - 1})
RETURN [property IN $totals | c[property]] AS totals
