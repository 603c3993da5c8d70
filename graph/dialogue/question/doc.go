// Package question checks what all questions about dialogue share: the cities named and
// the time that is left; and it cuts rankings into pages. Messages are for the person who
// asked. It imports packages graph and graph/world.
package question
