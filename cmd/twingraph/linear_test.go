package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"twingraph/graph/storetest/linear"
)

// Sixteen clients of a running server of the embedded store record, correct, take back, merge
// and undo at once: there is an order of all they did that explains every answer, and after the
// server was killed another one shows as many changes as were acknowledged.
func TestWhatManyClientsOfAServerRecordIsLinear(t *testing.T) {
	for _, seed := range linear.Seeds(t, 1) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := newSiege(t, nil, "--data", filepath.Join(t.TempDir(), "twingraph.db"))
			p, url := s.serve()
			changes := linear.Run(t, seed, func(client int, question string, variables map[string]any) ([]byte, error) {
				_, text, err := s.clients[client%len(s.clients)].post(url, question, variables)
				return []byte(text), err
			})
			p.kill()
			again, url := s.serve()
			_, text, err := s.clients[0].post(url, `{ changes(last: 1) { totalCount nodes { number } } }`, nil)
			if want := fmt.Sprintf(`"number":%d}`, changes); err != nil || changes == 0 || !strings.Contains(text, want) {
				t.Errorf("%d changes were acknowledged, and the server says %s, %v", changes, text, err)
			}
			again.kill()
		})
	}
}
