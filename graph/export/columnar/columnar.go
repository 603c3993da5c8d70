package columnar

import (
	"io"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/snappy"

	"twingraph/graph"
	"twingraph/graph/export"
)

// Formats lists the formats.
func Formats() []export.Format {
	const parquet = "application/vnd.apache.parquet"
	of := func(write func(io.Writer, *export.Network) error) func(io.Writer, *export.Network, *export.Arrangement) error {
		return func(w io.Writer, n *export.Network, _ *export.Arrangement) error { return write(w, n) }
	}
	return []export.Format{
		{Name: "links.parquet", ContentType: parquet, Of: graph.WordTwinningLink, Dated: true, Write: of(LinksParquet)},
		{Name: "spells.parquet", ContentType: parquet, Of: graph.WordTwinningLink, Dated: true, Lasting: true, Write: of(SpellsParquet)},
		{Name: "claims.parquet", ContentType: parquet, Of: graph.WordTwinningLink, Dated: true, Lasting: true, Write: of(ClaimsParquet)},
	}
}

// LinksParquet writes one row a link with its status on the day; see columnar.
func LinksParquet(w io.Writer, n *export.Network) error {
	return columnar(w, n, func(write func(linkColumnsRow) error) error {
		for _, l := range n.Links {
			now, sources, lead := n.Status(l), n.SourcesOf(l), n.Lead(l)
			err := write(linkColumnsRow{
				ID: string(l.Record.ID), A: string(l.Record.A), B: string(l.Record.B),
				AName: n.Cities[l.A].Name, BName: n.Cities[l.B].Name,
				ACountry: known(n.Cities[l.A].Country), BCountry: known(n.Cities[l.B].Country),
				Kind: string(l.Record.Kind), Status: string(now.Status),
				Since: known(now.Since.String()), SinceFirstDay: firstDay(now.Since),
				SinceAtLatest: now.SinceAtLatest, ListedSince: known(now.ListedSince.String()),
				Exact: now.Exact, Unilateral: now.Unilateral, Disputed: now.Disputed, UnderReview: now.UnderReview,
				Basis: known(now.Basis), LastConfirmed: known(now.LastConfirmed.String()),
				Sources: sources, SourceURLs: n.Addresses(sources), Confidence: string(l.Record.Confidence),
				Notes: known(l.Record.Notes), RecordedAt: l.Record.RecordedAt,
				GlobalID: lead.GlobalID, Address: lead.Address, Citation: lead.Citation,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// SpellsParquet writes one row for each stretch of a link's life in which its status was
// constant; see columnar.
func SpellsParquet(w io.Writer, n *export.Network) error {
	return columnar(w, n, func(write func(spellColumnsRow) error) error {
		for _, l := range n.Links {
			var failed error
			address := n.Lead(l).Address
			export.EachStatus(l.History, func(status graph.Status, from, to graph.Day) {
				if failed == nil {
					failed = write(spellColumnsRow{
						Link: string(l.Record.ID), A: string(l.Record.A), B: string(l.Record.B), Kind: string(l.Record.Kind),
						Status: string(status), From: dayNumber(from), To: dayNumber(to), Address: address,
					})
				}
			})
			if failed != nil {
				return failed
			}
		}
		return nil
	})
}

// ClaimsParquet writes one row for each claim about a link; see columnar.
func ClaimsParquet(w io.Writer, n *export.Network) error {
	claims := n.ClaimsOf()
	return columnar(w, n, func(write func(claimColumnsRow) error) error {
		for _, l := range n.Links {
			address := n.Lead(l).Address
			for _, c := range claims[l.Record.ID] {
				sources := textsOf(c.Sources)
				err := write(claimColumnsRow{
					ID: string(c.ID), Link: string(c.Link), Type: string(c.Type), Side: known(c.Side),
					Date: known(c.Date.String()), FirstDay: firstDay(c.Effective()), Observed: known(c.Observed),
					Authority: string(c.Authority), DecidedBy: known(c.DecidedBy), Reason: known(c.Reason), Resolution: known(c.Resolution),
					RespondsTo: textsOf(c.RespondsTo), Sources: sources, SourceURLs: n.Addresses(sources),
					Confidence: string(c.Confidence), Notes: known(c.Notes), RecordedAt: c.RecordedAt, Address: address,
				})
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// The columns. What is not known is null; a day is a date, and what is written as sources
// give it (2022, 2022-03) a text. A spell ends before its day to.
type linkColumnsRow struct {
	ID            string    `parquet:"id"`
	A             string    `parquet:"a"`
	AName         string    `parquet:"aName"`
	ACountry      *string   `parquet:"aCountry,optional,dict"`
	B             string    `parquet:"b"`
	BName         string    `parquet:"bName"`
	BCountry      *string   `parquet:"bCountry,optional,dict"`
	Kind          string    `parquet:"kind,dict"`
	Status        string    `parquet:"status,dict"`
	Since         *string   `parquet:"since,optional"`
	SinceFirstDay *int32    `parquet:"sinceFirstDay,optional,date"`
	SinceAtLatest bool      `parquet:"sinceAtLatest"`
	ListedSince   *string   `parquet:"listedSince,optional"`
	Exact         bool      `parquet:"exact"`
	Unilateral    bool      `parquet:"unilateral"`
	Disputed      bool      `parquet:"disputed"`
	UnderReview   bool      `parquet:"underReview"`
	Basis         *string   `parquet:"basis,optional,dict"`
	LastConfirmed *string   `parquet:"lastConfirmed,optional"`
	Sources       []string  `parquet:"sources,list"`
	SourceURLs    []string  `parquet:"sourceUrls,list"`
	Confidence    string    `parquet:"confidence,dict"`
	Notes         *string   `parquet:"notes,optional"`
	RecordedAt    time.Time `parquet:"recordedAt,timestamp(microsecond)"`
	GlobalID      string    `parquet:"globalId"`
	Address       string    `parquet:"address"`
	Citation      string    `parquet:"citation"`
}

type spellColumnsRow struct {
	Link    string `parquet:"link"`
	A       string `parquet:"a"`
	B       string `parquet:"b"`
	Kind    string `parquet:"kind,dict"`
	Status  string `parquet:"status,dict"`
	From    *int32 `parquet:"from,optional,date"`
	To      *int32 `parquet:"to,optional,date"`
	Address string `parquet:"address,dict"` // of the page of the link
}

type claimColumnsRow struct {
	ID         string    `parquet:"id"`
	Link       string    `parquet:"link"`
	Type       string    `parquet:"type,dict"`
	Side       *string   `parquet:"side,optional"`
	Date       *string   `parquet:"date,optional"`
	FirstDay   *int32    `parquet:"firstDay,optional,date"`
	Observed   *string   `parquet:"observed,optional,dict"`
	Authority  string    `parquet:"authority,dict"`
	DecidedBy  *string   `parquet:"decidedBy,optional,dict"`
	Reason     *string   `parquet:"reason,optional"`
	Resolution *string   `parquet:"resolution,optional"`
	RespondsTo []string  `parquet:"respondsTo,list"`
	Sources    []string  `parquet:"sources,list"`
	SourceURLs []string  `parquet:"sourceUrls,list"`
	Confidence string    `parquet:"confidence,dict"`
	Notes      *string   `parquet:"notes,optional"`
	RecordedAt time.Time `parquet:"recordedAt,timestamp(microsecond)"`
	Address    string    `parquet:"address,dict"` // of the page of the link
}

// groupRows bounds how many rows are gathered before they are written.
const groupRows = 8192

// columnar writes rows as a Parquet file, compressed with Snappy. The metadata of the file
// says what the export is about and whose work it is.
func columnar[T any](w io.Writer, n *export.Network, rows func(write func(T) error) error) error {
	options := []parquet.WriterOption{parquet.Compression(&snappy.Codec{}), parquet.MaxRowsPerRowGroup(groupRows)}
	for _, a := range n.About() {
		options = append(options, parquet.KeyValueMetadata(a.Name, a.Value))
	}
	to := parquet.NewGenericWriter[T](w, options...)
	one := make([]T, 1)
	err := rows(func(row T) error {
		one[0] = row
		_, err := to.Write(one)
		return err
	})
	if err != nil {
		return err
	}
	return to.Close()
}

// known returns a text, nil when it is not known.
func known[T ~string](s T) *string {
	if s == "" {
		return nil
	}
	text := string(s)
	return &text
}

// firstDay returns the first day of a date as Parquet counts days, nil when it is not known.
func firstDay(d graph.PartialDate) *int32 {
	if d.IsZero() {
		return nil
	}
	return dayNumber(d.First())
}

// dayNumber returns a day as days since 1970-01-01, nil for no bound.
func dayNumber(d graph.Day) *int32 {
	if d == graph.MinDay || d == graph.MaxDay {
		return nil
	}
	n := int32(d)
	return &n
}

func textsOf[T ~string](all []T) []string {
	texts := make([]string, len(all))
	for i, one := range all {
		texts[i] = string(one)
	}
	return texts
}
