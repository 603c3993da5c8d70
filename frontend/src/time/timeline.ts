import type { Day, Network } from "../map/network";
import { SINCE_EVER, standingAt } from "../map/network";
import { BECAME_KNOWN, NOT_ESTABLISHED } from "../map/status";

/** Every change of a joint status in the network, in order of day: link `link[i]` went from one status to another. */
export type Changes = { day: Int32Array; link: Uint32Array; from: Uint8Array; to: Uint8Array };

/**
 * Collects the changes of all links. A spell that differs from the one before in its flags alone is none, and neither is
 * what only became known, such as by a list, or is known no more: nothing happened to the tie that day.
 */
export function changesOf(network: Network): Changes {
  const spells = network.spellFrom.length;
  const links = new Uint32Array(spells);
  const before = new Uint8Array(spells);
  // A number for each change that sorts by day, then by its place: numbers sort many times faster than records.
  const keys = new Float64Array(spells);
  let count = 0;
  for (let link = 0; link < network.a.length; link++) {
    let status = NOT_ESTABLISHED;
    for (let spell = network.firstSpell[link] as number; spell < (network.firstSpell[link + 1] as number); spell++) {
      const next = network.spellStatus[spell] as number;
      const day = network.spellFrom[spell] as number;
      links[spell] = link;
      before[spell] = status;
      const happened = ((network.spellFlags[spell] as number) & BECAME_KNOWN) === 0;
      if (day !== SINCE_EVER && next !== status && happened) keys[count++] = (day + BEFORE_ALL) * PLACES + spell;
      status = next;
    }
  }
  const sorted = keys.subarray(0, count).sort();
  const changes: Changes = {
    day: new Int32Array(count),
    link: new Uint32Array(count),
    from: new Uint8Array(count),
    to: new Uint8Array(count),
  };
  for (let i = 0; i < count; i++) {
    const spell = (sorted[i] as number) % PLACES;
    changes.day[i] = Math.floor((sorted[i] as number) / PLACES) - BEFORE_ALL;
    changes.link[i] = links[spell] as number;
    changes.from[i] = before[spell] as number;
    changes.to[i] = network.spellStatus[spell] as number;
  }
  return changes;
}

/** A day on which lists were read, and how many links became known by them. */
export type Reading = { day: Day; links: number };

/** So many links that become known on one day by lists make it worth a mark. */
const WORTH_A_MARK = 50;

/** The days on which many links became known by lists, in order. Nothing happened to the links on them. */
export function readingsOf(network: Network): Reading[] {
  const links = new Map<Day, number>();
  for (let spell = 0; spell < network.spellFrom.length; spell++) {
    const day = network.spellFrom[spell] as number;
    const known = ((network.spellFlags[spell] as number) & BECAME_KNOWN) !== 0 && network.spellAlone[spell] === 1;
    if (known && day !== SINCE_EVER) links.set(day, (links.get(day) ?? 0) + 1);
  }
  return [...links]
    .map(([day, count]) => ({ day, links: count }))
    .filter(({ links: count }) => count >= WORTH_A_MARK)
    .sort((p, q) => p.day - q.day);
}

/** More days than any date lies before 1970, and more places than a network has spells. */
const BEFORE_ALL = 1_000_000;
const PLACES = 2 ** 28;

