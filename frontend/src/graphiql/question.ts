/** A question for the query editor. */
export interface Question {
  query: string;
  /** JSON; empty when the query takes none. */
  variables: string;
}

/** The address of the query editor with a question in it. It stands behind the #, which is not sent to the server. */
export function questionAddress(query: string, variables: unknown): string {
  const parts = new URLSearchParams({ query: `${query.trim()}\n`, variables: JSON.stringify(variables, null, 2) });
  return `/graphiql#${parts}`;
}

/** Reads the question in an address; undefined when there is none, or one that does more than ask. */
export function questionOf(hash: string): Question | undefined {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const query = parts.get("query") ?? "";
  return /^\s*query\b/.test(query) && !/\b(mutation|subscription)\b/.test(query)
    ? { query, variables: parts.get("variables") ?? "" }
    : undefined;
}
