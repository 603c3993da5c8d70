package neostore

import (
	"context"
	_ "embed"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"twingraph/graph"
	"twingraph/graph/signal"
)

//go:embed cypher/published.cypher
var publishedCypher string

//go:embed cypher/journal_after.cypher
var journalAfterCypher string

//go:embed cypher/versions.cypher
var versionsCypher string

// Published is the last change that readers see; zero for an empty store. While a change
// is being shown the two can be of neighbouring changes: Neo4j reads what is committed
// property by property.
type Published struct {
	Seq        graph.Seq
	RecordedAt time.Time // UTC
}

// Published returns the last change that readers see, by a statement as cheap as there
// is. In a cluster it is the leader that is asked: no member answers with an older one
// than was acknowledged anywhere, and what this store reads afterwards is not older
// either. It is asked once: who cannot wait asks the store itself, which tries again.
// Errors: Unavailable, Timeout.
func (s *Store) Published(ctx context.Context) (Published, error) {
	if err := s.ready(ctx); err != nil {
		return Published{}, err
	}
	var head Published
	st := statement{"published", publishedCypher}
	err := s.stream(ctx, neo4j.AccessModeWrite, st, nil, func(row []any) error {
		seq, _ := row[0].(int64)
		at, _ := row[1].(time.Time)
		head.Seq = graph.Seq(seq)
		if seq > 0 {
			head.RecordedAt = at.UTC()
		}
		return nil
	})
	return head, err
}

// lookEvery is how often Await looks for changes that other servers made.
const lookEvery = 100 * time.Millisecond

// lookWithin bounds one look.
const lookWithin = 5 * time.Second

// Await waits for a change; see graph.Watcher.
func (s *Store) Await(ctx context.Context, seq graph.Seq) (graph.Change, error) {
	return signal.Await(ctx, seq, &s.moved, lookEvery, func(ctx context.Context) (graph.Change, error) {
		// A statement that is cancelled costs the driver its connection, and what it knows of
		// the server: this one is short, and is let come back.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookWithin)
		defer cancel()
		head, err := s.Published(ctx)
		if err != nil || head.Seq <= seq {
			return graph.Change{Seq: head.Seq}, err
		}
		return s.Head(ctx)
	})
}

// Journal is a part of the change sequence.
type Journal struct {
	Changes []graph.Change // in order
	Batches []graph.Batch  // one a change, of records only where they were asked for; without Histories
	Erased  bool           // a change after the first erased records: what came before is not what it was
}

// Journal returns the changes from one up to another, both included, with what those
// after the first took back.
func (s *Store) Journal(ctx context.Context, from, upto graph.Seq) (Journal, error) {
	return s.journal(ctx, statement{"journal_after", journalAfterCypher}.fill(slots{"versions": ""}), from, upto)
}

// Batches returns the changes from one up to another, both included, and of those
// after the first all that was recorded. It takes one statement, and time that grows
// with what was recorded.
func (s *Store) Batches(ctx context.Context, from, upto graph.Seq) (Journal, error) {
	var versions strings.Builder
	for _, word := range graph.Words() {
		versions.WriteString("UNION ALL\nMATCH (n:" + string(word) + ") USING INDEX n:" + string(word) + "(seq)\n" +
			"WHERE n.seq > $after AND n.seq <= $upto\n" +
			"RETURN '" + string(word) + "' AS word, n.seq AS seq, n.corrected AS flag, [p IN $records." + string(word) + " | n[p]] AS stored\n")
	}
	return s.journal(ctx, statement{"journal_after", journalAfterCypher}.fill(slots{"versions": versions.String()}), from, upto)
}

