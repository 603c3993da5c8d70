package checkpoint

import (
	"encoding/json"
	"runtime"
	"sync"
	"time"

	"twingraph/graph"
	"twingraph/graph/world"
)

// Read makes the world that Write wrote. It fails on anything else, and when something sealed
// cannot be opened.
func Read(in []byte, seals Seals) (w *world.World, err error) {
	defer guard(&err)
	d := &decoder{in: in}
	d.strings()
	var blocks []*block
	for len(d.in) > 0 {
		part := decoder{d.bytes(), d.texts}
		blocks = append(blocks, &block{kind: part.byte(), decoder: part})
	}
	if len(blocks) == 0 || blocks[0].kind != blockChanges {
		return nil, errCut
	}
	changes, err := blocks[0].changes(seals)
	if err != nil {
		return nil, err
	}
	plain := make([]graph.Change, len(changes))
	for i, c := range changes {
		plain[i] = c.Change
	}
	if err := readBlocks(blocks[1:], plain, seals); err != nil {
		return nil, err
	}
	bulk, chronicles := world.NewBulk(plain), map[graph.ID]graph.Chronicle{}
	for _, c := range changes {
		bulk.Keyed(c.Seq, c.Key, c.Request)
		for _, gone := range c.Gone {
			bulk.Retraction(c.Seq, gone)
		}
	}
	for _, b := range blocks[1:] {
		for _, v := range b.versions {
			bulk.Version(v.Record, v.Seq, v.Closed, v.Corrected)
		}
		for i, link := range b.links {
			chronicles[link] = b.chronicles[i]
		}
		*b = block{}
	}
	bulk.Derived(chronicles)
	return bulk.World()
}

// strings reads all texts. They share the memory of one.
func (d *decoder) strings() {
	list := make([]string, d.count())
	lengths := decoder{in: d.in}
	for range list {
		d.number()
	}
	all := string(d.bytes())
	for i := range list {
		n := lengths.number()
		list[i], all = all[:n], all[n:]
	}
	d.texts = list
}

// block is a part of the stream, and what was read of it.
type block struct {
	decoder
	kind       byte
	versions   []world.Stored
	links      []graph.ID
	chronicles []graph.Chronicle
	err        error
}

// readBlocks reads blocks on all processors, but one after the other what has to be opened.
func readBlocks(blocks []*block, changes []graph.Change, seals Seals) error {
	var wg sync.WaitGroup
	next := make(chan *block)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for b := range next {
				b.err = b.read(changes)
			}
		})
	}
	for _, b := range blocks {
		if b.kind != blockPersonal {
			next <- b
		}
	}
	close(next)
	wg.Wait()
	for _, b := range blocks {
		if b.kind == blockPersonal {
			b.err = b.personal(changes, seals)
		}
		if b.err != nil {
			return b.err
		}
	}
	return nil
}

func (b *block) read(changes []graph.Change) (err error) {
	defer guard(&err)
	switch b.kind {
	case blockRecords:
		shape, known := graph.FindShape(graph.Word(b.text()))
		if !known || shape.Personal {
			return errCut
		}
		b.versions = make([]world.Stored, b.count())
		made := layoutOf(shape).records(len(b.versions))
		for i := range b.versions {
			v := &b.versions[i]
			b.version(v)
			v.Record = made.read(&b.decoder, i, recordedAt(changes, v.Seq))
		}
	case blockChronicles:
		for len(b.in) > 0 {
			b.links = append(b.links, graph.ID(b.text()))
			b.chronicles = append(b.chronicles, b.chronicle())
		}
	default:
		return errCut
	}
	return nil
}

func (b *block) version(v *world.Stored) {
	v.Seq, v.Closed, v.Corrected = b.seq(), b.seq(), b.flag()
}

func recordedAt(changes []graph.Change, seq graph.Seq) time.Time { return changes[seq-1].RecordedAt }

// personal reads records that are sealed.
func (b *block) personal(changes []graph.Change, seals Seals) (err error) {
	defer guard(&err)
	shape, known := graph.FindShape(graph.Word(b.text()))
	if !known {
		return errCut
	}
	b.versions = make([]world.Stored, b.count())
	for i := range b.versions {
		v := &b.versions[i]
		b.version(v)
		sealed, r := b.bytes(), shape.Blank()
		if err := open(sealed, r, seals); err != nil {
			return err
		}
		seals.Opened(graph.TargetOf(r), sealed)
		r.Base().RecordedAt = recordedAt(changes, v.Seq)
		v.Record = r
	}
	return nil
}

func open(sealed []byte, into any, seals Seals) error {
	text, err := seals.Open(sealed)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func (d *decoder) instant() time.Time {
	seconds := d.signed()
	return time.Unix(seconds, int64(d.number())).UTC()
}

// changes reads all changes.
func (d *decoder) changes(seals Seals) (list []world.Recorded, err error) {
	for len(d.in) > 0 {
		c := world.Recorded{Change: graph.Change{Seq: graph.Seq(len(list) + 1)}}
		says := saying{}
		if d.flag() {
			if err := open(d.bytes(), &says, seals); err != nil {
				return nil, err
			}
		} else {
			says = saying{d.text(), d.text(), d.text()}
		}
		c.Note, c.Key, c.Request = says.Note, says.Key, says.Request
		c.RecordedAt, c.CommittedAt, c.Actor = d.instant(), d.instant(), d.text()
		c.Added, c.Corrected, c.Retracted = int(d.number()), int(d.number()), int(d.number())
		for range d.count() {
			r, err := d.retraction(seals)
			if err != nil {
				return nil, err
			}
			c.Gone = append(c.Gone, r)
		}
		list = append(list, c)
	}
	return list, nil
}

func (d *decoder) retraction(seals Seals) (r graph.Retraction, err error) {
	if !d.flag() {
		return graph.Retraction{Word: graph.Word(d.text()), ID: graph.ID(d.text()), Reason: d.text(), MovedTo: graph.ID(d.text())}, nil
	}
	sealed := d.bytes()
	if err = open(sealed, &r, seals); err == nil {
		seals.Opened(graph.Target{Word: r.Word, ID: r.ID}, sealed)
	}
	return r, err
}
