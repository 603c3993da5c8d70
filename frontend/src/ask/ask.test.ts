import { describe, expect, it } from "vitest";
import { readParameters, writeParameters } from "../view/address";
import { placeInput, questionOf, readAsk, through } from "./address";
import { named } from "./PathMap";
import { barsOf, heightOf } from "./plot";
import { piecesOf } from "./score";
import words from "./words/en.json";

describe("the address of a question", () => {
  it("is read as it was written", () => {
    const address = {
      from: "DE",
      to: "pulawy-pl",
      goal: "RESTORE" as const,
      ways: "suspended" as const,
      off: ["a--b", "c--d"],
      rows: 40,
      fine: 20,
      up: true,
    };
    expect(readAsk(readParameters(writeParameters(address)))).toEqual(address);
  });

  it.each([
    ["a place that is none", { from: "<b>", to: "Germany" }],
    ["a goal that is none", { goal: "SHAME" }],
    ["too many rows", { rows: "501" }],
    ["rows that are no number", { rows: "many" }],
    ["steps that are none", { length: "0" }],
    ["links that are none", { off: "A,%" }],
    ["an order that is none", { order: "FAME" }],
  ])("drops %s", (_what, search) => expect(readAsk(search)).toEqual({}));

  it("supposes no more links than the API takes, each once", () => {
    const off = Array.from({ length: 40 }, (_, index) => `link-${index}`);
    expect(readAsk({ off: [...off, "link-0"].join(",") }).off).toHaveLength(32);
    expect(readAsk({ off: "one,one" }).off).toEqual(["one"]);
  });

  it("names a place and the ties that count as the API does", () => {
    expect(placeInput("PL")).toEqual({ country: "PL" });
    expect(placeInput("munich-de")).toEqual({ city: "munich-de" });
    expect(through(undefined)).toEqual({});
    expect(through("suspended")).toEqual({ statuses: ["ACTIVE", "SUSPENDED"] });
    expect(through("any").statuses).not.toContain("NOT_ESTABLISHED");
    expect(questionOf("whatif")).toBe("whatif");
    expect(questionOf("constructor")).toBeUndefined();
  });
});

describe("the bar of a score", () => {
  const part = (name: "NEED" | "CHANNEL" | "REACH" | "APPROACHES", points: number) => ({
    part: name,
    points,
    weight: 300,
    value: 0,
    facts: [],
  });

  it("has a piece for each part that gives points, one after the other", () => {
    expect(piecesOf([part("NEED", 300), part("CHANNEL", 0), part("REACH", 100)])).toEqual([
      { part: "NEED", points: 300, from: 0, width: 30 },
      { part: "REACH", points: 100, from: 30, width: 10 },
    ]);
  });

  it("shows at its end what earlier approaches take away, and never outgrows the whole", () => {
    expect(piecesOf([part("NEED", 300), part("APPROACHES", -100)])[1]).toEqual({
      part: "APPROACHES",
      points: -100,
      from: 20,
      width: 10,
    });
    expect(piecesOf([part("NEED", 1500), part("REACH", 500)])[1]).toMatchObject({ from: 75, width: 25 });
    expect(piecesOf([part("APPROACHES", -100)])).toEqual([{ part: "APPROACHES", points: -100, from: 0, width: 0 }]);
  });

  it("has a text for each part", () => {
    for (const name of ["NEED", "CHANNEL", "CREDIBILITY", "OCCASION", "PRECEDENT", "REACH", "APPROACHES"])
      expect(words.part).toHaveProperty(name);
  });
});

describe("the names on the map of ways", () => {
  const spot = (id: string, x: number, y: number, end = false) => ({ id, name: "Somewhere", x, y, end });
  it("have room, those at the ends first", () => {
    expect(named([spot("a", 300, 100), spot("b", 310, 104, true), spot("c", 310, 200)]).map(({ id }) => id)).toEqual([
      "b",
      "c",
    ]);
  });
});

describe("the distribution of degrees", () => {
  it("keeps every city in some bar", () => {
    const degrees = [
      { degree: 0, cities: 50 },
      { degree: 1, cities: 300 },
      { degree: 97, cities: 1 },
    ];
    const bars = barsOf(degrees);
    expect(bars.length).toBeLessThanOrEqual(24);
    expect(bars.reduce((sum, { cities }) => sum + cities, 0)).toBe(351);
    expect(bars.at(-1)?.to).toBeGreaterThanOrEqual(97);
    expect(barsOf([{ degree: 2, cities: 1 }])).toEqual([
      { from: 0, to: 0, cities: 0 },
      { from: 1, to: 1, cities: 0 },
      { from: 2, to: 2, cities: 1 },
    ]);
  });

  it("shows one city beside many", () => {
    expect(heightOf(0, 300)).toBe(0);
    expect(heightOf(1, 300)).toBeGreaterThan(0.05);
    expect(heightOf(300, 300)).toBe(1);
    expect(heightOf(1, 1)).toBe(1);
  });
});
