import type { Network } from "./network";
import { greatCircles, type Lines, project } from "./projection";
import { LOOKS } from "./status";

/** Links that are drawn as one: all of them, those on lists alone, and the others by their looks. */
export type Share = { links: number; alone: number; beyond: number[] };

/** All selected links between two countries: a thin ribbon of those on lists alone, and strands of the others. */
export type Bundle = Share & { a: number; b: number };

/** Where a country's ribbons meet: the middle of its linked cities, never taken from the shapes of the base map. */
export type Anchor = Share & {
  country: string;
  lon: number;
  lat: number;
  x: number;
  y: number;
  cities: number[];
};

export type Bundles = { anchors: Anchor[]; bundles: Bundle[]; lines: Lines; inner: Uint32Array };

/**
 * Bundles links by the countries of their cities, largest bundle first. Links within a country are `inner`: they are
 * short and stay single. Links of cities without a country or without a place are in neither.
 */
export function bundle(
  network: Network,
  links: Uint32Array,
  { looks, alone }: { looks: Uint8Array; alone: Uint8Array },
): Bundles {
  const anchors: Anchor[] = [];
  const numberOf = new Map<string, number>();
  const sums: [number, number, number][] = [];
  const seen = new Uint8Array(network.cityName.length);

  const anchorOf = (city: number): number => {
    const country = network.country[city] ?? "";
    let number = numberOf.get(country);
    if (number === undefined) {
      number = anchors.length;
      numberOf.set(country, number);
      anchors.push({ country, lon: 0, lat: 0, x: 0, y: 0, cities: [], ...nothing() });
      sums.push([0, 0, 0]);
    }
    const sum = sums[number] as [number, number, number];
    const [lon, lat] = [radians(network.lon[city] as number), radians(network.lat[city] as number)];
    sum[0] += Math.cos(lat) * Math.cos(lon);
    sum[1] += Math.cos(lat) * Math.sin(lon);
    sum[2] += Math.sin(lat);
    if (!seen[city]) {
      seen[city] = 1;
      anchors[number]?.cities.push(city);
    }
    return number;
  };

  const bundles = new Map<number, Bundle>();
  const inner: number[] = [];
  for (const link of links) {
    const a = network.a[link] as number;
    const b = network.b[link] as number;
    if (!placed(network, a) || !placed(network, b)) continue;
    const [one, other] = [anchorOf(a), anchorOf(b)];
    const count = (share: Share) => {
      share.links++;
      if (alone[link]) share.alone++;
      else share.beyond[looks[link] as number]!++;
    };
    for (const number of one === other ? [one] : [one, other]) count(anchors[number] as Anchor);
    if (one === other) {
      inner.push(link);
      continue;
    }
    const [low, high] = one < other ? [one, other] : [other, one];
    const key = low * 65536 + high;
    let found = bundles.get(key);
    if (!found) {
      found = { a: low, b: high, ...nothing() };
      bundles.set(key, found);
    }
    count(found);
  }

  anchors.forEach((anchor, number) => {
    const [x, y, z] = sums[number] as [number, number, number];
    anchor.lon = Math.atan2(y, x) / RADIANS;
    anchor.lat = Math.atan2(z, Math.hypot(x, y)) / RADIANS;
    [anchor.x, anchor.y] = project(anchor.lon, anchor.lat);
  });
  const sorted = [...bundles.values()].sort((p, q) => q.links - p.links || p.a - q.a || p.b - q.b);
  const lines = greatCircles(
    Uint32Array.from(sorted, ({ a }) => a),
    Uint32Array.from(sorted, ({ b }) => b),
    anchors.map(({ lon }) => lon),
    anchors.map(({ lat }) => lat),
  );
  return { anchors, bundles: sorted, lines, inner: Uint32Array.from(inner) };
}

/** A share of no links yet. */
const nothing = (): Share => ({ links: 0, alone: 0, beyond: LOOKS.map(() => 0) });

/** How many links of a share rest on more than lists. */
export const beyondOf = ({ links, alone }: Share): number => links - alone;

const RADIANS = Math.PI / 180;
const radians = (degrees: number) => degrees * RADIANS;

/** Whether a city has both a country and a place, so that it can be part of a bundle. */
function placed(network: Network, city: number): boolean {
  return network.country[city] !== "" && !Number.isNaN(network.lat[city]);
}

/** How wide a ribbon of so many links is, in CSS pixels, beside one of the most that there are. */
export function ribbonWidth(links: number, most: number): number {
  return 0.6 + 9 * Math.sqrt(links / Math.max(most, 60));
}
