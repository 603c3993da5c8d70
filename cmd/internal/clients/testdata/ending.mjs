// Follows changes by graphql-ws or graphql-sse with a token that ceases to hold, as the client
// does it by itself: it connects again when it is cut off, and gives up when it is refused.
// Prints the number of each change, and at the end what the client was refused by.
//
//     node ending.mjs ws|sse ENDPOINT TOKEN
import * as sse from "graphql-sse";
import * as ws from "graphql-ws";
import WebSocket from "ws";

const [, , protocol, endpoint, token] = process.argv;
const Authorization = `Bearer ${token}`;
const again = { retryAttempts: 2, ...(protocol === "ws" ? { retryWait: async () => {} } : { retry: async () => {} }) };
const client =
  protocol === "ws"
    ? ws.createClient({
        url: endpoint.replace(/^http/, "ws"),
        webSocketImpl: WebSocket,
        connectionParams: { Authorization },
        ...again,
      })
    : sse.createClient({ url: endpoint, headers: { Authorization }, ...again });

const payload = {
  query: "subscription ($after: String) { changes(since: 0, after: $after) { cursor change { number } } }",
  variables: { after: null },
};
const ended = await new Promise((done) => {
  client.subscribe(payload, {
    next({ data, errors }) {
      if (errors) return done(`answered ${JSON.stringify(errors)}`);
      payload.variables.after = data.changes.cursor;
      process.stdout.write(`${data.changes.change.number}\n`);
    },
    error: (failure) => done(failure.code ?? failure.response?.status ?? `${failure}`),
    complete: () => done("complete"),
  });
});
process.stdout.write(`refused by ${ended}\n`);
process.exit(); // connections that are kept open would hold it
