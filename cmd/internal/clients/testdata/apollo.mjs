// Asks by Apollo Client and prints what its normalized cache shows.
//
//     node apollo.mjs 3|4 ENDPOINT
import { print } from "graphql";
import { again, day, days, page } from "./questions.mjs";

const [, , release, endpoint] = process.argv;
const [client, persisted, pages] =
  release === "3"
    ? await Promise.all([
        import("@apollo/client-3/core/index.js"),
        import("@apollo/client-3/link/persisted-queries/index.js"),
        import("@apollo/client-3/utilities/index.js"),
      ])
    : await Promise.all([
        import("@apollo/client"),
        import("@apollo/client/link/persisted-queries"),
        import("@apollo/client/utilities"),
      ]);
const { ApolloClient, ApolloLink, HttpLink, InMemoryCache } = client;

const requests = [];
const http = new HttpLink({
  uri: endpoint,
  fetch: (address, options) => {
    requests.push(options.method);
    return fetch(address, options);
  },
});

// make returns a client with an empty cache over a link.
function make(link) {
  const cache = new InMemoryCache({
    typePolicies: { City: { fields: { links: pages.relayStylePagination(["filter", "orderBy"]) } } },
  });
  return new ApolloClient({ cache, link });
}

const one = make(http);
const { data } = await one.query({ query: days });
const shown = {
  days: [data.before.status.status, data.after.status.status],
  links: [data.then.links.totalCount, data.now.links.totalCount],
};

// A list on screen stays what it is while another day is asked for.
const seen = [];
const watched = one.watchQuery({ query: day, variables: { asOf: "2020-01-01" } });
const subscription = watched.subscribe(({ data }) => data?.twinningLink && seen.push(data.twinningLink.status.status));
await one.query({ query: day, variables: { asOf: "2020-01-01" }, fetchPolicy: "network-only" });
await one.query({ query: day, variables: { asOf: "2023-01-01" }, fetchPolicy: "network-only" });
await one.query({ query: days, fetchPolicy: "network-only" });
subscription.unsubscribe();
shown.watched = [...new Set(seen)];

// A record is asked for again by its id alone.
const { data: refetched } = await one.query({
  query: again,
  variables: { id: data.before.id },
  fetchPolicy: "network-only",
});
shown.again = refetched.node.status.status;

// Pages are joined in the cache.
const list = one.watchQuery({ query: page });
const hold = list.subscribe(() => {});
for (let more = (await list.refetch()).data; more.city.links.pageInfo.hasNextPage; ) {
  more = (await list.fetchMore({ variables: { after: more.city.links.pageInfo.endCursor } })).data;
}
shown.pages = one.readQuery({ query: page }).city.links.edges.map(({ node }) => node.slug);
hold.unsubscribe();

// A query by its hash first, its text when the server asks for it, by its hash from then on.
requests.length = 0;
const { createHash } = await import("node:crypto");
const hash = persisted.createPersistedQueryLink({
  generateHash: (document) => createHash("sha256").update(print(document)).digest("hex"),
  useGETForHashedQueries: true,
});
for (let i = 0; i < 2; i++) {
  const { data } = await make(ApolloLink.from([hash, http])).query({ query: day, variables: { asOf: "2023-01-01" } });
  shown.persisted = data.twinningLink.status.status;
}
shown.requests = requests;

process.stdout.write(`${JSON.stringify(shown)}\n`);
one.stop();
process.exit(0);
