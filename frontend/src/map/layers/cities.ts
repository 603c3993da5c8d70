import type { Network } from "../network";
import type { Scene, Sheet } from "../scene";
import { LISTED } from "../status";
import type { LegendEntry } from "./legend";

export const legend: LegendEntry[] = [
  { kind: "dot", radius: 2.5, text: "fewLinks" },
  { kind: "dot", radius: 6, text: "manyLinks" },
];

/** While something moves, at most so many cities are drawn. */
const MOVING_CITIES = 5000;

/** How large a city with so many shown links is, in CSS pixels; smaller where many cities are shown. */
export function cityRadius(links: number, depth: number, shown: number): number {
  const crowd = Math.min(1, Math.max(0.36, 1.9 - 0.36 * Math.log10(Math.max(1, shown))));
  return Math.min(13, (1.2 + 0.75 * Math.sqrt(links)) * Math.min(2.4, depth ** 0.3) * crowd);
}

/** Colours by alliance for the network view: one colour a city, of the largest alliances. */
export type CityColours = { of: (city: number) => string } | null;

/**
 * Draws cities that have shown links, first those of which lists alone show links, in each part the smaller ones first.
 * `faint` is their texture beneath bundles.
 */
export function drawCities(scene: Scene, sheet: Sheet, order: Uint32Array, colours: CityColours, faint: boolean) {
  const { context, view, size, depth, box, moving } = sheet;
  const { points, palette, degree, beyond, wish } = scene;
  const [left, top, right, bottom] = box;
  const dx = size.width / 2 - view.x * view.k;
  const dy = size.height / 2 - view.y * view.k;
  const edged = !faint && !moving && order.length < 4000;
  const least = moving ? Math.min(order.length, MOVING_CITIES) : order.length;
  context.save();
  context.strokeStyle = palette.cityEdge;
  context.lineWidth = 1;
  const strength = faint
    ? 0.28
    : wish.city >= 0 || wish.link >= 0
      ? colours
        ? 0.75
        : 0.45
      : order.length > 4000
        ? 0.7
        : 0.95;
  const apart = !faint && !colours && order.length > 4000;
  const place = (city: number, decided: boolean) => {
    const x = points[2 * city] as number;
    const y = points[2 * city + 1] as number;
    if (!(x >= left && x <= right && y >= top && y <= bottom)) return;
    const px = x * view.k + dx;
    const py = y * view.k + dy;
    if (colours) context.fillStyle = colours.of(city);
    const radius = faint ? 0.7 : cityRadius(degree[city] as number, depth, order.length) * (decided ? 1 : 0.8);
    if (radius < 1.4) {
      context.fillRect(px - radius, py - radius, 2 * radius, 2 * radius);
      return;
    }
    context.beginPath();
    context.arc(px, py, radius, 0, 2 * Math.PI);
    context.fill();
    if (edged) context.stroke();
  };
  for (const decided of apart ? [false, true] : [true]) {
    context.globalAlpha = decided ? strength : strength * 0.75;
    context.fillStyle = decided ? palette.city : (palette.status[LISTED] as string);
    for (let i = least - 1; i >= 0; i--) {
      const city = order[i] as number;
      if (!apart || (beyond[city] as number) > 0 === decided) place(city, decided);
    }
  }
  context.restore();
}

/** Cities with shown links and a place, most links first, then the most populous. */
export function citiesByLinks({ population }: Network, points: Float32Array, degree: Uint16Array): Uint32Array {
  const found: number[] = [];
  for (let city = 0; city < degree.length; city++) {
    if ((degree[city] as number) > 0 && !Number.isNaN(points[2 * city])) found.push(city);
  }
  return Uint32Array.from(found).sort(
    (p, q) =>
      (degree[q] as number) - (degree[p] as number) || (population[q] as number) - (population[p] as number) || p - q,
  );
}
