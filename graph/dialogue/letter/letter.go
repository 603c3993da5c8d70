package letter

import (
	"slices"

	"twingraph/graph"
	"twingraph/graph/dialogue/plan"
)

// Purpose is what a letter is for.
type Purpose string

// The purposes.
const (
	PurposeDialogue    Purpose = "DIALOGUE"            // to the target: asks for a conversation about the goal of the plan
	PurposeThank       Purpose = "THANK"               // to the target: for what it did
	PurposeInformation Purpose = "INFORMATION_REQUEST" // to the target: how the link and its texts stand
	PurposeSuspension  Purpose = "REQUEST_SUSPENSION"  // to the city from which the plan begins: to suspend its link with the target
	PurposeRestoration Purpose = "REQUEST_RESTORATION" // to the side that broke the link: to take it up again
)

// Purposes lists the purposes.
func Purposes() []Purpose {
	return []Purpose{PurposeDialogue, PurposeThank, PurposeInformation, PurposeSuspension, PurposeRestoration}
}

// Language is the language of a letter.
type Language string

// The languages.
const (
	English Language = "EN"
	German  Language = "DE"
	Polish  Language = "PL"
)

// Languages lists the languages.
func Languages() []Language { return []Language{English, German, Polish} }

// Letter is a draft. It states what the sources of the plan say and nothing else; what
// only people can know is left in square brackets. It is to be read, verified and
// signed by a person.
type Letter struct {
	Purpose   Purpose
	Language  Language
	Addressee *graph.City
	Subject   string
	Markdown  string          // the letter with its sources, to be copied
	Text      string          // the same as plain text
	Warnings  []string        // what speaks against sending it as it is; beside the letter, never in it
	Verify    []string        // what to verify before it is sent; likewise
	Sources   []*graph.Source // published by the day of the plan, in the order of their numbers
	// PublishedLater are sources of what no source published by the day of the plan says.
	PublishedLater []*graph.Source
}

// Write drafts a letter for a plan, dated the day given. A status that changed, is disputed or
// does not fit the purpose is a warning. Names are those of the records: English ones
// in English letters, local ones in Latin script in the others.
//
// Errors: BadUserInput for a purpose or language that does not exist, for THANK when
// nothing is on record to thank for, and for the requests about a link when the two
// cities of the plan have none.
func Write(p *plan.Plan, purpose Purpose, language Language, dated graph.Day) (*Letter, error) {
	if !slices.Contains(Purposes(), purpose) {
		return nil, graph.Errorf(graph.BadUserInput,
			"%q is not a purpose; purposes are DIALOGUE, THANK, INFORMATION_REQUEST, REQUEST_SUSPENSION and REQUEST_RESTORATION", string(purpose)).At("purpose")
	}
	if !slices.Contains(Languages(), language) {
		return nil, graph.Errorf(graph.BadUserInput, "letters are written in EN, DE and PL, not in %q", string(language)).At("language")
	}
	if purpose == PurposeThank && len(p.Deeds) == 0 {
		return nil, graph.Errorf(graph.BadUserInput,
			"nothing is on record up to %s that %s could be thanked for", p.AsOf, p.Target.Name).At("purpose")
	}
	if (purpose == PurposeSuspension || purpose == PurposeRestoration) && len(p.Links) == 0 {
		return nil, graph.Errorf(graph.BadUserInput,
			"%s and %s have no link that could be suspended or taken up again", p.From.Name, p.Target.Name).At("purpose")
	}
	l := &Letter{Purpose: purpose, Language: language, Addressee: addressee(p, purpose)}
	for _, markdown := range []bool{true, false} {
		d, err := newDraft(p, purpose, language, dated, markdown)
		if err != nil {
			return nil, err
		}
		written, err := d.letter()
		if err != nil {
			return nil, err
		}
		if markdown {
			l.Markdown = written
		} else {
			l.Text, l.Subject, l.Warnings, l.Verify, l.Sources, l.PublishedLater = written, d.subject, d.warnings, d.verify, d.cited, d.later
		}
	}
	return l, nil
}

// addressee returns the city to which a letter of the purpose goes.
func addressee(p *plan.Plan, purpose Purpose) *graph.City {
	switch purpose {
	case PurposeSuspension:
		return p.From
	case PurposeRestoration:
		return breaker(p)
	}
	return p.Target
}

// breaker returns the side whose own act broke the first link of the plan; the target when
// both or neither did.
func breaker(p *plan.Plan) *graph.City {
	link := p.Links[0]
	var broke []graph.ID
	for i, side := range link.Status.Sides {
		if side.Own && side.Status == link.Status.Status && side.Status != graph.StatusActive {
			broke = append(broke, []graph.ID{link.Link.A, link.Link.B}[i])
		}
	}
	if len(broke) == 1 && broke[0] == p.From.ID {
		return p.From
	}
	return p.Target
}
