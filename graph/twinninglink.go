package graph

// LinkKind says what the two cities call their link.
type LinkKind string

// The kinds of link.
const (
	LinkKindTwinning     LinkKind = "TWINNING"
	LinkKindSisterCity   LinkKind = "SISTER_CITY"
	LinkKindSisterState  LinkKind = "SISTER_STATE"
	LinkKindFriendship   LinkKind = "FRIENDSHIP"
	LinkKindPartnership  LinkKind = "PARTNERSHIP"
	LinkKindContactGroup LinkKind = "CONTACT_GROUP"
)

// DisputeAbout names what an editor found rival sources to disagree on.
type DisputeAbout string

// What a dispute can be about.
const (
	DisputeStatus      DisputeAbout = "STATUS"
	DisputeEstablished DisputeAbout = "ESTABLISHED"
	DisputeInitiator   DisputeAbout = "INITIATOR"
	DisputeParties     DisputeAbout = "PARTIES"
)

// TwinningLink is one link between two cities. It is undirected and stored once;
// A and B are its two sides in no order of rank. Two cities can have several.
// Its status is derived from claims (see History), never a field.
type TwinningLink struct {
	Statement
	A, B        ID
	Kind        LinkKind
	Disputes    []DisputeAbout // recorded by an editor, apart from disputes derived by rule
	DisputeNote string         // why, in a sentence
}

// Word returns WordTwinningLink.
func (*TwinningLink) Word() Word { return WordTwinningLink }

// LinkKinds lists the kinds of link.
func LinkKinds() []LinkKind {
	return []LinkKind{
		LinkKindTwinning, LinkKindSisterCity, LinkKindSisterState, LinkKindFriendship, LinkKindPartnership, LinkKindContactGroup,
	}
}

// DisputesAbout lists what a dispute can be about.
func DisputesAbout() []DisputeAbout {
	return []DisputeAbout{DisputeStatus, DisputeEstablished, DisputeInitiator, DisputeParties}
}

// WordTwinningLink is the word of *TwinningLink.
const WordTwinningLink Word = "TwinningLink"

var _ = Declare(Declaration[*TwinningLink]{
	Word: WordTwinningLink, File: "twinning_links.csv", Slug: "{a}--{b}", Blank: func() *TwinningLink { return new(TwinningLink) }, Open: true,
	Properties: []Property{
		RefProperty("a", func(l *TwinningLink) *ID { return &l.A }, WordCity, "BETWEEN").Filtered().Required().WithEdge("cities").WithBack("links"),
		RefProperty("b", func(l *TwinningLink) *ID { return &l.B }, WordCity, "BETWEEN").Filtered().Required().WithEdge("cities").WithBack("links"),
		EnumProperty("kind", func(l *TwinningLink) *LinkKind { return &l.Kind }, LinkKinds()).Ordered(),
		EnumsProperty("disputes", func(l *TwinningLink) *[]DisputeAbout { return &l.Disputes }, DisputesAbout()).Filtered(),
		TextProperty("disputeNote", func(l *TwinningLink) *string { return &l.DisputeNote }),
	},
	Fields: []Field{
		{Name: "status", Type: Enum, At: true},
		{Name: "since", Type: Date, Ordered: true, At: true},
		{Name: "exact", Type: Bool, At: true},
		{Name: "unilateral", Type: Bool, At: true},
		{Name: "disputed", Type: Bool, At: true},
		{Name: "underReview", Type: Bool, At: true},
		{Name: "basis", Type: Enum, At: true},
		{Name: "lastConfirmed", Type: Date, Ordered: true, At: true},
		{Name: "sinceAtLatest", Type: Bool, At: true},
		{Name: "listedSince", Type: Date, At: true},
		{Name: "stale", Type: Bool, At: true},
		{Name: "became", Type: Enum, At: true},
		{Name: "unknownBecause", Type: Enum, At: true},
	},
	Edges:  []Edge{{Name: "parallel", To: WordTwinningLink, Alike: []string{"a", "b"}}},
	Orders: []Order{{Name: "cityNames", Across: []string{"a", "b"}, To: WordCity, Field: "name"}},
	Names:  []string{},
	Validate: func(l *TwinningLink, reject Reject) {
		if l.A == l.B && l.A != "" {
			reject("b", "a link joins two distinct cities; both ends are %q", l.A)
		}
		if l.DisputeNote != "" && len(l.Disputes) == 0 {
			reject("disputes", "a dispute note goes with what the dispute is about")
		}
	},
})