/** The number of the first change on or after a day. */
export function firstFrom({ day }: Changes, wanted: Day): number {
  let [low, high] = [0, day.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((day[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The next day after `day` on which some status changes; null when there is none. */
export function nextChange(changes: Changes, day: Day): Day | null {
  return changes.day[firstFrom(changes, day + 1)] ?? null;
}

/** The last day before `day` on which some status changes; null when there is none. */
export function previousChange(changes: Changes, day: Day): Day | null {
  return changes.day[firstFrom(changes, day) - 1] ?? null;
}

/** Days from the first to the last. */
export type Span = { from: Day; to: Day };

/** From when on the slider can show: everything, or the years since one of these. */
export const SPANS = ["all", "1990", "2014", "2021"] as const;
export type SpanName = (typeof SPANS)[number];

/** The days of a span. It ends today or with the last change, and begins no later than a year before its end. */
export function spanOf(name: SpanName, changes: Changes, today: Day): Span {
  const to = Math.max(today, changes.day.at(-1) ?? today);
  const first = changes.day[0] ?? to - 3650;
  const from = name === "all" ? first - 30 : Math.floor(Date.UTC(Number(name), 0, 1) / 86_400_000);
  return { from: Math.min(from, to - 365), to };
}

/** Counts changes by bin and new status: `counts[bin * 6 + status]`. */
export type Histogram = { bins: number; counts: Uint32Array; most: number };

/** How many changes led to which status in each of equally long stretches of a span. */
export function histogram(
  changes: Changes,
  { from, to }: Span,
  bins: number,
  chosen?: (link: number) => boolean,
): Histogram {
  const counts = new Uint32Array(bins * 6);
  const days = to - from + 1;
  for (let i = firstFrom(changes, from); i < changes.day.length && (changes.day[i] as number) <= to; i++) {
    if (chosen && !chosen(changes.link[i] as number)) continue;
    const bin = Math.floor((((changes.day[i] as number) - from) / days) * bins);
    counts[bin * 6 + (changes.to[i] as number)]!++;
  }
  let most = 0;
  for (let bin = 0; bin < bins; bin++) {
    let sum = 0;
    for (let status = 0; status < 6; status++) sum += counts[bin * 6 + status] as number;
    most = Math.max(most, sum);
  }
  return { bins, counts, most };
}

/** One way in which links differ between two days, by their looks, with the links that went it. */
export type Move = {
  from: number;
  to: number;
  /** Whether lists alone say so, of the later day: it became known, and nothing happened. */
  alone: boolean;
  links: number[];
};

/**
 * The links whose status differs between two days: what happened first, then what lists alone say, the most frequent move
 * first. Without `lists` those that rest on lists alone on the later day are left out.
 */
export function movesBetween(network: Network, earlier: Day, later: Day, lists: boolean): Move[] {
  const before = standingAt(network, earlier);
  const after = standingAt(network, later);
  const moves = new Map<number, Move>();
  for (let link = 0; link < network.a.length; link++) {
    if (before.statuses[link] === after.statuses[link]) continue;
    const alone = after.alone[link] === 1;
    if (alone && !lists) continue;
    const [from, to] = [before.looks[link] as number, after.looks[link] as number];
    const key = (from * 8 + to) * 2 + Number(alone);
    const move = moves.get(key);
    if (move) move.links.push(link);
    else moves.set(key, { from, to, alone, links: [link] });
  }
  return [...moves.values()].sort(
    (p, q) => Number(p.alone) - Number(q.alone) || q.links.length - p.links.length || p.from - q.from || p.to - q.to,
  );
}

/** Years to write below the slider, so far apart that each has about 60 pixels. */
export function yearTicks({ from, to }: Span, width: number): { year: number; day: Day }[] {
  const first = new Date(from * 86_400_000).getUTCFullYear() + 1;
  const last = new Date(to * 86_400_000).getUTCFullYear();
  const fitting = Math.max(1, Math.floor(width / 60));
  const step = [1, 2, 5, 10, 20, 50, 100].find((years) => (last - first + 1) / years <= fitting) ?? 200;
  const ticks: { year: number; day: Day }[] = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    ticks.push({ year, day: Math.floor(Date.UTC(year, 0, 1) / 86_400_000) });
  }
  return ticks;
}

/** How many days a playing slider goes on in so many milliseconds: the whole span takes half a minute. */
export function daysPlayed({ from, to }: Span, milliseconds: number): number {
  return ((to - from) / 30_000) * milliseconds;
}
