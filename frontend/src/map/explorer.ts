import { SPANS, type SpanName } from "../time/timeline";
import { type Day, dayOf, type Network } from "./network";
import type { Theme } from "./palette";
import type { Wish } from "./scene";
import { ALL_STATUSES, STATUSES, type Status } from "./status";

/** What the addresses of the map and the network hold beside the view that all pages share. */
export interface Explorer {
  /** The slug of the selected link. */
  link?: string | undefined;
  /** What is looked at: on the map latitude, longitude and depth, in the network x, y and depth. */
  at?: string | undefined;
  /** Kinds of links that are shown; all when left out. */
  kinds?: string[] | undefined;
  /** From when on the slider shows; since 2014 when left out. */
  span?: SpanName | undefined;
  /** Links are drawn one by one even where they would be bundled. */
  single?: boolean | undefined;
  /** In the network: colours by alliance, unless by status is asked for. */
  colour?: "status" | undefined;
  /** In the network: the whole of it, or the selected city's neighbourhood. */
  around?: boolean | undefined;
}

/** Reads the explorer's part of an address; what makes no sense is dropped. */
export function readExplorer(search: Record<string, unknown>): Explorer {
  const explorer: Explorer = {};
  if (typeof search.link === "string" && /^[a-z0-9][a-z0-9-]{0,199}$/.test(search.link)) explorer.link = search.link;
  if (typeof search.at === "string" && readPlace(search.at)) explorer.at = search.at;
  const kinds = Array.isArray(search.kinds)
    ? search.kinds
    : typeof search.kinds === "string"
      ? search.kinds.split(",")
      : [];
  const named = kinds.filter((kind) => typeof kind === "string" && /^[A-Z_]{2,40}$/.test(kind));
  if (named.length > 0) explorer.kinds = named;
  const span = SPANS.find((name) => name === search.span);
  if (span && span !== USUAL_SPAN) explorer.span = span;
  if (isYes(search.single)) explorer.single = true;
  if (search.colour === "status") explorer.colour = "status";
  if (isYes(search.around)) explorer.around = true;
  return explorer;
}

/** The years that the slider shows unless others are chosen: since the links became an instrument of politics. */
export const USUAL_SPAN: SpanName = "2014";

function isYes(value: unknown): boolean {
  return value === true || value === "true";
}

/** What is looked at as an address holds it. */
export type Place = { first: number; second: number; depth: number };

/** Reads `52.1,13.4,3`. */
export function readPlace(text: string | undefined): Place | null {
  const parts = /^(-?\d{1,4}(?:\.\d+)?),(-?\d{1,4}(?:\.\d+)?),(\d{1,4}(?:\.\d+)?)$/.exec(text ?? "");
  if (!parts) return null;
  const [first, second, depth] = parts.slice(1).map(Number) as [number, number, number];
  return depth > 0 ? { first, second, depth } : null;
}

/** Writes a place with as many digits as its depth is worth. */
export function writePlace({ first, second, depth }: Place): string {
  const digits = Math.min(4, Math.max(1, Math.ceil(Math.log10(depth * 10))));
  return [first.toFixed(digits), second.toFixed(digits), depth.toFixed(2)]
    .map((text) => String(Number(text)))
    .join(",");
}

/** The shared part of an address, as far as the map reads it. */
export type SharedView = {
  asOf?: string | undefined;
  compare?: string | undefined;
  focus?: string | undefined;
  statuses?: Status[] | undefined;
  lists?: "hidden" | undefined;
};

/** The day that is shown and, when two are compared, the earlier one. */
export function shownDays(view: SharedView, today: Day): { day: Day; since: Day | null } {
  const asOf = view.asOf ? dayOf(view.asOf) : today;
  if (!view.compare) return { day: asOf, since: null };
  const other = dayOf(view.compare);
  return { day: Math.max(asOf, other), since: Math.min(asOf, other) };
}

/** Statuses as a bit mask; all that are drawn when none are named. */
export function statusMask(statuses: readonly Status[] | undefined): number {
  if (!statuses) return ALL_STATUSES;
  return statuses.reduce((mask, status) => mask | (1 << STATUSES.indexOf(status)), 0) & ALL_STATUSES;
}

/** The statuses of a bit mask for an address; nothing for all of them. */
export function statusesOf(mask: number): Status[] | undefined {
  if ((mask & ALL_STATUSES) === ALL_STATUSES) return undefined;
  return STATUSES.filter((_, index) => (mask >> index) & 1);
}

/** Kinds of links as a bit mask; kinds that the network does not have say nothing. */
export function kindMask(network: Network, kinds: readonly string[] | undefined): number {
  const all = 2 ** network.linkKinds.length - 1;
  const mask = (kinds ?? []).reduce((sum, kind) => {
    const index = network.linkKinds.indexOf(kind);
    return index < 0 ? sum : sum | (1 << index);
  }, 0);
  return mask === 0 ? all : mask;
}

/** The kinds of a bit mask for an address; nothing for all of them. */
export function kindsOf(network: Network, mask: number): string[] | undefined {
  const all = 2 ** network.linkKinds.length - 1;
  return (mask & all) === all || (mask & all) === 0
    ? undefined
    : network.linkKinds.filter((_, index) => (mask >> index) & 1);
}

/** All that is wanted of the worker, from the address and how the page is shown. */
export function wishOf(
  network: Network,
  view: SharedView & Explorer,
  days: { day: Day; since: Day | null },
  look: { theme: Theme; language: string; colour: "status" | "alliance" },
): Wish {
  return {
    ...days,
    ...look,
    statuses: statusMask(view.statuses),
    kinds: kindMask(network, view.kinds),
    lists: view.lists !== "hidden",
    city: view.focus ? network.cityId.indexOf(view.focus) : -1,
    link: view.link ? network.linkId.indexOf(view.link) : -1,
    single: view.single ?? false,
  };
}
