#!/usr/bin/env bash
# @graphql-tools/utils 12.1.0 (npm): a minor release raised the Node.js that it runs on without
# saying so. Its own "engines" is "node >=16.0.0" as in 12.0.0, but its dependency
# @whatwg-node/promise-helpers went from ^1.0.0 to ^2.0.0, and every release that satisfies
# that (2.0.2 was installed) asks for node >=22.15.0. Whoever takes a minor update on Node 20
# finds npm's EBADENGINE warning for a package that they never named; with engine-strict=true
# the installation is refused. Most GraphQL tools for JavaScript depend on this package.
#
# Output seen:
#   12.0.0 says node >=16.0.0, needs promise-helpers ^1.0.0, whose lowest Node.js is 16
#   12.1.0 says node >=16.0.0, needs promise-helpers ^2.0.0, whose lowest Node.js is 22
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

lowest() { # version of utils: what it says, what it depends on, what that says
	mkdir "$folder/$1"
	cd "$folder/$1"
	npm init -y >/dev/null
	npm install --silent --no-audit --no-fund --ignore-scripts "@graphql-tools/utils@$1" graphql@16.11.0 >/dev/null 2>&1
	node -e '
		const utils = require("./node_modules/@graphql-tools/utils/package.json")
		const helpers = require("./node_modules/@whatwg-node/promise-helpers/package.json")
		console.log(`${utils.version} says node ${utils.engines.node}, needs promise-helpers ${utils.dependencies["@whatwg-node/promise-helpers"]}, ` +
			`whose lowest Node.js is ${/\d+/.exec(helpers.engines.node)[0]}`)'
}

seen=$(lowest 12.0.0; lowest 12.1.0)
echo "$seen"
diff <(echo "$seen") - <<'WANTED'
12.0.0 says node >=16.0.0, needs promise-helpers ^1.0.0, whose lowest Node.js is 16
12.1.0 says node >=16.0.0, needs promise-helpers ^2.0.0, whose lowest Node.js is 22
WANTED
