import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  getNamedType,
  getVariableValues,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { describe, expect, it } from "vitest";
import { examples } from "./examples";

const files = import.meta.glob<string>(["./**/*.graphql", "!./examples/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});
// The documents use each other's fragments.
const documents = Object.values(files).join("\n");

const folder = join(import.meta.dirname, "../../schema"); // outside of what Vite may serve
const definitions = readdirSync(folder).filter((name) => name.endsWith(".graphqls"));
const schema = buildSchema(definitions.map((name) => readFileSync(join(folder, name), "utf8")).join("\n"));

// What makes a statement about the world, and so is never shown without its sources.
const statements = ["Claim", "Resolution", "Pledge", "Partnership", "Practice"];

const queries = [
  ...examples.map(({ name, query, variables }) => ({ name: `examples/${name}`, query, variables })),
  { name: "the documents of the pages", query: documents, variables: null },
];

describe("the real schema", () => {
  it.each(queries)("takes $name", ({ query, variables }) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    if (variables === null) return; // the compiler sees to those
    const isOperation = ({ kind }: { kind: Kind }) => kind === Kind.OPERATION_DEFINITION;
    const operation = document.definitions.find(isOperation) as OperationDefinitionNode;
    const values = getVariableValues(schema, operation.variableDefinitions ?? [], JSON.parse(variables || "{}"));
    expect(values.errors).toBeUndefined();
  });

  it.each(queries)("has the sources of every statement in $name", ({ query }) => {
    const document = parse(query);
    const fragments = new Map<string, SelectionSetNode>();
    for (const definition of document.definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);

    const names = (set: SelectionSetNode | undefined): string[] =>
      (set?.selections ?? []).flatMap((selection) =>
        selection.kind === Kind.FIELD
          ? selection.name.value
          : names(
              selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value),
            ),
      );

    const bare: string[] = [];
    const types = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(types, {
        Field(field) {
          const type = getNamedType(types.getType());
          const selected = names(field.selectionSet);
          const only = selected.every((name) => name === "id" || name === "slug"); // it points to a statement, no more
          if (isObjectType(type) && statements.includes(type.name) && !only && !selected.includes("sources"))
            bare.push(`${field.name.value} of line ${field.loc?.startToken.line}`);
        },
      }),
    );
    expect(bare).toEqual([]);
  });
});
