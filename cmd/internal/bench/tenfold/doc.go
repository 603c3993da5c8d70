// Command tenfold measures the program on a made-up network: ten times the planet's of 2026,
// 200,000 cities, 600,000 links and 1.5 million claims, unless -cities says otherwise. It
// imports it into the embedded store, starts a server twice (from the journal, and from the
// checkpoint), asks and exports, lets 256 clients ask for a minute, and prints what each took:
// for every program that is named, one after the other, so that ratios count.
//
//	go run ./cmd/internal/bench/tenfold bin/twingraph other/twingraph
//
// It needs a unix system with /proc, some 10 GB of memory and 2 GB of disk.
package main
