package check

import (
	"context"
	"fmt"

	"twingraph/graph"
)

// survey is what is known at one instant, as far as it has been read.
type survey struct {
	*run
	known map[graph.Target]bool
	count map[graph.Word]int
	dates map[graph.ID]graph.PartialDate // of sources
	texts map[graph.ID]*graph.Resolution // that reviews can name
	owed  []owed                         // references to records not read yet
	cited map[graph.ID][]graph.Record    // what cites a source, by source

	byStatus map[graph.Status]int
	disputed int
}

// owed is a reference that must be to a record read later.
type owed struct {
	from, to graph.Target
	field    string
}

func newSurvey(r *run) *survey {
	return &survey{
		run: r, known: map[graph.Target]bool{}, count: map[graph.Word]int{},
		dates: map[graph.ID]graph.PartialDate{}, texts: map[graph.ID]*graph.Resolution{}, cited: map[graph.ID][]graph.Record{}, byStatus: map[graph.Status]int{},
	}
}

// records checks every record on its own and every reference between them.
func (s *survey) records(ctx context.Context) error {
	for _, word := range graph.Words() {
		total := -1
		err := s.list(ctx, s.view(), graph.Query{Word: word, Count: true}, func(p graph.Page) error {
			if total < 0 {
				total = p.Total
			}
			for _, record := range p.Records {
				s.record(record)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if total != s.count[word] {
			s.find(Counts, graph.Target{Word: word}, "%d are counted, %d listed", total, s.count[word])
		}
	}
	for _, o := range s.owed {
		if !s.known[o.to] {
			s.find(Identity, o.from, "%s refers to %s, which does not exist", o.field, o.to)
		}
	}
	s.findings.Records = len(s.known)
	return nil
}

// record checks one record.
func (s *survey) record(record graph.Record) {
	t := graph.TargetOf(record)
	if s.known[t] {
		s.find(Identity, t, "is listed twice")
	}
	s.known[t] = true
	s.count[t.Word]++
	for _, p := range graph.Validate(record) {
		s.find(Soundness, t, "%s: %s", p.Field, p.Message)
	}
	if at := record.Base().RecordedAt; at.IsZero() || at.After(s.at) {
		s.find(RecordedTime, t, "was recorded at %s, which is later", at)
	}
	for _, source := range record.Base().Sources {
		s.cited[source] = append(s.cited[source], record)
	}
	shape := graph.ShapeOf(t.Word)
	for _, ref := range shape.References {
		field, _ := shape.Field(ref.Field)
		for _, id := range field.Of(record) {
			to := graph.Target{Word: ref.To, ID: graph.ID(id.(string))}
			if !s.known[to] {
				s.owed = append(s.owed, owed{t, to, ref.Field})
			}
		}
	}
	switch record := record.(type) {
	case *graph.Source:
		s.dates[record.ID] = record.Date
	case *graph.Claim:
		s.assumed(record)
	case *graph.Resolution:
		s.texts[record.ID] = record
		if l := record.Life(); l.NotBefore > l.From || l.From > l.Until || l.Until > l.Gone {
			s.find(Derivation, t, "the days of its life are out of order")
		}
	}
}

// assumed checks that an undated claim counts from the latest date among its
// sources, where one has a date.
func (s *survey) assumed(c *graph.Claim) {
	t := graph.Target{Word: graph.WordClaim, ID: c.ID}
	if !c.Date.IsZero() {
		if !c.Assumed.IsZero() {
			s.find(Dates, t, "has a date and an assumed one")
		}
		return
	}
	var latest graph.PartialDate
	for _, id := range c.Sources {
		if d := s.dates[id]; !d.IsZero() && (latest.IsZero() || d.Compare(latest) > 0) {
			latest = d
		}
	}
	switch {
	case c.Assumed.IsZero():
		s.find(Dates, t, "has no date to count from")
	case !latest.IsZero() && c.Assumed != latest:
		s.find(Dates, t, "counts from %s, but its latest source is of %s", c.Assumed, latest)
	}
}

// links derives the history of every link anew from its claims and compares it
// with the store's.
func (s *survey) links(ctx context.Context) error {
	return s.list(ctx, s.view(), graph.Query{Word: graph.WordTwinningLink}, func(p graph.Page) error {
		ids := make([]graph.ID, len(p.Records))
		for i, record := range p.Records {
			ids[i] = record.Base().ID
		}
		if len(ids) == 0 {
			return nil
		}
		histories, err := s.reader.Histories(ctx, s.view(), ids)
		if err != nil {
			return fmt.Errorf("histories: %w", err)
		}
		claims, err := s.claims(ctx, ids)
		if err != nil {
			return err
		}
		for _, record := range p.Records {
			link := record.(*graph.TwinningLink)
			s.link(link, claims[link.ID], histories[link.ID])
		}
		return nil
	})
}

// link compares the history of one link with what follows from its claims.
func (s *survey) link(link *graph.TwinningLink, claims []*graph.Claim, stored graph.History) {
	t := graph.Target{Word: graph.WordTwinningLink, ID: link.ID}
	for _, c := range claims {
		if c.Side != "" && c.Side != link.A && c.Side != link.B {
			s.find(Soundness, graph.Target{Word: graph.WordClaim, ID: c.ID}, "side %q is not a city of the link %q", c.Side, link.ID)
		}
	}
	early, founding := graph.BeforeFounding(claims)
	for _, c := range early {
		s.remark(Dates, graph.TargetOf(c), "%s in %s, before the link was established in %s (%s)", c.Type, c.Date, founding.Date, founding.ID)
	}
	derived := s.evidence(link, claims).History()
	s.findings.Spells += len(derived)
	if !derived.Equal(stored) {
		s.find(Derivation, t, "%s", difference(derived, stored))
	}
	now := derived.At(s.asOf)
	s.byStatus[now.Status]++
	if now.Disputed {
		s.disputed++
	}
}

// evidence returns what the history of a link follows from.
func (s *survey) evidence(link *graph.TwinningLink, claims []*graph.Claim) graph.Evidence {
	e := graph.Evidence{Link: link, Claims: claims}
	for _, c := range claims {
		for _, id := range c.ReviewedTexts() {
			if text := s.texts[id]; text != nil {
				e.Texts = append(e.Texts, text)
			}
		}
		for _, id := range c.RefoundedBy() {
			e.Sources = append(e.Sources, &graph.Source{Statement: graph.Statement{ID: id}, Date: s.dates[id]})
		}
	}
	return e
}

// difference says where two histories part.
func difference(derived, stored graph.History) string {
	if len(stored) == 0 {
		return "the store gives no history"
	}
	for i := range derived {
		if i >= len(stored) || !derived[i:i+1].Equal(stored[i:i+1]) {
			from, day := derived[i].From.String(), derived[i].From
			if day == graph.MinDay {
				from = "the beginning"
			}
			a, b := derived.At(day), stored.At(day)
			if a.Status != b.Status {
				return fmt.Sprintf("from %s on it is %s by its claims, %s by the store", from, a.Status, b.Status)
			}
			return fmt.Sprintf("from %s on the store gives another answer (%s both ways) than its claims", from, a.Status)
		}
	}
	return "the store gives more spells than follow from its claims"
}

// claims reads all claims of the links.
func (s *survey) claims(ctx context.Context, links []graph.ID) (map[graph.ID][]*graph.Claim, error) {
	claims := map[graph.ID][]*graph.Claim{}
	first := graph.Query{Word: graph.WordClaim, First: graph.MaxFirst}
	pages, err := s.reader.ListAcross(ctx, s.view(), graph.WordTwinningLink, "claims", links, first)
	if err != nil {
		return nil, fmt.Errorf("claims of links: %w", err)
	}
	for i, link := range links {
		page := pages[i]
		for {
			for _, record := range page.Records {
				claims[link] = append(claims[link], record.(*graph.Claim))
			}
			if !page.More || len(page.Positions) == 0 {
				break
			}
			next := first
			next.After = &page.Positions[len(page.Positions)-1]
			more, err := s.reader.ListAcross(ctx, s.view(), graph.WordTwinningLink, "claims", links[i:i+1], next)
			if err != nil {
				return nil, fmt.Errorf("claims of a link: %w", err)
			}
			page = more[0]
		}
	}
	return claims, nil
}
