package world

// crossAlike leads from each row to the other rows that hold the same two ids in two
// fields, either way round.
func crossAlike(of *sheet, fields []string) *crossing {
	held := referring(of, of, fields, nil)
	pairs := make([][2]string, len(of.rows))
	rows := map[[2]string][]int32{}
	for row := range of.rows {
		var pair [2]string
		for i, field := range held {
			if code := field.first(int32(row)); code >= 0 {
				pair[i] = field.values[code].(string)
			}
		}
		if pair[0] > pair[1] {
			pair[0], pair[1] = pair[1], pair[0]
		}
		pairs[row] = pair
		rows[pair] = append(rows[pair], int32(row))
	}
	c := &crossing{sheet: of, start: make([]int32, len(of.rows)+1)}
	for row, pair := range pairs {
		for _, other := range rows[pair] {
			if other != int32(row) {
				c.to = append(c.to, other)
			}
		}
		c.start[row+1] = int32(len(c.to))
	}
	return c
}
