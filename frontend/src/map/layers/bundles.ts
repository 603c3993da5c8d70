import { type Bundles, beyondOf, ribbonWidth } from "../bundles";
import { LINE_STYLES } from "../palette";
import type { Lines } from "../projection";
import type { Scene, Sheet } from "../scene";
import { LISTED, SHOWN_STATUSES } from "../status";
import type { LegendEntry } from "./legend";

export const legend: LegendEntry[] = [
  { kind: "ribbon", text: "ribbon" },
  { kind: "disc", text: "disc" },
];

/** While something moves, only so many of the widest ribbons are drawn. */
const MOVING_RIBBONS = 400;

/** Up to this many ribbons of what lists alone show are dashed; more are thin and pale. */
const DASHED_RIBBONS = 600;

/** So many ribbons between two chances for a newer frame to take over. */
const SLICE = 500;

/** How large the disc of a country with so many links is, in CSS pixels. */
export function discRadius(links: number): number {
  return Math.min(15, 3 + 0.2 * Math.sqrt(links));
}

/**
 * Draws ribbons between countries: first, thin and pale, those of links on lists alone, then the others, as wide as they
 * are many among themselves, so that a handful of decisions is seen above ten thousand entries of lists.
 */
export function* drawBundles(scene: Scene, sheet: Sheet, found: Bundles): Generator<void> {
  const { context } = sheet;
  context.save();
  context.lineCap = "butt";
  context.lineJoin = "round";
  yield* drawListed(scene, sheet, found);
  yield* drawStrands(scene, sheet, found);
  context.restore();
}

function* drawListed({ palette, wish }: Scene, sheet: Sheet, found: Bundles): Generator<void> {
  const { context, moving } = sheet;
  const { bundles, lines } = found;
  const most = bundles.reduce((sum, { alone }) => Math.max(sum, alone), 0);
  const faded = wish.city >= 0 || wish.link >= 0 ? 0.4 : 1;
  const count = moving ? Math.min(MOVING_RIBBONS, bundles.length) : bundles.length;
  context.strokeStyle = palette.status[LISTED] as string;
  context.setLineDash(moving || count > DASHED_RIBBONS ? [] : [5, 3]);
  for (let i = count - 1; i >= 0; i--) {
    const { alone } = bundles[i] as Bundles["bundles"][number];
    if (alone === 0) continue;
    const share = Math.sqrt(alone / Math.max(most, 60));
    context.globalAlpha = faded * (0.1 + 0.24 * share);
    context.lineWidth = 0.5 + 3.5 * share;
    context.beginPath();
    traceBeside(sheet, lines, i, 0);
    context.stroke();
    if (i % SLICE === 0) yield;
  }
}

function* drawStrands({ palette, wish }: Scene, sheet: Sheet, found: Bundles): Generator<void> {
  const { context, moving } = sheet;
  const { bundles, lines } = found;
  const most = bundles.reduce((sum, share) => Math.max(sum, beyondOf(share)), 0);
  // The narrowest first, so that they lie above no wider one.
  const order = bundles
    .map((share, i) => ({ i, links: beyondOf(share) }))
    .filter(({ links }) => links > 0)
    .sort((p, q) => q.links - p.links)
    .slice(0, moving ? MOVING_RIBBONS : undefined)
    .reverse();
  context.globalAlpha = wish.city >= 0 || wish.link >= 0 ? 0.25 : 0.72;
  let drawn = 0;
  for (const { i, links } of order) {
    const { beyond } = bundles[i] as Bundles["bundles"][number];
    const width = Math.max(1.2, ribbonWidth(links, most));
    // Strands too thin to be seen would only tint the ribbon: their share goes to the others.
    const strands = SHOWN_STATUSES.filter((status) => (width * (beyond[status] as number)) / links > 0.45);
    const counted = strands.reduce<number>((sum, status) => sum + (beyond[status] as number), 0);
    let offset = -width / 2;
    for (const status of strands) {
      const strand = (width * (beyond[status] as number)) / counted;
      context.strokeStyle = palette.status[status] as string;
      context.lineWidth = strand;
      context.setLineDash(!moving && strand > 1 && status !== 0 ? (LINE_STYLES[status]?.dash ?? []) : []);
      context.beginPath();
      traceBeside(sheet, lines, i, offset + strand / 2);
      context.stroke();
      offset += strand;
    }
    if (++drawn % SLICE === 0) yield;
  }
}

/** Adds a line to the current path, moved to one side by so many CSS pixels. */
function traceBeside({ context, view, size }: Sheet, { start, xy }: Lines, line: number, offset: number) {
  const first = start[line] as number;
  const last = (start[line + 1] as number) - 1;
  const { k } = view;
  const dx = size.width / 2 - view.x * k;
  const dy = size.height / 2 - view.y * k;
  let lifted = true;
  for (let p = first; p <= last; p++) {
    const x = xy[2 * p] as number;
    const y = xy[2 * p + 1] as number;
    if (Number.isNaN(x)) {
      lifted = true;
      continue;
    }
    const before = p > first && !lifted ? p - 1 : p;
    const after = p < last && !Number.isNaN(xy[2 * p + 2]) ? p + 1 : p;
    const ux = (xy[2 * after] as number) - (xy[2 * before] as number);
    const uy = (xy[2 * after + 1] as number) - (xy[2 * before + 1] as number);
    const long = Math.hypot(ux, uy) || 1;
    const px = x * k + dx - (uy / long) * offset;
    const py = y * k + dy + (ux / long) * offset;
    if (lifted) context.moveTo(px, py);
    else context.lineTo(px, py);
    lifted = false;
  }
}

/** Draws each country as a disc sized by its links; in it, sized by theirs, the shares of what rests on more than lists. */
export function drawAnchors({ palette, wish }: Scene, { context, view, size }: Sheet, found: Bundles) {
  context.save();
  const shown = wish.city >= 0 || wish.link >= 0 ? 0.35 : 1;
  for (const anchor of [...found.anchors].sort((p, q) => q.links - p.links)) {
    const x = (anchor.x - view.x) * view.k + size.width / 2;
    const y = (anchor.y - view.y) * view.k + size.height / 2;
    const radius = discRadius(anchor.links);
    const disc = (r: number) => {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
    };
    context.globalAlpha = shown;
    context.fillStyle = palette.halo;
    disc(radius + 1);
    context.fill();
    if (anchor.alone > 0) {
      context.globalAlpha = shown * 0.3;
      context.fillStyle = palette.status[LISTED] as string;
      disc(radius);
      context.fill();
      context.globalAlpha = shown * 0.8;
      context.strokeStyle = palette.status[LISTED] as string;
      context.lineWidth = 0.8;
      context.stroke();
    }
    context.globalAlpha = shown;
    const beyond = beyondOf(anchor);
    if (beyond === 0) continue;
    const inner = anchor.alone > 0 ? Math.min(radius - 0.5, 1.6 + 0.55 * Math.sqrt(beyond)) : radius;
    let angle = -Math.PI / 2;
    for (const status of SHOWN_STATUSES) {
      const turn = (2 * Math.PI * (anchor.beyond[status] as number)) / beyond;
      if (turn === 0) continue;
      context.beginPath();
      context.moveTo(x, y);
      context.arc(x, y, inner, angle, angle + turn);
      context.fillStyle = palette.status[status] as string;
      context.fill();
      angle += turn;
    }
    if (anchor.alone === 0 && radius > 5) {
      disc(radius * 0.5);
      context.fillStyle = palette.halo;
      context.fill();
    }
  }
  context.restore();
}
