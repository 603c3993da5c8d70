package matching

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
)

// Packed compresses lines, each of a key, a tab and what is said of it; the same for the
// same lines.
func Packed(lines []string) ([]byte, error) {
	var b bytes.Buffer
	to, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	for _, line := range lines {
		if _, err := io.WriteString(to, line+"\n"); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// unpacked returns what an embedded file of such lines says of each key. It panics when the
// file is none: tests read them.
func unpacked(file []byte) map[string]string {
	from, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		panic(fmt.Sprintf("matching: %v", err))
	}
	text, err := io.ReadAll(from)
	if err != nil {
		panic(fmt.Sprintf("matching: %v", err))
	}
	said := map[string]string{}
	for line := range strings.Lines(string(text)) {
		key, all, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		said[key] = all
	}
	return said
}
