package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/filestore"
)

// backupCommand returns "twingraph backup": it writes a copy of the embedded store.
func backupCommand(s *settings) *cobra.Command {
	where := &remote{}
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a copy of the embedded store, beside a running server too",
		Long: `Writes a copy of all that the embedded store holds, as it was at one moment: every
change and version of every tier, tokens, and the keys of what is personal. It may be
made while a server uses the store, or be taken from a server with --to, for which
the token of a steward of tier RESTRICTED is needed. What was erased is in no backup
that is made afterwards.

FILE must not exist. It is there whole or not at all, is verified before it gets its
name, and can be read by its owner alone: keep it as you keep the store. A Neo4j is
backed up by its own tools, or by twingraph export dataset.`,
		Example: `  twingraph backup twingraph-2026-11-28.db
  twingraph backup twingraph-2026-11-28.db --to https://twins.example.org --token-file steward.token
  twingraph restore twingraph-2026-11-28.db --data new.db`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			head, size, err := backUp(cmd.Context(), s, where, args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s, change %d\n", args[0], counted(int(size), "byte"), head.Seq)
			return err
		},
	}
	where.flags(cmd.Flags())
	return cmd
}

// restoreCommand returns "twingraph restore": it makes the embedded store out of a backup.
func restoreCommand(s *settings) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Make the embedded store out of a backup",
		Long: `Verifies a backup and makes the store that --data names out of it. Stop the server
first. A store in which there is something is not overwritten: move its file away, or
restore into another one.

What was erased after the backup was made is there again: erase it anew.`,
		Example: `  twingraph restore twingraph-2026-11-28.db
  twingraph restore twingraph-2026-11-28.db --data new.db`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := s.embeddedOnly("restored"); err != nil {
				return err
			}
			head, _, err := verified(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if err := filestore.Restore(args[0], s.data); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.ErrOrStderr(), "%s: restored up to change %d\n", s.data, head.Seq)
			return err
		},
	}
}

// embeddedOnly returns an error where the settings name a Neo4j.
func (s *settings) embeddedOnly(done string) error {
	if s.neo4jURI == "" {
		return nil
	}
	return graph.Errorf(graph.BadUserInput, "a Neo4j is %s by its own tools (neo4j-admin database dump and load, or what your provider offers), "+
		"or as a dataset (twingraph export dataset, twingraph import); without NEO4J_URI this works on the embedded store", done)
}

// backUp writes a backup into a file that does not exist yet, and returns the last change in
// it and its size in bytes.
func backUp(ctx context.Context, s *settings, where *remote, name string) (head graph.Change, size int64, err error) {
	write := where.download
	if where.to == "" {
		if err := s.embeddedOnly("backed up"); err != nil {
			return head, 0, err
		}
		store, err := s.opener(toRead, nil, nil)(ctx)
		if err != nil {
			return head, 0, err
		}
		defer func() { _ = store.Close() }()
		own, ok := store.(*filestore.Store)
		if !ok {
			return head, 0, graph.Errorf(graph.Internal, "%T is not the embedded store", store)
		}
		write = own.Backup
	}
	err = writeNew(name, func(file *os.File) error {
		if err := write(ctx, file); err != nil {
			return err
		}
		if err := file.Sync(); err != nil {
			return err
		}
		head, size, err = verified(ctx, file.Name())
		return err
	})
	return head, size, err
}

// download writes a backup that a server sends.
func (r *remote) download(ctx context.Context, to io.Writer) error {
	response, err := r.send(ctx, http.MethodGet, "/backup", "", nil)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "application/octet-stream" {
		if err := readAnswer(response, "data", &struct{}{}); err != nil {
			return err
		}
		return fmt.Errorf("%s: %s sent no backup", response.Status, r.to)
	}
	if _, err := io.Copy(to, response.Body); err != nil {
		return fmt.Errorf("the backup broke off: %w", err)
	}
	return nil
}

// verified opens a backup, which checks all of it, and returns the last change in it and its
// size in bytes. Errors are those of filestore.Open.
func verified(ctx context.Context, name string) (head graph.Change, size int64, err error) {
	store, err := filestore.Open(name, filestore.Options{ReadOnly: true})
	if err != nil {
		return head, 0, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if head, err = store.Head(ctx); err != nil {
		return head, 0, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return head, 0, err
	}
	return head, info.Size(), nil
}

// writeNew writes a file of a name that is free, for its owner alone: all of it, or nothing.
// What write leaves in the file is on the disk when it gets the name.
func writeNew(name string, write func(*os.File) error) (err error) {
	defer func() { err = unwritten(name, err) }()
	if _, err := os.Lstat(name); err == nil {
		return taken(name)
	}
	folder := filepath.Dir(name)
	file, err := os.CreateTemp(folder, "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if left := os.Remove(file.Name()); left != nil && !errors.Is(left, fs.ErrNotExist) {
			err = errors.Join(err, left)
		}
	}()
	if err := errors.Join(write(file), file.Sync(), file.Close()); err != nil {
		return err
	}
	// A link, other than a rename, takes no name that another program took meanwhile.
	if err := os.Link(file.Name(), name); errors.Is(err, fs.ErrExist) {
		return taken(name)
	} else if err != nil { // a file system without links
		if err := os.Rename(file.Name(), name); err != nil {
			return err
		}
	}
	return syncFolder(folder)
}

// taken is the error for a name under which there is something.
func taken(name string) error {
	return graph.Errorf(graph.BadUserInput, "%s is there already, and is not overwritten: choose another name", name)
}

// syncFolder makes names in a folder durable, where the system has that.
func syncFolder(name string) error {
	folder, err := os.Open(name)
	if err != nil {
		return err
	}
	_ = folder.Sync() // some systems cannot
	return folder.Close()
}
