import { describe, expect, it } from "vitest";
import { beyondLists, isOfList, ON_LISTS_ALONE, onListsAlone, percentOf } from "./lists";

describe("links on lists alone", () => {
  it("are selected among those that a filter selects, and left out of them", () => {
    const filter = { kind: { in: ["TWINNING" as const] } };
    expect(onListsAlone(filter)).toEqual({ and: [filter, ON_LISTS_ALONE] });
    expect(beyondLists(filter)).toEqual({ and: [filter, { not: ON_LISTS_ALONE }] });
    expect(onListsAlone()).toEqual(ON_LISTS_ALONE);
    expect(beyondLists()).toEqual({ not: ON_LISTS_ALONE });
  });

  it("have claims of directories and no others", () => {
    expect(isOfList("LISTED")).toBe(true);
    expect(isOfList("NOT_LISTED")).toBe(true);
    expect(isOfList("OBSERVED")).toBe(false);
  });
});

describe("a share in per cent", () => {
  it.each([
    [0, 0, 0],
    [0, 10, 0],
    [1, 100_000, 1],
    [21_761, 21_984, 99],
    [21_983, 21_984, 99],
    [10, 10, 100],
    [1, 2, 50],
  ])("of %i in %i is %i", (part, all, share) => expect(percentOf(part, all)).toBe(share));
});
