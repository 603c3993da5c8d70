package reconcile

import (
	"twingraph/graph"
)

// Path is where the service is reached.
const Path = "/reconcile"

// Places of the parts of the service below Path.
const (
	SuggestEntity     = "/suggest/entity"
	SuggestType       = "/suggest/type"
	SuggestProperty   = "/suggest/property"
	Flyout            = "/flyout"
	Preview           = "/preview"
	ProposeProperties = "/properties"
)

// Service is the service as it is reached at an address, such as
// https://twins.example.org, without a stroke at its end.
type Service struct{ Site string }

// cityType is the type of all entities.
const cityType = "City"

// Named is something with an id and a name for people.
type Named struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
}

// Manifest says what the service is and does.
type Manifest struct {
	Versions        []string  `json:"versions"`
	Name            string    `json:"name"`
	IdentifierSpace string    `json:"identifierSpace"`
	SchemaSpace     string    `json:"schemaSpace"`
	Documentation   string    `json:"documentation"`
	DefaultTypes    []Named   `json:"defaultTypes"`
	View            address   `json:"view"`
	Preview         preview   `json:"preview"`
	Suggest         suggest   `json:"suggest"`
	Extend          extension `json:"extend"`
}

type address struct {
	URL string `json:"url"`
}

type preview struct {
	URL    string `json:"url"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

type suggest struct {
	Entity   place `json:"entity"`
	Type     place `json:"type"`
	Property place `json:"property"`
}

type place struct {
	ServiceURL  string `json:"service_url"`
	ServicePath string `json:"service_path"`
	FlyoutURL   string `json:"flyout_service_url,omitempty"`
	FlyoutPath  string `json:"flyout_service_path,omitempty"`
}

type extension struct {
	ProposeProperties place     `json:"propose_properties"`
	Settings          []setting `json:"property_settings"`
}

type setting struct {
	Type    string   `json:"type"`
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Help    string   `json:"help_text"`
	Default string   `json:"default"`
	Choices []choice `json:"choices,omitempty"`
}

type choice struct {
	Value string `json:"value"`
	Name  string `json:"name"`
}

// Manifest returns what the service says about itself.
func (s Service) Manifest() Manifest {
	at := func(path string) place { return place{ServiceURL: s.Site, ServicePath: Path + path} }
	entity := at(SuggestEntity)
	entity.FlyoutURL, entity.FlyoutPath = s.Site, Path+Flyout+"?id=${id}"
	statuses := []choice{{"", "any"}}
	for _, status := range graph.StatusesEstablished() {
		statuses = append(statuses, choice{string(status), string(status)})
	}
	return Manifest{
		Versions:        []string{"0.1", "0.2"},
		Name:            "Twingraph",
		IdentifierSpace: s.Site + "/city/",
		SchemaSpace:     s.Site + "/schema.graphql",
		Documentation:   s.Site + "/about",
		DefaultTypes:    []Named{{ID: cityType, Name: "City"}},
		View:            address{s.Site + "/city/{{id}}"},
		Preview:         preview{s.Site + Path + Preview + "?id={{id}}", 400, 200},
		Suggest:         suggest{entity, at(SuggestType), at(SuggestProperty)},
		Extend: extension{at(ProposeProperties), []setting{
			{Type: "text", Name: "asOf", Label: "Day", Help: "the day in the world, such as 2022-12-31; today when left out"},
			{Type: "select", Name: "status", Label: "Status", Help: "links that stand so on the day", Choices: statuses},
		}},
	}
}
