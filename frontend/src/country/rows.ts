// A country's row of the matrix of countries: its links by the country at their other end.
import type { CountryQuery } from "../api/operations";
import { type Shown, shownOrder } from "../record/status";

/** The links of a country with one other, or within it. */
export interface CountryRow {
  /** ISO 3166-1 alpha-2; null where the country of the other city is not known. */
  country: string | null;
  links: number;
  /** How many of them have a city in a place that several states claim. */
  inDispute: number;
  /** By how they are shown: what a list alone shows as active is counted apart. */
  shown: ReadonlyMap<Shown, number>;
}

/** How links are shown in the columns of the row. */
export const columns: readonly Shown[] = shownOrder.filter((shown) => shown !== "NOT_ESTABLISHED");

type Counted = Pick<CountryQuery["within"], "links" | "inDispute" | "byStatus">;

/**
 * The rows of a country, the other with most links first. What is counted of the country itself counts each of its
 * links; in its place stands what lies within it, where there is something.
 */
export function rowsOf(code: string, { statistics, within, listed, listedWithin }: CountryQuery): CountryRow[] {
  const row = (country: string | null, { links, inDispute, byStatus }: Counted, byLists: number): CountryRow => {
    const shown = new Map<Shown, number>(byStatus.map(({ status, count }) => [status, count]));
    shown.set("ACTIVE", (shown.get("ACTIVE") ?? 0) - byLists);
    return { country, links, inDispute, shown: shown.set("LISTED", byLists) };
  };
  const byLists = new Map(listed.byCountry.map(({ country, links }) => [country, links]));
  const others = statistics.byCountry
    .filter(({ country }) => country !== code)
    .map((one) => row(one.country, one, byLists.get(one.country) ?? 0));
  const own = within.links > 0 ? [row(code, within, listedWithin.links)] : [];
  return [...own, ...others].sort((a, b) => b.links - a.links || (a.country ?? "").localeCompare(b.country ?? ""));
}
