package httpd

import (
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// Limits bound what one request may take. All of them are on from the start and
// have to be positive.
type Limits struct {
	Body       int64         // bytes of a POST body
	Address    int           // bytes of the query string of a GET
	Tokens     int           // tokens of a GraphQL document
	Depth      int           // fields under one another
	Cost       int           // fields that the answer may have to hold; see meter
	Time       time.Duration // from the first byte read to the answer
	Concurrent int           // questions answered at the same time
	Wait       time.Duration // how long a question waits for its turn
}

// DefaultLimits returns the limits that hold unless set otherwise. A hundred
// cities with their links, claims and sources pass the default cost; a page of
// 500 inside a page of 500 does not.
func DefaultLimits() Limits {
	return Limits{
		Body:       1 << 20,
		Address:    8 << 10,
		Tokens:     3000,
		Depth:      15,
		Cost:       250_000,
		Time:       10 * time.Second,
		Concurrent: 64,
		Wait:       2 * time.Second,
	}
}

// Check returns an error that names every limit that is not positive.
func (l Limits) Check() error {
	var errs []error
	for _, limit := range []struct {
		name  string
		value int64
	}{
		{"body", l.Body}, {"address", int64(l.Address)}, {"tokens", int64(l.Tokens)}, {"depth", int64(l.Depth)},
		{"cost", int64(l.Cost)}, {"time", int64(l.Time)}, {"concurrent", int64(l.Concurrent)}, {"wait", int64(l.Wait)},
	} {
		if limit.value <= 0 {
			errs = append(errs, fmt.Errorf("the limit %q has to be more than zero, not %d", limit.name, limit.value))
		}
	}
	return errors.Join(errs...)
}

// LogValue returns the limits as a group.
func (l Limits) LogValue() slog.Value {
	return slog.GroupValue(
		slog.Int64("body", l.Body), slog.Int("address", l.Address), slog.Int("tokens", l.Tokens), slog.Int("depth", l.Depth),
		slog.Int("cost", l.Cost), slog.Duration("time", l.Time), slog.Int("concurrent", l.Concurrent), slog.Duration("wait", l.Wait),
	)
}
