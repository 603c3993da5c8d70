package dialogue

import (
	"slices"

	"twingraph/graph"
)

// affiliation is that a city takes part in an organisation: in a partnership that
// involves it, or by a pledge to a campaign that it organises.
type affiliation struct {
	organisation graph.ID
	record       graph.Record
}

// affiliations returns the affiliations of a city: by its partnerships, then by its
// pledges, each in order of id.
func (sc *scene) affiliations(c *graph.City) []affiliation {
	var found []affiliation
	for _, p := range sc.on(c).partnerships {
		for _, id := range p.Organisations {
			if sc.Record(graph.WordOrganisation, id) != nil {
				found = append(found, affiliation{id, p})
			}
		}
	}
	for _, p := range sc.on(c).pledges {
		campaign, ok := sc.Record(graph.WordCampaign, p.Campaign).(*graph.Campaign)
		if ok && sc.Record(graph.WordOrganisation, campaign.Organiser) != nil {
			found = append(found, affiliation{campaign.Organiser, p})
		}
	}
	return found
}

// organisationsOf returns the organisations in which the asking cities take part, each
// with the first of those cities.
func (sc *scene) organisationsOf(from circle) map[graph.ID]graph.ID {
	members := map[graph.ID]graph.ID{}
	for _, id := range from.cities {
		for _, a := range sc.affiliations(sc.City(id)) {
			if _, ok := members[a.organisation]; !ok {
				members[a.organisation] = id
			}
		}
	}
	return members
}

// throughOrganisation returns the channel by way of the first organisation in which
// both an asking city and the target take part, none when there is none.
func (sc *scene) throughOrganisation(members map[graph.ID]graph.ID, target *graph.City) []way {
	var shared []graph.ID
	if len(members) > 0 {
		for _, a := range sc.affiliations(target) {
			if _, ok := members[a.organisation]; ok {
				shared = append(shared, a.organisation)
			}
		}
	}
	if len(shared) == 0 {
		return nil
	}
	org, _ := sc.Record(graph.WordOrganisation, slices.Min(shared)).(*graph.Organisation)
	speaker := members[org.ID]
	return []way{{from: speaker, through: speaker, by: sc.number(speaker), organisation: org}}
}

// factOfNetwork returns the fact that both take part in an organisation, with what
// shows it.
func (sc *scene) factOfNetwork(m *matter) Fact {
	records := []graph.Record{m.way.organisation}
	for _, c := range []*graph.City{m.speaker, m.target} {
		for _, a := range sc.affiliations(c) {
			if a.organisation == m.way.organisation.ID && !slices.Contains(records, a.record) {
				records = append(records, a.record)
			}
		}
	}
	return factOf(SharedNetwork, records...)
}
