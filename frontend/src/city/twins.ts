import type { CityQuery, PlaceFragment, TwinTownsQuery } from "../api/operations";
import { type Shown, shownStatus } from "../record/status";

type City = NonNullable<CityQuery["city"]>;

/** A twin town, and what others did about it. */
export interface Twin {
  town: PlaceFragment;
  /** How its link with the city stands. */
  own: Shown;
  /** Its links with others by how they stand. */
  others: Map<Shown, { town: PlaceFragment; link: string; since: string | null }[]>;
  count: number;
  resolutions: TwinTownsQuery["resolutions"]["nodes"];
}

/** The city at the other end of a link. */
export function otherEnd<Town extends { id: string }>(cities: readonly Town[], than: string): Town | undefined {
  return cities.find(({ id }) => id !== than) ?? cities[0];
}

/** The twin towns of a city about which there is more to show, those with the most other links first. */
export function twinsOf(city: City, around: TwinTownsQuery): Twin[] {
  const twins = new Map<string, Twin>();
  for (const link of city.links.nodes) {
    const town = otherEnd(link.cities, city.id);
    if (town && town.id !== city.id && !twins.has(town.id))
      twins.set(town.id, { town, own: shownStatus(link.status), others: new Map(), count: 0, resolutions: [] });
  }
  for (const link of around.twinningLinks.nodes) {
    if (link.cities.some(({ id }) => id === city.id)) continue;
    for (const end of link.cities) {
      const twin = twins.get(end.id);
      const town = otherEnd(link.cities, end.id);
      if (!twin || !town) continue;
      const shown = shownStatus(link.status);
      const other = { town, link: link.slug, since: link.status.since };
      twin.others.set(shown, [...(twin.others.get(shown) ?? []), other]);
      twin.count++;
    }
  }
  for (const resolution of around.resolutions.nodes) twins.get(resolution.city.id)?.resolutions.push(resolution);
  return [...twins.values()]
    .filter(({ count, resolutions }) => count > 0 || resolutions.length > 0)
    .sort((a, b) => b.count - a.count || a.town.slug.localeCompare(b.town.slug));
}
