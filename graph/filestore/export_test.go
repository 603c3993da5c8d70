package filestore

// LoseFile closes the file while the store believes that it has it, as when a disk is gone:
// what is written from then on fails.
func (s *Store) LoseFile() error { return s.db.Close() }
