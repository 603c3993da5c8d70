package main

import "testing"

// A program knows what it was built from, the same each time.
func TestBuild(t *testing.T) {
	first, err := build()
	if err != nil {
		t.Fatal(err)
	}
	again, err := build()
	if err != nil {
		t.Fatal(err)
	}
	if len(first) < len(release)+32 || first != again {
		t.Errorf("%q and %q", first, again)
	}
}
