package graph

// Channel is the kind of a contact point.
type Channel string

// The channels.
const (
	ChannelEmail Channel = "EMAIL"
	ChannelPhone Channel = "PHONE"
	ChannelWeb   Channel = "WEB"
	ChannelPost  Channel = "POST"
)

// Contact is a way to reach a city or an organisation: an office or role first, a
// person only where that is public.
type Contact struct {
	Statement
	City         ID // exactly one of City and Organisation
	Organisation ID
	Role         string
	Person       string // empty unless public in the source
	Channel      Channel
	Value        string
	Tier         Tier
	Personal     bool        // the value or the role identifies a person
	Verified     PartialDate // when the contact point was last seen to be right
}

// Word returns WordContact.
func (*Contact) Word() Word { return WordContact }
