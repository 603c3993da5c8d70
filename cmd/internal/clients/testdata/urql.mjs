// Asks by urql with its normalized cache and prints what the cache shows.
//
//     node urql.mjs ENDPOINT
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { getIntrospectionQuery } from "graphql";
import { again, day, days, page } from "./questions.mjs";

const [, , endpoint] = process.argv;
const schema = await fetch(endpoint, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ query: getIntrospectionQuery() }),
}).then((answer) => answer.json());

const warnings = [];
console.warn = (text) => warnings.push(text);

// make returns a client with an empty cache, by the given resolvers of lists.
function make(resolvers) {
  return new Client({
    url: endpoint,
    exchanges: [
      cacheExchange({
        schema: schema.data,
        resolvers,
        keys: Object.fromEntries(
          // What has no id is part of its parent.
          schema.data.__schema.types
            .filter((type) => type.kind === "OBJECT" && !type.fields.some((field) => field.name === "id"))
            .map((type) => [type.name, () => null]),
        ),
      }),
      fetchExchange,
    ],
    preferGetMethod: false,
  });
}
const client = make({});
const paged = make({ City: { links: relayPagination() } });

// ask returns what the cache shows of a query once its answer has come.
async function ask(query, variables = {}, requestPolicy = "cache-first", by = client) {
  const { data, error } = await by.query(query, variables, { requestPolicy }).toPromise();
  if (error) throw error;
  return data;
}

const data = await ask(days);
const shown = {
  days: [data.before.status.status, data.after.status.status],
  links: [data.then.links.totalCount, data.now.links.totalCount],
};

const seen = [];
await ask(day, { asOf: "2020-01-01" });
const watched = client
  .query(day, { asOf: "2020-01-01" })
  .subscribe(({ data }) => data && seen.push(data.twinningLink.status.status));
await ask(day, { asOf: "2023-01-01" }, "network-only");
await ask(days, {}, "network-only");
watched.unsubscribe();
shown.watched = [...new Set(seen)];

shown.again = (await ask(again, { id: data.before.id }, "network-only")).node.status.status;

const pages = (after, requestPolicy) =>
  ask(page, after ? { after } : {}, requestPolicy, paged).then(({ city }) => city.links);
for (let links = await pages(); links.pageInfo.hasNextPage; ) {
  links = await pages(links.pageInfo.endCursor);
}
shown.pages = (await pages(undefined, "cache-only")).edges.map(({ node }) => node.slug);
shown.warnings = warnings;

process.stdout.write(`${JSON.stringify(shown)}\n`);
