import { expect, it } from "vitest";
import { referencesIn } from "./references";

const source = (id: string) => ({ id, slug: id, title: id, publisher: null, url: null, date: null });

it("finds every source of an answer once, in order", () => {
  const answer = {
    city: {
      links: { nodes: [{ claims: [{ sources: [source("b")] }], sources: [source("a"), source("b")] }] },
      sources: [source("c")],
    },
  };
  expect(referencesIn(answer).map(({ id }) => id)).toEqual(["b", "a", "c"]);
  expect(referencesIn({ city: null })).toEqual([]);
});
