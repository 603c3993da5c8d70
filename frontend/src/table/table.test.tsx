import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, getVariableValues, isEnumType, Kind, type OperationDefinitionNode, parse } from "graphql";
import { describe, expect, it } from "vitest";
import language from "../language/words/en.json";
import { filterNames, listNames, listOf, readTable } from "./address";
import { countryCodes } from "./countries";
import { csv } from "./file";
import { choiceText, type Field, filterOf, rangeOf, rangeText } from "./filter";
import { turn } from "./links";
import { fileOf, orderOf, shownColumns, variablesOf } from "./list";
import { lists } from "./lists";
import { withSources } from "./withSources";
import texts from "./words/en.json";

const folder = join(import.meta.dirname, "../../../schema");
const definitions = readdirSync(folder).filter((name) => name.endsWith(".graphqls"));
const schema = buildSchema(definitions.map((name) => readFileSync(join(folder, name), "utf8")).join("\n"));

const samples: Record<Field["kind"], string> = {
  text: "São",
  keyword: "climate",
  country: "PL,DE",
  choice: "",
  yes: "no",
  days: "2022-01-01..2022-12-31",
  numbers: "1000..50000",
};
const sample = ({ kind, values }: Field) => (kind === "choice" ? (values?.[0] ?? "") : samples[kind]);

describe.each(listNames)("the list of %s", (name) => {
  const list = withSources(lists[name]);
  const document = parse(list.document.toString());
  const operation = document.definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  const refused = (variables: object) =>
    getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables }).errors?.map(
      ({ message }) => message,
    );
  const fields = list.columns.flatMap(({ fields = [] }) => fields);

  it("asks what the schema knows, by each filter, by all at once and in each order", () => {
    expect(refused(variablesOf(list, {}, {}, 100))).toBeUndefined();
    for (const field of fields) {
      const asked = { [field.parameter]: sample(field) };
      const variables = variablesOf(list, asked, { asOf: "2022-03-01" }, 100);
      expect(variables.filter, field.parameter).toBeDefined();
      expect(refused(variables), field.parameter).toBeUndefined();
    }
    const all = Object.fromEntries(fields.map((field) => [field.parameter, sample(field)]));
    expect(refused(variablesOf(list, all, {}, 100))).toBeUndefined();
    for (const { order } of list.columns)
      for (const sort of order ? [order, `-${order}`] : []) {
        const variables = variablesOf(list, { sort }, {}, 100);
        expect(variables.orderBy, sort).toBeDefined();
        expect(refused(variables), sort).toBeUndefined();
      }
  });

  it("has each parameter once, each choice whole, and a text for each", () => {
    const parameters = fields.map(({ parameter }) => parameter);
    expect(new Set(parameters).size).toBe(parameters.length);
    for (const { parameter, values, words } of fields) {
      if (parameter !== "statuses") expect(filterNames).toContain(parameter);
      expect(texts.field[parameter]).toBeTruthy();
      if (values && words) expect(Object.keys(language[words])).toEqual(expect.arrayContaining([...values]));
      const chosen =
        values &&
        Object.values(schema.getTypeMap()).find(
          (type) => isEnumType(type) && type.name.toLowerCase() === String(words).toLowerCase(),
        );
      if (isEnumType(chosen))
        expect([...(values ?? [])].sort()).toEqual(
          chosen
            .getValues()
            .map((one) => one.name)
            .sort(),
        );
    }
    for (const { id } of list.columns) expect(texts.column).toHaveProperty(id);
  });
});

