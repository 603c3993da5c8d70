import index from "./index.json";

/** A question that the query editor offers. The server's tests run every one of them. */
export interface Example {
  /** The file's name without its ending, and the value of /graphiql?example=. */
  name: string;
  title: string;
  description: string;
  query: string;
  /** The text for the variables editor; empty when the query takes none. */
  variables: string;
}

const documents = import.meta.glob<string>("./*.graphql", { query: "?raw", import: "default", eager: true });

/** The examples in the order of index.json. */
export const examples: Example[] = index.map(({ name, title, description, ...rest }) => {
  const query = documents[`./${name}.graphql`];
  if (query === undefined) throw new Error(`src/examples/${name}.graphql is missing`);
  const variables = "variables" in rest ? JSON.stringify(rest.variables, null, 2) : "";
  return { name, title, description, query, variables };
});
