import { describe, expect, it } from "vitest";
import { CityDocument } from "../api/operations";
import { questionAddress, questionOf } from "./question";
import { readable } from "./readable";

describe("a question in the address of the query editor", () => {
  it("is read as it was written", () => {
    const query = "query City($id: ID!) {\n  city(id: $id) { name }\n}\n";
    const address = new URL(questionAddress(query, { id: "chicago-il-us" }), "http://localhost");
    expect(address.pathname).toBe("/graphiql");
    expect(questionOf(address.hash)).toEqual({ query, variables: '{\n  "id": "chicago-il-us"\n}' });
  });

  it.each(["", "#", "#variables={}", "#query=mutation{a}", "#query=query A{a} mutation B{b}"])(
    "is not taken from %s",
    (hash) => expect(questionOf(hash)).toBeUndefined(),
  );
});

describe("a question in the editor", () => {
  it("of a page is written over lines, its fragments after it", () => {
    const query = readable(CityDocument.toString());
    expect(query).toMatch(/^query City\(\$id: ID!, .*\) \{\n {2}city\(id: \$id, /);
    expect(query).toContain("\nfragment Place on City {\n  id\n");
    expect(readable(query)).toBe(query);
  });

  it.each(["query A {\n  b # as one wrote it\n}", "query A {"])("stays as it is: %j", (query) =>
    expect(readable(query)).toBe(query),
  );
});
