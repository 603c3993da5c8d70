package filestore

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"slices"
)

// bbolt maps its file into memory and trusts what it finds there: a damaged page
// makes it panic, or read beyond the file, which ends the process. So before bbolt
// walks the pages, checkPages does, by reading only.
//
// The layout is that of bbolt's file format 2 (go.etcd.io/bbolt, internal/common:
// meta.go, page.go, bucket.go), in the byte order of the machine.
const (
	pageHeader   = 16 // id 8, flags 2, count 2, overflow 4
	branchHeader = 16 // pos 4, key length 4, page 8
	leafHeader   = 16 // flags 4, pos 4, key length 4, value length 4
	bucketHeader = 16 // root page 8, sequence 8
	metaLength   = 64

	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10

	boltMagic    = 0xED0CDAED
	boltVersion  = 2
	noFreelist   = ^uint64(0)
	maxTreeDepth = 64
)

var native = binary.NativeEndian

// meta is what bbolt begins with.
type meta struct {
	pageSize, root, freelist, pages, transaction uint64
}

// readMeta reads a meta from a page, false when it is not valid.
func readMeta(page []byte) (meta, bool) {
	if len(page) < pageHeader+metaLength {
		return meta{}, false
	}
	b := page[pageHeader:]
	sum := fnv.New64a()
	sum.Write(b[:metaLength-8])
	if native.Uint32(b) != boltMagic || native.Uint32(b[4:]) != boltVersion || native.Uint64(b[56:]) != sum.Sum64() {
		return meta{}, false
	}
	return meta{
		pageSize: uint64(native.Uint32(b[8:])), root: native.Uint64(b[16:]), freelist: native.Uint64(b[32:]),
		pages: native.Uint64(b[40:]), transaction: native.Uint64(b[48:]),
	}, true
}

// pages is a walk over all pages of a file. The last of a page's children comes first: those
// of a file that is being written change least soon, and a walk that copies them, first.
type pages struct {
	file io.ReaderAt
	to   io.WriterAt // gets a copy of each page that is in use, at its place; nil for none
	meta
	first []byte // the page that holds the meta, as far as it says something
	seen  []bool
}

// checkPages reports the first thing wrong with the pages of the last complete
// transaction: each must lie in the file, be what it is taken for, hold its keys in
// order, and be used or free exactly once.
func checkPages(file *os.File) error {
	return (&pages{file: file}).walk(file)
}

func (p *pages) walk(file *os.File) error {
	if err := p.findMeta(); err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if p.pages > uint64(info.Size())/p.pageSize {
		return fmt.Errorf("it holds %d pages and should hold %d", uint64(info.Size())/p.pageSize, p.pages)
	}
	p.seen = make([]bool, p.pages)
	p.seen[0], p.seen[1] = true, true
	if _, err := p.free(); err != nil {
		return err
	}
	if err := p.tree(p.root, nil, nil, 0); err != nil {
		return err
	}
	for id, seen := range p.seen {
		if !seen {
			return fmt.Errorf("page %d is neither used nor free", id)
		}
	}
	return nil
}

// findMeta finds the meta that bbolt will use: that of the last transaction among
// the valid ones of the two. The second lies on page 1, wherever that is.
func (p *pages) findMeta() error {
	found := false
	head := make([]byte, pageHeader+metaLength)
	take := func(at int64) uint64 {
		if n, _ := p.file.ReadAt(head, at); n < len(head) {
			return 0
		}
		m, ok := readMeta(head)
		if !ok || m.pageSize < 512 || m.pageSize&(m.pageSize-1) != 0 || m.pages < 4 {
			return 0
		}
		if !found || m.transaction > p.transaction {
			p.meta, p.first, found = m, bytes.Clone(head), true
		}
		return m.pageSize
	}
	if size := take(0); size > 0 {
		take(int64(size))
	} else {
		for size := int64(1024); size <= 1024<<14; size <<= 1 {
			if take(size) == uint64(size) {
				break
			}
		}
	}
	if !found {
		return fmt.Errorf("neither of its two first pages is readable")
	}
	return nil
}

// take reads a page with those that overflow from it, each used for the first time.
func (p *pages) take(id uint64) (page []byte, flags, count int, err error) {
	if id < 2 || id >= p.pages {
		return nil, 0, 0, fmt.Errorf("page %d does not exist", id)
	}
	head := make([]byte, pageHeader)
	if _, err := p.file.ReadAt(head, int64(id*p.pageSize)); err != nil {
		return nil, 0, 0, err
	}
	overflow := uint64(native.Uint32(head[12:]))
	if native.Uint64(head) != id || id+overflow >= p.pages {
		return nil, 0, 0, fmt.Errorf("page %d is not itself", id)
	}
	for i := id; i <= id+overflow; i++ {
		if p.seen[i] {
			return nil, 0, 0, fmt.Errorf("page %d is used twice", i)
		}
		p.seen[i] = true
	}
	page = make([]byte, (overflow+1)*p.pageSize)
	_, err = p.file.ReadAt(page, int64(id*p.pageSize))
	if err == nil && p.to != nil {
		_, err = p.to.WriteAt(page, int64(id*p.pageSize))
	}
	return page, int(native.Uint16(head[8:])), int(native.Uint16(head[10:])), err
}

