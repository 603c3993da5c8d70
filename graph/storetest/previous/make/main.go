package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph/filestore"
	"twingraph/graph/neostore/localneo4j/neo4jtest"
	"twingraph/graph/storetest/previous"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "make answers FILE, or make dump URI")
		os.Exit(2)
	}
	var err error
	switch os.Args[1] {
	case "answers":
		err = answers(os.Args[2])
	case "dump":
		err = dump(os.Args[2])
	default:
		err = fmt.Errorf("%q is neither answers nor dump", os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
}

func answers(path string) error {
	store, err := filestore.Open(path, filestore.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	questions, err := questions(context.Background(), store)
	if err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	for _, q := range questions {
		if err := out.Encode(previous.Answered{Question: q, Answer: q.Ask(context.Background(), store)}); err != nil {
			return err
		}
	}
	return nil
}

func dump(uri string) error {
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.NoAuth())
	if err != nil {
		return err
	}
	defer func() { _ = driver.Close(context.Background()) }()
	content, err := neo4jtest.Dump(context.Background(), driver)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(content)
	return err
}
