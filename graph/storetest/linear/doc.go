// Package linear judges whether what many clients record at once has an order that explains
// every answer: clients read cities, put numbers in them, with ifRecordedAt and with keys, take
// them back, merge them and undo what they did, and porcupine looks for the order.
//
// It asks questions of the API by a function that it is given, so that tests of the resolvers
// and of a running server share it, and imports the standard library and porcupine alone. Start
// reading with run.go; model.go is what a city is.
package linear
