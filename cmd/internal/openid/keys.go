package openid

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

// keys are the keys of a provider from one time on. They are fetched again when a token names
// one that is not among them: at most once in askAgain, whoever makes up how many names.
type keys struct {
	oidc.KeySet
	from  string // where they are
	since time.Time
	asks  *asking
}

// newKeys returns the keys at an address; they are fetched when they are needed first.
func newKeys(address string, now func() time.Time) *keys {
	asks := &asking{now: now}
	client := &http.Client{Timeout: askFor, Transport: asks}
	return &keys{
		KeySet: oidc.NewRemoteKeySet(oidc.ClientContext(context.Background(), client), address),
		from:   address, since: now(), asks: asks,
	}
}

// fetch fetches the keys now. Those who ask for them next find them.
func (k *keys) fetch(ctx context.Context) error {
	request, err := http.NewRequestWithContext(context.WithoutCancel(ctx), http.MethodGet, k.from, nil)
	if err != nil {
		return err
	}
	response, err := (&http.Client{Timeout: askFor, Transport: k.asks}).Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", k.from, response.Status)
	}
	return nil
}

// unreachable reports whether the keys could not be fetched when they were last asked for.
func (k *keys) unreachable() bool {
	k.asks.mu.Lock()
	defer k.asks.mu.Unlock()
	return k.asks.failed
}

// mostKeys bounds what is read of keys, in bytes.
const mostKeys = 1 << 20

// asking carries requests for keys, and gives the last answer again for a moment.
type asking struct {
	now func() time.Time

	mu     sync.Mutex
	at     time.Time // of the last answer
	failed bool      // there was none, or one without keys
	status int
	header http.Header
	body   []byte
	err    error
}

// RoundTrip asks for keys, or returns the last answer again. The client has one address only.
func (a *asking) RoundTrip(r *http.Request) (*http.Response, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.at.IsZero() || a.now().Sub(a.at) >= askAgain {
		a.ask(r)
		a.at = a.now()
		a.failed = a.err != nil || a.status != http.StatusOK
	}
	if a.err != nil {
		return nil, a.err
	}
	return &http.Response{
		StatusCode: a.status, Status: fmt.Sprintf("%d %s", a.status, http.StatusText(a.status)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header.Clone(), Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: r,
	}, nil
}

// ask asks for keys.
func (a *asking) ask(r *http.Request) {
	var response *http.Response
	if response, a.err = http.DefaultTransport.RoundTrip(r); a.err != nil {
		return
	}
	defer func() { _ = response.Body.Close() }()
	a.status, a.header = response.StatusCode, response.Header
	a.body, a.err = io.ReadAll(io.LimitReader(response.Body, mostKeys))
}
