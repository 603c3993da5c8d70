import { describe, expect, it } from "vitest";
import { readEdition } from "./address";
import { countOf, filterOfPair, filterOfWave, shareDropped, WEST } from "./waves";

describe("the address of a comparison", () => {
  it("is read as it was written", () => {
    const written = { from: "wikipedia-2023-04-22", pair: "BY-UA", what: "ADDED" };
    expect(readEdition(written)).toEqual(written);
  });

  it("drops what makes no sense, and what is usual", () => {
    expect(readEdition({ from: "<b>", pair: "Belarus", what: "GONE" })).toEqual({});
    expect(readEdition({ what: "DROPPED" })).toEqual({});
  });
});

describe("groups of links", () => {
  it("are selected by the countries of their cities", () => {
    expect(filterOfPair("BY-UA")).toEqual({
      between: { one: { country: { in: ["BY"] } }, other: { country: { in: ["UA"] } } },
    });
    const { between } = filterOfWave("eastWest");
    expect(between?.one?.country?.in).toEqual(["RU", "BY"]);
    expect(between?.other?.country?.in).toEqual(WEST);
  });

  it("have no country in two of East, West and Ukraine, and none twice", () => {
    expect(new Set(WEST).size).toBe(WEST.length);
    for (const code of ["RU", "BY", "UA"]) expect(WEST).not.toContain(code);
    for (const code of WEST) expect(code).toMatch(/^[A-Z]{2}$/);
  });
});

describe("the share that was dropped", () => {
  const counts = [
    { change: "DROPPED" as const, links: 10 },
    { change: "KEPT" as const, links: 30 },
    { change: "NOT_READ" as const, links: 500 },
  ];

  it("is of the links of which the later edition says something", () => expect(shareDropped(counts, 7)).toBe(0.25));

  it("is not known of an edition that covers no city, nor of no link", () => {
    expect(shareDropped(counts, 0)).toBeNull();
    expect(shareDropped([{ change: "FIRST_READ", links: 9 }], 7)).toBeNull();
    expect(countOf(counts, "ADDED")).toBe(0);
  });
});
