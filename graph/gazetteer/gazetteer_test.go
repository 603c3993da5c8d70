package gazetteer

import (
	"slices"
	"strings"
	"testing"
)

func TestReadsPlacesWithTheirRegions(t *testing.T) {
	regions, err := readRegions(strings.NewReader("Oregon\tUS-OR\tUS.OR\t5744337\tState\t\t1\t\t1\nPortland County\t\tUS.OR.051\t1\t\t\t2\t1\t1\n"))
	if err != nil {
		t.Fatal(err)
	}
	places, err := readPlaces(strings.NewReader(`{
		"5746545": {"geonameid": 5746545, "name": "Portland", "latitude": 45.52345, "longitude": -122.67621, "countrycode": "US", "population": 652503, "admin1code": "OR", "alternatenames": ["PDX", "", "Portland", "Πόρτλαντ"]},
		"3039163": {"geonameid": 3039163, "name": "Sant Julià de Lòria", "latitude": 42.46372, "longitude": 1.49129, "countrycode": "AD", "population": 8022, "admin1code": "06", "alternatenames": []}}`), regions)
	if err != nil {
		t.Fatal(err)
	}
	if len(places) != 2 || places[0].Name != "Sant Julià de Lòria" || places[0].Region != "" {
		t.Fatalf("not in order of id, or a region out of nothing: %+v", places)
	}
	p := places[1]
	if p.Code() != "5746545" || p.Region != "Oregon" || p.RegionCode != "OR" || p.Country != "US" || p.Population != 652503 || p.Latitude != 45.52345 || p.Longitude != -122.67621 {
		t.Errorf("%+v", p)
	}
	if !slices.Equal(p.Others, []string{"PDX", "Πόρτλαντ"}) {
		t.Errorf("other names: %q", p.Others)
	}
}

func TestSaysWhatIsWrong(t *testing.T) {
	if _, err := Read(t.TempDir()); err == nil || !strings.Contains(err.Error(), "make gazetteer") {
		t.Errorf("a folder without it: %v", err)
	}
	if _, err := readPlaces(strings.NewReader(`{"1": {"name": 5}}`), nil); err == nil {
		t.Error("a name that is a number was read")
	}
	if _, err := readRegions(strings.NewReader("Oregon\n")); err == nil {
		t.Error("half a row was read")
	}
}
