package storetest

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"twingraph/graph"
	"twingraph/graph/registry"
)

// Twice says what random history to record in two stores, one of which gets secrets
// besides: records that a viewer may not see, in changes of their own and in changes with
// others. No answer for that viewer may depend on them.
type Twice struct {
	Seed  uint64
	Steps int
	Tier  graph.Tier     // of the viewer: PUBLIC or PARTNER
	After func(step int) // called after each step, with some records public that will not be; may be nil
}

// Recorded is what was recorded: instants of changes, the records of the store without
// secrets, and secrets.
type Recorded struct {
	Instants []time.Time
	Shared   []graph.Target
	Secret   []graph.Target
}

// RecordTwice records the history in both stores, which are empty. Among the secrets are
// restricted records of every word that is not open, some of them retracted, merged, or
// public once and restricted now; and sources that only secrets cite, also by way of
// other sources.
//
// Two things that a secret does change by design are kept from happening. Support
// twinnings are counted for everybody from three in a pair of countries: there are at most
// two secret ones in a pair, and always one pair that is withheld. And a source that
// nothing cites is PARTNER: when that is the viewer's tier, secrets cite sources of their
// own only.
func RecordTwice(t *testing.T, plain, fuller graph.Store, h Twice) Recorded {
	t.Helper()
	rng := rand.New(rand.NewPCG(h.Seed, 7))
	a, b := newNetwork(plain), newNetwork(fuller)
	open := &generator{Rand: rng, ref: a.ref, at: stepAt(1), names: someNames}
	hidden := &secrets{generator: &generator{Rand: rng, ref: b.ref, names: someNames}, tier: h.Tier, of: map[graph.Target]bool{}}
	first := registry.Submission{RecordedAt: open.at, Actor: "generator", Note: "the beginning", Records: []graph.Record{
		&graph.Source{Statement: says("a-rare"), Title: "Source of what is rare"},
		&graph.SupportTwinning{Statement: says("rare", "a-rare"), MandateCountry: "LU", DefenderCountry: "UA"},
	}}
	a.submit(t, first)
	b.submit(t, first)
	got := Recorded{Instants: []time.Time{open.at}}
	for step := range h.Steps {
		last := step == h.Steps-1
		before := open.at
		s := open.submission()
		s.Records = slices.DeleteFunc(s.Records, func(r graph.Record) bool { return r.Base().ID == "rare" || r.Base().ID == "a-rare" })
		s.Retractions = slices.DeleteFunc(s.Retractions, func(r graph.Retraction) bool { return r.ID == "rare" || r.ID == "a-rare" })
		more := s
		if rng.IntN(3) > 0 {
			more.Records, more.Retractions = hidden.add(s.Records, s.Retractions, open.at.After(before), false)
		}
		if !submitted(t, b, more) { // something that refers to a record cannot follow it
			s.Retractions, more.Retractions = nil, nil
			b.submit(t, more)
		}
		a.submit(t, s)
		got.Instants = append(got.Instants, open.at)
		if last || rng.IntN(3) > 0 { // a change of secrets alone
			open.at = open.at.Add(time.Hour)
			s := registry.Submission{RecordedAt: open.at, Actor: "somebody secret", Note: "a secret step"}
			s.Records, s.Retractions = hidden.add(nil, nil, true, last)
			if !submitted(t, b, s) {
				s.Retractions = nil
				b.submit(t, s)
			}
			hidden.alone++
			got.Instants = append(got.Instants, open.at)
		}
		if h.After != nil {
			h.After(step)
		}
	}
	hidden.check(t)
	for _, word := range graph.Words() {
		for id := range a.ref.records[word] {
			got.Shared = append(got.Shared, graph.Target{Word: word, ID: id})
		}
	}
	got.Secret = slices.Collect(maps.Keys(hidden.of))
	for _, targets := range [][]graph.Target{got.Shared, got.Secret} {
		slices.SortFunc(targets, func(a, b graph.Target) int { return cmp.Or(cmp.Compare(a.Word, b.Word), cmp.Compare(a.ID, b.ID)) })
	}
	return got
}

