// Package secret is how texts are kept by which somebody is let in: tokens, and what opens a
// proposal. Nothing but a hash of them is kept. And it is how a request is told from another one by
// a key that the server does not keep.
//
// The package imports the standard library only. Start reading at Hash.
package secret
