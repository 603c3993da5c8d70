package model

import (
	"io"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"twingraph/graph"
)

// MarshalRecordWord writes a word as the enum RecordWord has it.
func MarshalRecordWord(w graph.Word) graphql.Marshaler {
	return graphql.WriterFunc(func(out io.Writer) { _, _ = io.WriteString(out, strconv.Quote(w.Constant())) })
}

// UnmarshalRecordWord reads a word as the enum RecordWord has it. Errors have code
// BadUserInput.
func UnmarshalRecordWord(value any) (graph.Word, error) {
	text, _ := value.(string)
	for _, word := range graph.Words() {
		if word.Constant() == text {
			return word, nil
		}
	}
	return "", graph.Errorf(graph.BadUserInput, "%.100v is no type of record", value)
}
