package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

// environment returns a getenv over the given variables.
func environment(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

// parsed returns the settings that arguments and environment give.
func parsed(t *testing.T, variables map[string]string, arguments ...string) (*settings, error) {
	t.Helper()
	s := newSettings()
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	s.storeFlags(flags)
	s.logFlags(flags)
	s.serveFlags(flags)
	s.password = func() string { return variables["NEO4J_PASSWORD"] }
	if err := flags.Parse(arguments); err != nil {
		return s, err
	}
	return s, readEnvironment(flags, environment(variables))
}

// Every setting comes from a flag, else from the environment, else from its
// default.
func TestSettings(t *testing.T) {
	t.Run("defaults", func(t *testing.T) {
		s, err := parsed(t, map[string]string{"TWINGRAPH_LISTEN": ""})
		if err != nil || s.listen != "127.0.0.1:8080" || s.data != "./twingraph.db" || s.neo4jURI != "" || s.bundled || len(s.origins) != 0 || s.reads != readsAuto || s.memory < 1<<20 || s.check() != nil {
			t.Errorf("%v: %+v", err, s)
		}
	})
	t.Run("environment", func(t *testing.T) {
		s, err := parsed(t, map[string]string{
			"TWINGRAPH_LISTEN": ":9", "TWINGRAPH_DATA": "d", "TWINGRAPH_BUNDLED": "true", "TWINGRAPH_CORS_ORIGINS": "https://a.org,https://b.org",
			"TWINGRAPH_MAX_COST": "7", "TWINGRAPH_TIMEOUT": "3s", "NEO4J_URI": "neo4j://h", "NEO4J_USERNAME": "u", "NEO4J_DATABASE": "n",
			"TWINGRAPH_READS": "neo4j", "TWINGRAPH_MEMORY": "1.5GiB",
		})
		if err != nil || s.listen != ":9" || s.data != "d" || !s.bundled || len(s.origins) != 2 || s.limits.Cost != 7 || s.limits.Time != 3*time.Second ||
			s.neo4jURI != "neo4j://h" || s.neo4jUser != "u" || s.neo4jDatabase != "n" || s.reads != readsNeo4j || s.memory != 3<<29 || s.check() != nil {
			t.Errorf("%v: %+v", err, s)
		}
	})
	t.Run("a flag wins", func(t *testing.T) {
		s, err := parsed(t, map[string]string{"TWINGRAPH_LISTEN": ":9"}, "--listen", ":10")
		if err != nil || s.listen != ":10" {
			t.Errorf("%v: %s", err, s.listen)
		}
	})
	t.Run("what cannot be read is named", func(t *testing.T) {
		if _, err := parsed(t, map[string]string{"TWINGRAPH_MAX_COST": "much"}); err == nil || !strings.Contains(err.Error(), "TWINGRAPH_MAX_COST") {
			t.Errorf("%v", err)
		}
	})
	for name, arguments := range map[string][]string{
		"cors-origins": {"--cors-origins", "https://a.org/path"},
		"host":         {"--host", "https://a.org"},
		"oidc-issuer":  {"--oidc-issuer", "http://login.example.org", "--oidc-audience", "a"},
		"which one":    {"--oidc-audience", "a"},
		"cost":         {"--max-cost", "0"},
		"reads":        {"--reads", "memory"},
		"memory":       {"--memory", "much"},
		"log-level":    {"--log-level", "loud"},
		"log-format":   {"--log-format", "xml"},
	} {
		t.Run("what makes no sense is named: "+name, func(t *testing.T) {
			s, err := parsed(t, nil, arguments...)
			if err == nil {
				err = s.check()
			}
			if _, failure := s.logger(&bytes.Buffer{}); failure != nil {
				err = failure
			}
			if err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%v", err)
			}
		})
	}
}

// The settings are printed without secrets.
func TestSettingsPrintedWithoutSecrets(t *testing.T) {
	s, err := parsed(t, map[string]string{"NEO4J_URI": "neo4j+s://somebody:hunter2@h:7687?policy=eu", "NEO4J_USERNAME": "u", "NEO4J_PASSWORD": "hunter3"})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	s.print(slog.New(slog.NewTextHandler(&out, nil)))
	for _, part := range []string{`uri="neo4j+s://h:7687?policy=eu"`, "username=u", "password=set", "limits.cost=250000", "reads=auto", "memory=" + s.memory.String(), "listen=127.0.0.1:8080"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("lacks %s: %s", part, out.String())
		}
	}
	for _, secret := range []string{"hunter", "somebody"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("shows %s: %s", secret, out.String())
		}
	}
	if got := withoutUser("://"); strings.Contains(got, ":") {
		t.Errorf("%q", got)
	}
}

func TestAmountsOfMemory(t *testing.T) {
	for text, want := range map[string]string{
		"512MB": "512MB", "512 mb": "512MB", "2GiB": "2048MiB", "2g": "2048MiB", "1048576": "1MiB", "1.5k": "1536B", "0": "0B", "7B": "7B",
	} {
		var a amount
		if err := a.Set(text); err != nil || a.String() != want {
			t.Errorf("%s: %s, %v instead of %s", text, a.String(), err, want)
		}
		again := a
		if err := again.Set(a.String()); err != nil || again != a {
			t.Errorf("%s is read as %s: %v", a.String(), again.String(), err)
		}
	}
	for _, text := range []string{"", "much", "-1MB", "1XB", "NaN", "1e30"} {
		if err := new(amount).Set(text); err == nil || !strings.Contains(err.Error(), "512MB") {
			t.Errorf("%q is taken: %v", text, err)
		}
	}
}