// submitted records a submission and reports whether it was sound.
func submitted(t *testing.T, n *network, s registry.Submission) bool {
	t.Helper()
	_, err := n.registry.Submit(t.Context(), s)
	if _, rejected := errors.AsType[*registry.Rejection](err); rejected && len(s.Retractions) > 0 {
		return false
	}
	if err != nil {
		t.Fatalf("submit %q: %v", s.Note, err)
	}
	return true
}

// secrets makes records that viewers of a tier may not see in the end.
type secrets struct {
	*generator
	tier    graph.Tier
	of      map[graph.Target]bool // all that were made
	shown   []graph.ID            // contacts that are public as yet
	roots   []graph.ID            // sources that the vault cites
	alone   int                   // changes of secrets alone
	exposed int                   // contacts that were public once
	taken   int                   // secrets that were retracted
	pairs   int                   // support twinnings made
}

// vault is the id of a contact that cites every root, so that none of them is a source
// that nothing cites.
const vault graph.ID = "m-vault"

// add returns records and retractions with secrets added. Where free is not set, they are
// of the instant of the change before and only add. In the end nothing stays public.
func (h *secrets) add(records []graph.Record, retractions []graph.Retraction, free, end bool) ([]graph.Record, []graph.Retraction) {
	records, retractions = slices.Clone(records), slices.Clone(retractions)
	h.know()
	put := func(r graph.Record) {
		h.of[graph.TargetOf(r)] = true
		records = append(records, r)
	}
	had := h.known()
	if home := h.home(); free && home != "" {
		leaf := &graph.Source{Statement: h.says(graph.WordSource), Title: "A secret source"}
		root := &graph.Source{Statement: h.says(graph.WordSource, leaf.ID), Title: "A source of secrets"}
		h.roots = append(h.roots, root.ID)
		put(leaf)
		put(root)
		h.ids[graph.WordSource] = append(h.ids[graph.WordSource], root.ID, leaf.ID)
		put(&graph.Contact{Statement: says(vault, h.roots...), City: home, Channel: graph.ChannelEmail, Value: "vault@town.example", Tier: graph.TierRestricted})
	}
	if h.tier == graph.TierPublic {
		put(&graph.Source{Statement: h.says(graph.WordSource), Title: "Source that nothing cites"})
		if r := h.make(graph.WordApproach, h.id(graph.WordApproach)); r != nil {
			put(r)
		}
	}
	for range 1 + h.IntN(2) {
		if r, ok := h.make(graph.WordContact, h.id(graph.WordContact)).(*graph.Contact); ok && r != nil {
			r.Tier = h.guarded()
			if free && !end && (h.exposed == 0 || h.IntN(2) == 0) {
				r.Tier = graph.TierPublic
				h.shown = append(h.shown, r.ID)
				h.exposed++
			}
			put(r)
		}
	}
	if r, ok := h.make(graph.WordSupportTwinning, h.id(graph.WordSupportTwinning)).(*graph.SupportTwinning); ok {
		h.pair(r)
		put(r)
	}
	if r, ok := h.make(WordGathering, h.id(WordGathering)).(*Gathering); ok {
		r.Tier, r.Follows = h.guarded(), ""
		put(r)
	}
	if !free {
		return records, retractions
	}
	for _, r := range had {
		target := graph.TargetOf(r)
		place := slices.Index(h.shown, target.ID)
		switch {
		case target.ID == vault || target.Word == graph.WordSource:
		case place >= 0 && (end || h.IntN(4) == 0):
			c := *r.(*graph.Contact)
			c.Tier, c.Role = h.guarded(), "An officer who asked not to be named"
			records, h.shown = append(records, &c), slices.Delete(h.shown, place, place+1)
		case place >= 0:
		case h.IntN(6) == 0:
			if fresh := h.again(r); fresh != nil {
				records = append(records, fresh)
			}
		case h.taken == 0 || h.IntN(8) == 0:
			gone := graph.Retraction{Word: target.Word, ID: target.ID, Reason: "a secret mistake"}
			if other := h.one(target.Word); target.Word == graph.WordContact && other != vault && other != target.ID && h.of[graph.Target{Word: target.Word, ID: other}] {
				gone.MovedTo = other
			}
			retractions = append(retractions, gone)
			h.taken++
		}
	}
	return records, retractions
}

