package neostore

import (
	"context"
	"crypto/rand"
	_ "embed"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
)

// Documents are nodes with the label Document, unique by kind and id, and beside the
// network: no question about it finds them, and no change writes them. They are read from
// the leader of a cluster, so that what one server stored every other sees at once.

//go:embed cypher/document.cypher
var documentCypher string

//go:embed cypher/documents.cypher
var documentsCypher string

//go:embed cypher/document_create.cypher
var documentCreateCypher string

//go:embed cypher/document_put.cypher
var documentPutCypher string

//go:embed cypher/document_remove.cypher
var documentRemoveCypher string

// Document returns one document; see graph.Documents.
func (s *Store) Document(ctx context.Context, kind, id string) (graph.Document, error) {
	found, err := s.documents(ctx, statement{"document", documentCypher}, params{"kind": kind, "id": id})
	if err != nil {
		return graph.Document{}, err
	}
	if len(found) == 0 {
		return graph.Document{}, graph.NoDocument(kind, id)
	}
	return found[0], nil
}

// Documents lists all documents of a kind; see graph.Documents.
func (s *Store) Documents(ctx context.Context, kind string) ([]graph.Document, error) {
	found, err := s.documents(ctx, statement{"documents", documentsCypher}, params{"kind": kind})
	slices.SortFunc(found, func(a, b graph.Document) int { return strings.Compare(a.ID, b.ID) })
	return found, err
}

func (s *Store) documents(ctx context.Context, st statement, p params) ([]graph.Document, error) {
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	found := []graph.Document{}
	err := s.stream(ctx, neo4j.AccessModeWrite, st, p, func(row []any) error {
		found = append(found, graph.Document{
			Kind: textOf(p["kind"]), ID: textOf(row[0]), Revision: int64(numberOf(row[1])), Body: []byte(textOf(row[2])),
		})
		return nil
	})
	return found, err
}

// Put stores a document; see graph.Documents. Where the connection is lost while it is
// stored it is tried again, and recognises by a name of its own that it was.
func (s *Store) Put(ctx context.Context, d graph.Document) (graph.Document, error) {
	if err := d.Check(); err != nil {
		return graph.Document{}, err
	}
	st := statement{"document_put", documentPutCypher}
	if d.Revision == 0 {
		st = statement{"document_create", documentCreateCypher}
	}
	rows, err := s.change(ctx, st, params{
		"kind": d.Kind, "id": d.ID, "revision": d.Revision, "body": string(d.Body), "put": rand.Text(),
	})
	if err != nil {
		return graph.Document{}, err
	}
	if len(rows) == 0 {
		return graph.Document{}, d.Outdated(0)
	}
	if rows[0].Values[0] != true {
		return graph.Document{}, d.Outdated(int64(numberOf(rows[0].Values[1])))
	}
	d.Revision++
	d.Body = slices.Clone(d.Body)
	return d, nil
}

// change runs one statement that writes beside the network.
func (s *Store) change(ctx context.Context, st statement, p params) (rows []*neo4j.Record, err error) {
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	err = s.write(ctx, func(t *transaction) (err error) {
		rows, err = t.run(st, p)
		return err
	})
	return rows, err
}

// Remove deletes a document; see graph.Documents. Its content can be found in files of Neo4j
// until a few seconds later, as that of erased records; see overwrite.go.
func (s *Store) Remove(ctx context.Context, kind, id string) error {
	d, err := s.Document(ctx, kind, id)
	if err != nil {
		return err
	}
	blots := blotted(map[string]any{"kind": kind, "id": id, "body": string(d.Body)})
	rows, err := s.change(ctx, statement{"document_remove", documentRemoveCypher}, params{"kind": kind, "id": id, "blots": blots})
	if err != nil {
		return err
	}
	if len(rows) != 1 || numberOf(rows[0].Values[0]) == 0 {
		return graph.NoDocument(kind, id)
	}
	s.removed.note(s.finishRemovals)
	return nil
}

// finishRemovals overwrites what was removed; what is left of it when that fails is done by
// the next server that opens the store.
func (s *Store) finishRemovals(ctx context.Context) {
	if err := s.finishErasure(ctx); err != nil && ctx.Err() == nil {
		s.log.WarnContext(ctx, "neo4j: what was removed is not overwritten until the store is opened again", "error", err)
	}
}

var _ graph.Documents = (*Store)(nil)
