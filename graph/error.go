package graph

import (
	"errors"
	"fmt"
)

// Code says what kind of failure an Error is. The list is closed and is part of
// the public contract (extensions.code in GraphQL answers).
type Code string

// The codes.
const (
	BadUserInput    Code = "BAD_USER_INPUT"  // the caller can mend the request
	NotFound        Code = "NOT_FOUND"       // no such record for this viewer
	Unauthenticated Code = "UNAUTHENTICATED" // who is asking is not known
	Forbidden       Code = "FORBIDDEN"       // who is asking may not
	Conflict        Code = "CONFLICT"        // the store moved on, or holds something that excludes this
	LimitExceeded   Code = "LIMIT_EXCEEDED"  // the request asks for more than is allowed
	Timeout         Code = "TIMEOUT"         // the time allowed ran out
	Unavailable     Code = "UNAVAILABLE"     // the store cannot be reached now; trying again may help
	NotReady        Code = "NOT_READY"       // it is still being computed; asking again helps
	Internal        Code = "INTERNAL"        // a defect of ours
)

// Error is a failure with a code and a sentence that a person can act on. Message
// is shown to callers; Err, the cause, is for the log only.
type Error struct {
	Code    Code
	Path    string // the argument or field it is about, dotted; empty when none
	Message string
	Err     error
	// Progress is the share that is done, from 0 to 1, of what a NotReady waits for; nil
	// for every other code.
	Progress *float64
}

// Error returns the message, the path and the cause.
func (e *Error) Error() string {
	s := e.Message
	if e.Path != "" {
		s = e.Path + ": " + s
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error with a formatted message.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// At returns a copy of e that is about the given argument.
func (e *Error) At(path string) *Error {
	c := *e
	c.Path = path
	return &c
}

// Because returns a copy of e with a cause, for the log.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// CodeOf returns the code of the first Error in err's chain, Internal for any
// other error and an empty code for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
