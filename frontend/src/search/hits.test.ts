import { describe, expect, it } from "vitest";
import type { SearchQuery } from "../api/operations";
import { hitsOf } from "./hits";

const words = {
  kind: (node: { __typename?: string }) => node.__typename ?? "",
  country: (code: string | null) => code ?? "",
  date: (date: string | null) => date ?? "",
  place: (kind: string) => kind,
  alias: (name: string) => `found as ${name}`,
  found: (how: string, name: string) => `${how} ${name}`,
};
type Found = SearchQuery["search"]["nodes"][number];
const own = { match: "EXACT", nameKind: "OWN", place: null, node: null } as const;
const kyiv = {
  __typename: "City",
  slug: "kyiv-ua",
  name: "Kyiv",
  cityKind: "CITY",
  country: "UA",
  region: null,
} as const;

describe("what the search finds", () => {
  it("says under which other name a city was found", () => {
    expect(hitsOf([{ ...own, nameKind: "ALIAS", node: kyiv, name: "Kiev" }], words)[0]?.detail).toBe(
      "City · UA · found as Kiev",
    );
    expect(hitsOf([{ ...own, node: kyiv, name: "Kyiv" }], words)[0]?.detail).toBe("City · UA");
  });

  it("leads to a page each, and distinguishes resolutions by city and date", () => {
    const found: Found[] = [
      { ...own, name: "Kyiv", node: kyiv },
      {
        ...own,
        name: "A text",
        node: {
          __typename: "Resolution",
          slug: "a-text",
          title: "A text",
          resolutionKind: "ANTI_LGBT_DECLARATION",
          adopted: "2019-04",
          city: { name: "Lublin", country: "PL" },
        },
      },
      {
        ...own,
        name: "A network",
        node: {
          __typename: "Organisation",
          slug: "net",
          name: "A network",
          organisationKind: "NETWORK",
          country: null,
        },
      },
      {
        ...own,
        name: "Keep talking",
        node: { __typename: "Campaign", slug: "keep", name: "Keep talking", stance: "DIALOGUE" },
      },
    ];
    expect(hitsOf(found, words)).toEqual([
      { key: "/city/$id kyiv-ua", target: { to: "/city/$id", id: "kyiv-ua" }, name: "Kyiv", detail: "City · UA" },
      {
        key: "/resolution/$id a-text",
        target: { to: "/resolution/$id", id: "a-text" },
        name: "A text",
        detail: "Resolution · Lublin · 2019-04",
      },
      {
        key: "/organisation/$id net",
        target: { to: "/organisation/$id", id: "net" },
        name: "A network",
        detail: "Organisation",
      },
      {
        key: "/campaign/$id keep",
        target: { to: "/campaign/$id", id: "keep" },
        name: "Keep talking",
        detail: "Campaign",
      },
    ]);
  });

  it("says how a city was found where its name does not", () => {
    const detail = (found: Partial<Found>) =>
      hitsOf([{ ...own, node: kyiv, name: "Kyiv", ...found }], words)[0]?.detail;
    expect(detail({ match: "CODE", name: "Q1899" })).toBe("City · UA · CODE Q1899");
    expect(detail({ match: "FUZZY" })).toBe("City · UA · OWN Kyiv");
    expect(detail({ match: "FUZZY", name: "Kiev" })).toBe("City · UA · FUZZY Kiev");
    expect(detail({ match: "WORDS", nameKind: "TEXT", name: "A long note" })).toBe("City · UA · TEXT A long note");
  });

  it("shows a country and a region as what they are, and leads to their cities", () => {
    const place = (country: string, region: string | null) => ({ country, countryName: country, region });
    expect(
      hitsOf(
        [
          { ...own, name: "Polen", place: place("PL", null) },
          { ...own, name: "Maine", place: place("US", "Maine") },
          { ...own, match: "FUZZY", name: "Germany", place: place("DE", null) },
        ],
        words,
      ),
    ).toEqual([
      {
        key: "place PL null",
        target: { to: "/table/$list", list: "cities", filter: { country: "PL" } },
        name: "PL",
        detail: "country",
      },
      {
        key: "place US Maine",
        target: { to: "/table/$list", list: "cities", filter: { country: "US", region: "Maine" } },
        name: "Maine",
        detail: "region · US",
      },
      {
        key: "place DE null",
        target: { to: "/table/$list", list: "cities", filter: { country: "DE" } },
        name: "DE",
        detail: "country · FUZZY Germany",
      },
    ]);
  });

  it("leads to a row of a list where a record has no page", () => {
    expect(
      hitsOf(
        [
          {
            ...own,
            name: "Write first",
            node: { __typename: "Practice", slug: "write", title: "Write first", practiceKind: "BEST_PRACTICE" },
          },
          {
            ...own,
            name: "Atlas",
            node: { __typename: "Source", slug: "atlas", title: "Atlas", publisher: "An NGO", date: "2020" },
          },
        ],
        words,
      ),
    ).toEqual([
      {
        key: "practices write",
        target: { to: "/table/$list", list: "practices", filter: { title: "Write first" } },
        name: "Write first",
        detail: "Practice",
      },
      {
        key: "sources atlas",
        target: { to: "/table/$list", list: "sources", filter: { title: "Atlas" } },
        name: "Atlas",
        detail: "Source · An NGO · 2020",
      },
    ]);
  });
});
