package atlas

import (
	"context"
	"io"

	"twingraph/graph"
)

// Copied is a store that writes a copy of all that it holds.
type Copied interface {
	// Backup writes a copy of the store as it was at one moment during the call. What it
	// writes is begun only when the copy is made.
	Backup(ctx context.Context, to io.Writer) error
}

// BackUpFrom lets stewards take copies of a store, and returns the atlas. Call it before the
// atlas is asked.
func (a *Atlas) BackUpFrom(store Copied) *Atlas {
	a.copied = store
	return a
}

// ToBackUp returns the store of which the viewer may take a copy. Errors: those of permission
// (MayBackUp; whoever has a copy reads every tier, so that it takes the tier RESTRICTED, too),
// and NotFound where the store is none that is copied so.
func (r *Request) ToBackUp() (Copied, error) {
	if err := r.may(MayBackUp); err != nil {
		return nil, err
	}
	if err := r.seesAll("a backup holds records of every tier"); err != nil {
		return nil, err
	}
	if r.copied == nil {
		return nil, graph.Errorf(graph.NotFound, "this server keeps its network in Neo4j, which is backed up by its own tools (neo4j-admin database dump), or by twingraph export dataset")
	}
	return r.copied, nil
}
