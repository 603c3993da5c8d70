package openid

import (
	"encoding/json"
	"slices"
	"strings"

	"twingraph/graph"
)

// claims are what a token says of its holder.
type claims map[string]json.RawMessage

// texts returns the texts of a claim: one, a list of them, or none. What is no text counts as
// nothing.
func (c claims) texts(name string) []string {
	value, found := c[name]
	if !found {
		if first, rest, dotted := strings.Cut(name, "."); dotted {
			var inner claims
			if json.Unmarshal(c[first], &inner) == nil {
				return inner.texts(rest)
			}
		}
		return nil
	}
	var one string
	if json.Unmarshal(value, &one) == nil {
		return []string{one}
	}
	var list []any
	_ = json.Unmarshal(value, &list) // anything else is no list
	var texts []string
	for _, entry := range list {
		if text, ok := entry.(string); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// most returns the last of an ordered list of values that a claim names, in capital or small
// letters; other for one that names none.
func most[V ~string](c claims, name string, ordered []V, other V) V {
	best := other
	for _, text := range c.texts(name) {
		value := V(strings.ToUpper(text))
		if slices.Index(ordered, value) > slices.Index(ordered, best) {
			best = value
		}
	}
	return best
}

// viewer returns whom the claims are about. Somebody without a role reads, somebody without a
// tier sees what is PUBLIC.
func (c claims) viewer(o Options, subject string) graph.Viewer {
	v := graph.Viewer{
		Role: most(c, o.RoleClaim, graph.Roles(), graph.RoleReader),
		Tier: most(c, o.TierClaim, graph.Tiers(), graph.TierPublic),
		Name: subject,
	}
	if names := c.texts(o.NameClaim); len(names) == 1 && names[0] != "" {
		v.Name = names[0]
	}
	return v
}
