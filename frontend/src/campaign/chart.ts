import type { ProgressFragment } from "../api/operations";

type Progress = Pick<ProgressFragment, "asOf" | "byMonth" | "milestones" | "pledges">;

/** A chart of how pledges came in, in a field of 100 by 100 with its origin at the lower left. */
export interface Chart {
  /** The most that the field shows. */
  top: number;
  /** The years whose beginnings are marked. */
  years: { year: number; x: number }[];
  /** The line of the total, as steps. */
  steps: { x: number; y: number }[];
  milestones: { pledges: number; y: number; x: number | null; reached: boolean }[];
}

/** Draws up the chart of a campaign from its start, or its first pledge, to the day; null when nothing is dated. */
export function chartOf(progress: Progress, start: string | null): Chart | null {
  const [first] = progress.byMonth;
  if (!first) return null;
  const from = Math.floor(months(start && start < first.month ? start : first.month));
  const dates = [progress.asOf, ...progress.milestones.flatMap(({ by }) => by ?? [])].map(months);
  const to = Math.max(from + 12, ...dates);
  const top = Math.max(1, progress.pledges, ...progress.milestones.map(({ pledges }) => pledges));
  const x = (at: number) => ((at - from) / (to - from)) * 100;
  const y = (count: number) => (count / top) * 100;
  const steps = [{ x: 0, y: 0 }];
  let level = 0;
  for (const { month, total } of progress.byMonth) {
    steps.push({ x: x(months(month)), y: y(level) }, { x: x(months(month)), y: y(total) });
    level = total;
  }
  steps.push({ x: x(months(progress.asOf)), y: y(level) });
  const years = [];
  for (let year = Math.ceil(from / 12); year <= to / 12; year++) years.push({ year, x: x(year * 12) });
  const milestones = progress.milestones.map(({ by, pledges, reached }) => ({
    pledges,
    reached,
    y: y(pledges),
    x: by ? x(months(by)) : null,
  }));
  return { top, years, steps, milestones };
}

/** A partial date as months since the year 0; it takes effect on its first day. */
function months(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return year * 12 + (month - 1) + (day - 1) / 31;
}
