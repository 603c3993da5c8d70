import type { CityQuery } from "../api/operations";

type City = NonNullable<CityQuery["city"]>;
type Link = City["links"]["nodes"][number];
type Resolution = City["resolutions"]["nodes"][number];
type Pledge = City["pledges"]["nodes"][number];

/** Something that happened to a city, was decided or observed. */
export type Event = { id: string; day: string; date: string | null } & (
  | { about: "claim"; claim: Link["claims"][number]; link: Link }
  | { about: "resolution"; what: Turn; resolution: Resolution }
  | { about: "pledge"; pledge: Pledge }
);

/** The turns in the life of a resolution that have a date. */
export const turns = ["adopted", "amended", "repealed", "annulled", "lapsed", "rejected"] as const;
export type Turn = (typeof turns)[number];

/**
 * Everything dated about a city, the latest first. `listings` says whether a mere entry in a directory counts. A
 * decision is shown once: as the act on the link, where there is one.
 */
export function historyOf(city: City, listings: boolean): Event[] {
  const events: Event[] = [];
  const shown = new Set(
    city.links.nodes.flatMap(({ claims }) => claims.flatMap(({ resolution }) => resolution?.id ?? [])),
  );
  for (const link of city.links.nodes)
    for (const claim of link.claims)
      if (listings || claim.type !== "LISTED")
        events.push({ id: claim.id, day: firstDay(claim.effective), date: claim.date, about: "claim", claim, link });
  for (const resolution of city.resolutions.nodes)
    for (const what of turns) {
      const date = resolution[what];
      if (date && !(what === "adopted" && shown.has(resolution.id)))
        events.push({
          id: `${resolution.id} ${what}`,
          day: firstDay(date),
          date,
          about: "resolution",
          what,
          resolution,
        });
    }
  for (const pledge of city.pledges.nodes)
    if (pledge.date)
      events.push({ id: pledge.id, day: firstDay(pledge.date), date: pledge.date, about: "pledge", pledge });
  return events.sort((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id));
}

/** How many entries in directories a history leaves out. */
export function listingsOf(city: City): number {
  return city.links.nodes.flatMap(({ claims }) => claims).filter(({ type }) => type === "LISTED").length;
}

/** Events under their years, the latest first. */
export function byYear(events: readonly Event[]): [string, Event[]][] {
  const years = new Map<string, Event[]>();
  for (const event of events) {
    const year = event.day.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), event]);
  }
  return [...years];
}

/** The first day of a partial date, on which it takes effect. */
export function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}
