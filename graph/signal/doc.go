// Package signal wakes those who wait for something that happens again and again. It imports
// graph only.
package signal
