package graph

import (
	"context"
	"time"
)

// View is about when a question is asked, knowing what, and by whom.
type View struct {
	AsOf    Day       // valid time: the day in the world
	KnownAt time.Time // recorded time: only what was recorded up to and including this instant
	Tier    Tier      // what the viewer may see; empty is PUBLIC
}

// Seq numbers changes, from 1 without gaps; 0 is the empty store.
type Seq int64

// Reader answers questions about the network. Every method
//   - takes all of the View into account: a record that the viewer may not see, or
//     that was not known at KnownAt, does not exist, in no count, order, page, search
//     or related record (see below);
//   - returns records that are shared and must not be changed;
//   - is safe for concurrent use and sees one consistent state during a call;
//   - fails with code Timeout when ctx ends by its deadline, Unavailable when the
//     store cannot be reached, BadUserInput or LimitExceeded for a bad filter,
//     order or bound, and Internal for anything else.
//
// Slices in results are never nil where "empty" is meant, unless said otherwise.
//
// # Who may see what
//
// A version of a record is seen by those who see its own tier (TierOf) and that of the
// newest version of the record, whatever KnownAt: what was public once and is restricted
// now is restricted for every past instant, and what is public now was restricted when
// it was. A record of a word that is CitedBy, a source, is as public as the most public
// record that cites it in what was known; one that nothing cites is PARTNER, and so is
// what only that one cites.
//
// A change exists for a viewer who may see one of its items. Changes are numbered for
// each viewer, from 1 without gaps, so that numbers say nothing of the others. An item is
// judged by the record as it was after the change, a retracted one as it was before it.
type Reader interface {
	Historian

	// Records returns the records of word with the given ids, in the order of
	// ids; nil in place of an id that does not exist for this view.
	Records(ctx context.Context, v View, word Word, ids []ID) ([]Record, error)

	// List returns one page of the records that q selects, in q's order.
	List(ctx context.Context, v View, q Query) (Page, error)

	// ListAcross returns, for each of the given records of word from, a page of
	// the records across the edge that q selects, in the order of ids. q.Word must
	// be the word across. A record reached twice is listed once. It takes a number
	// of store statements that does not grow with len(ids).
	ListAcross(ctx context.Context, v View, from Word, edge string, ids []ID, q Query) ([]Page, error)

	// Histories returns the history of each link with the given ids as known at
	// v.KnownAt; links that do not exist for this view are left out. AsOf has no
	// bearing.
	Histories(ctx context.Context, v View, links []ID) (map[ID]History, error)

	// Search finds records and places by what a person typed, best first; see
	// SearchQuery.
	Search(ctx context.Context, v View, q SearchQuery) ([]Hit, error)

	// Tally counts the links that where selects at v, and the records of every
	// word that the viewer can see.
	Tally(ctx context.Context, v View, where *Filter) (Tally, error)

	// Count counts the records that q selects in groups; see Grouping. Code
	// LimitExceeded when they fall into more than MaxGroups.
	Count(ctx context.Context, v View, q CountQuery) (Counted, error)

	// Diff returns one page of the links whose joint status on day from differs
	// from that on v.AsOf, in order of id, among those that where selects at
	// v.AsOf. Links that are NOT_ESTABLISHED or UNKNOWN on one of the days count as
	// different when the status is.
	Diff(ctx context.Context, v View, from Day, q DiffQuery) (DiffPage, error)

	// Changes returns those of the changes that exist for the viewer and were recorded up
	// to v.KnownAt that the window shows (of at most MaxFirst), in order. Numbers, those of
	// the window too, are the viewer's; counts are of the items that the viewer may see.
	Changes(ctx context.Context, v View, w Window[Seq]) ([]Change, error)

	// ChangeItems returns, for each of the given changes by the viewer's numbers, those of
	// the items that the viewer may see that the window shows (of at most MaxFirst), in
	// order of word then id, whatever the kind; none for a change not recorded up to
	// v.KnownAt. It takes a number of store statements that does not grow with len(seqs).
	ChangeItems(ctx context.Context, v View, seqs []Seq, w Window[ChangeItem]) ([]ItemPage, error)

	// Fate says what became of a record that is not known any more at v.KnownAt.
	// Code NotFound when it never was, still is, or the viewer might not see it before it
	// was taken back.
	Fate(ctx context.Context, v View, word Word, id ID) (Retraction, error)

	// Head returns the last change of the store, zero for an empty one: for those who
	// write or follow it, not for a viewer. Its number is that of the store, as a viewer
	// of RESTRICTED sees it as long as nothing was erased.
	Head(ctx context.Context) (Change, error)
}

