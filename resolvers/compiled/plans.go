package compiled

import (
	"strings"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

const (
	keptDocuments = 1000
	keptPlans     = 64 // of one document: it has one for each choice of what to skip

	// KeptLength is how many bytes a document can have whose plans are kept.
	KeptLength = 4 << 10
)

// Plans keeps the plans of documents that were asked last. It is safe for concurrent use.
type Plans[R any] struct {
	schema *ast.Schema
	fields Fields[R]
	kept   *lru.Cache[*ast.OperationDefinition, *document[R]]
}

// NewPlans returns an empty store of plans over the fields that are known.
func NewPlans[R any](schema *ast.Schema, fields Fields[R]) *Plans[R] {
	kept, err := lru.New[*ast.OperationDefinition, *document[R]](keptDocuments)
	if err != nil {
		panic(err) // the size is positive
	}
	return &Plans[R]{schema: schema, fields: fields, kept: kept}
}

// Plan writes the answer to one root field.
type Plan[R any] struct {
	Write Writer[R] // of no value; nil where the field is left to gqlgen
	Slots int       // how many places a run needs; see Planner.Slot

	length atomic.Int64 // of an answer of late
}

// Room returns an empty buffer about as long as the answer will be.
func (p *Plan[R]) Room() []byte { return make([]byte, 0, max(512, p.length.Load()*9/8)) }

// Took notes how long an answer was. A much shorter one counts little by little.
func (p *Plan[R]) Took(length int) { p.length.Store(max(int64(length), p.length.Load()*7/8)) }

// Of returns the plan of a root field of the query that is answered.
func (p *Plans[R]) Of(op *graphql.OperationContext, f graphql.CollectedField) *Plan[R] {
	if len(op.RawQuery) > KeptLength {
		return p.make(op, f)
	}
	d, ok := p.kept.Get(op.Operation)
	if !ok {
		d = &document[R]{choices: choicesOf(op), plans: map[string]*Plan[R]{}}
		p.kept.Add(op.Operation, d)
	}
	key := d.key(op.Variables, f.Alias)
	d.mu.RLock()
	plan, ok := d.plans[key]
	d.mu.RUnlock()
	if ok {
		return plan
	}
	plan = p.make(op, f)
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.plans) < keptPlans {
		d.plans[key] = plan
	}
	return plan
}

func (p *Plans[R]) make(op *graphql.OperationContext, f graphql.CollectedField) *Plan[R] {
	planner := &Planner[R]{fields: p.fields, schema: p.schema, op: op}
	write := planner.field("Query", f)
	if planner.declined {
		return &Plan[R]{}
	}
	return &Plan[R]{Write: write, Slots: planner.slots}
}

// document is one operation of a document.
type document[R any] struct {
	choices []string // the variables that @skip and @include ask

	mu    sync.RWMutex
	plans map[string]*Plan[R] // by key
}

// key names a root field and what is skipped inside it.
func (d *document[R]) key(variables map[string]any, alias string) string {
	if len(d.choices) == 0 {
		return alias
	}
	var b strings.Builder
	for _, name := range d.choices {
		if chosen, _ := variables[name].(bool); chosen {
			b.WriteByte('1')
		} else {
			b.WriteByte('0')
		}
	}
	return b.String() + alias
}

// choicesOf returns the variables that @skip and @include ask in an operation.
func choicesOf(op *graphql.OperationContext) []string {
	var names []string
	of := func(directives ast.DirectiveList) {
		for _, d := range directives {
			for _, argument := range d.Arguments {
				if argument.Value.Kind == ast.Variable {
					names = append(names, argument.Value.Raw)
				}
			}
		}
	}
	var walk func(ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, part := range set {
			switch part := part.(type) {
			case *ast.Field:
				of(part.Directives)
				walk(part.SelectionSet)
			case *ast.InlineFragment:
				of(part.Directives)
				walk(part.SelectionSet)
			case *ast.FragmentSpread:
				of(part.Directives)
			}
		}
	}
	walk(op.Operation.SelectionSet)
	for _, fragment := range op.Doc.Fragments {
		walk(fragment.SelectionSet)
	}
	return names
}
