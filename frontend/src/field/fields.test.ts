import { describe, expect, it } from "vitest";
import language from "../language/words/en.json";
import { choices, fieldOf, fields, words } from "./fields";
import labels from "./words/en.json";

describe("the table of fields", () => {
  it.each(words)("has a label for every field of a %s", (word) => {
    for (const { name } of fields[word]) expect(Object.keys(labels.label), name).toContain(name);
  });

  it.each(Object.entries(choices))("has a word for every value of %s", (_name, { words, values }) => {
    const texts = (language as Record<string, Record<string, string>>)[words];
    for (const value of values) expect(texts?.[value], value).toBeTruthy();
  });

  it("takes what it does not know for a text", () => {
    expect(fieldOf("City", "motto")).toEqual({ name: "motto", kind: "text" });
    expect(fieldOf("Comet", "name")).toEqual({ name: "name", kind: "text" });
  });
});
