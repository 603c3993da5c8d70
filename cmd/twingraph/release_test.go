package main

import (
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A server gives memory back when it comes to rest: once each time, and not between requests.
func TestMemoryIsGivenBackAtRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var released atomic.Int32
		answers := releasing(http.NotFoundHandler(), quietFor, func() { released.Add(1) })
		ask := func(path string) {
			answers.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		}
		for _, step := range []struct {
			name string
			path string
			asks int // one each second
			rest time.Duration
			want int32
		}{
			{"after the start", "", 0, quietFor, 1},
			{"while somebody asks", "/graphql", 100, quietFor / 2, 1},
			{"at rest", "", 0, quietFor, 2},
			{"still at rest", "", 0, time.Hour, 2},
			{"at rest again", "/graphql", 1, quietFor, 3},
			{"asked a last time", "/graphql", 1, 0, 3},
			{"watched", "/readyz", 30, 0, 4},
		} {
			for range step.asks {
				ask(step.path)
				time.Sleep(time.Second)
			}
			time.Sleep(step.rest)
			synctest.Wait()
			if got := released.Load(); got != step.want {
				t.Errorf("%s: given back %d times, want %d", step.name, got, step.want)
			}
		}
	})
}
