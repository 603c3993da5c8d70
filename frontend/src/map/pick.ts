import type { Bundles } from "./bundles";
import { discRadius } from "./layers/bundles";
import { cityRadius } from "./layers/cities";
import type { Lines } from "./projection";
import type { Hit, Scene } from "./scene";
import type { Size, View } from "./view";

/** Where the pointer is: a view, a place on the screen in CSS pixels and how far it may be from what it means. */
export type Pointer = { view: View; size: Size; px: number; py: number; reach: number; depth: number };

/**
 * The city under the pointer; where there is none, the line. All cities and the bounds of all lines are looked at:
 * for 20,000 cities and 60,000 lines that takes about a millisecond, and no index has to follow each change of date.
 */
export function pick(scene: Scene, order: Uint32Array, pointer: Pointer): Hit | null {
  const { points, degree, links, lines } = scene;
  const { view, size, px, py, reach } = pointer;
  let best = -1;
  let nearest = Number.POSITIVE_INFINITY;
  for (const city of order) {
    const x = ((points[2 * city] as number) - view.x) * view.k + size.width / 2;
    const y = ((points[2 * city + 1] as number) - view.y) * view.k + size.height / 2;
    const gap = Math.hypot(x - px, y - py) - cityRadius(degree[city] as number, pointer.depth, order.length);
    if (gap < nearest) {
      nearest = gap;
      best = city;
    }
  }
  if (best >= 0 && nearest <= reach) {
    return { kind: "city", city: best, x: points[2 * best] as number, y: points[2 * best + 1] as number };
  }
  const link = nearestLine(lines, links, pointer);
  if (link < 0) return null;
  return {
    kind: "link",
    link,
    path: lines.xy.slice(2 * (lines.start[link] as number), 2 * (lines.start[link + 1] as number)),
  };
}

/** The country whose disc lies under the pointer. */
export function pickCountry({ anchors }: Bundles, { view, size, px, py, reach }: Pointer): Hit | null {
  for (const anchor of [...anchors].sort((p, q) => p.links - q.links)) {
    const x = (anchor.x - view.x) * view.k + size.width / 2;
    const y = (anchor.y - view.y) * view.k + size.height / 2;
    if (Math.hypot(x - px, y - py) > discRadius(anchor.links) + reach) continue;
    return {
      kind: "country",
      country: anchor.country,
      links: anchor.links,
      alone: anchor.alone,
      cities: anchor.cities,
      x: anchor.x,
      y: anchor.y,
    };
  }
  return null;
}

/** The line nearest to the pointer and within its reach; -1 for none. Of two equally near the upper one. */
function nearestLine(lines: Lines, among: Uint32Array, { view, size, px, py, reach }: Pointer): number {
  const x = view.x + (px - size.width / 2) / view.k;
  const y = view.y + (py - size.height / 2) / view.k;
  const far = reach / view.k;
  let best = -1;
  let nearest = far * far;
  const { box, xy, start } = lines;
  for (const link of among) {
    if (
      (box[4 * link] as number) > x + far ||
      (box[4 * link + 1] as number) > y + far ||
      (box[4 * link + 2] as number) < x - far ||
      (box[4 * link + 3] as number) < y - far
    ) {
      continue;
    }
    for (let p = 2 * (start[link] as number), last = 2 * ((start[link + 1] as number) - 1); p < last; p += 2) {
      const apart = distance(x, y, xy[p] as number, xy[p + 1] as number, xy[p + 2] as number, xy[p + 3] as number);
      if (apart <= nearest) {
        nearest = apart;
        best = link;
      }
    }
  }
  return best;
}

/** The squared distance of a point from a piece of a line; never less than anything when the piece is lifted. */
function distance(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [ux, uy] = [x2 - x1, y2 - y1];
  const squared = ux * ux + uy * uy;
  const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * ux + (y - y1) * uy) / squared));
  const apart = (x1 + t * ux - x) ** 2 + (y1 + t * uy - y) ** 2;
  return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
}
