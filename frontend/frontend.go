package frontend

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// dist is the build of the pages. Its placeholder file is committed (the build writes it again from public/), so that
// the package compiles before there is a build; `all:` keeps files whose names begin with a dot or an underscore.
//
//go:embed all:dist
var dist embed.FS

//go:embed missing.html
var missing []byte

//go:embed src/examples/index.json src/examples/*.graphql
var sources embed.FS

//go:embed src/app/addresses.json
var addresses []byte

//go:embed src/match/columns.json
var columns []byte

// Dist returns the built pages, rooted so that "index.html" is the start page, "graphiql.html" the query editor and
// "assets/" their files, whose names carry a hash of their content. It returns nil and false when the program was
// compiled before the pages were built; serve [Missing] then.
func Dist() (fs.FS, bool) {
	built, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, false
	}
	if _, err := fs.Stat(built, "index.html"); err != nil {
		return nil, false
	}
	return built, true
}

// Missing returns the HTML page that says in one paragraph how to build the pages. The caller owns the copy.
func Missing() []byte {
	return slices.Clone(missing)
}

// Example is a question that the query editor offers and that must run on the real server.
type Example struct {
	// Name is the file name without its ending, unique, and the value of /graphiql?example=.
	Name string
	// Title is the question in plain words.
	Title string
	// Description is a sentence on what the answer shows.
	Description string
	// Query is the GraphQL document: one named operation.
	Query string
	// Variables are the operation's variables; nil when it has none.
	Variables map[string]any
}

// Examples returns the example questions in the order the query editor shows them. It fails when the index and the
// .graphql files in src/examples do not match one to one, or when an entry lacks its words.
func Examples() ([]Example, error) {
	folder, err := fs.Sub(sources, "src/examples")
	if err != nil {
		return nil, fmt.Errorf("frontend: examples: %w", err)
	}
	examples, err := readExamples(folder)
	if err != nil {
		return nil, fmt.Errorf("frontend: examples: %w", err)
	}
	return examples, nil
}

// Addresses returns the addresses of the pages that "index.html" shows, such as "/city/$id", where a part that begins
// with a dollar sign stands for any one part. It fails when the list cannot be read.
func Addresses() ([]string, error) {
	var list []string
	if err := json.Unmarshal(addresses, &list); err != nil {
		return nil, fmt.Errorf("frontend: addresses: %w", err)
	}
	return list, nil
}

// readDocuments reads every .graphql file of a folder, by name without its ending.
func readDocuments(folder fs.FS) (map[string]string, error) {
	files, err := fs.Glob(folder, "*.graphql")
	if err != nil {
		return nil, err
	}
	documents := make(map[string]string, len(files))
	for _, file := range files {
		text, err := fs.ReadFile(folder, file)
		if err != nil {
			return nil, err
		}
		documents[strings.TrimSuffix(path.Base(file), ".graphql")] = string(text)
	}
	return documents, nil
}

// readExamples joins index.json of a folder with the .graphql files beside it and refuses any that stand alone.
func readExamples(folder fs.FS) ([]Example, error) {
	index, err := fs.ReadFile(folder, "index.json")
	if err != nil {
		return nil, err
	}
	var entries []struct {
		Name        string         `json:"name"`
		Title       string         `json:"title"`
		Description string         `json:"description"`
		Variables   map[string]any `json:"variables"`
	}
	if err := json.Unmarshal(index, &entries); err != nil {
		return nil, fmt.Errorf("index.json: %w", err)
	}
	documents, err := readDocuments(folder)
	if err != nil {
		return nil, err
	}
	examples := make([]Example, 0, len(entries))
	for i, entry := range entries {
		if entry.Name == "" || entry.Title == "" || entry.Description == "" {
			return nil, fmt.Errorf("index.json: entry %d (%q) needs a name, a title and a description", i+1, entry.Name)
		}
		query, ok := documents[entry.Name]
		if !ok {
			return nil, fmt.Errorf("index.json: entry %d: no file of its own named %s.graphql", i+1, entry.Name)
		}
		delete(documents, entry.Name)
		examples = append(examples, Example{
			Name:        entry.Name,
			Title:       entry.Title,
			Description: entry.Description,
			Query:       query,
			Variables:   entry.Variables,
		})
	}
	for name := range documents {
		return nil, fmt.Errorf("%s.graphql is not in index.json", name)
	}
	if len(examples) == 0 {
		return nil, errors.New("index.json lists nothing")
	}
	return examples, nil
}

// Columns returns the names by which the columns of a list of towns are found, the likeliest first, without case and
// accents: of "name", "country", "region" and "code". The pages find them by the same file.
func Columns() map[string][]string {
	var names map[string][]string
	if err := json.Unmarshal(columns, &names); err != nil {
		panic(err) // it is a file of the program
	}
	return names
}