// free checks the list of free pages, marks them and returns them.
func (p *pages) free() ([]uint64, error) {
	if p.freelist == noFreelist {
		return nil, fmt.Errorf("it has no list of free pages")
	}
	page, flags, count, err := p.take(p.freelist)
	if err != nil {
		return nil, err
	}
	ids := page[pageHeader:]
	if flags != flagFreelist {
		return nil, fmt.Errorf("page %d is not a list of free pages", p.freelist)
	}
	n := uint64(count)
	if count == 0xFFFF { // then the first of the list is its length
		n, ids = native.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		return nil, fmt.Errorf("the list of free pages is too long")
	}
	free := make([]uint64, n)
	for i := range free {
		id := native.Uint64(ids[i*8:])
		if id < 2 || id >= p.pages || p.seen[id] {
			return nil, fmt.Errorf("page %d cannot be free", id)
		}
		p.seen[id], free[i] = true, id
	}
	return free, nil
}

// tree checks the page and all below it, whose keys must be at least low and less
// than high; nil is no bound.
func (p *pages) tree(id uint64, low, high []byte, depth int) error {
	if depth > maxTreeDepth {
		return fmt.Errorf("page %d lies too deep", id)
	}
	page, flags, count, err := p.take(id)
	if err != nil {
		return err
	}
	switch flags {
	case flagLeaf:
		return p.leaf(page, count, low, high, depth)
	case flagBranch:
		return p.branch(page, count, low, high, depth)
	}
	return fmt.Errorf("page %d is of no known kind", id)
}

func (p *pages) branch(page []byte, count int, low, high []byte, depth int) error {
	if count == 0 {
		return fmt.Errorf("a branch is empty")
	}
	keys, children := make([][]byte, count), make([]uint64, count)
	for i := range count {
		at := pageHeader + i*branchHeader
		element := cut(page, at, 0, branchHeader)
		if element == nil {
			return fmt.Errorf("a branch is cut short")
		}
		keys[i] = cut(page, at, native.Uint32(element), native.Uint32(element[4:]))
		children[i] = native.Uint64(element[8:])
		if err := inOrder(keys, i, low, high); err != nil {
			return err
		}
	}
	for i := count - 1; i >= 0; i-- {
		end := high
		if i+1 < count {
			end = keys[i+1]
		}
		if err := p.tree(children[i], keys[i], end, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (p *pages) leaf(page []byte, count int, low, high []byte, depth int) error {
	keys := make([][]byte, count)
	var buckets [][]byte
	for i := range count {
		at := pageHeader + i*leafHeader
		element := cut(page, at, 0, leafHeader)
		if element == nil {
			return fmt.Errorf("a leaf is cut short")
		}
		flags, pos := native.Uint32(element), native.Uint32(element[4:])
		keyLength, valueLength := native.Uint32(element[8:]), native.Uint32(element[12:])
		keys[i] = cut(page, at, pos, keyLength)
		if err := inOrder(keys, i, low, high); err != nil {
			return err
		}
		value := cut(page, at, pos+keyLength, valueLength)
		if value == nil || pos+keyLength < pos || flags > 1 {
			return fmt.Errorf("a value lies outside of its page")
		}
		if flags == 1 {
			buckets = append(buckets, value)
		}
	}
	for _, value := range slices.Backward(buckets) {
		if err := p.bucket(value, depth); err != nil {
			return err
		}
	}
	return nil
}

// bucket checks a bucket: a tree of its own, or one leaf inside the value.
func (p *pages) bucket(value []byte, depth int) error {
	if len(value) < bucketHeader {
		return fmt.Errorf("a bucket is cut short")
	}
	if root := native.Uint64(value); root != 0 {
		return p.tree(root, nil, nil, depth+1)
	}
	inside := value[bucketHeader:]
	if len(inside) < pageHeader || native.Uint16(inside[8:]) != flagLeaf {
		return fmt.Errorf("a bucket is not a leaf")
	}
	return p.leaf(inside, int(native.Uint16(inside[10:])), nil, nil, depth+1)
}

// inOrder checks that key i is there, after the one before it and within bounds.
func inOrder(keys [][]byte, i int, low, high []byte) error {
	key := keys[i]
	switch {
	case key == nil:
		return fmt.Errorf("a key lies outside of its page")
	case i > 0 && bytes.Compare(keys[i-1], key) >= 0,
		bytes.Compare(key, low) < 0, high != nil && bytes.Compare(key, high) >= 0:
		return fmt.Errorf("keys are out of order")
	}
	return nil
}

// cut returns length bytes of the page from pos bytes after at, nil when they do
// not lie in it; never nil otherwise.
func cut(page []byte, at int, pos, length uint32) []byte {
	begin := uint64(at) + uint64(pos)
	end := begin + uint64(length)
	if end > uint64(len(page)) {
		return nil
	}
	return page[begin:end:end]
}
