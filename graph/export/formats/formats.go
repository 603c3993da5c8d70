package formats

import (
	"slices"
	"strings"

	"twingraph/graph"
	"twingraph/graph/export"
	"twingraph/graph/export/columnar"
)

// All lists every format.
func All() []export.Format { return slices.Concat(export.Formats(), columnar.Formats()) }

// Names lists the names of all formats, such as links.geojson.
func Names() []string {
	var names []string
	for _, f := range All() {
		names = append(names, f.Name)
	}
	return names
}

// Named returns the format of that name. Without one it fails with an error of that code,
// which lists the names there are.
func Named(name string, code graph.Code) (export.Format, error) {
	for _, f := range All() {
		if f.Name == name {
			return f, nil
		}
	}
	return export.Format{}, graph.Errorf(code, "%.100q is no format; there are %s", name, strings.Join(Names(), ", "))
}
