package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"twingraph/graph"
	"twingraph/graph/access"
)

// tokenCommand returns "twingraph token": issue, list and revoke.
func tokenCommand(s *settings) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Issue, list and revoke tokens, by which people are known",
		Long: `A token says who somebody is: a name, a role (READER, CONTRIBUTOR, EDITOR or
STEWARD) and a tier (PUBLIC, PARTNER or RESTRICTED). It is shown as
Authorization: Bearer TOKEN. Only a hash of it is kept.

The tokens are kept with the data. Over Neo4j these commands work beside running
servers. The file of the embedded store is locked by the server that uses it:
issue the first token while none runs, and then ask the server with --to URL and
--token-file FILE, which holds the token of a steward.`,
		Example: `  twingraph token issue anna --role STEWARD --tier RESTRICTED > steward.token
  twingraph token issue olga --role EDITOR --to http://127.0.0.1:8080 --token-file steward.token
  twingraph token list
  twingraph token revoke olga`,
	}
	where := &remote{}
	where.flags(cmd.PersistentFlags())
	hand := func() handing {
		if where.to != "" {
			return remoteTokens{where}
		}
		return storedTokens{s, cmd.ErrOrStderr()}
	}
	cmd.AddCommand(tokenIssue(hand), tokenList(hand), tokenRevoke(hand))
	return cmd
}

// handing hands out tokens, in a store or by a server.
type handing interface {
	issue(ctx context.Context, w access.Wanted) (shownToken, string, error)
	list(ctx context.Context) ([]shownToken, error)
	revoke(ctx context.Context, nameOrID string) ([]shownToken, error)
}

// shownToken is a token as it is listed.
type shownToken struct {
	ID, Name             string
	Role                 graph.Role
	Tier                 graph.Tier
	IssuedAt             time.Time
	IssuedBy             string
	ExpiresAt, RevokedAt *time.Time
}

// usualExpiry is how long a token holds unless something else is said: those that nobody
// needs any more end by themselves.
const usualExpiry = "90d"

func tokenIssue(hand func() handing) *cobra.Command {
	var role, tier, expires string
	cmd := &cobra.Command{
		Use:   "issue NAME",
		Short: "Make a token and print it, this once",
		Long: `Makes a token and prints it on standard output, and what it is on standard error.
It cannot be shown again. NAME is under what its holder is listed in the history;
several tokens may have one name.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			until, err := expiry(expires, time.Now())
			if err != nil {
				return err
			}
			wanted := access.Wanted{Name: args[0], Role: graph.Role(strings.ToUpper(role)), Tier: graph.Tier(strings.ToUpper(tier)), ExpiresAt: until}
			token, secret, err := hand().issue(cmd.Context(), wanted)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "Token %s of %s: %s, up to %s, %s. It is shown this once; keep it where nobody else reads it.\n",
				token.ID, token.Name, token.Role, token.Tier, lasts(token))
			_, err = fmt.Fprintln(cmd.OutOrStdout(), secret)
			return err
		},
	}
	cmd.Flags().StringVar(&role, "role", string(graph.RoleReader), "what its holder may do: READER, CONTRIBUTOR, EDITOR or STEWARD")
	cmd.Flags().StringVar(&tier, "tier", string(graph.TierPublic), "up to which tier its holder sees records: PUBLIC, PARTNER or RESTRICTED")
	cmd.Flags().StringVar(&expires, "expires", usualExpiry, "how long it holds, such as 90d or 12h; never for good")
	return cmd
}

// expiry reads how long a token holds from now on; nil for good.
func expiry(text string, now time.Time) (*time.Time, error) {
	if text == "never" {
		return nil, nil
	}
	span, err := time.ParseDuration(text)
	if days, found := strings.CutSuffix(text, "d"); found {
		var n int
		n, err = strconv.Atoi(days)
		span = time.Duration(n) * 24 * time.Hour
		if n > 36500 {
			err = strconv.ErrRange
		}
	}
	if err != nil || span <= 0 {
		return nil, fmt.Errorf("--expires: %q is no span of time: write for example 90d, 12h or never", text)
	}
	until := now.UTC().Add(span).Truncate(time.Second)
	return &until, nil
}

func tokenList(hand func() handing) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the tokens, revoked and expired ones too",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			tokens, err := hand().list(cmd.Context())
			if err != nil {
				return err
			}
			if len(tokens) == 0 {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), "There are no tokens.")
				return err
			}
			return printTokens(cmd.OutOrStdout(), tokens)
		},
	}
}

func tokenRevoke(hand func() handing) *cobra.Command {
	return &cobra.Command{
		Use:   "revoke NAME|ID",
		Short: "Take back a token by its id, or all tokens of a name",
		Long: `Takes tokens back: from then on they are refused by every server over the same
data. They stay in the list.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			tokens, err := hand().revoke(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			return printTokens(cmd.OutOrStdout(), tokens)
		},
	}
}

// printTokens prints tokens as a table.
func printTokens(out io.Writer, tokens []shownToken) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tNAME\tROLE\tTIER\tISSUED\tBY\tSTATE")
	for _, t := range tokens {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", t.ID, t.Name, t.Role, t.Tier, t.IssuedAt.Format(time.DateOnly), t.IssuedBy, lasts(t))
	}
	return table.Flush()
}

// lasts says until when a token holds.
func lasts(t shownToken) string {
	switch {
	case t.RevokedAt != nil:
		return "revoked " + t.RevokedAt.UTC().Format(time.DateTime)
	case t.ExpiresAt == nil:
		return "for good"
	case time.Now().After(*t.ExpiresAt):
		return "expired " + t.ExpiresAt.UTC().Format(time.DateTime)
	}
	return "until " + t.ExpiresAt.UTC().Format(time.DateTime)
}
