// Package index is the network as it stands on one day, with everything that questions
// about dialogue look up in it: the links of a city and how they stand, what is on record
// of a city, campaigns with their practices, themes, and what happened between countries.
//
// It is the only package of dialogue that reads a moment's lists. It imports packages graph
// and graph/world. Begin with index.go.
//
// Claims, pledges, partnerships and approaches count when they had begun by the day;
// undated ones count from their first dated source on. A link of which a city is not known to the viewer does not count.
package index
