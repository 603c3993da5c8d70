# Twingraph. `make` lists the targets; what is longer than a line or two is in .ci/.

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.PHONY: help run test neo4j run-neo4j bench secrecy ways kills follow linear generate lint build setup frontend-test clients gazetteer world tenfold

PAGES := frontend/dist/index.html
PAGE_SOURCES := $(shell find frontend -type f -not -path 'frontend/node_modules/*' -not -path 'frontend/dist/*') \
	$(wildcard schema/*.graphqls)

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Begun first, so that no core waits at the end for one that was begun last.
LONGEST := ./graph/neostore ./graph/neostore/plans ./graph/mirror ./cmd/twingraph ./graph/registry ./cmd/internal/answers ./graph/export

run: ## set up, then serve on the embedded store with the bundled dataset (WORLD=1: and the world release)
	@.ci/setup go node npm
	@$(MAKE) build
	exec bin/twingraph serve --bundled $(if $(WORLD),--world)

test: ## set up, then run every check and test, real Neo4j and real browser included
	@.ci/setup
	@$(MAKE) build frontend-test lint clients
	.ci/generated
	go build -o bin/ ./cmd/internal/neo4jpool
	bin/neo4jpool go test -race -count=1 -p 2 -vet=off -ldflags=-w -timeout 70m $(LONGEST) ./...

neo4j: ## run a local Neo4j in the foreground (NEO4J_BOLT_PORT, NEO4J_PASSWORD, NEO4J_HEAP)
	@.ci/setup go java mvn
	go build -o bin/ ./cmd/neo4j
	exec bin/neo4j

run-neo4j: ## serve on the local Neo4j, starting that when it is not answering
	@.ci/setup go node npm java mvn
	@$(MAKE) build
	exec bin/neo4j -- bin/twingraph serve --bundled

bench: ## run the Go benchmarks, in some ten minutes; the last ones print a table
	@.ci/setup go node npm java mvn
	@$(MAKE) build
	go test -run '^$$' -bench . -benchmem -p 1 -timeout 30m $$(go list ./... | grep -v /cmd/internal/bench$$)
	go test -run '^$$' -bench . -benchmem -timeout 30m ./cmd/internal/bench

secrecy: ## ask 20,000 random questions with and without restricted records, in minutes
	@.ci/setup go java mvn
	TWINGRAPH_TEST_QUESTIONS=20000 go test -count=1 -timeout 60m -v -run TestSecrets ./cmd/internal/secrecy

ways: ## ask 20,000 random questions both in one go and field by field, in minutes
	TWINGRAPH_TEST_QUESTIONS=20000 go test -count=1 -timeout 60m -v -run TestBothWaysOfAnswering ./cmd/internal/secrecy

kills: ## kill what writes 200 times: the embedded store, servers under clients, and their Neo4j; an hour
	@.ci/setup go java mvn
	TWINGRAPH_TEST_KILLS=200 go test -count=1 -timeout 30m -v -run 'AfterAKill|SurvivesAKill' ./graph/filestore
	TWINGRAPH_TEST_KILLS=200 go test -count=1 -timeout 5h -v -run TestWritesSurviveKills ./cmd/twingraph

follow: ## follow 10,000 changes with random cuts and restarts, in minutes
	@.ci/setup go
	TWINGRAPH_TEST_FOLLOWED=10000 go test -count=1 -timeout 30m -v -run TestFollowingOnceAndInOrder ./graph/atlas

tenfold: build ## measure ten times the planet's network, half an hour (AGAINST: another build to measure after it)
	go run ./cmd/internal/bench/tenfold bin/twingraph $(AGAINST)

linear: ## let 16 clients record at once with 200 seeds, by the resolvers and at a server, in minutes
	@.ci/setup go
	TWINGRAPH_TEST_LINEAR=200 go test -count=1 -race -timeout 60m -run 'ManyRecordAtOnce' ./resolvers
	TWINGRAPH_TEST_LINEAR=50 go test -count=1 -timeout 60m -run 'ManyClientsOfAServer' ./cmd/twingraph

generate: frontend/node_modules/.package-lock.json ## generate the code that follows from schema/
	go run ./graph/model/make
	npm --prefix frontend run --silent generate

lint: frontend/node_modules/.package-lock.json ## vet, format, staticcheck and the front end's linter
	go vet ./...
	@unformatted=$$(gofmt -l cmd graph resolvers $(wildcard frontend/*.go)); \
		[ -z "$$unformatted" ] || { echo "gofmt would change:" $$unformatted; exit 1; }
	go tool staticcheck $$(go list ./... | grep -v /graph/generated$$)
	npm --prefix frontend run --silent lint

build: $(PAGES) ## build the pages, then the programs into bin/
	go build -o bin/ ./cmd/...

setup: ## install or name what is missing on this machine
	.ci/setup

CLIENTS := cmd/internal/clients/testdata

clients: $(CLIENTS)/node_modules/.package-lock.json ## install the clients that tests ask by

$(CLIENTS)/node_modules/.package-lock.json: $(CLIENTS)/package-lock.json
	npm --prefix $(CLIENTS) ci --no-audit --no-fund
	@touch $@

frontend-test: frontend/node_modules/.package-lock.json
	npm --prefix frontend test

$(PAGES): $(PAGE_SOURCES) frontend/node_modules/.package-lock.json
	npm --prefix frontend run build
	@touch $@

frontend/node_modules/.package-lock.json: frontend/package-lock.json
	npm --prefix frontend ci --no-audit --no-fund
	@touch $@

gazetteer: ## fetch the gazetteer by which lists are converted
	@.ci/setup python
	@.ci/gazetteer

world: gazetteer ## build the world release anew (LISTS: the directory of the lists)
	go run ./graph/dataset/world/make --lists "$(LISTS)" --review .gazetteer/review.csv
