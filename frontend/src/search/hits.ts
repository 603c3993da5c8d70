import type { SearchQuery } from "../api/operations";

type Found = SearchQuery["search"]["nodes"][number];
type Node = NonNullable<Found["node"]>;

/** Where a hit leads to: the page of a record, or a list with a filter for what has no page of its own. */
export type Target =
  | { to: "/city/$id" | "/organisation/$id" | "/resolution/$id" | "/campaign/$id"; id: string }
  | {
      to: "/table/$list";
      list: "cities" | "practices" | "sources";
      filter: { country?: string; region?: string; title?: string };
    };

export interface Hit {
  /** What no other hit has. */
  key: string;
  target: Target;
  name: string;
  /** What distinguishes it from others of its name, and how it was found. */
  detail: string;
}

/** The words that a hit is described with. */
export interface HitWords {
  kind(hit: Node): string;
  country(code: string | null): string;
  date(date: string | null): string;
  /** “country” or “region”. */
  place(kind: "country" | "region"): string;
  /** “found as …”: the other name that matched. */
  alias(name: string): string;
  /** How it was found, where that is not plain to see. */
  found(how: "CODE" | "FUZZY" | "OWN" | "TEXT", name: string): string;
}

/** Describes what the search found, leaving out what has no page and is in no list. */
export function hitsOf(found: readonly Found[], words: HitWords): Hit[] {
  return found.flatMap((hit): Hit[] => {
    if (hit.place) return placeOf(hit, hit.place, words);
    return hit.node ? recordOf(hit, hit.node, words) : [];
  });
}

/** A country or a region leads to its cities. */
function placeOf(hit: Found, { country, region }: NonNullable<Found["place"]>, words: HitWords): Hit[] {
  const filter = { ...(country ? { country } : {}), ...(region ? { region } : {}) };
  const name = region ?? words.country(country);
  return [
    {
      key: `place ${country} ${region}`,
      target: { to: "/table/$list", list: "cities", filter },
      name,
      detail: region
        ? join(words.place("region"), words.country(country), how(hit, name, words))
        : join(words.place("country"), how(hit, name, words)),
    },
  ];
}

function recordOf(hit: Found, node: Node, words: HitWords): Hit[] {
  const page = (to: "/city/$id" | "/organisation/$id" | "/resolution/$id" | "/campaign/$id", slug: string) => ({
    key: `${to} ${slug}`,
    target: { to, id: slug },
  });
  const row = (list: "practices" | "sources", slug: string, title: string) => ({
    key: `${list} ${slug}`,
    target: { to: "/table/$list" as const, list, filter: { title } },
  });
  switch (node.__typename) {
    case "City":
      return [
        {
          ...page("/city/$id", node.slug),
          name: node.name,
          detail: join(words.kind(node), node.region ?? "", words.country(node.country), how(hit, node.name, words)),
        },
      ];
    case "Organisation":
      return [
        {
          ...page("/organisation/$id", node.slug),
          name: node.name,
          detail: join(words.kind(node), words.country(node.country), how(hit, node.name, words)),
        },
      ];
    case "Resolution":
      return [
        {
          ...page("/resolution/$id", node.slug),
          name: node.title,
          detail: join(words.kind(node), node.city.name, words.date(node.adopted), how(hit, node.title, words)),
        },
      ];
    case "Campaign":
      return [
        {
          ...page("/campaign/$id", node.slug),
          name: node.name,
          detail: join(words.kind(node), how(hit, node.name, words)),
        },
      ];
    case "Practice":
      return [
        {
          ...row("practices", node.slug, node.title),
          name: node.title,
          detail: join(words.kind(node), how(hit, node.title, words)),
        },
      ];
    case "Source":
      return [
        {
          ...row("sources", node.slug, node.title),
          name: node.title,
          detail: join(words.kind(node), node.publisher ?? "", words.date(node.date), how(hit, node.title, words)),
        },
      ];
    default:
      return [];
  }
}

/** Says how something was found, where its name alone does not. */
function how({ match, nameKind, name, place }: Found, own: string, words: HitWords): string {
  if (nameKind === "TEXT") return words.found("TEXT", name);
  if (match === "CODE" && !place) return words.found("CODE", name);
  if (match === "FUZZY") return words.found(name === own ? "OWN" : "FUZZY", name);
  return name === own || place ? "" : words.alias(name);
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(" · ");
}
