package filestore

import "twingraph/graph"

// ResumedAt returns the change of the checkpoint from which the store was read; 0 for none.
func (s *Store) ResumedAt() graph.Seq { return s.resumedAt }

// LoseFile closes the file while the store believes that it has it, as when a disk is gone:
// what is written from then on fails.
func (s *Store) LoseFile() error { return s.db.Close() }
