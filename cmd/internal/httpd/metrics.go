package httpd

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"twingraph/resolvers"
)

// meters count what the server does.
type meters struct {
	requests  *prometheus.CounterVec   // by route, method and status
	duration  *prometheus.HistogramVec // by route
	questions *prometheus.CounterVec   // by code
	cost      prometheus.Histogram
	once      *prometheus.CounterVec // by result
	kept      prometheus.Gauge
	inFlight  prometheus.Gauge
	streams   prometheus.Gauge
}

// newMeters makes the meters and adds them to a registry. It fails when the
// registry has meters of these names already.
func newMeters(registry prometheus.Registerer) (*meters, error) {
	m := &meters{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "twingraph_http_requests_total", Help: "HTTP requests answered.",
		}, []string{"route", "method", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "twingraph_http_request_duration_seconds", Help: "Time from a request's header to the end of its answer.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route"}),
		questions: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "twingraph_graphql_answers_total", Help: "GraphQL answers, by the code of their first error or OK.",
		}, []string{"code"}),
		cost: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "twingraph_graphql_cost", Help: "Reckoned cost of GraphQL operations.",
			Buckets: prometheus.ExponentialBuckets(10, 10, 6),
		}),
		once: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "twingraph_graphql_kept_answers_total", Help: "GraphQL questions for which a kept answer was looked for, by whether there was one: hit or miss.",
		}, []string{"result"}),
		kept: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "twingraph_graphql_kept_answers_bytes", Help: "Bytes of GraphQL answers that are kept.",
		}),
		inFlight: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "twingraph_http_requests_in_flight", Help: "HTTP requests being answered.",
		}),
		streams: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "twingraph_streams_open", Help: "WebSockets and streams of events that are open.",
		}),
	}
	var errs []error
	for _, c := range []prometheus.Collector{m.requests, m.duration, m.questions, m.cost, m.once, m.kept, m.inFlight, m.streams} {
		errs = append(errs, registry.Register(c))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("register the metrics: %w", err)
	}
	return m, nil
}

// countWays adds to a registry how many root fields were answered in which way.
func countWays(registry prometheus.Registerer, ways *resolvers.Ways) error {
	for by, count := range map[string]func() uint64{"plan": ways.ByPlan, "fields": ways.ByFields} {
		err := registry.Register(prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "twingraph_graphql_root_fields_total", Help: "Root fields answered by a plan in one go, or field by field.",
			ConstLabels: prometheus.Labels{"by": by},
		}, func() float64 { return float64(count()) }))
		if err != nil {
			return fmt.Errorf("register the metrics: %w", err)
		}
	}
	return nil
}

// count records a request that was answered.
func (m *meters) count(r *http.Request, route string, status int, took time.Duration, o outcome) {
	m.requests.WithLabelValues(route, methodLabel(r.Method), strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(route).Observe(took.Seconds())
	if route != routeGraphQL || r.Method == http.MethodOptions {
		return
	}
	code := "OK"
	if len(o.codes) > 0 {
		code = string(o.codes[0])
	}
	m.questions.WithLabelValues(code).Inc()
	if o.cost != nil {
		m.cost.Observe(float64(o.cost.Requested))
	}
}

// asked counts a question for which a kept answer was looked for.
func (m *meters) asked(found bool) {
	result := "miss"
	if found {
		result = "hit"
	}
	m.once.WithLabelValues(result).Inc()
}

// methodLabel keeps the number of labels bounded: anybody can make up a method.
func methodLabel(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return method
	}
	return "other"
}
