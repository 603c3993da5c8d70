package main

import (
	"fmt"
	"log"
	"os"

	"twingraph/graph/gazetteer"
	"twingraph/graph/matching"
)

func main() {
	places, err := gazetteer.Read(gazetteer.Folder)
	if err != nil {
		log.Fatal(err)
	}
	named := make([]matching.Named, len(places))
	for i, p := range places {
		named[i] = matching.Named{Name: p.Name, Country: p.Country, Population: p.Population}
	}
	shared, known, err := matching.Namesakes(named)
	if err != nil {
		log.Fatal(err)
	}
	for name, content := range map[string][]byte{"shared.txt.gz": shared, "known.bin": known} {
		if err := os.WriteFile("graph/matching/"+name, content, 0o644); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("graph/matching/%s: %d bytes\n", name, len(content))
	}
}
