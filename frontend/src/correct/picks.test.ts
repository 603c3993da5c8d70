import { describe, expect, it } from "vitest";
import type { PickLinkQuery } from "../api/operations";
import { linksOf, namesIn } from "./usePicks";

describe("the names of a link", () => {
  it.each([
    ["Tromsø", ["Tromsø", ""]],
    ["Tromsø – Murmansk", ["Tromsø", "Murmansk"]],
    ["Baden-Baden - Menton", ["Baden-Baden", "Menton"]],
    ["Tromsø / M", ["Tromsø", "M"]],
  ])("in “%s” are %s", (text, names) => expect(namesIn(text)).toEqual(names));
});

describe("the links that a text finds", () => {
  const [tromso, murmansk, zagreb] = ["Tromsø", "Murmansk", "Zagreb"].map((name) => ({ slug: name, name }));
  const link = (...cities: unknown[]) => ({
    slug: cities.map((c) => (c as { slug: string }).slug).join(),
    kind: "TWINNING",
    cities,
  });
  const both = link(tromso, murmansk);
  const answer = {
    search: {
      nodes: [
        { node: { slug: "Tromsø", links: { nodes: [both, link(tromso, zagreb)] } } },
        { node: { slug: "Murmansk", links: { nodes: [both] } } },
        { node: {} },
      ],
    },
  } as PickLinkQuery;

  it("are those of every city found, each once", () =>
    expect(linksOf(answer, "").map(({ name }) => name)).toEqual(["Tromsø – Murmansk", "Tromsø – Zagreb"]));

  it("are those with the second city, without regard to case and accents", () => {
    expect(linksOf(answer, "ZAG").map(({ name }) => name)).toEqual(["Tromsø – Zagreb"]);
    expect(linksOf(answer, "tromso").map(({ name }) => name)).toEqual(["Tromsø – Murmansk"]);
  });
});
