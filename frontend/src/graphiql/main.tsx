import "graphiql/setup-workers/vite";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createClient } from "graphql-ws";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { bearer } from "../api/session";
import { examples } from "../examples";
import { EXAMPLES_PLUGIN, RunAtOnce } from "./ExamplesPlugin";
import { questionOf } from "./question";
import { readable } from "./readable";
import "graphiql/style.css";
import "./graphiql.css";

const endpoint = new URL("/graphql", location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === "https:" ? "wss:" : "ws:";

/** How a subscription shows the token of the session. */
const connectionParams = () => {
  const { authorization } = bearer();
  return authorization ? { Authorization: authorization } : {};
};

const fetcher = createGraphiQLFetcher({
  url: endpoint.href,
  fetch: (address, request) => fetch(address, { ...request, headers: { ...request?.headers, ...bearer() } }),
  wsClient: createClient({ url: socket.href, lazy: true, connectionParams }), // connects with the first subscription, not before
});

// /graphiql?example=chicago-moscow-over-time opens that example and runs it, /graphiql#query=…&variables=… the question of
// another page; a first visit opens the first example.
const wanted = new URLSearchParams(location.search).get("example");
const asked = questionOf(location.hash) ?? examples.find(({ name }) => name === wanted);
const [first] = examples;

const root = document.getElementById("root");
if (!root) throw new Error("graphiql.html lacks #root");
createRoot(root).render(
  <StrictMode>
    <GraphiQL
      fetcher={fetcher}
      plugins={[EXAMPLES_PLUGIN, HISTORY_PLUGIN]}
      visiblePlugin={EXAMPLES_PLUGIN}
      defaultEditorToolsVisibility="variables"
      {...(first ? { defaultTabs: [{ query: first.query, variables: first.variables }] } : {})}
      {...(asked ? { initialQuery: readable(asked.query), initialVariables: asked.variables } : {})}
    >
      <GraphiQL.Logo>
        <a className="graphiql-logo-link" href="/">
          Twingraph
        </a>
      </GraphiQL.Logo>
      {asked && <RunAtOnce />}
    </GraphiQL>
  </StrictMode>,
);
