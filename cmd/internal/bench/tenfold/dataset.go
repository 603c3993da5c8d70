package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"twingraph/graph"
	"twingraph/graph/ingest"
	"twingraph/graph/storetest/network"
)

// write writes the dataset of a network with that many cities into a folder, and returns ids of
// some of them. Acts that are dated before their link was founded are left out: an import
// rejects them, and one link in some hundred thousand has one.
func write(folder string, cities int) ([]graph.ID, error) {
	records := network.Records(1, cities, 3*cities, 15*cities/2)
	of := map[graph.ID][]*graph.Claim{}
	var asked []graph.ID
	for _, r := range records {
		switch r := r.(type) {
		case *graph.Claim:
			of[r.Link] = append(of[r.Link], r)
		case *graph.City:
			if len(asked) < 1000 {
				asked = append(asked, r.ID)
			}
		}
	}
	early := map[graph.ID]bool{}
	for _, claims := range of {
		acts, _ := graph.BeforeFounding(claims)
		for _, c := range acts {
			early[c.ID] = true
		}
	}
	kept := records[:0]
	for _, r := range records {
		if !early[r.Base().ID] {
			kept = append(kept, r)
		}
	}
	written, err := ingest.WriteRecords(kept, func(name string) (io.WriteCloser, error) {
		return os.Create(filepath.Join(folder, name))
	})
	fmt.Println(written.Rows)
	return asked, err
}
