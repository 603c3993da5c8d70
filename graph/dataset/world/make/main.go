package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"

	"twingraph/graph"
	"twingraph/graph/dataset"
	"twingraph/graph/gazetteer"
	"twingraph/graph/ingest"
	"twingraph/graph/lists"
)

func main() {
	log.SetFlags(0)
	from := flag.String("lists", "", "directory of the lists")
	gazette := flag.String("gazetteer", gazetteer.Folder, "directory of the gazetteer")
	out := flag.String("out", "graph/dataset/world", "directory of the release, which has decisions.csv")
	review := flag.String("review", "", "file to write all questions to, with what was decided")
	flag.Parse()
	debug.SetGCPercent(50)
	if err := run(*from, *gazette, *out, *review); err != nil {
		log.Fatal(err)
	}
}

// maker holds what the editions are made of.
type maker struct {
	from      string
	known     lists.Known
	places    []gazetteer.Place
	decisions []lists.Question
	beside    []lists.Row
}

func run(from, gazette, out, review string) error {
	m := &maker{from: from}
	if err := m.read(gazette, filepath.Join(out, "decisions.csv")); err != nil {
		return err
	}
	older, err := m.older()
	if err != nil {
		return err
	}
	newer, err := m.newer(older)
	if err != nil {
		return err
	}
	for _, e := range []*lists.Edition{older, newer} {
		if err := e.Write(os.Stdout); err != nil {
			return err
		}
	}
	if review != "" {
		var b bytes.Buffer
		if err := lists.WriteReview(&b, newer.Review); err != nil {
			return err
		}
		if err := os.WriteFile(review, b.Bytes(), 0o600); err != nil {
			return err
		}
	}
	if err := writeHeld(filepath.Join(out, "held.csv"), slices.Concat(older.Held, newer.Held)); err != nil {
		return err
	}
	packed, err := pack(slices.Concat(older.Records(), newer.Records()))
	if err != nil {
		return err
	}
	name := filepath.Join(out, "world.zip")
	if err := os.WriteFile(name, packed, 0o644); err != nil { //nolint:gosec // it is public
		return err
	}
	sum := fmt.Sprintf("%x  world.zip\n", sha256.Sum256(packed))
	fmt.Printf("%s: %d bytes\n", name, len(packed))
	return os.WriteFile(name+".sha256", []byte(sum), 0o644) //nolint:gosec // it is public
}

// writeHeld writes the rows that are held back, so that what is not in the release can be seen.
func writeHeld(name string, held []lists.Held) error {
	rows := [][]string{{"a", "country_a", "b", "country_b"}}
	for _, h := range held {
		rows = append(rows, []string{h.A, h.CountryA, h.B, h.CountryB})
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644) //nolint:gosec // it is public
}

// read reads everything but the lists themselves.
func (m *maker) read(gazette, decisions string) error {
	d, err := ingest.Read(context.Background(), dataset.FS(), nil)
	if err != nil {
		return err
	}
	m.known = lists.KnownOf(d.Steps[0].Records)
	content, err := os.ReadFile(decisions) //nolint:gosec // a file of the project
	if err != nil {
		return err
	}
	if m.decisions, err = lists.ReadReview(decisions, content); err != nil {
		return err
	}
	if m.beside, err = m.list("wikidata_p190_2022_albertoursino/nodes.csv", "wikidata_p190_2022_albertoursino/edges.csv"); err != nil {
		return err
	}
	m.places, err = gazetteer.Read(gazette)
	return err
}

// list reads a list.
func (m *maker) list(names ...string) ([]lists.Row, error) {
	var files []lists.File
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(m.from, name))
		if err != nil {
			return nil, fmt.Errorf("%w (make world needs the lists: LISTS=DIR)", err)
		}
		files = append(files, lists.File{Name: name, Content: content})
	}
	rows, problems, err := lists.Read(files)
	for _, problem := range problems {
		log.Println(problem)
	}
	return rows, err
}

// about returns what the editions have in common.
func (m *maker) about(date string, source graph.ID, notes string) lists.About {
	day, err := graph.ParsePartialDate(date)
	if err != nil {
		panic(err) // it is written in this file
	}
	return lists.About{
		Directory: "wikipedia", Date: day, Title: "Lists of twin towns and sister cities of English Wikipedia", Notes: notes,
		Source: graph.Source{Statement: graph.Statement{ID: source}}, Covers: true, Beside: m.beside,
	}
}

// older makes the edition of 2023: of it only the pairs that the newer one shows no more,
// and of these not those with a host in the United States, whose pages were not all read.
func (m *maker) older() (*lists.Edition, error) {
	rows, err := m.list("vanished_2023_2026/pairs.csv")
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r lists.Row) bool { return r.A.Country == "US" })
	about := m.about("2023-04-22", "wp-lists-2023",
		"Of this edition the world release has only pairs that the next one shows no more, and none with a host in the United States: it does not say that it covers a city, so that nothing seems to be new in the next one")
	about.Covers = false
	return lists.Convert(rows, m.known, m.places, m.decisions, about)
}

// newer makes the edition of 2026.
func (m *maker) newer(older *lists.Edition) (*lists.Edition, error) {
	rows, err := m.list("wikipedia_2026_hekman/twin_cities_raw.csv")
	if err != nil {
		return nil, err
	}
	about := m.about("2026-02-08", "wp-lists-2026", "Covers the cities under whose names the lists that were read have partners")
	about.Previous = older
	return lists.Convert(rows, m.known.And(lists.KnownOf(older.Records())), m.places, m.decisions, about)
}

// pack writes records as a dataset and compresses it. It depends on nothing but the records.
func pack(records []graph.Record) ([]byte, error) {
	files := map[string]*bytes.Buffer{}
	var names []string
	_, err := ingest.WriteRecords(records, func(name string) (io.WriteCloser, error) {
		names = append(names, name)
		files[name] = new(bytes.Buffer)
		return closing{files[name]}, nil
	})
	if err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestCompression) })
	slices.Sort(names)
	for _, name := range names {
		to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := to.Write(files[name].Bytes()); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return packed.Bytes(), err
}

// closing is a buffer that can be closed.
type closing struct{ *bytes.Buffer }

// Close does nothing.
func (closing) Close() error { return nil }
