import { describe, expect, it } from "vitest";
import type { Authority, ClaimType } from "../api/operations";
import { rivalsOf } from "./rivals";

const said = (
  id: string,
  type: ClaimType,
  date: string | null,
  side: string | null = null,
  authority: Authority = "PARTY_DECISION",
) => ({
  id,
  authority,
  type,
  date,
  effective: date ?? "2026-11-22",
  side: side ? { id: side } : null,
});
const shown = (claims: ReturnType<typeof said>[]) =>
  rivalsOf(claims).map(({ about, claims: found }) => [about, found.map(({ id }) => id)]);

describe("rival statements", () => {
  it("are different founding dates, but not a year and a day of it", () => {
    expect(shown([said("1", "ESTABLISHED", "1990"), said("2", "ESTABLISHED", "1991")])).toEqual([
      ["ESTABLISHED", ["1", "2"]],
    ]);
    expect(shown([said("1", "ESTABLISHED", "1990"), said("2", "ESTABLISHED", "1990-05-01")])).toEqual([]);
  });

  it("are contradicting acts of one side on one day", () => {
    const day = "2022-03-01";
    expect(shown([said("1", "SUSPENDED", day, "a"), said("2", "REAFFIRMED", day, "a")])).toEqual([
      ["SAME_DAY", ["1", "2"]],
    ]);
    expect(shown([said("1", "SUSPENDED", day, "a"), said("2", "REAFFIRMED", day, "b")])).toEqual([]);
    expect(shown([said("1", "RESTORED", day, "a"), said("2", "REAFFIRMED", day, "a")])).toEqual([]);
  });

  it("are a decision and a later statement of less weight that disagrees", () => {
    const kept = said("1", "REAFFIRMED", "2022", "a");
    expect(shown([kept, said("2", "SUSPENDED", "2023-10", "a", "OFFICIAL_STATEMENT")])).toEqual([
      ["WEAKER", ["1", "2"]],
    ]);
    expect(shown([kept, said("2", "SUSPENDED", "2023-10", "a")])).toEqual([]);
    expect(shown([kept, said("2", "RESTORED", "2023-10", "a", "THIRD_PARTY")])).toEqual([]);
    expect(shown([kept, said("2", "SUSPENDED", "2023-10", "b", "THIRD_PARTY")])).toEqual([]);
  });

  it("are entries in a directory after the end, unless the tie came back", () => {
    const end = said("1", "ENDED", "2022-04", "a");
    const listed = said("2", "LISTED", "2026-02-08");
    expect(shown([end, listed])).toEqual([["LISTED_AFTER_END", ["1", "2"]]]);
    expect(shown([end, said("3", "RESTORED", "2023", "a"), listed])).toEqual([]);
    expect(shown([said("0", "LISTED", "2015-08-15"), end])).toEqual([]);
  });
});
