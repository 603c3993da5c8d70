// What two editions say of groups of countries, and of which shares they say nothing.
import type { ListingChange, TwinningLinkFilter } from "../api/operations";

/**
 * The West, for the comparison with links of Russia and Belarus: the European Union, the other countries of the European
 * Economic Area, Switzerland, the United Kingdom, the United States and Canada.
 */
export const WEST: readonly string[] = (
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK " + "IS LI NO CH GB US CA"
).split(" ");

const EAST: readonly string[] = ["RU", "BY"];

/** The groups of links that are compared. */
export const waves = ["eastWest", "eastUkraine", "westWest"] as const;
export type Wave = (typeof waves)[number];

const sides: Record<Wave, readonly [readonly string[], readonly string[]]> = {
  eastWest: [EAST, WEST],
  eastUkraine: [EAST, ["UA"]],
  westWest: [WEST, WEST],
};

/** Selects the links of a group by the countries of their cities. */
export function filterOfWave(wave: Wave): TwinningLinkFilter {
  const [one, other] = sides[wave];
  return between(one, other);
}

/** Selects the links between two countries written as BY-UA, or within one. */
export function filterOfPair(pair: string): TwinningLinkFilter {
  const [one = "", other = ""] = pair.split("-");
  return between([one], [other]);
}

function between(one: readonly string[], other: readonly string[]): TwinningLinkFilter {
  return { between: { one: { country: { in: [...one] } }, other: { country: { in: [...other] } } } };
}

/** Of how many links something became. */
export type Counts = readonly { change: ListingChange; links: number }[];

/** Of how many links one thing became. */
export function countOf(counts: Counts, change: ListingChange): number {
  return counts.find((one) => one.change === change)?.links ?? 0;
}

/**
 * The share of the earlier edition's links that were dropped, of those of which the later edition says something; null
 * where it cannot be said: an edition that covers no city does not say what else it showed.
 */
export function shareDropped(counts: Counts, covered: number): number | null {
  const [dropped, kept] = [countOf(counts, "DROPPED"), countOf(counts, "KEPT")];
  return covered === 0 || dropped + kept === 0 ? null : dropped / (dropped + kept);
}
