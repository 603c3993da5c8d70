package graph

import (
	"context"
	"time"
)

// RecordVersion is one step in the life of a record: what one change made of it.
type RecordVersion struct {
	Change Change // that recorded it, numbered and counted for the viewer
	Kind   ChangeKind
	Record Record // as it was from then on; nil when it was retracted

	// Of a retraction.
	Reason  string
	MovedTo ID
}

// Historian is a Reader that also shows how records came to be what they are.
type Historian interface {
	// Versions returns, for each of the given records, the steps of its life that were
	// recorded up to v.KnownAt, oldest first; none for a record that never was. A step is
	// seen by those who see the item of its change; AsOf has no bearing. It takes a number
	// of store statements that does not grow with len(records). Errors are those of Reader.
	Versions(ctx context.Context, v View, records []Target) ([][]RecordVersion, error)
}

// Erasure is the request that what is personal in records be destroyed for good.
type Erasure struct {
	After   Seq      // the head that it was checked against
	Batch   Batch    // who, when and why; it holds no records, and its After is not looked at
	By      Role     // of whoever asks
	Records []Target // of words that are Personal, known at the head or at any time before it; each once
}

// Eraser destroys content for good.
type Eraser interface {
	// Erase destroys every version of the given records, with the notes and the keys of the
	// changes that touched them, and records one Change that says so. Once it returns, the
	// records never were, at any KnownAt and for any viewer, and their content and their ids
	// are in no file, log or index of the store, and in no backup made from then on. A
	// record that had moved to one of them was deleted, then. What stays is listed by
	// Erasures, and changes keep the numbers that they have in the store; a change of which
	// no item is left exists for no viewer, nor does the one that erased.
	//
	// Errors: those of Erasure.Check; NotFound when one of the records never was; Conflict
	// and Unavailable as for Store.Append. An erasure that is cut short by a crash is
	// finished when the store is opened again.
	Erase(ctx context.Context, e Erasure) (Change, error)

	// Erasures lists what was erased, in the order of the changes that did it, and of one
	// change in the order of its Erasure.
	Erasures(ctx context.Context) ([]Erased, error)
}

// Erased is what stays of an erased record.
type Erased struct {
	Word       Word
	RecordedAt []time.Time // of its versions
	ErasedAt   time.Time
	By         Role
}

// Check reports what is wrong with an erasure by itself. Errors have code BadUserInput and
// never name a record.
func (e Erasure) Check() error {
	asked := map[Target]bool{}
	for _, t := range e.Records {
		if shape, ok := FindShape(t.Word); !ok || !shape.Personal {
			return Errorf(BadUserInput, "records of the word %s hold nothing personal: they can be retracted, not erased", t.Word)
		}
		if asked[t] {
			return Errorf(BadUserInput, "a %s is named twice: name each record once", t.Word)
		}
		asked[t] = true
	}
	if len(asked) == 0 || e.Batch.Items() > 0 {
		return Errorf(BadUserInput, "an erasure names records and records none")
	}
	return nil
}

// Document is something that the product keeps beside the network and that is not
// knowledge: a token, a proposal.
type Document struct {
	Kind     string // such as "token"
	ID       string // unique within its kind
	Revision int64  // 1 for a new one, one more with each Put
	Body     []byte // JSON

	// Forgets asks of a Put that what the document said before be in no file of the embedded
	// store and in no backup made from then on, as after Remove. It is not kept.
	Forgets bool
}

// Documents keeps documents. What was put is durable before Put and Remove return, and is
// seen at once by every server over the same store. Errors: Unavailable when the store
// cannot be reached or written, Timeout when ctx ends.
type Documents interface {
	// Document returns one. Code NotFound when there is none.
	Document(ctx context.Context, kind, id string) (Document, error)

	// Documents lists all of a kind, in order of id.
	Documents(ctx context.Context, kind string) ([]Document, error)

	// Put stores a document whose Revision is that with which it was read, 0 for a new
	// one, and returns it as stored. Code Conflict when the store holds another revision.
	Put(ctx context.Context, d Document) (Document, error)

	// Remove deletes a document for good: its content is in no file of the store and in no
	// backup made from then on. Code NotFound when there is none.
	Remove(ctx context.Context, kind, id string) error
}

// Keyed finds changes by the key of their batch.
type Keyed interface {
	// Keyed returns the change that was appended with the key, numbered as the store does.
	// Code NotFound when there is none, and once a record that it touched was erased.
	Keyed(ctx context.Context, key string) (KeyedChange, error)
}

// KeyedChange is the change of a batch with a key.
type KeyedChange struct {
	Change
	Request string // as Batch has it
}

// Watcher waits for changes.
type Watcher interface {
	// Await returns the head as soon as its number is past seq: at once when it is already
	// or when a change is made through this store, within 250 ms when another server makes
	// one. Code Timeout when ctx ends before, Unavailable when the store cannot be reached.
	Await(ctx context.Context, seq Seq) (Change, error)
}

// maxDocument bounds the body of a document, in bytes.
const maxDocument = 4 << 20

// Check reports what is wrong with a document. Errors have code BadUserInput or
// LimitExceeded.
func (d Document) Check() error {
	switch {
	case !ValidID(ID(d.Kind)), !ValidID(ID(d.ID)):
		return Errorf(BadUserInput, "%q, %q are not a kind and an id of a document", d.Kind, d.ID)
	case len(d.Body) > maxDocument:
		return Errorf(LimitExceeded, "the document has %d bytes; at most %d are kept", len(d.Body), maxDocument)
	}
	return nil
}

// NoDocument is the error, with code NotFound, of a document that is not there.
func NoDocument(kind, id string) error { return Errorf(NotFound, "there is no %s %q", kind, id) }

// Outdated is the error, with code Conflict, of a document that is not the one in the store.
func (d Document) Outdated(stored int64) error {
	if stored == 0 {
		return Errorf(Conflict, "there is no %s %q any more", d.Kind, d.ID)
	}
	return Errorf(Conflict, "the %s %q was changed in between: it has revision %d now, not %d", d.Kind, d.ID, stored, d.Revision)
}
