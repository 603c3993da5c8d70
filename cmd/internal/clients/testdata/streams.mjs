// Follows changes and news by graphql-ws or graphql-sse, as several viewers at once, and is
// cut off again and again: each client comes back by itself and goes on after the last
// cursor. Prints "seen" for each change that the first viewer sees, and at the end what
// every stream brought.
//
//     node streams.mjs ws|sse ENDPOINT VIEWERS UNKNOWN      VIEWERS: {name: token or ""} as JSON
import * as sse from "graphql-sse";
import * as ws from "graphql-ws";
import WebSocket from "ws";

const [, , protocol, endpoint, viewers, unknown] = process.argv;
const patience = () => new Promise((again) => setTimeout(again, 20)); // before a client connects again
const soon = (cut) => setImmediate(cut);

// A client of either library: how it follows, and how its connection is cut.
const makers = {
  ws(token, retryAttempts = Number.POSITIVE_INFINITY) {
    let open;
    const client = ws.createClient({
      url: endpoint.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: token ? { Authorization: `Bearer ${token}` } : undefined,
      retryAttempts,
      retryWait: patience,
      shouldRetry: () => true, // also while the server is not there
      on: {
        opened: (socket) => {
          open = socket;
        },
      },
    });
    return { client, cut: () => soon(() => open.terminate()) };
  },
  sse(token, retryAttempts = Number.POSITIVE_INFINITY) {
    let connection;
    const client = sse.createClient({
      url: endpoint,
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      retryAttempts,
      retry: patience,
      fetchFn: (url, init) => {
        connection = new AbortController();
        return fetch(url, { ...init, signal: AbortSignal.any([init.signal, connection.signal]) });
      },
    });
    return { client, cut: () => soon(() => connection.abort()) };
  },
};
const make = makers[protocol];

// dice returns numbers from 1 to 7, the same ones for the same seed.
function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return 1 + (Math.floor(state / 65536) % 7);
  };
}

// follow resolves with what a stream brought until the last of it. The variables that the
// client sends whenever it connects hold the last cursor.
function follow({ query, show, last, token, seed, each }) {
  const { client, cut } = make(token);
  const payload = { query, variables: { after: null } };
  const roll = dice(seed);
  const shown = [];
  let [cuts, left] = [0, roll()];
  return new Promise((done, fail) => {
    const stop = client.subscribe(payload, {
      next({ data, errors }) {
        if (errors) return fail(new Error(JSON.stringify(errors)));
        const [event] = Object.values(data);
        shown.push(show(event));
        payload.variables.after = event.cursor;
        each?.();
        if (last(event)) {
          done({ shown, cuts });
          stop();
        } else if (--left === 0) {
          [cuts, left] = [cuts + 1, roll()];
          cut();
        }
      },
      error: fail,
      complete: () => fail(new Error("the stream is complete")), // nothing after done
    });
  });
}

const changes = {
  query: `subscription ($after: String) {
    changes(since: 0, after: $after) { cursor change { number note items { nodes { slug } } } }
  }`,
  show: ({ change }) => [change.number, change.note, ...change.items.nodes.map(({ slug }) => slug).sort()].join(" "),
  last: ({ change }) => change.note === "the last",
};
const news = {
  query: `subscription ($after: String) {
    statusNews(since: "2000-01-01T00:00:00Z", after: $after) {
      cursor news { slug change { note } before { status } after { status } }
    }
  }`,
  show: ({ news: { slug, before, after } }) => [slug, before?.status ?? "none", after?.status ?? "none"].join(" "),
  last: (event) => event.news.change.note === "the last",
};

const shown = {};
let seed = 1;
await Promise.all(
  Object.entries(JSON.parse(viewers)).flatMap(([name, token], i) => {
    const each = i === 0 ? () => process.stdout.write("seen\n") : undefined;
    shown[name] = {};
    return [
      follow({ ...changes, token, seed: seed++, each }).then((all) => {
        shown[name].changes = all;
      }),
      follow({ ...news, token, seed: seed++ }).then((all) => {
        shown[name].news = all;
      }),
    ];
  }),
);

// What a client is told of a token that nobody knows.
const refused = await new Promise((done) => {
  make(unknown, 0).client.subscribe(
    { query: news.query },
    {
      next: (answer) => done(`answered ${JSON.stringify(answer)}`),
      error: (failure) => done(failure.code ?? failure.response?.status ?? `${failure}`),
      complete: () => done("complete"),
    },
  );
});

process.stdout.write(`${JSON.stringify({ shown, refused })}\n`);
process.exit(); // connections that are kept open would hold it