// Each calls visit with all records that a query selects, page by page of q.First, from q.After
// on. Errors are the reader's and those of visit, which ends it.
func Each(ctx context.Context, reader Reader, v View, q Query, visit func(Record) error) error {
	for {
		page, err := reader.List(ctx, v, q)
		if err != nil {
			return err
		}
		for _, r := range page.Records {
			if err := visit(r); err != nil {
				return err
			}
		}
		if !page.More {
			return nil
		}
		q.After = &page.Positions[len(page.Positions)-1]
	}
}

// Journal is a Reader that can be written.
type Journal interface {
	Reader
	Keyed

	// Append records the batch as one Change: all of it, durable before Append
	// returns, or nothing. Callers go through a Registry, which validates.
	// Errors: Conflict when the head is not batch.After any more,
	// batch.RecordedAt is before the head's, or a change has batch.Key already;
	// Unavailable when the store cannot be written now.
	Append(ctx context.Context, batch Batch) (Change, error)
}

// Deriver is a Journal that derives the histories that a batch changes itself.
type Deriver interface {
	Journal
	DerivesHistories()
}

// Grouper is a Journal that records several batches at the cost of one.
type Grouper interface {
	Journal

	// Group calls each with a journal, and records what is appended to that one, each batch
	// as a Change: all of it, durable before Group returns, or nothing. The journal shows at
	// once what was appended to it; nobody else sees any of it before all of it is durable.
	// Once each has returned, the journal takes no more.
	//
	// Errors: that of each, when nothing is recorded; Conflict when the store holds a change
	// that somebody else made since the group began, Unavailable when the store cannot be
	// written now. Append of the journal fails with Conflict for the same reason.
	Group(ctx context.Context, each func(Journal) error) error
}

// Store is a journal with what people need who write to it while it runs.
type Store interface {
	Journal
	Documents
	Eraser
	Watcher

	// Ready reports whether the store can answer now; its error (code
	// Unavailable) says what a person can do about it.
	Ready(ctx context.Context) error

	// Close releases the store.
	Close() error
}

// Query selects and orders records of one word.
type Query struct {
	Word  Word
	Where *Filter
	// OrderBy is the name of an Ordered field, of an Order by what is related, or of an
	// edge that can lead to several records: then the order is of how many of them there
	// are that Counted selects. Empty is the order of ids. Records without a value come last, whatever the direction; ids decide between equals,
	// ascending whatever the direction.
	OrderBy string
	Counted *Filter // on the word across; nil for all, and for an order by a field
	Desc    bool
	// First, Last, After and Before are a Window. From either end, a page is in the order
	// asked for.
	First, Last   int       // one of them, 1 to MaxFirst; BadUserInput below, LimitExceeded above
	After, Before *Position // nil for no bound; BadUserInput for one of another order
	Count         bool      // also count all that Where selects
	With          With
}

// MaxFirst bounds the length of a page.
const MaxFirst = 500

// With names what to fetch with a page, so that the next level of a nested
// question needs no statement of its own. A store may fetch less.
type With uint8

// What can be fetched with a page.
const (
	WithHistories    With = 1 << iota // of links
	WithCities                        // both cities of links
	WithClaims                        // of links
	WithSources                       // of the records
	WithCitySources                   // of the cities fetched with them
	WithClaimSources                  // of the claims fetched with them
)

// Position is the place of a record in an order: what a cursor holds. It stays
// right when records come and go.
type Position struct {
	Key any // the folded string, Day, int64 or float64 ordered by, an int64 for a number, the text of a Composed; nil without a value or for the order of ids
	ID  ID
}

// Page is one page of records.
type Page struct {
	Records   []Record
	Positions []Position // one a record
	More      bool       // there are more within the bounds: after the first, before the last
	Total     int        // of all that the query selects; -1 when not asked for
	Fetched   Fetched
}

