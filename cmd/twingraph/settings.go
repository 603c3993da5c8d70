package main

import (
	"fmt"
	"io"
	"log/slog"
	"net/url"

	"github.com/spf13/pflag"

	"twingraph/cmd/internal/httpd"
	"twingraph/cmd/internal/openid"
)

// settings are all that can be set, by flag or environment.
type settings struct {
	// where the data is
	data                               string // path of the embedded store's file
	neo4jURI, neo4jUser, neo4jDatabase string
	password                           func() string // of Neo4j; only from the environment: flags are seen by all

	// how to serve
	listen  string
	bundled bool
	world   bool
	origins []string
	site    string
	hosts   []string
	oidc    openid.Options
	limits  httpd.Limits
	reads   reads
	memory  amount

	openProposals bool     // whether people without a token may propose
	proxies       []string // networks of the proxies in front

	// how to log
	logFormat, logLevel string
}

// newSettings returns the defaults.
func newSettings() *settings {
	return &settings{
		limits: httpd.DefaultLimits(), oidc: openid.DefaultOptions(), password: func() string { return "" }, reads: readsAuto, memory: defaultMemory(),
	}
}

// storeFlags adds the flags that say where the data is.
func (s *settings) storeFlags(flags *pflag.FlagSet) {
	flags.StringVar(&s.data, "data", "./twingraph.db", "file of the embedded store, used without a Neo4j")
	flags.StringVar(&s.neo4jURI, "neo4j-uri", "", "Neo4j to use, such as neo4j://localhost:7687; empty for the embedded store")
	flags.StringVar(&s.neo4jUser, "neo4j-username", "", "user of Neo4j; the password is read from NEO4J_PASSWORD only")
	flags.StringVar(&s.neo4jDatabase, "neo4j-database", "", "database of Neo4j; empty for the user's own")
	inEnvironment(flags, "data", "TWINGRAPH_DATA")
	inEnvironment(flags, "neo4j-uri", "NEO4J_URI")
	inEnvironment(flags, "neo4j-username", "NEO4J_USERNAME")
	inEnvironment(flags, "neo4j-database", "NEO4J_DATABASE")
}

// logFlags adds the flags that say how to log.
func (s *settings) logFlags(flags *pflag.FlagSet) {
	flags.StringVar(&s.logFormat, "log-format", "text", "format of the log: text or json")
	flags.StringVar(&s.logLevel, "log-level", "info", "what to log: debug, info, warn or error")
	inEnvironment(flags, "log-format", "TWINGRAPH_LOG_FORMAT")
	inEnvironment(flags, "log-level", "TWINGRAPH_LOG_LEVEL")
}

// serveFlags adds the flags that say how to serve.
func (s *settings) serveFlags(flags *pflag.FlagSet) {
	l := &s.limits
	flags.StringVar(&s.listen, "listen", "127.0.0.1:8080", "address to serve at; port 0 for any that is free")
	flags.BoolVar(&s.bundled, "bundled", false, "load the bundled dataset, unless it is there")
	flags.BoolVar(&s.world, "world", false, "load the bundled dataset and the world release, some 21,000 links that lists show, unless they are there")
	flags.Var(&s.reads, "reads", "over Neo4j, what answers: mirror (the network is kept in memory beside it), neo4j, or auto (mirror within --memory)")
	flags.Var(&s.memory, "memory", "memory to get along with, such as 512MB or 2GiB; auto takes at most half of it for the network")
	flags.Lookup("memory").DefValue = "half of the machine's" // an amount would be that of one machine
	flags.StringSliceVar(&s.origins, "cors-origins", nil, "sites whose pages may ask, such as https://example.org, or *; none unless given")
	siteFlag(flags, &s.site)
	flags.StringSliceVar(&s.hosts, "host", nil, "name under which requests are answered, beside localhost, addresses and the host of --site; * for any")
	s.oidcFlags(flags)
	flags.StringSliceVar(&s.proxies, "proxies", nil, "networks of the proxies in front, such as 10.0.0.0/8, whose X-Forwarded-For is believed")
	flags.BoolVar(&s.openProposals, "open-proposals", false, "take proposals of people who show no token, a bounded number; reviewers decide about them")
	flags.Int64Var(&l.Body, "max-body", l.Body, "most bytes of a body")
	flags.IntVar(&l.Address, "max-address", l.Address, "most bytes of the query string of a GET")
	flags.IntVar(&l.Tokens, "max-tokens", l.Tokens, "most words and signs of a question")
	flags.IntVar(&l.Depth, "max-depth", l.Depth, "most fields inside one another")
	flags.IntVar(&l.Cost, "max-cost", l.Cost, "most fields that an answer may have to hold")
	flags.DurationVar(&l.Time, "timeout", l.Time, "most time for an answer")
	flags.IntVar(&l.Concurrent, "max-concurrent", l.Concurrent, "most questions answered at the same time")
	for flag, variable := range map[string]string{
		"listen": "TWINGRAPH_LISTEN", "bundled": "TWINGRAPH_BUNDLED", "world": "TWINGRAPH_WORLD", "reads": "TWINGRAPH_READS", "memory": "TWINGRAPH_MEMORY", "cors-origins": "TWINGRAPH_CORS_ORIGINS", "host": "TWINGRAPH_HOSTS",
		"open-proposals": "TWINGRAPH_OPEN_PROPOSALS", "proxies": "TWINGRAPH_PROXIES",
		"max-body": "TWINGRAPH_MAX_BODY", "max-address": "TWINGRAPH_MAX_ADDRESS", "max-tokens": "TWINGRAPH_MAX_TOKENS",
		"max-depth": "TWINGRAPH_MAX_DEPTH", "max-cost": "TWINGRAPH_MAX_COST", "timeout": "TWINGRAPH_TIMEOUT",
		"max-concurrent": "TWINGRAPH_MAX_CONCURRENT",
	} {
		inEnvironment(flags, flag, variable)
	}
}

