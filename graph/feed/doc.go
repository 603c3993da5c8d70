// Package feed shows news of how links stand to feed readers, as an Atom feed (RFC 4287) in
// pages (RFC 5005, section 3): the newest first, for everybody who may ask, of all links or of
// those that a filter selects. Names of feeds and entries stay (RFC 4151).
//
// It imports graph and graph/atlas. Start at Site.Page.
package feed
