package filestore

import (
	"errors"
	"os"
)

// wipe overwrites the pages of the file that are free, so that nothing is left of what they held;
// it costs what there is to overwrite, where making the file anew copies all of it. It is called
// with the lock of a writer after two transactions, a change and its seal. Pages that either of
// these uses stay as they are: the file can be read from either. While a backup is being made,
// which reads an older state, it waits for that. When it fails, the file is made anew; errors are
// those of forget.
func (s *Store) wipe() error {
	if s.unwiped = s.copying > 0; s.unwiped {
		return nil
	}
	if err := s.wipeFree(); err != nil {
		return s.forget()
	}
	return nil
}

func (s *Store) wipeFree() error {
	s.swap.Lock() // nobody reads an older state
	defer s.swap.Unlock()
	file, err := os.OpenFile(s.file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(wipeFree(file), file.Close())
}

// wipeFree overwrites the pages that are free in both states from which the file can be read.
func wipeFree(file *os.File) error {
	last := &pages{file: file}
	if err := last.findMeta(); err != nil {
		return err
	}
	free := map[uint64]int{}
	page, zero := make([]byte, last.pageSize), make([]byte, last.pageSize)
	for at := range int64(2) {
		if _, err := file.ReadAt(page, at*int64(last.pageSize)); err != nil {
			return err
		}
		m, ok := readMeta(page)
		if !ok {
			return errors.New("one of the two first pages is not readable")
		}
		state := &pages{file: file, meta: m, seen: make([]bool, m.pages)}
		ids, err := state.free()
		if err != nil {
			return err
		}
		for _, id := range ids {
			free[id]++
		}
	}
	wiped := false
	for id, states := range free {
		if states < 2 {
			continue
		}
		at := int64(id * last.pageSize)
		if _, err := file.ReadAt(page, at); err != nil {
			return err
		}
		if string(page) == string(zero) {
			continue
		}
		if _, err := file.WriteAt(zero, at); err != nil {
			return err
		}
		wiped = true
	}
	if !wiped {
		return nil
	}
	return file.Sync()
}
