// Package secret is how texts are kept by which somebody is let in: tokens, and what opens a
// proposal. Nothing but a hash of them is kept.
//
// The package imports the standard library only. Start reading at Hash.
package secret
