package httpd

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"math"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"twingraph/graph"
	"twingraph/graph/atlas"
	"twingraph/resolvers"
)

// DefaultAnswers is how many bytes of answers a server keeps.
const DefaultAnswers = 32 << 20

// mostOfAll is the share of all that one answer may be of what is kept: one page of everything
// is not worth hundreds of small answers.
const mostOfAll = 8

// answers keeps answers, so that one is made and compressed once for all who ask the same
// while the network is the same to them. It is safe for concurrent use; a nil one keeps none.
type answers struct {
	tags   tagger
	most   int64 // bytes in all
	meters *meters

	mu    sync.Mutex
	state map[graph.Tier]string // the network as viewers of a tier knew it last
	kept  *simplelru.LRU[answerKey, *keptAnswer]
	bytes int64
}

// answerKey is a digest of all that an answer follows from.
type answerKey [sha256.Size]byte

// keptAnswer is an answer that is kept. It is not changed.
type keptAnswer struct {
	asking  asking
	grounds atlas.Grounds
	content
}

// size is how many bytes it takes, about.
func (k *keptAnswer) size() int64 { return int64(cap(k.body)+cap(k.zipped)) + 256 }

// newAnswers returns answers of at most so many bytes in all, nil for none. There are none
// either over a store that is asked anew each time, where what the network is costs a question
// of its own.
func newAnswers(tags tagger, most int64, m *meters) *answers {
	if most <= 0 || !tags.from.InMemory() {
		return nil
	}
	kept, err := simplelru.NewLRU[answerKey, *keptAnswer](math.MaxInt, nil) // bounded in bytes, below
	if err != nil {
		return nil // for a size that is not positive only
	}
	return &answers{tags: tags, most: most, meters: m, state: map[graph.Tier]string{}, kept: kept}
}

// asking is one question for which an answer may be kept. The zero value is for those of which
// none is.
type asking struct {
	day     graph.Day
	tier    graph.Tier // of who asks
	known   string     // the network as viewers of the tier know it
	lasting answerKey  // of an answer that is the same on all days
	daily   answerKey  // of one of today
}

// of returns what the answer to an operation is known by.
func (a *answers) of(ctx context.Context, op *graphql.OperationContext) asking {
	if a == nil || op.Operation == nil || op.Operation.Operation != ast.Query {
		return asking{}
	}
	viewer := resolvers.ViewerOf(ctx)
	known, err := a.tags.known(ctx, viewer.Tier)
	if err != nil {
		return asking{} // the answer itself says why
	}
	variables, err := json.Marshal(op.Variables) // names in order
	if err != nil {
		return asking{}
	}
	sum := sha256.New()
	part := func(text []byte) {
		var length [8]byte
		binary.LittleEndian.PutUint64(length[:], uint64(len(text)))
		_, _ = sum.Write(length[:])
		_, _ = sum.Write(text)
	}
	for _, text := range []string{known, string(viewer.Role), string(viewer.Tier), viewer.Name, op.OperationName} {
		part([]byte(text))
	}
	part(variables)
	if !writeTokens(part, op.RawQuery) {
		return asking{}
	}
	q := asking{day: a.tags.from.Today(), tier: viewer.Tier, known: known}
	sum.Sum(q.lasting[:0])
	part([]byte(q.day.String()))
	sum.Sum(q.daily[:0])
	return q
}

// stands reports whether the network and the day are still those of a question.
func (a *answers) stands(ctx context.Context, q asking) bool {
	if q == (asking{}) {
		return false
	}
	known, err := a.tags.known(ctx, q.tier)
	return err == nil && known == q.known && q.day == a.tags.from.Today()
}

// writeTokens writes the tokens of a document, and reports whether they could be read: two
// documents that differ in space and comments alone have the same.
func writeTokens(part func([]byte), document string) bool {
	lex := lexer.New(&ast.Source{Input: document})
	for {
		token, err := lex.ReadToken()
		switch {
		case err != nil:
			return false
		case token.Kind == lexer.EOF:
			return true
		case token.Kind == lexer.Comment:
			continue
		}
		part([]byte{byte(token.Kind)})
		part([]byte(token.Value))
	}
}

// find returns the answer that is kept, nil for none.
func (a *answers) find(q asking) *keptAnswer {
	if q == (asking{}) {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.moveOn(q)
	found, ok := a.kept.Get(q.lasting)
	if !ok {
		found, ok = a.kept.Get(q.daily)
	}
	a.meters.asked(ok)
	return found
}

// keeps reports whether the answer to a question is to be kept: one without errors, which
// follows from nothing but what it is known by.
func (a *answers) keeps(q asking, answer answered) bool {
	return q != (asking{}) && len(answer.Errors) == 0 && answer.Data != nil && answer.HasNext == nil &&
		!answer.grounds.Hidden && !answer.grounds.Beside
}

// keep keeps the answer to a question in place of what is kept of it, unless it is very large,
// and drops what was asked for longest ago while there is too much.
func (a *answers) keep(k *keptAnswer) {
	if k.size() > a.most/mostOfAll {
		return
	}
	key := k.asking.lasting
	if k.grounds.Today {
		key = k.asking.daily
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.state[k.asking.tier] != k.asking.known {
		return // nobody will ask for it
	}
	a.drop(key)
	a.kept.Add(key, k)
	for a.bytes += k.size(); a.bytes > a.most; {
		oldest, _, _ := a.kept.GetOldest()
		a.drop(oldest)
	}
	a.meters.kept.Set(float64(a.bytes))
}

// moveOn drops what is known by what the network was before, as viewers of a tier know it:
// nobody will ask for it, and what was erased since is not to stay in memory. Callers hold mu.
func (a *answers) moveOn(q asking) {
	before := a.state[q.tier]
	if before == q.known {
		return
	}
	a.state[q.tier] = q.known
	for _, key := range a.kept.Keys() {
		if k, _ := a.kept.Peek(key); k.asking.tier == q.tier && k.asking.known == before {
			a.drop(key)
		}
	}
	a.meters.kept.Set(float64(a.bytes))
}

// drop drops what is kept by a key, if anything. Callers hold mu.
func (a *answers) drop(key answerKey) {
	if k, ok := a.kept.Peek(key); ok {
		a.kept.Remove(key)
		a.bytes -= k.size()
	}
}
