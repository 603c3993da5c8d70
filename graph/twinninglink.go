package graph

// LinkKind says what the two cities call their tie.
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

// TwinningLink is one tie between two cities. It is undirected and stored once;
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
