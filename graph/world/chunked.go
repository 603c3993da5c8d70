package world

import (
	"iter"
	"slices"
)

// rowsInChunk is a power of two: small enough to be copied for one row that differs, and
// large enough for few chunks.
const rowsInChunk = 256

// chunked is a value for each row. It is immutable; what differs from it in a few rows
// shares the chunks of all others.
type chunked[T any] struct {
	chunks [][]T // all but the last have rowsInChunk values
}

// inChunks returns the values in chunks of their own.
func inChunks[T any](values []T) chunked[T] {
	var c chunked[T]
	for part := range slices.Chunk(values, rowsInChunk) {
		c.chunks = append(c.chunks, slices.Clone(part))
	}
	return c
}

func (c chunked[T]) at(row int32) T { return c.chunks[row/rowsInChunk][row%rowsInChunk] }

// rows returns how many rows there are.
func (c chunked[T]) rows() int {
	if len(c.chunks) == 0 {
		return 0
	}
	last := len(c.chunks) - 1
	return last*rowsInChunk + len(c.chunks[last])
}

// all yields each row with its value.
func (c chunked[T]) all(yield func(int32, T) bool) {
	for i, chunk := range c.chunks {
		for k, value := range chunk {
			if !yield(int32(i*rowsInChunk+k), value) {
				return
			}
		}
	}
}

// with returns what differs in some rows, each of which can come several times.
func (c chunked[T]) with(rows iter.Seq2[int32, T]) chunked[T] {
	d, own := chunked[T]{slices.Clone(c.chunks)}, make([]bool, len(c.chunks))
	for row, value := range rows {
		at := row / rowsInChunk
		if !own[at] {
			d.chunks[at], own[at] = slices.Clone(d.chunks[at]), true
		}
		d.chunks[at][row%rowsInChunk] = value
	}
	return d
}

// unlike yields the rows of chunks that two of as many rows do not share, with the value in
// each.
func unlike[T any](old, now chunked[T]) iter.Seq2[int32, [2]T] {
	return func(yield func(int32, [2]T) bool) {
		for i, chunk := range now.chunks {
			if &chunk[0] == &old.chunks[i][0] {
				continue
			}
			for k, value := range chunk {
				if !yield(int32(i*rowsInChunk+k), [2]T{old.chunks[i][k], value}) {
					return
				}
			}
		}
	}
}