// Fetched is what came with a page. Each part is complete or empty: a
// link with an entry in Claims has all its claims there.
type Fetched struct {
	Histories map[ID]History
	Records   []Record        // cities and sources
	Claims    map[ID][]*Claim // by link, in the order of claims across the edge: by date, then id
}

// Tally is a count at one view. What counts zero can be left out of its maps.
type Tally struct {
	Links     int // that the filter selects, NOT_ESTABLISHED ones included
	Disputed  int // of Links
	ByStatus  map[Status]int
	ByKind    map[LinkKind]map[Status]int
	ByCountry map[string]map[Status]int // a link counts once for each country it touches; "" for not known
	Records   map[Word]int              // all that the viewer can see, whatever the filter
}

// DiffQuery selects links for Reader.Diff.
type DiffQuery struct {
	Where *Filter
	// First, Last, After and Before are a Window, of ids; empty ids are no bounds.
	First, Last   int // one of them, 1 to MaxFirst
	After, Before ID
	Count         bool
}

// DiffPage is one page of links whose status differs.
type DiffPage struct {
	Items []DiffItem
	More  bool              // there are more within the bounds: after the first, before the last
	Total int               // -1 when not asked for
	Moves map[[2]Status]int // how many links went from the one status to the other; nil when not asked for (Count)
	// Uncertain is how many of Total may have changed outside the two days, see
	// DiffItem.Uncertain; 0 when not asked for.
	Uncertain int
}

// DiffItem is one link whose status differs between two days.
type DiffItem struct {
	Link   *TwinningLink
	Before LinkStatus
	After  LinkStatus
}

// Began returns the date of what brought about the status on the later of the two days, as
// the claim gives it; zero where nothing did.
func (i *DiffItem) Began(from, to Day) PartialDate {
	if from > to {
		return i.Before.Began
	}
	return i.After.Began
}

// Uncertain reports whether the link may have changed outside the two days: whether the later
// one lies in the interval of the date of what changed it, before its last day.
func (i *DiffItem) Uncertain(from, to Day) bool {
	if from > to {
		return i.Before.UncertainAt(from)
	}
	return i.After.UncertainAt(to)
}

// Batch is what one Append records.
type Batch struct {
	After       Seq       // the head it was validated against
	RecordedAt  time.Time // UTC; not before the head's
	CommittedAt time.Time // UTC; the clock when it was written, for the record only
	Actor       string    // who recorded it
	Note        string    // what it is, in a sentence
	// Key names the request that the batch answers, so that the same request made again
	// is recognised; empty for none. No two changes have the same.
	Key string
	// Request tells the request from another one with the same key; empty when that is not
	// known. It says nothing of what was asked to those who do not know the key as it was given.
	Request   string
	Added     []Record // ids not known at the head
	Corrected []Record // ids known at the head; these versions supersede them
	Retracted []Retraction
	// Histories holds, for every link whose history this batch changes, the new
	// history. Stores that materialise spells write these; nil for a Deriver.
	Histories map[ID]History
}

// Items returns how many records the batch adds, corrects and takes back.
func (b Batch) Items() int { return len(b.Added) + len(b.Corrected) + len(b.Retracted) }

// Retraction takes a record back.
type Retraction struct {
	Word    Word
	ID      ID
	Reason  string
	MovedTo ID // where a merged record went; empty when it was deleted
}

// Change is one entry of the change sequence.
type Change struct {
	Seq                         Seq
	RecordedAt                  time.Time
	CommittedAt                 time.Time
	Actor                       string
	Note                        string
	Added, Corrected, Retracted int
}

// ChangeKind says what a change did to a record.
type ChangeKind string

// The kinds of change.
const (
	ItemAdded     ChangeKind = "ADDED"
	ItemCorrected ChangeKind = "CORRECTED"
	ItemRetracted ChangeKind = "RETRACTED"
)

// ItemPage is one page of what a change did.
type ItemPage struct {
	Items []ChangeItem
	More  bool // there are more within the bounds: after the first, before the last
}

// ChangeItem is what one change did to one record.
type ChangeItem struct {
	Word Word
	ID   ID
	Kind ChangeKind
}

// Target returns the record.
func (i ChangeItem) Target() Target { return Target{Word: i.Word, ID: i.ID} }

// ChangeKinds lists what a change can do to a record.
func ChangeKinds() []ChangeKind { return []ChangeKind{ItemAdded, ItemCorrected, ItemRetracted} }
