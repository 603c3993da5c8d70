import { describe, expect, it } from "vitest";
import type { SearchQuery } from "../api/operations";
import { hitsOf } from "./hits";

const words = {
  kind: (node: { __typename?: string }) => node.__typename ?? "",
  country: (code: string | null) => code ?? "",
  date: (date: string | null) => date ?? "",
  alias: (name: string) => `found as ${name}`,
};
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
    expect(hitsOf([{ node: kyiv, name: "Kiev" }], words)[0]?.detail).toBe("City · UA · found as Kiev");
    expect(hitsOf([{ node: kyiv, name: "Kyiv" }], words)[0]?.detail).toBe("City · UA");
  });

  it("leads to a page each, and distinguishes resolutions by city and date", () => {
    const found: SearchQuery["search"]["nodes"] = [
      { name: "Kyiv", node: kyiv },
      {
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
        name: "Keep talking",
        node: { __typename: "Campaign", slug: "keep", name: "Keep talking", stance: "DIALOGUE" },
      },
    ];
    expect(hitsOf(found, words)).toEqual([
      { target: { to: "/city/$id", id: "kyiv-ua" }, name: "Kyiv", detail: "City · UA" },
      { target: { to: "/resolution/$id", id: "a-text" }, name: "A text", detail: "Resolution · Lublin · 2019-04" },
      { target: { to: "/organisation/$id", id: "net" }, name: "A network", detail: "Organisation" },
      { target: { to: "/campaign/$id", id: "keep" }, name: "Keep talking", detail: "Campaign" },
    ]);
  });
});
