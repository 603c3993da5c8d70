import { describe, expect, it } from "vitest";
import { wordOf } from "../correct/draft";
import { words } from "../field/fields";
import { amendedRecords, wordBy } from "./amended";

const proposed = [
  {
    word: "SOURCE" as const,
    slug: "s",
    overtaken: false,
    before: null,
    fields: [{ field: "title", before: [], after: ["A"] }],
  },
  {
    word: "CITY" as const,
    slug: "c",
    overtaken: false,
    before: { id: "x" },
    fields: [
      { field: "population", before: ["7"], after: ["8"] },
      { field: "region", before: ["R"], after: [] },
    ],
  },
];

describe("an amended proposal", () => {
  it("is none without an amendment", () => expect(amendedRecords(proposed, {})).toBeNull());

  it("has all of its records, with what the reviewer put in place", () => {
    expect(amendedRecords(proposed, { c: { population: ["9"] } })).toEqual({
      sources: [{ id: "s", title: "A" }],
      cities: [{ id: "c", population: 9, region: null }],
    });
  });

  it("names types as the schema does", () => {
    for (const word of words) expect(wordBy(wordOf(word))).toBe(word);
    expect(() => wordBy("COMET")).toThrow("there is no type COMET");
  });
});
