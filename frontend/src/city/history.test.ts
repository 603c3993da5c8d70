import { describe, expect, it } from "vitest";
import type { CityQuery } from "../api/operations";
import { byYear, firstDay, historyOf, listingsOf } from "./history";

type City = NonNullable<CityQuery["city"]>;

const claim = (id: string, type: string, date: string | null, effective: string, resolution: string | null = null) => ({
  id,
  type,
  date,
  effective,
  resolution: resolution ? { id: resolution } : null,
});
const life = { adopted: null, amended: null, repealed: null, annulled: null, lapsed: null, rejected: null };
const city = {
  links: {
    nodes: [
      {
        id: "l",
        claims: [
          claim("founded", "ESTABLISHED", "1973", "1973"),
          claim("ended", "ENDED", "2022-03-01", "2022-03-01", "decision"),
          claim("listed", "LISTED", null, "2026-02-08"),
        ],
      },
    ],
  },
  resolutions: {
    nodes: [
      { ...life, id: "decision", adopted: "2022-03-01" },
      { ...life, id: "text", adopted: "2019-04", repealed: "2021-09-27" },
    ],
  },
  pledges: {
    nodes: [
      { id: "pledge", date: "2022-12" },
      { id: "undated", date: null },
    ],
  },
} as unknown as City;

describe("the history of a city", () => {
  it("has everything dated, the latest first, and shows a decision once", () => {
    expect(historyOf(city, false).map(({ id }) => id)).toEqual([
      "pledge",
      "ended",
      "text repealed",
      "text adopted",
      "founded",
    ]);
  });

  it("shows entries in directories when asked to", () => {
    expect(historyOf(city, true)[0]).toMatchObject({ id: "listed", day: "2026-02-08", date: null });
    expect(listingsOf(city)).toBe(1);
  });

  it("is parted by years", () => {
    expect(byYear(historyOf(city, false)).map(([year, events]) => [year, events.length])).toEqual([
      ["2022", 2],
      ["2021", 1],
      ["2019", 1],
      ["1973", 1],
    ]);
  });
});

it("a partial date takes effect on its first day", () => {
  expect(["2022", "2022-03", "2022-03-04"].map(firstDay)).toEqual(["2022-01-01", "2022-03-01", "2022-03-04"]);
});
