package httpd

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"

	"github.com/99designs/gqlgen/graphql"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/vektah/gqlparser/v2/ast"

	"twingraph/graph/atlas"
	"twingraph/graph/export/formats"
	"twingraph/graph/feed"
	"twingraph/graph/generated"
	"twingraph/resolvers"
)

// Config is what a handler is made of. Everything but Pages, Site, Identity,
// SignIn, Hosts, Proxies and AllowedOrigins is needed.
type Config struct {
	Atlas     *atlas.Atlas
	Store     Readiness
	Log       *slog.Logger
	Registry  *prometheus.Registry // the handler adds its metrics and serves all of them
	Pages     fs.FS                // the built pages; nil when there is no build
	Addresses []string             // addresses such as /city/$id at which index.html is shown
	NotBuilt  []byte               // the page that is shown in place of pages that are not built
	Limits    Limits
	Site      string // where the pages are reached, such as https://twins.example.org; empty when that is not known
	Build     string // what the program was built from: with another one, answers may differ

	// Answers is how many bytes of answers are kept for those who ask the same; 0 for none.
	Answers int64
	// Asking returns the context of one request, or of one event of a stream: all that is read
	// with it comes from one state of the network. Nil for none.
	Asking func(context.Context) context.Context
	// Until is done when the server ends, and streams with it; nil for never.
	Until context.Context

	// Identity knows who holds a token; nil when nobody does.
	Identity Identity
	// SignIn is where people sign in; nil when they cannot.
	SignIn *SignIn
	// Hosts are the names under which requests are answered, beside those that this machine
	// has for itself, addresses and the name of Site; AnyHost for all.
	Hosts []string

	// Proxies are the networks of the proxies in front, whose X-Forwarded-For is believed.
	Proxies []netip.Prefix

	// AllowedOrigins are the sites whose pages may ask, such as
	// https://example.org, or * for all of them; none unless given.
	AllowedOrigins []string
}

// New returns the handler of everything that Twingraph serves. It fails when the
// configuration makes no sense.
func New(c Config) (http.Handler, error) {
	if err := c.Limits.Check(); err != nil {
		return nil, err
	}
	m, err := newMeters(c.Registry)
	if err != nil {
		return nil, err
	}
	out := newSender()
	site := notBuilt(c.NotBuilt, c.Addresses, out)
	if c.Pages != nil {
		if site, err = newPages(c.Pages, c.Addresses, c.SignIn.policy, out); err != nil {
			return nil, err
		}
	}
	root := resolvers.New(c.Atlas)
	if err := countWays(c.Registry, &root.Ways); err != nil {
		return nil, err
	}
	schema := generated.NewExecutableSchema(generated.Config{Resolvers: root, Schema: offered(generated.NewExecutableSchema(generated.Config{}).Schema())})
	tags := newTagger(c.Atlas, c.Build, c.Limits)
	ask := newEndpoint(schema, root.Around, root.AroundRoot, presenter{log: c.Log, limit: c.Limits.Time}, tags, c.Limits, out, newAnswers(tags, c.Answers, m))
	ask.exec.AroundResponses(c.askingAgain)
	exported := newExports(c.Atlas, c.Build, c.Log, c.Limits, out)
	exported.site = c.Site
	shared := sharing(c.AllowedOrigins)
	asked, files := identify(c.Identity, c.Limits.Time, ask.unidentified), identify(c.Identity, c.Limits.Time, exported.unidentified)

	following := &streams{endpoint: ask, identity: c.Identity, origins: c.AllowedOrigins, until: c.Until, gauge: m.streams, proxies: c.Proxies, open: map[string]int{}}
	if following.until == nil {
		following.until = context.Background()
	}

	mux := http.NewServeMux()
	mux.Handle(routeGraphQL, shared(options(proxies(c.Proxies).addressed(asked(following.or(ask))))))
	mux.Handle("/schema.graphql", shared(readOnly(schemaText(schema.Schema(), out))))
	for _, f := range formats.All() {
		mux.Handle("/export/"+f.Name, shared(readOnly(files(exported.serve(f)))))
	}
	mux.Handle(routeExport, shared(readOnly(files(http.HandlerFunc(exported.noFormat)))))
	mux.Handle(feed.Path, shared(readOnly(files(&feeds{exports: exported, site: feed.Site(c.Site)}))))
	for path, handler := range (&reconciling{exported, c.Site, c.Limits.Body, c.AllowedOrigins}).handlers() {
		mux.Handle(path, shared(files(handler)))
	}
	mux.Handle("/backup", readOnly(files(&backups{exported, make(turns, 1)})))
	mux.Handle("/import", files(&imports{exported, make(turns, 1)}))
	mux.Handle("/auth.json", readOnly(authJSON(c.SignIn, out)))
	mux.Handle("GET "+routeHealth, http.HandlerFunc(healthz))
	mux.Handle("GET "+routeReady, readyz(c.Store, c.Log))
	mux.Handle("GET "+routeMetrics, promhttp.HandlerFor(c.Registry, promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(c.Log.Handler(), slog.LevelWarn)}))
	mux.Handle(routePages, readOnly(site))
	return observe(secure(newHostNames(c.Site, c.Hosts).only(c.attended(c.asking(mux)))), c.Log, m), nil
}

// asking gives each request a context of its own; each event of a stream gets one later.
func (c Config) asking(next http.Handler) http.Handler {
	if c.Asking == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isStream(r) {
			r = r.WithContext(c.Asking(r.Context()))
		}
		next.ServeHTTP(w, r)
	})
}

// attended lets what is computed in the background give way to each request.
func (c Config) attended(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isStream(r) {
			defer c.Atlas.Attend()()
		}
		next.ServeHTTP(w, r)
	})
}

// askingAgain gives each response to a subscription, which is an event, a context of its own. A
// request that is refused before it is an operation has a response, too.
func (c Config) askingAgain(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if c.Asking != nil && graphql.HasOperationContext(ctx) {
		if op := graphql.GetOperationContext(ctx).Operation; op != nil && op.Operation == ast.Subscription {
			ctx = c.Asking(ctx)
		}
	}
	return next(ctx)
}

// options answers OPTIONS with the methods there are.
func options(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodOptions {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Allow", "GET, HEAD, POST, OPTIONS")
		w.Header().Set("Accept-Post", mediaJSON)
		w.WriteHeader(http.StatusNoContent)
	})
}

// readOnly answers 405 to everything but GET and HEAD.
func readOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "This can only be read, by GET.", http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}
