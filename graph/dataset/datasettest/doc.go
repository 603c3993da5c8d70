// Package datasettest counts what the bundled dataset holds, for tests of what reads it.
package datasettest
