package network_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"twingraph/graph/registry"
	"twingraph/graph/storetest"
	"twingraph/graph/storetest/network"
)

func TestTheSameSeedMakesTheSameNetwork(t *testing.T) {
	if diff := cmp.Diff(network.Records(7, 50, 100, 200), network.Records(7, 50, 100, 200)); diff != "" {
		t.Error(diff)
	}
}

func TestANetworkIsSoundAndAsLargeAsAskedFor(t *testing.T) {
	store := storetest.NewReference()
	now := func() time.Time { return time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC) }
	receipt, err := registry.New(store, now).Submit(context.Background(), registry.Submission{
		Actor: "test", Note: "a network", Records: network.Records(1, 200, 600, 1500),
	})
	if err != nil || receipt.Added != 200+600+1500+15 {
		t.Errorf("receipt %+v, %v", receipt, err)
	}
}
