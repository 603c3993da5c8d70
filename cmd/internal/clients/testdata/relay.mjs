// Compiles fragments over every type and list of the schema by relay-compiler, then asks
// by Relay's own store, and prints what it shows.
//
//     node relay.mjs ENDPOINT FOLDER      FOLDER is empty and is written
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import relay from "relay-runtime";

const require = createRequire(import.meta.url);
const [, , endpoint, folder] = process.argv;
const text = await fetch(endpoint.replace(/graphql$/, "schema.graphql")).then((answer) => answer.text());
const schema = buildSchema(text);

// literal writes a value for an argument that has to be given.
function literal(type, name) {
  if (isNonNullType(type)) return literal(type.ofType, name);
  if (isListType(type)) return `[${literal(type.ofType, name)}]`;
  if (isEnumType(type)) return type.getValues()[0].name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const wanted = type.isOneOf
      ? fields.slice(0, 1)
      : fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
    return `{${wanted.map((field) => `${field.name}: ${literal(field.type, field.name)}`).join(", ")}}`;
  }
  return { Date: '"2023-01-01"', Int: "1", Float: "1", Boolean: "true" }[type.name] ?? '"murmansk-ru"';
}

// pages reports whether a field is a list that is paged.
const pages = (field) => field.args.some((argument) => argument.name === "before");

const documents = [];
const counted = { types: 0, lists: 0 };
for (const type of Object.values(schema.getTypeMap())) {
  if (!(isObjectType(type) || isInterfaceType(type)) || type.name.startsWith("__")) continue;
  if (isObjectType(type) && type.getInterfaces().some((of) => of.name === "Node")) {
    counted.types++;
    documents.push(
      `fragment List_${type.name} on ${type.name} @refetchable(queryName: "ListOf${type.name}Query") { id slug }`,
    );
  }
  for (const field of Object.values(type.getFields()).filter(pages)) {
    counted.lists++;
    const given = field.args
      .filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)
      .map((argument) => `, ${argument.name}: ${literal(argument.type, argument.name)}`);
    const name = `List_${type.name}_${field.name}`;
    const node = getNamedType(getNamedType(field.type).getFields().edges.type).getFields().node.type;
    const inside = isLeafType(getNamedType(node)) ? "" : "{ __typename }";
    const refetched =
      type.name === "Query" || (isObjectType(type) && type.getInterfaces().some((of) => of.name === "Node"));
    documents.push(`fragment ${name} on ${type.name}
      @argumentDefinitions(count: {type: "Int", defaultValue: 10}, cursor: {type: "String"})
      ${refetched ? `@refetchable(queryName: "ListOf${type.name}${field.name}Query")` : ""} {
        ${field.name}(first: $count, after: $cursor${given.join("")}) @connection(key: "${name}_${field.name}") {
          edges { node ${inside} }
        }
      }`);
  }
}
documents.push(
  `query ListDaysQuery {
    before: twinningLink(id: "tromso-no--murmansk-ru", asOf: "2020-01-01") { id ...List_status }
    after: twinningLink(id: "tromso-no--murmansk-ru", asOf: "2023-01-01") { id ...List_status }
    then: city(id: "murmansk-ru", asOf: "1980-01-01") { id ...List_count }
    now: city(id: "murmansk-ru", asOf: "2023-01-01") { id ...List_count }
  }`,
  'fragment List_status on TwinningLink @refetchable(queryName: "ListStatusQuery") { id status { status } }',
  "fragment List_count on City { id links { totalCount } }",
  `query ListPageQuery($count: Int, $cursor: String) {
    city(id: "murmansk-ru", asOf: "2023-01-01") { id ...List_page @arguments(count: $count, cursor: $cursor) }
  }`,
  `fragment List_page on City
    @argumentDefinitions(count: {type: "Int", defaultValue: 4}, cursor: {type: "String"})
    @refetchable(queryName: "ListMoreQuery") {
      links(first: $count, after: $cursor) @connection(key: "List_page_links") { edges { node { id slug } } }
    }`,
);

mkdirSync(join(folder, "src"), { recursive: true });
mkdirSync(join(folder, "made"));
writeFileSync(join(folder, "schema.graphql"), text);
writeFileSync(join(folder, "package.json"), '{"type": "commonjs"}');
writeFileSync(join(folder, "src", "List.js"), documents.map((document) => `graphql\`${document}\`\n`).join(""));
writeFileSync(
  join(folder, "relay.config.json"),
  JSON.stringify({
    src: "./src",
    language: "javascript",
    schema: "./schema.graphql",
    artifactDirectory: "./made",
    eagerEsModules: false,
  }),
);
try {
  execFileSync(process.execPath, [require.resolve("relay-compiler/cli.js"), "relay.config.json"], {
    cwd: folder,
    stdio: "pipe",
  });
} catch (failure) {
  process.stderr.write(`${failure.stdout}\n${failure.stderr}\n`);
  process.exit(1);
}

// made returns what the compiler made of a query or fragment.
const made = (name) => createRequire(join(folder, "made", "x.js"))(`./${name}.graphql.js`);

const environment = new relay.Environment({
  store: new relay.Store(new relay.RecordSource()),
  network: relay.Network.create(({ text, name }, variables) =>
    fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ query: text, operationName: name, variables }),
    }).then((answer) => answer.json()),
  ),
});

// read returns what the store shows of a fragment under a key.
function read(fragment, key) {
  const selector = relay.getSingularSelector(made(fragment), key);
  return environment.lookup(selector).data;
}
const ask = (query, variables) => relay.fetchQuery(environment, made(query), variables).toPromise();

// show returns the statuses and counts of both days as the store has them.
async function show() {
  const data = await ask("ListDaysQuery", {});
  return {
    keep: environment.retain(relay.createOperationDescriptor(made("ListDaysQuery"), {})),
    data,
    days: [read("List_status", data.before).status.status, read("List_status", data.after).status.status],
    links: [read("List_count", data.then).links.totalCount, read("List_count", data.now).links.totalCount],
  };
}
const { data, days, links } = await show();

// A record is asked for again by its id alone, and keeps its day.
await ask("ListStatusQuery", { id: data.before.id });
const again = read("List_status", data.before).status.status;
const watched = read("List_status", data.after).status.status;

// Pages are joined in the store.
const city = (await ask("ListPageQuery", { count: 4 })).city;
let list;
do {
  const info = list?.links.pageInfo;
  if (info) await ask("ListMoreQuery", { id: city.id, count: 4, cursor: info.endCursor });
  list = read("List_page", city);
} while (list.links.pageInfo.hasNextPage);

process.stdout.write(
  `${JSON.stringify({
    counted,
    days,
    links,
    again,
    watched,
    pages: list.links.edges.map(({ node }) => node.slug),
  })}\n`,
);