// oidcFlags adds the flags that say which provider signs people in.
func (s *settings) oidcFlags(flags *pflag.FlagSet) {
	o := &s.oidc
	flags.StringVar(&o.Issuer, "oidc-issuer", "", "OpenID Connect provider whose tokens are taken, such as https://login.example.org/realms/towns; none unless given")
	flags.StringVar(&o.Audience, "oidc-audience", "", "for whom its tokens have to be; that of --oidc-client-id unless given")
	flags.StringVar(&o.ClientID, "oidc-client-id", "", "client of the provider by which the pages sign people in; without it they do not")
	flags.StringVar(&o.RoleClaim, "oidc-role-claim", o.RoleClaim, "claim with the role or roles; a dot leads into an object")
	flags.StringVar(&o.TierClaim, "oidc-tier-claim", o.TierClaim, "claim with the tier or tiers; a dot leads into an object")
	flags.StringVar(&o.NameClaim, "oidc-name-claim", o.NameClaim, "claim with the name; one that people cannot choose and nobody shares")
	inEnvironment(flags, "oidc-issuer", "TWINGRAPH_OIDC_ISSUER")
	inEnvironment(flags, "oidc-audience", "TWINGRAPH_OIDC_AUDIENCE")
	inEnvironment(flags, "oidc-client-id", "TWINGRAPH_OIDC_CLIENT_ID")
	inEnvironment(flags, "oidc-role-claim", "TWINGRAPH_OIDC_ROLE_CLAIM")
	inEnvironment(flags, "oidc-tier-claim", "TWINGRAPH_OIDC_TIER_CLAIM")
	inEnvironment(flags, "oidc-name-claim", "TWINGRAPH_OIDC_NAME_CLAIM")
}

// siteFlag adds the flag that says where the pages are.
func siteFlag(flags *pflag.FlagSet, site *string) {
	flags.StringVar(site, "site", "", "where the pages are reached, such as https://twins.example.org; exports give addresses there")
	inEnvironment(flags, "site", "TWINGRAPH_SITE")
}

// check returns an error for settings that make no sense.
func (s *settings) check() error {
	for _, origin := range s.origins {
		if err := httpd.CheckOrigin(origin); err != nil {
			return fmt.Errorf("--cors-origins: %w", err)
		}
	}
	if _, err := httpd.ParseProxies(s.proxies); err != nil {
		return fmt.Errorf("--proxies: %w", err)
	}
	if s.site != "" {
		if err := httpd.CheckSite(s.site); err != nil {
			return fmt.Errorf("--site: %w", err)
		}
	}
	for _, host := range s.hosts {
		if err := httpd.CheckHost(host); err != nil {
			return fmt.Errorf("--host: %w", err)
		}
	}
	switch {
	case s.oidc.Issuer != "":
		if err := s.oidc.Check(); err != nil {
			return err
		}
	case s.oidc.Audience != "" || s.oidc.ClientID != "":
		return fmt.Errorf("--oidc-issuer: --oidc-audience and --oidc-client-id are of a provider; say which one")
	}
	return s.limits.Check()
}

// logger returns the log on out.
func (s *settings) logger(out io.Writer) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.logLevel)); err != nil {
		return nil, fmt.Errorf("--log-level: %q is neither debug, info, warn nor error", s.logLevel)
	}
	options := &slog.HandlerOptions{Level: level}
	switch s.logFormat {
	case "text":
		return slog.New(slog.NewTextHandler(out, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(out, options)), nil
	}
	return nil, fmt.Errorf("--log-format: %q is neither text nor json", s.logFormat)
}

// print logs the settings, secrets left out.
func (s *settings) print(log *slog.Logger) {
	attrs := []any{"listen", s.listen, "hosts", httpd.Hosts(s.site, s.hosts), "bundled", s.bundled, "world", s.world, "cors_origins", s.origins, "limits", s.limits}
	if o := s.oidc; o.Issuer != "" {
		attrs = append(attrs, slog.Group("oidc", "issuer", o.Issuer, "audience", o.Audience, "client_id", o.ClientID,
			"role_claim", o.RoleClaim, "tier_claim", o.TierClaim, "name_claim", o.NameClaim))
	}
	if s.neo4jURI == "" {
		log.Info("settings", append([]any{"store", "embedded", "data", s.data}, attrs...)...)
		return
	}
	password := "unset"
	if s.password() != "" {
		password = "set"
	}
	log.Info("settings", append([]any{
		"store", "neo4j", "uri", withoutUser(s.neo4jURI), "username", s.neo4jUser, "password", password, "database", s.neo4jDatabase,
		"reads", s.reads.String(), "memory", s.memory.String(),
	}, attrs...)...)
}

// withoutUser returns a URI without the user and password that somebody may have
// put there.
func withoutUser(uri string) string {
	u, err := url.Parse(uri)
	if err != nil {
		return "(not readable)"
	}
	u.User = nil
	return u.String()
}
