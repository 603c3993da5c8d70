// Package route finds how a city can be reached: over links from city to city, or by way
// of an organisation in which both take part. A route is what the API calls a channel.
//
// A link is a hop when it is ACTIVE; the last hop can be CONTESTED, a direct link can be
// UNKNOWN; a SUSPENDED one only when asked for, an ENDED one never. Search finds the
// shortest. It imports package index.
package route
