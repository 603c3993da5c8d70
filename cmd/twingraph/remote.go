package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"twingraph/graph"
)

// remote is a server that is running, and the token to show it.
type remote struct {
	to        string // its address; empty when the store is used directly
	tokenFile string
	reads     bool // what is public is asked for, so that the token can be left out
}

// flags adds the flags that name a server.
func (r *remote) flags(flags *pflag.FlagSet) {
	flags.StringVar(&r.to, "to", "", "server to ask, such as https://twins.example.org, in place of the data itself")
	flags.StringVar(&r.tokenFile, "token-file", "", "file with the token to show to --to")
}

// askRemotely bounds a question.
const askRemotely = time.Minute

// check returns an error for a server that makes no sense.
func (r *remote) check() error {
	u, err := url.Parse(r.to)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("--to: %q is no address of a server: write for example https://twins.example.org", r.to)
	case r.reads && r.tokenFile == "":
		return nil
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return fmt.Errorf("--to: %s is not encrypted, and the token would be read by others; use https", r.to)
	case r.tokenFile == "":
		return fmt.Errorf("--token-file: name a file with the token to show to %s", r.to)
	}
	return nil
}

// isLoopback reports whether a host is this machine.
func isLoopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}

// token reads the token. It is in a file because arguments are seen by all.
func (r *remote) token() (string, error) {
	text, err := os.ReadFile(r.tokenFile)
	if err != nil {
		return "", fmt.Errorf("--token-file: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}

// ask asks a question and reads its data into into.
func (r *remote) ask(ctx context.Context, query string, variables map[string]any, into any) error {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, askRemotely)
	defer cancel()
	response, err := r.send(ctx, http.MethodPost, "/graphql", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	return readAnswer(response, "data", into)
}

// send sends a request with the token and returns the response, whose body the caller closes.
func (r *remote) send(ctx context.Context, method, path, mediaType string, body io.Reader) (*http.Response, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	token := ""
	if r.tokenFile != "" {
		var err error
		if token, err = r.token(); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(r.to, "/")+path, body)
	if err != nil {
		return nil, err
	}
	if mediaType != "" {
		request.Header.Set("Content-Type", mediaType)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	client := &http.Client{
		// The token is for this server and for no other.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("the server cannot be reached: %w", err)
	}
	return response, nil
}

// mostAnswer bounds what is read of an answer, in bytes.
const mostAnswer = 64 << 20

// errBrokeOff is the error of an answer that did not arrive as far as its end.
var errBrokeOff = errors.New("the answer broke off")

// readAnswer reads the named part of an answer, and its errors as one. What the answer says beside
// errors is read too; into stays as it is where it says nothing.
func readAnswer(response *http.Response, part string, into any) error {
	text, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return fmt.Errorf("%w: %w", errBrokeOff, err)
	}
	var answer map[string]json.RawMessage
	var failed []remoteError
	err = json.Unmarshal(text, &answer)
	if err == nil && answer["errors"] != nil {
		err = json.Unmarshal(answer["errors"], &failed)
	}
	if said := answer[part]; err == nil && said != nil {
		err = json.Unmarshal(said, into)
	} else if len(failed) == 0 {
		return fmt.Errorf("%s: this is no answer of Twingraph: %.200s", response.Status, text)
	}
	return cmp.Or(joined(failed), err)
}

// remoteError is an error in an answer.
type remoteError struct {
	Message    string
	Extensions struct{ Code graph.Code }
}

// joined returns errors of an answer as one; nil for none.
func joined(list []remoteError) error {
	var errs []error
	for _, e := range list {
		errs = append(errs, &graph.Error{Code: e.Extensions.Code, Message: e.Message})
	}
	return errors.Join(errs...)
}