describe("the address of a table", () => {
  it("keeps what makes sense in itself and drops the rest", () => {
    expect(readTable({ country: "PL", name: "  ", sort: "-SINCE", hide: "region,kind,region" })).toEqual({
      country: "PL",
      sort: "-SINCE",
      hide: ["kind", "region"],
    });
    expect(readTable({ sort: "x; drop", hide: "<b>", name: "x".repeat(201), stranger: "1" })).toEqual({});
    expect(listOf("cities")).toBe("cities");
    expect(listOf("toString")).toBeUndefined();
  });

  it("becomes the filter of the API", () => {
    const asked = {
      oneCountry: "DE",
      otherCountry: "RU",
      statuses: ["SUSPENDED", "ENDED"],
      since: "2022-02-24..",
      disputed: "yes",
      title: "of another list",
    };
    expect(variablesOf(lists.links, { ...asked, sort: "-SINCE" }, { asOf: "2023-01-01" }, 100)).toEqual({
      filter: {
        between: { one: { country: { in: ["DE"] } }, other: { country: { in: ["RU"] } } },
        status: { in: ["SUSPENDED", "ENDED"] },
        since: { after: "2022-02-23" },
        disputed: { eq: true },
      },
      orderBy: { field: "SINCE", direction: "DESC" },
      first: 100,
      asOf: "2023-01-01",
    });
  });

  it.each([
    ["an order that the list lacks", { sort: "POPULATION" }],
    ["a choice that is none", { basis: "RUMOUR" }],
    ["a country that is none", { oneCountry: "Poland" }],
    ["days that are none", { since: "yesterday..tomorrow" }],
    ["an answer that is none", { disputed: "perhaps" }],
  ])("passes over %s", (_what, asked) => expect(variablesOf(lists.links, asked, {}, 1)).toEqual({ first: 1 }));

  it("counts both ends of a range in", () => {
    const [field] = lists.cities.columns.flatMap(({ fields = [] }) => fields).filter(({ kind }) => kind === "numbers");
    if (!field) throw new Error("no numbers");
    expect(filterOf([field], { population: "0..99" })).toEqual({ population: { greaterThan: -1, lessThan: 100 } });
    expect(filterOf([field], { population: "..x" })).toBeUndefined();
    expect(rangeOf(rangeText("", "2022-01-01"))).toEqual(["", "2022-01-01"]);
    expect(rangeText("", "")).toBe("");
  });

  it("says nothing of a choice of all", () => {
    expect(choiceText(["A", "B"], ["B", "A"])).toBe("");
    expect(choiceText(["A", "B", "C"], ["C", "A"])).toBe("A,C");
  });

  it("can leave out every column but the first", () => {
    expect(shownColumns(lists.sources, ["title", "web"]).map(({ id }) => id)).toEqual(["title", "publisher", "date"]);
    expect(orderOf(lists.sources, "-DATE")).toEqual({ field: "DATE", direction: "DESC" });
  });
});

describe("a link", () => {
  const city = (name: string, country: string) => ({ id: name, slug: name, name, country });
  const link = { a: city("Düsseldorf", "DE"), b: city("Moscow", "RU") };
  it("is turned when it reads as it was asked only the other way round", () => {
    expect(turn(link, {})).toBe(false);
    expect(turn(link, { oneCountry: "DE" })).toBe(false);
    expect(turn(link, { oneCountry: "RU" })).toBe(true);
    expect(turn(link, { other: "dussel" })).toBe(true);
    expect(turn(link, { one: "found by an alias" })).toBe(false);
  });
});

describe("a file", () => {
  it("is CSV that starts no formula", () => {
    expect(csv([["=1+1", "-5", "-1+2", 'say "a, b"', "@x", "plain", "two\nlines", "+48 22"]])).toBe(
      `\ufeff'=1+1,-5,'-1+2,"say ""a, b""",'@x,plain,"two\nlines",'+48 22\r\n`,
    );
  });

  it("holds the columns that are shown, and how each row was obtained", () => {
    const row = {
      id: "s",
      slug: "s",
      title: "A report",
      publisher: null,
      url: "https://example.org/",
      date: "2022-03",
      confidence: "DOCUMENTED" as const,
      notes: null,
      recordedAt: "2026-11-22T00:00:00Z",
      sources: [
        { id: "s", slug: "s", title: "A report", publisher: null, url: "https://example.org/", date: "2022-03" },
      ],
    };
    const words = { t: (key: string) => key, format: {} } as unknown as Parameters<typeof fileOf>[3];
    expect(fileOf(withSources(lists.sources), [row], { hide: ["publisher"] }, words)).toEqual([
      ["title", "date", "web", "sources", "confidence"].map((id) => `table:column.${id}`),
      [
        "A report",
        "2022-03",
        "https://example.org/",
        "A report <https://example.org/>",
        "language:confidence.DOCUMENTED",
      ],
    ]);
  });
});

describe("the countries", () => {
  it("are those of today", () => {
    expect(countryCodes()).toEqual(expect.arrayContaining(["PL", "UA", "XK", "ZM"]));
    for (const none of ["DD", "SU", "EU", "ZZ", "UK"]) expect(countryCodes()).not.toContain(none);
  });
});
