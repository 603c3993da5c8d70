import { type Bundles, ribbonWidth } from "../bundles";
import { LINE_STYLES } from "../palette";
import type { Lines } from "../projection";
import type { Scene, Sheet } from "../scene";
import { SHOWN_STATUSES } from "../status";
import type { LegendEntry } from "./legend";

export const legend: LegendEntry[] = [{ kind: "ribbon", text: "ribbon" }];

/** While something moves, only so many of the widest ribbons are drawn. */
const MOVING_RIBBONS = 400;

/** How large the disc of a country with so many links is, in CSS pixels. */
export function discRadius(links: number): number {
  return Math.min(15, 3 + 0.2 * Math.sqrt(links));
}

/** Draws ribbons between countries, the narrowest first; each status is a strand of its own. */
export function* drawBundles({ palette, wish }: Scene, sheet: Sheet, found: Bundles): Generator<void> {
  const { context, moving } = sheet;
  context.save();
  context.lineCap = "butt";
  context.lineJoin = "round";
  context.globalAlpha = wish.city >= 0 || wish.link >= 0 ? 0.2 : 0.58;
  const count = moving ? Math.min(MOVING_RIBBONS, found.bundles.length) : found.bundles.length;
  const most = found.bundles[0]?.links ?? 0;
  for (let i = count - 1; i >= 0; i--) {
    const ribbon = found.bundles[i] as Bundles["bundles"][number];
    const width = ribbonWidth(ribbon.links, most);
    // Strands too thin to be seen would only tint the ribbon: their share goes to the others.
    const strands = SHOWN_STATUSES.filter(
      (status) => (width * (ribbon.byStatus[status] as number)) / ribbon.links > 0.45,
    );
    const counted = strands.reduce<number>((sum, status) => sum + (ribbon.byStatus[status] as number), 0);
    let offset = -width / 2;
    for (const status of strands) {
      const strand = (width * (ribbon.byStatus[status] as number)) / counted;
      context.strokeStyle = palette.status[status] as string;
      context.lineWidth = strand;
      context.setLineDash(!moving && strand > 1 && status !== 0 ? (LINE_STYLES[status]?.dash ?? []) : []);
      context.beginPath();
      traceBeside(sheet, found.lines, i, offset + strand / 2);
      context.stroke();
      offset += strand;
    }
    if (i % 500 === 0) yield;
  }
  context.restore();
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

/** Draws each country as a disc sized by its links, ringed by the shares of their statuses. */
export function drawAnchors({ palette, wish }: Scene, { context, view, size }: Sheet, found: Bundles) {
  context.save();
  context.globalAlpha = wish.city >= 0 || wish.link >= 0 ? 0.35 : 1;
  for (const anchor of [...found.anchors].sort((p, q) => q.links - p.links)) {
    const x = (anchor.x - view.x) * view.k + size.width / 2;
    const y = (anchor.y - view.y) * view.k + size.height / 2;
    const radius = discRadius(anchor.links);
    context.beginPath();
    context.arc(x, y, radius + 1, 0, 2 * Math.PI);
    context.fillStyle = palette.halo;
    context.fill();
    let angle = -Math.PI / 2;
    for (const status of SHOWN_STATUSES) {
      const turn = (2 * Math.PI * (anchor.byStatus[status] as number)) / anchor.links;
      if (turn === 0) continue;
      context.beginPath();
      context.moveTo(x, y);
      context.arc(x, y, radius, angle, angle + turn);
      context.fillStyle = palette.status[status] as string;
      context.fill();
      angle += turn;
    }
    if (radius > 5) {
      context.beginPath();
      context.arc(x, y, radius * 0.5, 0, 2 * Math.PI);
      context.fillStyle = palette.halo;
      context.fill();
    }
  }
  context.restore();
}
