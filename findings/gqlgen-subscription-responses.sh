#!/usr/bin/env bash
# gqlgen v0.17.95 (Go, read on 2026-11-28): the responses of a subscription share one buffer.
# The handler that Executor.DispatchOperation returns is called once for each event, and
# every call writes its data over those of the response before: Response.Data of the first
# event reads as the second one as soon as that was asked for. Nothing says so. A transport
# that writes each response before it asks for the next is right; one that queues them, or
# asks ahead in a goroutine so that it can send keep-alive signs meanwhile, sends events twice
# and loses others.
#
# Output seen:
#   first event: {"ticks":1}
#   first event after the second: {"ticks":2}
#
# Fails when that changes. Needs Go 1.26 or newer and a proxy of Go modules.
set -euo pipefail
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder"
go mod init ticks >/dev/null 2>&1
go get -tool github.com/99designs/gqlgen@v0.17.95 >/dev/null 2>&1

cat >schema.graphqls <<'EOF'
type Query {
  now: Int!
}

type Subscription {
  ticks: Int!
}
EOF
cat >gqlgen.yml <<'EOF'
schema: [schema.graphqls]
exec: {filename: generated/generated.go, package: generated}
model: {filename: model/model.go, package: model}
skip_mod_tidy: true
EOF
go tool gqlgen generate >/dev/null 2>&1

cat >main.go <<'EOF'
package main

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"

	"ticks/generated"
)

type root struct{}

func (root) Query() generated.QueryResolver               { return query{} }
func (root) Subscription() generated.SubscriptionResolver { return subscription{} }

type query struct{}

func (query) Now(context.Context) (int, error) { return 0, nil }

type subscription struct{}

func (subscription) Ticks(context.Context) (<-chan int, error) {
	ticks := make(chan int, 2)
	ticks <- 1
	ticks <- 2
	close(ticks)
	return ticks, nil
}

func main() {
	exec := executor.New(generated.NewExecutableSchema(generated.Config{Resolvers: root{}}))
	ctx := graphql.StartOperationTrace(context.Background())
	operation, errs := exec.CreateOperationContext(ctx, &graphql.RawParams{Query: "subscription { ticks }"})
	if errs != nil {
		panic(errs)
	}
	responses, ctx := exec.DispatchOperation(ctx, operation)
	first := responses(ctx)
	fmt.Printf("first event: %s\n", first.Data)
	responses(ctx)
	fmt.Printf("first event after the second: %s\n", first.Data)
}
EOF
go run . | tee seen
diff seen - <<'EOF'
first event: {"ticks":1}
first event after the second: {"ticks":2}
EOF
