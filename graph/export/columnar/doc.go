// Package columnar writes networks as Parquet files: tables for DuckDB, pandas and their
// like. It is apart from package export because its library depends on net/http, which the
// application layer over export must not.
//
// It imports graph, graph/export and parquet-go. Start at Formats.
package columnar
