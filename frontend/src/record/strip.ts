import type { Basis, Status } from "../api/operations";
import { type Shown, shownStatus } from "./status";

/** A stretch of time with a status; null ends are open. */
export interface Stretch {
  status: Status;
  from: string | null;
  to: string | null;
  basis?: Basis | null;
}

/** The years that strips beside each other show: from the first day of `from` up to the end of `to`. */
export interface Axis {
  from: number;
  to: number;
}

/** The years that show all of the given stretches up to a day, begun on a decade. */
export function axisOf(stretches: readonly Stretch[], day: string): Axis {
  const last = year(day);
  const first = Math.min(last - 20, ...stretches.flatMap(({ from }) => (from ? [year(from)] : [])));
  return {
    from: Math.floor(first / 10) * 10,
    to: Math.max(last, ...stretches.flatMap(({ from }) => (from ? [year(from)] : []))),
  };
}

/** Some round years of an axis, not too many of them. */
export function ticksOf({ from, to }: Axis): number[] {
  const step = [10, 20, 25, 50, 100].find((years) => (to - from) / years <= 6) ?? 200;
  const ticks = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick);
  return ticks;
}

/** Where a day lies on an axis, in percent. */
export function place(day: string, { from, to }: Axis): number {
  const [y = 0, m = 1, d = 1] = day.split("-").map(Number);
  const at = y + (m - 1) / 12 + (d - 1) / 365;
  return Math.min(100, Math.max(0, ((at - from) / (to + 1 - from)) * 100));
}

/** The stretches as pieces of an axis; what lies outside of it, and what was not yet, is left out. */
export function piecesOf(stretches: readonly Stretch[], axis: Axis): { shown: Shown; left: number; width: number }[] {
  return stretches.flatMap((stretch) => {
    if (stretch.status === "NOT_ESTABLISHED") return [];
    const left = stretch.from ? place(stretch.from, axis) : 0;
    const width = (stretch.to ? place(stretch.to, axis) : 100) - left;
    return width > 0 ? [{ shown: shownStatus(stretch), left, width }] : [];
  });
}

function year(day: string): number {
  return Number(day.slice(0, 4));
}
