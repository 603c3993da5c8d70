package filestore

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"

	bolt "go.etcd.io/bbolt"

	"twingraph/graph"
)

// What is personal is sealed in the journal: every version and retraction of a record of a
// word that is Personal by the key of that record, and the note, the key and the request of a
// change that has one of them by a key of that change. An erasure destroys keys; the journal, whose
// hashes are of what is sealed, stays as it is.
//
// A seal is AES-256-GCM with a random nonce (crypto/cipher), bound to what is sealed.

// bucketKeys holds the keys under their names: the number of the change that made the key (8
// bytes), and its number among those of that change (4 bytes), 0 for that of the note.
var bucketKeys = []byte("keys")

const keyLength = 32

// keyName is a change, and a number among the keys that it made. It says nothing of what it
// is the key of, and no name comes twice.
type keyName [2]int64

func (n keyName) bytes() []byte { return partKey(graph.Seq(n[0]), int(n[1])) }

// noteKey is the name of the key of the note of a change.
func noteKey(seq graph.Seq) keyName { return keyName{int64(seq), 0} }

// sealed is something that can be read by whoever has the key.
type sealed struct {
	Key  keyName
	Text []byte
}

// keyring is the keys of a store, or those that one change adds to them.
type keyring struct {
	base *keyring // the keys there were before; nil for all
	seq  graph.Seq
	keys map[keyName][]byte
	of   map[graph.Target]keyName
	lost map[keyName]bool // asked for, and not there
}

func newKeyring(base *keyring, seq graph.Seq) *keyring {
	return &keyring{base, seq, map[keyName][]byte{}, map[graph.Target]keyName{}, map[keyName]bool{}}
}

// join adds the keys of a change to those there were before.
func (k *keyring) join() {
	maps.Copy(k.base.keys, k.keys)
	maps.Copy(k.base.of, k.of)
}

func (k *keyring) key(name keyName) []byte {
	for ; k != nil; k = k.base {
		if key := k.keys[name]; key != nil {
			return key
		}
	}
	return nil
}

// name returns the name of the key of a record, and false when it has none yet.
func (k *keyring) name(t graph.Target) (keyName, bool) {
	for ; k != nil; k = k.base {
		if name, ok := k.of[t]; ok {
			return name, true
		}
	}
	return keyName{}, false
}

// sealFor seals a text by the key of a record, which is made where there is none.
func (k *keyring) sealFor(t graph.Target, bound string, text []byte) sealed {
	name, ok := k.name(t)
	if !ok {
		name = keyName{int64(k.seq), int64(len(k.of) + 1)}
		k.of[t] = name
	}
	return k.seal(name, bound, text)
}

// seal seals a text, bound to what it is, by a key, which is made where there is none.
func (k *keyring) seal(name keyName, bound string, text []byte) sealed {
	key := k.key(name)
	if key == nil {
		key = make([]byte, keyLength)
		_, _ = rand.Read(key) // it never fails
		k.keys[name] = key
	}
	return sealed{name, box(key).Seal(nil, nil, text, []byte(bound))}
}

// open returns what was sealed, and false when its key is not there any more.
func (k *keyring) open(s sealed, bound string) (text []byte, there bool, err error) {
	key := k.key(s.Key)
	if key == nil {
		k.lost[s.Key] = true
		return nil, false, nil
	}
	if text, err = box(key).Open(nil, nil, s.Text, []byte(bound)); err != nil {
		return nil, true, fmt.Errorf("%w: key %v", errSeal, s.Key)
	}
	return text, true, nil
}

// errSeal is the error of a key that is not that of what it is to open.
var errSeal = errors.New("a seal does not open")

func box(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // the length is right
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return aead
}

// drop forgets keys, and what they were of.
func (k *keyring) drop(names map[keyName]bool) {
	maps.DeleteFunc(k.keys, func(name keyName, _ []byte) bool { return names[name] })
	maps.DeleteFunc(k.of, func(_ graph.Target, name keyName) bool { return names[name] })
}

// readKeys reads all keys of a file.
func readKeys(tx *bolt.Tx) (*keyring, error) {
	k := newKeyring(nil, 0)
	bucket := tx.Bucket(bucketKeys)
	if bucket == nil {
		return k, nil
	}
	return k, bucket.ForEach(func(name, key []byte) error {
		if len(name) != 12 || len(key) != keyLength {
			return errors.New("a key is unreadable")
		}
		at := keyName{int64(binary.BigEndian.Uint64(name)), int64(binary.BigEndian.Uint32(name[8:]))}
		k.keys[at] = append([]byte(nil), key...)
		return nil
	})
}

// keep writes the keys of one change into the file.
func (k *keyring) keep(tx *bolt.Tx) error {
	bucket := tx.Bucket(bucketKeys)
	for name, key := range k.keys {
		if err := bucket.Put(name.bytes(), key); err != nil {
			return err
		}
	}
	return nil
}
