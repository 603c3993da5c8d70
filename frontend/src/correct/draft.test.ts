import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isListType } from "graphql";
import { describe, expect, it } from "vitest";
import { fields, words } from "../field/fields";
import { currentOf, emptyDraft, faultsOf, inputOf, isPartialDate, lists, problemsOf, recordsOf, wordOf } from "./draft";

const folder = join(import.meta.dirname, "../../../schema");
const schema = buildSchema(
  readdirSync(folder)
    .filter((name) => name.endsWith(".graphqls"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n"),
);

describe("the table of fields", () => {
  it.each(words)("has the fields of the schema's input of a %s, in order, and their values", (word) => {
    const type = schema.getType(`${word}Input`);
    if (!isInputObjectType(type)) throw new Error(`there is no ${word}Input`);
    const inputs = Object.values(type.getFields()).filter(({ name }) => name !== "id" && name !== "ifRecordedAt");
    expect(fields[word].map(({ name }) => name)).toEqual(inputs.map(({ name }) => name));
    for (const [at, { name, type }] of inputs.entries()) {
      const field = fields[word][at];
      expect(isListType(type), `${name} is a list`).toBe(field?.many ?? false);
      const named = getNamedType(type);
      if (isEnumType(named) && field?.kind === "choice")
        expect(
          named.getValues().map(({ name }) => name),
          name,
        ).toEqual(expect.arrayContaining([...(field.choice?.values ?? [])]));
      expect(named.name === "PartialDate", name).toBe(field?.kind === "date");
      expect(named.name === "ID", name).toBe(field?.kind === "record");
    }
  });

  it("has every type that can be recorded, in its list", () => {
    const type = schema.getType("RecordsInput");
    if (!isInputObjectType(type)) throw new Error("there is no RecordsInput");
    expect(Object.values(lists).sort()).toEqual(Object.keys(type.getFields()).sort());
    for (const word of words) expect(getNamedType(type.getFields()[lists[word]]?.type)?.name).toBe(`${word}Input`);
    const enumeration = schema.getType("RecordWord");
    if (!isEnumType(enumeration)) throw new Error("there is no RecordWord");
    expect(words.map(wordOf).sort()).toEqual(
      enumeration
        .getValues()
        .map(({ name }) => name)
        .sort(),
    );
  });
});

describe("what is recorded today", () => {
  it("follows from the steps of a life: the last value of each field counts", () => {
    const first = [
      { field: "name", after: ["Tromso"] },
      { field: "population", after: ["70000"] },
    ];
    const second = [
      { field: "name", after: ["Tromsø"] },
      { field: "population", after: [] },
    ];
    expect(currentOf([{ changes: first }, { changes: second }])).toEqual({ name: ["Tromsø"], population: [] });
  });
});

describe("the input of a correction", () => {
  const before = { name: ["Tromsø"], aliases: ["Tromssa", "Romsa"], population: ["70000"], location: ["69.6", "18.9"] };

  it("has the fields that differ, of the type of each", () => {
    const values = { ...before, aliases: ["Romsa"], population: ["78000 "], location: ["69.65", "18.96"] };
    expect(inputOf("City", values, before)).toEqual({
      aliases: ["Romsa"],
      population: 78000,
      location: { latitude: 69.65, longitude: 18.96 },
    });
  });

  it("empties a field that has no value any more", () => {
    expect(inputOf("City", { ...before, population: [""], aliases: [] }, before)).toEqual({
      population: null,
      aliases: null,
    });
  });

  it("says nothing where nothing differs", () => expect(inputOf("City", { ...before }, before)).toEqual({}));
});

describe("a submission", () => {
  const claim = { word: "Claim", slug: "", recordedAt: "", before: {} } as const;
  const values = { link: ["a--b"], type: ["ENDED"], authority: ["THIRD_PARTY"], confidence: ["DOCUMENTED"] };

  it("has a new source and a claim that cites it", () => {
    const source = { kind: "new" as const, slug: "", values: { title: ["A report"] } };
    expect(recordsOf({ ...emptyDraft(values), source }, claim)).toEqual({
      sources: [{ id: "new:source", title: "A report", confidence: "DOCUMENTED" }],
      claims: [
        { link: "a--b", type: "ENDED", authority: "THIRD_PARTY", confidence: "DOCUMENTED", sources: ["new:source"] },
      ],
    });
  });

  it("adds a recorded source to those that a record cites, once", () => {
    const source = { kind: "known" as const, slug: "s2", values: {} };
    const before = { name: ["A"], sources: ["s1", "s2"] };
    const city = { word: "City", slug: "a", recordedAt: "2026-01-01T00:00:00Z", before } as const;
    const draft = { ...emptyDraft({ ...before, name: ["B"] }), source };
    expect(recordsOf(draft, city)).toEqual({ cities: [{ id: "a", ifRecordedAt: "2026-01-01T00:00:00Z", name: "B" }] });
    expect(recordsOf({ ...draft, source: { ...source, slug: "s3" } }, city).cities).toMatchObject([
      { sources: ["s1", "s2", "s3"] },
    ]);
  });

  it("names what is missing or no date before it is sent", () => {
    const draft = { ...emptyDraft({ ...values, type: [], date: ["2022-02-30"] }), note: "", claim: {} };
    expect(faultsOf(draft, claim).map(({ field, why }) => `${field} ${why}`)).toEqual([
      "source source",
      "type needed",
      "date date",
      "note needed",
    ]);
  });

  it("says that a correction which corrects nothing is none", () => {
    const before = { name: ["A"], kind: ["CITY"] };
    const source = { kind: "known" as const, slug: "s", values: {} };
    const draft = { ...emptyDraft(before), source, note: "why" };
    expect(faultsOf(draft, { word: "City", slug: "a", recordedAt: "", before }).map(({ why }) => why)).toEqual([
      "nothing",
    ]);
  });
});

describe("a partial date", () => {
  it.each(["2022", "2022-03", "2022-03-01", "2024-02-29"])("is %s", (text) => expect(isPartialDate(text)).toBe(true));
  it.each(["22", "2022-13", "2022-3", "2022-02-30", "1.3.2022", ""])("is not %s", (text) =>
    expect(isPartialDate(text)).toBe(false),
  );
});

describe("a problem of the server", () => {
  it("stands at its field, those of the source at the source's", () => {
    const found = [
      { word: "SOURCE" as const, field: "url", message: "no web address", code: "INVALID" as const },
      { word: "CLAIM" as const, field: "side", message: "no such city", code: "MISSING" as const },
      { word: null, field: "note", message: "is required", code: "INVALID" as const },
    ];
    expect(problemsOf(found, "Claim").map(({ field }) => field)).toEqual(["source.url", "side", "note"]);
    const overtaken = { word: "CLAIM" as const, field: "ifRecordedAt", message: "", code: "CONFLICT" as const };
    expect(problemsOf([overtaken], "Claim")).toEqual([{ field: "", message: "", why: "conflict" }]);
    expect(problemsOf(found, "Source").map(({ field }) => field)).toEqual(["url", "side", "note"]);
  });
});
