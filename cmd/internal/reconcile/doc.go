// Package reconcile is the Reconciliation Service API, version 0.2, over the cities of the
// network: what OpenRefine and its like ask a service to learn which entities the cells of a
// table mean. It is the draft of the W3C Entity Reconciliation Community Group,
// https://reconciliation-api.github.io/specs/0.2/, whose JSON schemas are in
// https://github.com/reconciliation-api/specs (0.2/schemas).
//
// A Service answers for a request of package atlas; package httpd carries it over HTTP. An
// entity is a city, known by its slug; its one type is City. It imports graph/atlas and what
// that stands on. Begin with service.go.
package reconcile
