package localneo4j

import (
	"context"
	"os"
	"path/filepath"
	"time"
)

// classArchive returns the path of a class-data archive of the assembled server
// for this Java, made at the first call by starting and stopping a server on a
// throw-away home. With it the JVM maps its classes instead of loading them one
// by one, and a server starts in about half the time.
// https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html
//
// The archive is a gain, not a need: it returns "" where none can be made. The
// error is that of waiting for another process that makes one.
func classArchive(ctx context.Context, j java, o Options) (string, error) {
	path := filepath.Join(o.Lib, "classes-"+j.build+".jsa")
	if exists(path) {
		return path, nil
	}
	unlock, err := lock(ctx, o.Lib+".lock")
	if err != nil {
		return "", err
	}
	defer unlock()
	if exists(path) { // by the process that held the lock
		return path, nil
	}
	began := time.Now()
	o.Log.Info("preparing fast starts of the local Neo4j, once")
	if err := makeArchive(ctx, o, path); err != nil {
		o.Log.Warn("starts of the local Neo4j stay slow: no class archive", "reason", err)
		return "", nil
	}
	o.Log.Info("fast starts are prepared", "took", time.Since(began).Round(time.Second))
	return path, nil
}

// makeArchive runs a server once and lets the JVM write the archive when it stops.
func makeArchive(ctx context.Context, o Options, path string) error {
	home, err := os.MkdirTemp("", "twingraph-neo4j-archive-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home)
	o.Home, o.Password = home, ""
	s, err := prepare(ctx, o)
	if err != nil {
		return err
	}
	if s.options.BoltPort, err = freePort(); err != nil {
		return err
	}
	s.URI = "neo4j://" + s.address()
	temp := path + ".new"
	defer os.Remove(temp)
	s.classFlag = "-XX:ArchiveClassesAtExit=" + temp
	if err := s.Start(ctx); err != nil {
		return err
	}
	if err := s.Stop(ctx); err != nil {
		return err
	}
	return os.Rename(temp, path)
}
