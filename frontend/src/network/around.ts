import { adjacency, linksOf, type Network } from "../map/network";

/** A live layout takes at most so many cities. */
export const MOST_CITIES = 400;

/** A part of a network as a network of its own, with the numbers that its cities and links have in the whole. */
export type Part = { network: Network; cities: number[]; links: number[] };

/**
 * The city, those that it is linked with, and those that they are linked with as long as there is room: a city's
 * neighbours are taken in the order of their links. Only links that are `selected` count.
 */
export function neighbourhood(
  whole: Network,
  city: number,
  selected: (link: number) => boolean,
  most = MOST_CITIES,
): Part {
  const taken = new Map<number, number>([[city, 0]]);
  const cities = [city];
  let ring = [city];
  for (let distance = 1; distance <= 2 && cities.length < most; distance++) {
    const next: number[] = [];
    for (const inside of ring) {
      for (const link of linksOf(whole, inside)) {
        if (!selected(link)) continue;
        const other = (whole.a[link] === inside ? whole.b[link] : whole.a[link]) as number;
        if (taken.has(other) || cities.length >= most) continue;
        taken.set(other, cities.length);
        cities.push(other);
        next.push(other);
      }
    }
    ring = next;
  }
  const links = new Set<number>();
  for (const inside of cities) {
    for (const link of linksOf(whole, inside)) {
      if (selected(link) && taken.has(whole.a[link] as number) && taken.has(whole.b[link] as number)) links.add(link);
    }
  }
  return {
    network: partOf(
      whole,
      cities,
      [...links].sort((p, q) => p - q),
      taken,
    ),
    cities,
    links: [...links].sort((p, q) => p - q),
  };
}

function partOf(whole: Network, cities: number[], links: number[], numberOf: Map<number, number>): Network {
  const end = (city: number) => numberOf.get(city) as number;
  const a = Uint32Array.from(links, (link) => end(whole.a[link] as number));
  const b = Uint32Array.from(links, (link) => end(whole.b[link] as number));
  const spells = links.flatMap((link) => {
    const first = whole.firstSpell[link] as number;
    return Array.from({ length: (whole.firstSpell[link + 1] as number) - first }, (_, i) => first + i);
  });
  const firstSpell = new Uint32Array(links.length + 1);
  links.forEach((link, i) => {
    const count = (whole.firstSpell[link + 1] as number) - (whole.firstSpell[link] as number);
    firstSpell[i + 1] = (firstSpell[i] as number) + count;
  });
  return {
    ...whole,
    cityId: cities.map((city) => whole.cityId[city] as string),
    cityName: cities.map((city) => whole.cityName[city] as string),
    country: cities.map((city) => whole.country[city] as string),
    cityKind: Uint8Array.from(cities, (city) => whole.cityKind[city] as number),
    lat: Float32Array.from(cities, (city) => whole.lat[city] as number),
    lon: Float32Array.from(cities, (city) => whole.lon[city] as number),
    population: Float64Array.from(cities, (city) => whole.population[city] as number),
    linkId: links.map((link) => whole.linkId[link] as string),
    a,
    b,
    linkKind: Uint8Array.from(links, (link) => whole.linkKind[link] as number),
    firstSpell,
    spellFrom: Int32Array.from(spells, (spell) => whole.spellFrom[spell] as number),
    spellStatus: Uint8Array.from(spells, (spell) => whole.spellStatus[spell] as number),
    spellFlags: Uint8Array.from(spells, (spell) => whole.spellFlags[spell] as number),
    spellAlone: Uint8Array.from(spells, (spell) => whole.spellAlone[spell] as number),
    ...adjacency(cities.length, a, b),
  };
}
