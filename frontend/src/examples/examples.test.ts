import { Kind, OperationTypeNode, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { examples } from ".";

const files = Object.keys(import.meta.glob("./*.graphql"));

describe("the examples", () => {
  it("are at least twelve, one for each file", () => {
    expect(examples.length).toBeGreaterThanOrEqual(12);
    expect(examples.map(({ name }) => `./${name}.graphql`).sort()).toEqual(files.sort());
  });

  it.each(examples)("$name is one named query whose variables are declared", ({ query, variables }) => {
    const operations = parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    expect(operations).toHaveLength(1);
    const [operation] = operations;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
    expect(operation.operation).toBe(OperationTypeNode.QUERY);
    expect(operation.name?.value).toMatch(/^[A-Z]/);
    const declared = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
    expect(Object.keys(variables ? JSON.parse(variables) : {}).sort()).toEqual(declared.sort());
  });
});
