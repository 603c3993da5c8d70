package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/vektah/gqlparser/v2/ast"
)

func main() {
	log.SetOutput(io.Discard) // gqlgen's account of what it matched with what
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

// generate writes the part of the schema that follows from the words, and then what follows
// from gqlgen.yml and the schema that it names. Errors are those of reading either and of
// writing.
func generate() error {
	text, err := inputs(".")
	if err != nil {
		return err
	}
	if err := os.WriteFile(inputsFile, []byte(text), 0o666); err != nil {
		return err
	}
	c, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return err
	}
	if err := c.LoadSchema(); err != nil {
		return err
	}
	for name, d := range c.Schema.Types {
		if d.Kind == ast.InputObject && isMap(d) && !c.Models.Exists(name) {
			c.Models.Add(name, "map[string]interface{}")
		}
	}
	return api.Generate(c)
}

// isMap reports whether an input is read as a map.
func isMap(d *ast.Definition) bool {
	return strings.HasSuffix(d.Name, "Filter") || d.Position.Src.Name == inputsFile
}
