// Package support says what can safely be shown of support twinnings, which pair a mandate
// holder with a human rights defender at risk. It imports package index.
package support
