import type { SearchQuery } from "../api/operations";

type Found = SearchQuery["search"]["nodes"][number];

/** A page that a hit leads to. */
export interface Target {
  to: "/city/$id" | "/organisation/$id" | "/resolution/$id" | "/campaign/$id";
  id: string;
}

export interface Hit {
  target: Target;
  name: string;
  /** What distinguishes it from others of its name. */
  detail: string;
}

/** The words that a hit is described with. */
export interface HitWords {
  kind(hit: Found["node"]): string;
  country(code: string | null): string;
  date(date: string | null): string;
  /** “found as …”: the other name that matched. */
  alias(name: string): string;
}

/** Describes what the search found, leaving out what has no page. */
export function hitsOf(found: readonly Found[], words: HitWords): Hit[] {
  return found.flatMap(({ node, name }): Hit[] => {
    const also = (own: string) => (name === own ? "" : words.alias(name));
    switch (node.__typename) {
      case "City":
        return [
          {
            target: { to: "/city/$id", id: node.slug },
            name: node.name,
            detail: join(words.kind(node), node.region ?? "", words.country(node.country), also(node.name)),
          },
        ];
      case "Organisation":
        return [
          {
            target: { to: "/organisation/$id", id: node.slug },
            name: node.name,
            detail: join(words.kind(node), words.country(node.country), also(node.name)),
          },
        ];
      case "Resolution":
        return [
          {
            target: { to: "/resolution/$id", id: node.slug },
            name: node.title,
            detail: join(words.kind(node), node.city.name, words.date(node.adopted)),
          },
        ];
      case "Campaign":
        return [
          {
            target: { to: "/campaign/$id", id: node.slug },
            name: node.name,
            detail: join(words.kind(node), also(node.name)),
          },
        ];
      default:
        return [];
    }
  });
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join(" · ");
}
