import { describe, expect, it } from "vitest";
import { questionAddress, questionOf } from "./question";

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
