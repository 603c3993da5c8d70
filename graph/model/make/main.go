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

// generate writes what follows from gqlgen.yml and the schema that it names. Errors are
// those of reading either and of writing the code.
func generate() error {
	c, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return err
	}
	if err := c.LoadSchema(); err != nil {
		return err
	}
	for name, d := range c.Schema.Types {
		if d.Kind == ast.InputObject && strings.HasSuffix(name, "Filter") && !c.Models.Exists(name) {
			c.Models.Add(name, "map[string]interface{}")
		}
	}
	return api.Generate(c)
}
