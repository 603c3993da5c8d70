package graph

import (
	"strings"
	"unicode"
)

// ContactChannel is the kind of a contact point.
type ContactChannel string

// The channels.
const (
	ChannelEmail ContactChannel = "EMAIL"
	ChannelPhone ContactChannel = "PHONE"
	ChannelWeb   ContactChannel = "WEB"
	ChannelPost  ContactChannel = "POST"
)

// Contact is a way to reach a city or an organisation: an office or role first, a
// person only where that is public.
type Contact struct {
	Statement
	City         ID // exactly one of City and Organisation
	Organisation ID
	Role         string
	Person       string // empty unless public in the source
	Channel      ContactChannel
	Value        string
	Tier         Tier
	Personal     bool        // the value or the role identifies a person
	Verified     PartialDate // when the contact point was last seen to be right
}

// Word returns WordContact.
func (*Contact) Word() Word { return WordContact }

// ContactChannels lists the kinds of contact point.
func ContactChannels() []ContactChannel {
	return []ContactChannel{ChannelEmail, ChannelPhone, ChannelWeb, ChannelPost}
}

// WordContact is the word of *Contact.
const WordContact Word = "Contact"

var _ = Declare(Declaration[*Contact]{
	Word: WordContact, File: "contacts.csv", Blank: func() *Contact { return new(Contact) },
	Tier:     func(c *Contact) Tier { return c.Tier },
	Personal: true,
	Properties: []Property{
		RefProperty("city", func(c *Contact) *ID { return &c.City }, WordCity, "REACHES").Filtered().WithBack("contacts"),
		RefProperty("organisation", func(c *Contact) *ID { return &c.Organisation }, WordOrganisation, "REACHES").Filtered().WithBack("contacts"),
		TextProperty("role", func(c *Contact) *string { return &c.Role }).Filtered(),
		TextProperty("person", func(c *Contact) *string { return &c.Person }),
		EnumProperty("channel", func(c *Contact) *ContactChannel { return &c.Channel }, ContactChannels()).Filtered(),
		TextProperty("value", func(c *Contact) *string { return &c.Value }).Required(),
		EnumProperty("tier", func(c *Contact) *Tier { return &c.Tier }, Tiers()).Filtered().Column("visibility"),
		FlagProperty("personal", func(c *Contact) *bool { return &c.Personal }).Filtered().Column("personal_data"),
		DateProperty("verified", func(c *Contact) *PartialDate { return &c.Verified }).Filtered(),
	},
	Names: []string{},
	Tidy: func(c *Contact) {
		c.Personal = c.Personal || c.Person != ""
		if c.Tier == "" && c.Personal {
			c.Tier = TierPartner
		} else if c.Tier == "" {
			c.Tier = TierPublic
		}
	},
	Validate: func(c *Contact, reject Reject) {
		if (c.City == "") == (c.Organisation == "") {
			reject("city", "a contact reaches exactly one of a city and an organisation")
		}
		// Messages never quote the value: it may be personal.
		switch {
		case c.Channel == ChannelWeb && !isWeb(c.Value):
			reject("value", "a WEB contact is an address that begins with https:// or http://")
		case c.Channel == ChannelEmail && !isEmail(c.Value):
			reject("value", "an EMAIL contact is one address, such as office@example.org")
		case c.Channel == ChannelPhone && !isPhone(c.Value):
			reject("value", "a PHONE contact is a number, such as +46 8 123 45 67")
		}
	},
})

func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && strings.Contains(domain, ".") && !strings.ContainsAny(domain, "@/") &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' || r == '<' || r == '>' })
}

func isPhone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("+-()/. ", r):
			return false
		}
	}
	return digits >= 3
}
