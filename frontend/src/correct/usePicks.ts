import { useTranslation } from "react-i18next";
import { PickDocument, PickLinkDocument, type PickLinkQuery, type PickQuery, type SearchType } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import type { Named } from "../field/useNames";
import { useFormat } from "../language/useFormat";

/** The types of records that are chosen by a name. */
const searched = {
  City: "CITY",
  Organisation: "ORGANISATION",
  Resolution: "RESOLUTION",
  Campaign: "CAMPAIGN",
  Practice: "PRACTICE",
  Source: "SOURCE",
} as const satisfies Record<Exclude<Named, "TwinningLink">, SearchType>;

/** A record that can be chosen. */
export interface Pick {
  slug: string;
  name: string;
  /** What tells it from others of the name. */
  detail: string;
}

/** The records of a type that a text names; an empty text names none. Of links both cities can be named, with a dash between. */
export function usePicks(of: Named, text: string): { picks: Pick[]; waiting: boolean; error: Error | null } {
  const { t } = useTranslation("language");
  const format = useFormat();
  const asked = text.length > 1;
  const [first = "", second = ""] = namesIn(text);
  const link = of === "TwinningLink";
  const records = useAnswer(PickDocument, asked && !link ? { query: text, types: [searched[of]] } : null, `pick ${of}`);
  const links = useAnswer(PickLinkDocument, asked && link ? { query: first } : null, "pick link");
  const answer = link ? links : records;
  const picks = link
    ? linksOf(links.data, second).map(({ kind, ...pick }) => ({ ...pick, detail: t(`linkKind.${kind}`) }))
    : recordsOf(records.data).map(({ country, more, ...pick }) => ({
        ...pick,
        detail: [...more, country && format.country(country)].filter(Boolean).join(" · "),
      }));
  return {
    picks: asked ? picks : [],
    waiting: asked && (answer.isPending || answer.isPlaceholderData),
    error: answer.error,
  };
}

/** The two names in “Tromsø – Murmansk”; the second is empty where there is one. A dash without spaces is part of a name. */
export function namesIn(text: string): [first: string, second: string] {
  const [first = "", second = ""] = text.split(/\s+[–—-]+\s+|\s*\/\s*/);
  return [first, second];
}

const most = 12; // links that are offered at once
const alike = new Intl.Collator("en", { sensitivity: "base" }); // ø is o, and case does not count
const begins = (name: string, text: string) => alike.compare(name.slice(0, text.length), text) === 0;

/** The links of the cities that were found, each once; of those with another city whose name begins as given. */
export function linksOf(answer: PickLinkQuery | undefined, second: string) {
  const found = (answer?.search.nodes ?? []).flatMap(({ node }) =>
    node && "links" in node
      ? node.links.nodes.flatMap(({ slug, kind, cities }) => {
          const other = cities.find((city) => city.slug !== node.slug);
          return other && begins(other.name, second)
            ? [{ slug, kind, name: cities.map(({ name }) => name).join(" – ") }]
            : [];
        })
      : [],
  );
  return [...new Map(found.map((link) => [link.slug, link])).values()].slice(0, most);
}

function recordsOf(answer: PickQuery | undefined) {
  return (answer?.search.nodes ?? []).flatMap(({ name, node }) =>
    node && "slug" in node
      ? [
          {
            slug: node.slug,
            name,
            country: "country" in node ? node.country : null,
            more: "region" in node ? [node.region] : "publisher" in node ? [node.publisher, node.date] : [],
          },
        ]
      : [],
  );
}