func (s *Store) journal(ctx context.Context, st statement, from, upto graph.Seq) (Journal, error) {
	if err := s.ready(ctx); err != nil {
		return Journal{}, err
	}
	var j Journal
	bySeq := map[graph.Seq]*graph.Batch{}
	batch := func(seq graph.Seq) *graph.Batch {
		if bySeq[seq] == nil {
			bySeq[seq] = &graph.Batch{After: seq - 1}
		}
		return bySeq[seq]
	}
	p := params{"after": int64(from), "upto": int64(upto), "records": s.layout.byName()}
	err := s.stream(ctx, neo4j.AccessModeRead, st, p, func(row []any) error {
		seq, stored := graph.Seq(numberOf(row[1])), row[3].([]any)
		switch word := textOf(row[0]); word {
		case "Change":
			changes, err := changesOf([]any{stored})
			j.Changes = append(j.Changes, changes...)
			j.Erased = j.Erased || row[2] == true && seq > from
			return err
		case "Retraction":
			b := batch(seq)
			b.Retracted = append(b.Retracted, graph.Retraction{
				Word: graph.Word(textOf(stored[0])), ID: graph.ID(textOf(stored[1])), Reason: textOf(stored[2]), MovedTo: graph.ID(textOf(stored[3])),
			})
		default:
			r, err := decode(graph.Word(word), stored)
			if err != nil {
				return err
			}
			if b := batch(seq); row[2] == true {
				b.Corrected = append(b.Corrected, r)
			} else {
				b.Added = append(b.Added, r)
			}
		}
		return nil
	})
	slices.SortFunc(j.Changes, func(a, b graph.Change) int { return int(a.Seq - b.Seq) })
	for _, c := range j.Changes {
		b := batch(c.Seq)
		b.RecordedAt, b.CommittedAt, b.Actor, b.Note = c.RecordedAt, c.CommittedAt, c.Actor, c.Note
		j.Batches = append(j.Batches, *b)
	}
	return j, err
}

// Version is one stored version of a record.
type Version struct {
	Record    graph.Record
	Seq       graph.Seq // of the change that made it
	Closed    graph.Seq // of the change that closed it; beyond all changes while none has
	Corrected bool      // it came in the place of one that was known
}

// EachVersion hands over every version of the records of a word that changes up to one
// made, in no order. It reads them as they come; where it fails, some may have been
// handed over.
func (s *Store) EachVersion(ctx context.Context, word graph.Word, upto graph.Seq, take func(Version)) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	names := s.layout.records[word]
	st := statement{"versions", versionsCypher}.fill(slots{
		"match":      "MATCH (n:" + string(word) + ") USING INDEX n:" + string(word) + "(seq)",
		"properties": "RETURN n.seq AS seq, n.closedSeq AS closedSeq, n.corrected AS corrected, n." + strings.Join(names, ", n."),
	})
	same := sharing(word, names)
	return s.stream(ctx, neo4j.AccessModeRead, st, params{"upto": int64(upto)}, func(row []any) error {
		same.share(row[3:])
		r, err := decode(word, row[3:])
		if err == nil {
			take(Version{r, graph.Seq(numberOf(row[0])), graph.Seq(numberOf(row[1])), row[2] == true})
		}
		return err
	})
}

// stream runs a statement once, in a transaction that the server opens and closes by
// itself, and hands over its rows as they come.
func (s *Store) stream(ctx context.Context, mode neo4j.AccessMode, st statement, p params, take func(row []any) error) error {
	s.count(st, p)
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: mode, DatabaseName: s.options.Database, BookmarkManager: s.bookmarks, FetchSize: neo4j.FetchAll,
	})
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, st.text, p)
	if err != nil {
		return s.failure(ctx, st.name, err)
	}
	for result.Next(ctx) {
		if err := take(result.Record().Values); err != nil {
			return s.failure(ctx, st.name, err)
		}
	}
	if err := result.Err(); err != nil {
		return s.failure(ctx, st.name, err)
	}
	return nil
}

// shared lets equal texts that many records hold be one: ids of others, values of
// enums. A large network has a million of them.
type shared struct {
	at    []int // places of such properties
	texts map[string]any
}

func sharing(word graph.Word, names []string) shared {
	s := shared{texts: map[string]any{}}
	for i, name := range names {
		field, ok := graph.ShapeOf(word).Field(name)
		if ok && (field.Type == graph.Enum || field.Type == graph.Ref) && name != "id" || name == "sources" || name == "confidence" {
			s.at = append(s.at, i)
		}
	}
	return s
}

// share replaces texts of a row by equal ones that came before.
func (s shared) share(row []any) {
	one := func(v any) any {
		text, ok := v.(string)
		if !ok {
			return v
		}
		if had, ok := s.texts[text]; ok {
			return had
		}
		s.texts[text] = v
		return v
	}
	for _, i := range s.at {
		if list, ok := row[i].([]any); ok {
			for k := range list {
				list[k] = one(list[k])
			}
		} else {
			row[i] = one(row[i])
		}
	}
}
