package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"
)

// drainFor is how long questions that are being answered may go on when the
// program ends.
const drainFor = 10 * time.Second

// listen takes the address, or says what to do when it is taken.
func listen(ctx context.Context, address string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("another program serves at %s already: end it, or choose another address with --listen or TWINGRAPH_LISTEN", address)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("this user may not serve at %s: choose a port above 1023 with --listen or TWINGRAPH_LISTEN", address)
	}
	return nil, fmt.Errorf("cannot serve at %q, write host:port: %w", address, err)
}

// newServer returns a server that no slow client can hold up for long. A question
// is answered within the time given; sending the answer may take as long again
// and a bit.
func newServer(handler http.Handler, answerWithin time.Duration, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      15*time.Second + 2*answerWithin,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

// drain ends a server: at once for those who ask nothing, after their answer for
// the others, but not later than drainFor.
func drain(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), drainFor)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		_ = server.Close()
		return fmt.Errorf("some questions were not answered within %s: %w", drainFor, err)
	}
	return nil
}
