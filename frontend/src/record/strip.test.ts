import { describe, expect, it } from "vitest";
import { axisOf, piecesOf, place, type Stretch, ticksOf } from "./strip";

const spells: Stretch[] = [
  { status: "NOT_ESTABLISHED", from: null, to: "1997-05-14" },
  { status: "ACTIVE", from: "1997-05-14", to: "2022-03-01", basis: "LISTING" },
  { status: "SUSPENDED", from: "2022-03-01", to: null, basis: "DECISION" },
];

describe("the axis of strips", () => {
  it("begins with the decade of the first known day and ends with the year shown", () => {
    expect(axisOf(spells, "2026-11-22")).toEqual({ from: 1990, to: 2026 });
    expect(axisOf([{ status: "UNKNOWN", from: null, to: null }], "2026-11-22")).toEqual({ from: 2000, to: 2026 });
  });
  it("shows what comes later than the day", () => {
    expect(axisOf(spells, "1995-01-01")).toEqual({ from: 1970, to: 2022 });
  });
  it("has few round years", () => {
    expect(ticksOf({ from: 1990, to: 2026 })).toEqual([1990, 2000, 2010, 2020]);
    expect(ticksOf({ from: 1920, to: 2026 })).toEqual([1920, 1940, 1960, 1980, 2000, 2020]);
  });
  it("places a day", () => {
    expect(place("2000-01-01", { from: 2000, to: 2009 })).toBe(0);
    expect(place("2005-01-01", { from: 2000, to: 2009 })).toBe(50);
    expect(place("1900", { from: 2000, to: 2009 })).toBe(0);
    expect(place("2030-01-01", { from: 2000, to: 2009 })).toBe(100);
  });
});

describe("the pieces of a strip", () => {
  it("leave out what was not yet, and keep a mere listing apart", () => {
    const pieces = piecesOf(spells, { from: 1990, to: 2029 });
    expect(pieces.map(({ shown }) => shown)).toEqual(["LISTED", "SUSPENDED"]);
    expect(pieces.map(({ left, width }) => Math.round(left + width))).toEqual([80, 100]);
  });
});
