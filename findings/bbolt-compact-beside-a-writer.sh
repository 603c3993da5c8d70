#!/usr/bin/env bash
# bbolt v1.4.3 (Go, read on 2026-11-28): bolt.Compact of a database that is being written to
# can make a copy that was never a state of it, and report no error. It reads its source in one
# transaction, as a hot backup should; but Bucket.Put keeps the slice of the value that it is
# given, which points into the mapped pages of the source, and Compact commits the last (in a
# small database the only) transaction of the copy after the one of the source has ended. Pages
# that a writer filled meanwhile are copied in their new state. Tx.WriteTo, made for hot
# backups, does not do so.
#
# The program keeps 64 values, behind 20,000 that never change, equal to each other in every
# transaction, and looks for copies in which they are not.
#
# Output seen:
#   copies by Tx.WriteTo that are no state of the database: 0
#   copies by Compact that are no state of the database: some
#
# Fails when that changes. Needs Go 1.26 or newer and a proxy of Go modules.
set -euo pipefail
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder"
go mod init copies >/dev/null 2>&1
go get go.etcd.io/bbolt@v1.4.3 >/dev/null 2>&1

cat >main.go <<'EOF'
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"

	bolt "go.etcd.io/bbolt"
)

var name = []byte("values")

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func open(path string) *bolt.DB {
	// Room enough that the mapped file is never moved, and no forced writes, for speed alone.
	db, err := bolt.Open(path, 0o600, &bolt.Options{NoSync: true, InitialMmapSize: 64 << 20})
	must(err)
	return db
}

// write sets all values to the same number.
func write(db *bolt.DB, number int) {
	must(db.Update(func(tx *bolt.Tx) error {
		bucket := tx.Bucket(name)
		for n := range 64 {
			must(bucket.Put(fmt.Appendf(nil, "z%02d", n), bytes.Repeat(fmt.Appendf(nil, "%09d ", number), 20)))
		}
		return nil
	}))
}

// torn reports whether the values differ from each other.
func torn(db *bolt.DB) (differ bool) {
	must(db.View(func(tx *bolt.Tx) error {
		bucket := tx.Bucket(name)
		first := bucket.Get([]byte("z00"))
		return bucket.ForEach(func(key, value []byte) error {
			differ = differ || key[0] == 'z' && !bytes.Equal(value, first)
			return nil
		})
	}))
	return differ
}

// count makes copies while the database is written to, and counts those that are torn.
func count(db *bolt.DB, copies int, backup func(path string)) (found int) {
	stop, stopped := signal(), signal()
	go func() {
		defer close(stopped)
		for number := 1; ; number++ {
			select {
			case <-stop:
				return
			default:
				write(db, number)
			}
		}
	}()
	for range copies {
		backup("copy.db")
		copied := open("copy.db")
		if torn(copied) {
			found++
		}
		must(copied.Close())
		must(os.Remove("copy.db"))
	}
	close(stop)
	<-stopped
	return found
}

func signal() chan struct{} { return make(chan struct{}) }

func main() {
	db := open("source.db")
	defer db.Close()
	must(db.Update(func(tx *bolt.Tx) error {
		bucket, err := tx.CreateBucket(name)
		must(err)
		for n := range 20_000 {
			must(bucket.Put(fmt.Appendf(nil, "a%05d", n), []byte("the same")))
		}
		return nil
	}))
	write(db, 0)
	fmt.Println("copies by Tx.WriteTo that are no state of the database:", count(db, 100, func(path string) {
		must(db.View(func(tx *bolt.Tx) error { return tx.CopyFile(path, 0o600) }))
	}))
	found := count(db, 1000, func(path string) {
		to := open(path)
		must(bolt.Compact(to, db, 0))
		must(to.Close())
	})
	word := "none"
	if found > 0 {
		word = "some"
	}
	fmt.Fprintln(os.Stderr, found, "of 1000")
	fmt.Println("copies by Compact that are no state of the database:", word)
}
EOF
go mod tidy >/dev/null 2>&1
go run . >seen
cat seen
diff seen - <<'EOF'
copies by Tx.WriteTo that are no state of the database: 0
copies by Compact that are no state of the database: some
EOF