// know takes down what secrets can refer to.
func (h *secrets) know() {
	h.ids = map[graph.Word][]graph.ID{}
	for _, word := range graph.Words() {
		for _, r := range h.ref.all(everything(), word) {
			target := graph.TargetOf(r)
			if word == graph.WordSource && h.tier == graph.TierPartner && !h.of[target] || word == WordGathering {
				continue
			}
			h.ids[word] = append(h.ids[word], target.ID)
		}
	}
}

// known returns the secrets that are known now, in order.
func (h *secrets) known() []graph.Record {
	var list []graph.Record
	for _, word := range graph.Words() {
		for _, r := range h.ref.all(everything(), word) {
			if h.of[graph.TargetOf(r)] {
				list = append(list, r)
			}
		}
	}
	return list
}

// home returns the city of the vault: the one that it has, if any.
func (h *secrets) home() graph.ID {
	if r, ok := h.ref.known(everything(), graph.WordContact, vault).(*graph.Contact); ok && r != nil {
		return r.City
	}
	return h.one(graph.WordCity)
}

func (h *secrets) id(word graph.Word) graph.ID {
	h.generator.made++
	return graph.ID(fmt.Sprintf("%c%c-s%d", 'a'+h.IntN(26), word[0]|0x20, h.made))
}

// says returns the statement of a new secret of a word.
func (h *secrets) says(word graph.Word, sources ...graph.ID) graph.Statement {
	return says(h.id(word), sources...)
}

// guarded returns a tier that the viewer does not see.
func (h *secrets) guarded() graph.Tier {
	if h.tier == graph.TierPublic && h.IntN(2) == 0 {
		return graph.TierPartner
	}
	return graph.TierRestricted
}

// pair makes a support twinning one of at most two of a pair of countries that the open
// history does not have.
func (h *secrets) pair(r *graph.SupportTwinning) {
	mandates, defenders := []string{"NL", "BE", "IT", "ES", "SE", "AT", "IE"}, []string{"UA", "MD", "GE", "AM"}
	pair := h.pairs / 2 % (len(mandates) * len(defenders))
	r.MandateCountry, r.DefenderCountry = mandates[pair%len(mandates)], defenders[pair/len(mandates)]
	h.pairs++
}

// again returns a new version of a secret, nil when there is none.
func (h *secrets) again(had graph.Record) graph.Record {
	fresh := h.make(had.Word(), had.Base().ID)
	switch fresh := fresh.(type) {
	case *graph.Contact:
		fresh.Tier = h.guarded()
	case *graph.SupportTwinning:
		was := had.(*graph.SupportTwinning)
		fresh.MandateCountry, fresh.DefenderCountry = was.MandateCountry, was.DefenderCountry
	case *Gathering:
		fresh.Tier, fresh.Follows = h.guarded(), ""
	}
	return fresh
}

// check fails the test unless the secrets are what they are meant to be: there are some of
// each kind, and the viewer sees none at any instant.
func (h *secrets) check(t *testing.T) {
	t.Helper()
	count := map[graph.Word]int{}
	for target := range h.of {
		count[target.Word]++
		for i, change := range h.ref.batches {
			if h.ref.knownAfter(graph.Seq(i+1), h.tier, target.Word, target.ID) != nil {
				t.Fatalf("%s is no secret at %v", target, change.RecordedAt)
			}
		}
	}
	for _, word := range graph.Words() {
		shape := graph.ShapeOf(word)
		guarded := shape.CitedBy || !h.tier.Sees(graph.TierOf(shape.Blank()))
		if guarded && count[word] == 0 {
			t.Errorf("there are no secrets of the word %s", word)
		}
	}
	if h.alone == 0 || h.exposed == 0 || h.taken == 0 {
		t.Errorf("of the secrets %d changes are theirs alone, %d were public once, %d were retracted; want some of each", h.alone, h.exposed, h.taken)
	}
}
