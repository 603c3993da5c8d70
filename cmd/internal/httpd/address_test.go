package httpd

import (
	"net/http/httptest"
	"testing"
)

func TestWhereARequestComesFrom(t *testing.T) {
	networks, err := ParseProxies([]string{"10.0.0.0/8", "192.0.2.7", "fd00::/8"})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, connection string
		forwarded        []string
		want             string
	}{
		{"no proxy", "198.51.100.1:5000", nil, "198.51.100.1"},
		{"what a visitor writes is not believed", "198.51.100.1:5000", []string{"203.0.113.9"}, "198.51.100.1"},
		{"behind a proxy", "10.1.2.3:5000", []string{"203.0.113.9"}, "203.0.113.9"},
		{"what a visitor wrote before the proxy did", "10.1.2.3:5000", []string{"1.1.1.1, 203.0.113.9"}, "203.0.113.9"},
		{"behind two proxies", "10.1.2.3:5000", []string{"1.1.1.1, 203.0.113.9", "192.0.2.7"}, "203.0.113.9"},
		{"a proxy that says nothing", "10.1.2.3:5000", nil, "10.1.2.3"},
		{"a proxy that says nonsense", "10.1.2.3:5000", []string{"unknown"}, "10.1.2.3"},
		{"all are proxies", "10.1.2.3:5000", []string{"10.0.0.1"}, "10.0.0.1"},
		{"IPv6", "[fd00::1]:5000", []string{"2001:db8::5"}, "2001:db8::5"},
		{"IPv4 written as IPv6", "[::ffff:10.1.2.3]:5000", []string{"::ffff:203.0.113.9"}, "203.0.113.9"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest("POST", "/graphql", nil)
			r.RemoteAddr = test.connection
			for _, header := range test.forwarded {
				r.Header.Add("X-Forwarded-For", header)
			}
			if got := proxies(networks).addressOf(r); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
	if _, err := ParseProxies([]string{"proxy.example.org"}); err == nil {
		t.Error("a name is taken for a network")
	}
}
