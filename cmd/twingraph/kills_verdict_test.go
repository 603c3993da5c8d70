package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// recordedChange is a change as a client reads it afterwards.
type recordedChange struct {
	Number                      int
	Note, Actor                 string
	Added, Corrected, Retracted int
	Items                       struct {
		TotalCount int
		Nodes      []struct {
			Kind, Type, Slug string
			Changes          []struct {
				Field         string
				Before, After []string
			}
		}
	}
}

// items returns what a change holds, sorted.
func (c recordedChange) items() []string {
	var items []string
	for _, n := range c.Items.Nodes {
		item := n.Kind + " " + n.Type + " " + n.Slug
		if n.Kind == "CORRECTED" {
			for _, f := range n.Changes {
				item += fmt.Sprint(" ", f.Field, " ", f.Before, " ", f.After)
			}
		}
		items = append(items, item)
	}
	slices.Sort(items)
	return items
}

// ask asks as the first client and reads the answer into data; no answer ends the test.
func (s *siege) ask(url, question string, variables map[string]any, data any) {
	s.Helper()
	a, text, err := s.clients[0].post(url, question, variables)
	if err == nil && len(a.Errors) == 0 {
		err = json.Unmarshal(a.Data, data)
	}
	if err != nil || len(a.Errors) > 0 {
		s.Fatalf("%s: %v %.1000s", question, err, text)
	}
}

// news returns the changes after the last one that was judged.
func (s *siege) news(url string) []recordedChange {
	s.Helper()
	var all []recordedChange
	for {
		var page struct {
			Changes struct{ Nodes []recordedChange }
		}
		s.ask(url, `query($since:Int!){changes(since:$since,first:100){nodes{number note actor added corrected retracted
			items(first:10){totalCount nodes{kind type slug changes{field before after}}}}}}`, map[string]any{"since": s.head + len(all)}, &page)
		if len(page.Changes.Nodes) == 0 {
			return all
		}
		all = append(all, page.Changes.Nodes...)
	}
}

// judge compares what a store holds after something was killed with what clients wrote, has
// them make their requests again, and prints the verdict of the round.
func (s *siege) judge(round int, killed, url string, wrote []*writing) {
	s.Helper()
	before := s.wrong
	byNote := map[string]recordedChange{}
	for i, change := range s.news(url) {
		if _, twice := byNote[change.Note]; twice || change.Number != s.head+i+1 {
			s.fail("change %d after %d, %q, is there twice or out of order", change.Number, s.head+i, change.Note)
		}
		byNote[change.Note] = change
	}
	s.head += len(byNote)
	counts, found := map[outcome]int{}, 0
	for _, w := range wrote {
		counts[w.outcome]++
		there := s.there(url, w, byNote)
		switch {
		case w.outcome == acknowledged && !there:
			s.fail("%s, %s, was acknowledged and is lost", w.key, w.kind)
		case w.outcome == refused && there:
			s.fail("%s, %s, is there, and was answered %s", w.key, w.kind, w.said)
		case w.outcome == uncertain && there:
			found++
		}
		if there {
			s.count(w)
		}
		s.again(url, w, there)
	}
	for note := range byNote {
		s.fail("nobody wrote the change %q", note)
	}
	s.totals(url)
	verdict := "nothing lost, nothing half there, the same answers"
	if s.wrong > before {
		verdict = "WRONG"
	}
	s.Logf("round %d, %s killed: %d acknowledged, %d uncertain, %d of them found, %d refused: %s", round, killed, counts[acknowledged], counts[uncertain], found, counts[refused], verdict)
	s.sum.rounds++
	s.sum.acknowledged += counts[acknowledged]
	s.sum.uncertain += counts[uncertain]
	s.sum.found += found
	s.sum.refused += counts[refused]
	if s.Failed() {
		s.FailNow()
	}
}

// there reports whether a write is there, and fails the test when it is there in part. It
// takes its change out of byNote.
func (s *siege) there(url string, w *writing, byNote map[string]recordedChange) bool {
	s.Helper()
	if w.kind == "a proposal" {
		return s.proposed(url, w)
	}
	change, there := byNote[w.note]
	delete(byNote, w.note)
	if w.kind == "an acceptance" {
		s.decided(url, w, change)
	}
	if !there {
		return false
	}
	if w.number != 0 && change.Number != w.number || change.Actor == "" {
		s.fail("%s, %s, is change %d of %s and was acknowledged as %d", w.key, w.kind, change.Number, change.Actor, w.number)
	}
	w.number = change.Number
	if w.many > 0 {
		if change.Items.TotalCount != w.many || change.Added != w.many {
			s.fail("%s, %s, has %d of %d records", w.key, w.kind, change.Items.TotalCount, w.many)
		}
	} else if got := change.items(); !slices.Equal(got, w.items) || change.Added+change.Corrected+change.Retracted != len(w.items) {
		s.fail("%s, %s, holds %q, want %q", w.key, w.kind, got, w.items)
	}
	return true
}

