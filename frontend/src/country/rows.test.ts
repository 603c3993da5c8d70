import { describe, expect, it } from "vitest";
import type { CountryQuery } from "../api/operations";
import { columns, rowsOf } from "./rows";

const counted = (links: number) => ({
  links,
  inDispute: 0,
  byStatus: [
    { status: "ACTIVE" as const, count: links - 1 },
    { status: "ENDED" as const, count: 1 },
  ],
});
const answer = (within: number): CountryQuery => ({
  statistics: {
    ...counted(10 + within),
    byCountry: [
      { country: "PL", ...counted(10 + within) },
      { country: "UA", ...counted(4) },
      { country: "DE", ...counted(6) },
    ],
  },
  within: counted(within),
  listed: { byCountry: [{ country: "DE", links: 3 }] },
  listedWithin: { links: 2 },
  all: { totalCount: 0 },
  alone: { totalCount: 0 },
  cities: { totalCount: 0 },
});

describe("the row of a country in the matrix", () => {
  it("has every other country, the one with most links first, and not the country itself", () => {
    expect(rowsOf("PL", answer(0)).map(({ country }) => country)).toEqual(["DE", "UA"]);
  });

  it("has what lies within the country, counted once", () => {
    const rows = rowsOf("PL", answer(5));
    expect(rows.map(({ country, links }) => [country, links])).toEqual([
      ["DE", 6],
      ["PL", 5],
      ["UA", 4],
    ]);
  });

  it("counts apart what a list alone shows as active, and every link in one column", () => {
    for (const { links, shown } of rowsOf("PL", answer(5)))
      expect(columns.reduce((sum, one) => sum + (shown.get(one) ?? 0), 0)).toBe(links);
    const [germany, within] = rowsOf("PL", answer(5));
    expect([germany?.shown.get("ACTIVE"), germany?.shown.get("LISTED")]).toEqual([2, 3]);
    expect([within?.shown.get("ACTIVE"), within?.shown.get("LISTED")]).toEqual([2, 2]);
  });
});
