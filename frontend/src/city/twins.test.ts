import { describe, expect, it } from "vitest";
import type { CityQuery, TwinTownsQuery } from "../api/operations";
import { otherEnd, twinsOf } from "./twins";

const place = (id: string) => ({ id, slug: id, name: id, country: null });
const link = (a: string, b: string, status = "ACTIVE", basis = "DECISION") => ({
  id: `${a}--${b}`,
  slug: `${a}--${b}`,
  cities: [place(a), place(b)],
  status: { status, basis, since: "2022" },
});
const city = {
  ...place("here"),
  links: { nodes: [link("here", "busy", "SUSPENDED"), link("quiet", "here"), link("here", "lonely")] },
} as unknown as NonNullable<CityQuery["city"]>;
const around = {
  twinningLinks: {
    totalCount: 5,
    nodes: [
      link("here", "busy", "SUSPENDED"),
      link("busy", "elsewhere", "ENDED"),
      link("busy", "quiet"),
      link("far", "busy", "ACTIVE", "LISTING"),
    ],
  },
  resolutions: { nodes: [{ id: "r", city: { id: "quiet" } }] },
} as unknown as TwinTownsQuery;

describe("twin towns", () => {
  it("are shown with their links to others, the busiest first, without those of whom there is no more to show", () => {
    const twins = twinsOf(city, around);
    expect(twins.map(({ town, own, count }) => [town.id, own, count])).toEqual([
      ["busy", "SUSPENDED", 3],
      ["quiet", "ACTIVE", 1],
    ]);
    expect([...(twins[0]?.others ?? [])].map(([shown, ties]) => [shown, ties.map(({ town }) => town.id)])).toEqual([
      ["ENDED", ["elsewhere"]],
      ["ACTIVE", ["quiet"]],
      ["LISTED", ["far"]],
    ]);
    expect(twins[1]?.resolutions).toHaveLength(1);
  });
});

it("the other end of a link is the one that is not given, the same in a link of a city with itself", () => {
  expect(otherEnd([place("a"), place("b")], "b")?.id).toBe("a");
  expect(otherEnd([place("a"), place("a")], "a")?.id).toBe("a");
});
