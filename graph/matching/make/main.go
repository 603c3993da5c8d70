package main

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"log"
	"os"
	"slices"

	"twingraph/graph/dataset"
	"twingraph/graph/dataset/world"
	"twingraph/graph/gazetteer"
	"twingraph/graph/matching"
	"twingraph/graph/naming"
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
	others, err := otherNames(places)
	if err != nil {
		log.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"graph/matching/shared.txt.gz": shared, "graph/matching/known.bin": known, "graph/naming/othernames.txt.gz": others,
	} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %d bytes\n", name, len(content))
	}
}

// otherNames makes the other names of the cities of both datasets.
func otherNames(places []gazetteer.Place) ([]byte, error) {
	wanted := map[string]bool{}
	release, err := world.FS()
	if err != nil {
		return nil, err
	}
	for _, files := range []fs.FS{dataset.FS(), release} {
		file, err := files.Open("cities.csv")
		if err != nil {
			return nil, err
		}
		rows, err := csv.NewReader(file).ReadAll()
		if err != nil {
			return nil, err
		}
		column := slices.Index(rows[0], "geonames")
		for _, row := range rows[1:] {
			wanted[row[column]] = true
		}
	}
	byCode := map[string]*gazetteer.Place{}
	var codes []string
	for i := range places {
		if code := places[i].Code(); wanted[code] {
			codes, byCode[code] = append(codes, code), &places[i]
		}
	}
	return matching.Packed(naming.OtherLines(codes, func(code string) string { return byCode[code].Name }, func(code string) []string { return byCode[code].Others }))
}