// shownProposal is a proposal as a client reads it afterwards.
type shownProposal struct {
	ID, State, Note string
	Change          *struct{ Number int }
	Records         []struct{ Slug string }
}

// proposed reports whether a proposal is there, and fails the test when it is there in part.
func (s *siege) proposed(url string, w *writing) bool {
	s.Helper()
	var got struct {
		Proposals struct{ Nodes []shownProposal }
	}
	s.ask(url, `{proposals(last:100,state:OPEN){nodes{id state note records{slug}} totalCount}}`, nil, &got)
	for _, p := range got.Proposals.Nodes {
		if p.Note != w.key {
			continue
		}
		if len(p.Records) != 1 || w.proposal != "" && p.ID != w.proposal {
			s.fail("the proposal %s has %v, and was acknowledged as %s", w.key, p, w.proposal)
		}
		w.proposal = p.ID
		return true
	}
	if w.proposal == "" { // one that was not acknowledged cannot have been accepted
		return false
	}
	var one struct{ Proposal *shownProposal }
	s.ask(url, `query($id:ID!){proposal(id:$id){id state note}}`, map[string]any{"id": w.proposal}, &one)
	return one.Proposal != nil && one.Proposal.Note == w.key
}

// decided fails the test unless a proposal is accepted exactly when its change is there.
func (s *siege) decided(url string, w *writing, change recordedChange) {
	s.Helper()
	var got struct{ Proposal shownProposal }
	s.ask(url, `query($id:ID!){proposal(id:$id){id state note change{number}}}`, map[string]any{"id": w.proposal}, &got)
	switch p := got.Proposal; {
	case change.Number == 0 && (p.State != "OPEN" || p.Change != nil),
		change.Number != 0 && (p.State != "ACCEPTED" || p.Change == nil || p.Change.Number != change.Number):
		s.fail("%s, %s: change %d, and the proposal is %+v", w.key, w.kind, change.Number, p)
	}
}

// again makes a request again that names itself by a key, and fails the test unless it is
// answered as it was, or recorded now when it was not there.
func (s *siege) again(url string, w *writing, there bool) {
	s.Helper()
	learnt := w.outcome == acknowledged
	if !w.keyed {
		if !learnt { // another proposal is accepted next
			w.by.learn(w)
		}
		return
	}
	s.sum.again++
	was, number := w.payload, w.number
	var a answered
	for deadline := time.Now().Add(patience); ; {
		var text string
		var err error
		if a, text, err = w.by.post(url, w.question, w.variables); err != nil {
			s.Fatal(err)
		}
		if len(a.Errors) == 0 {
			break
		}
		if a.Errors[0].Extensions.Code != "UNAVAILABLE" || time.Now().After(deadline) {
			s.fail("%s, %s, asked again: %s", w.key, w.kind, text)
			return
		}
		time.Sleep(100 * time.Millisecond) // what a lost writer left is in the way for a while
	}
	repeated := w.read(s.T, a)
	switch {
	case there && (!repeated || w.number != number || was != "" && was != w.payload):
		s.fail("%s, %s, was change %d and is answered %v, %d when asked again:\n%.600s\n%.600s", w.key, w.kind, number, repeated, w.number, was, w.payload)
	case there:
	case repeated:
		s.fail("%s, %s, was not there and is said to be change %d when asked again", w.key, w.kind, w.number)
	case w.kind != "a proposal":
		s.head++
		s.count(w)
	}
	if !learnt {
		w.by.learn(w)
	}
}

// count adds the records of a write to those that are known.
func (s *siege) count(w *writing) {
	for kind, n := range w.records {
		s.known[kind] += n
	}
}

// totals fails the test unless the store has as many records as were recorded.
func (s *siege) totals(url string) {
	s.Helper()
	type total struct{ TotalCount int }
	var got struct{ City, TwinningLink, Claim, Source total }
	s.ask(url, `{City:cities{totalCount} TwinningLink:twinningLinks{totalCount} Claim:claims{totalCount} Source:sources{totalCount}}`, nil, &got)
	is := map[string]int{"City": got.City.TotalCount, "TwinningLink": got.TwinningLink.TotalCount, "Claim": got.Claim.TotalCount, "Source": got.Source.TotalCount}
	want := maps.Clone(s.known)
	for kind := range is {
		want[kind] += 0
	}
	if !maps.Equal(is, want) {
		s.fail("there are %v records, want %v", is, want)
	}
	var last struct{ Changes struct{ TotalCount int } }
	if s.ask(url, `{changes{totalCount}}`, nil, &last); last.Changes.TotalCount != s.head {
		s.fail("there are %d changes, want %d", last.Changes.TotalCount, s.head)
	}
}

// fail fails the test with a sentence, and goes on.
func (s *siege) fail(format string, args ...any) {
	s.Helper()
	s.wrong++
	s.Errorf(format, args...)
}
