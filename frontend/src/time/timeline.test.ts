import { describe, expect, it } from "vitest";
import { madeUpNetwork } from "../../measure/network.mjs";
import { dayOf, readNetwork, statusesAt } from "../map/network";
import { ACTIVE, BECAME_KNOWN, NOT_ESTABLISHED, SUSPENDED, UNKNOWN } from "../map/status";
import {
  changesOf,
  daysPlayed,
  firstFrom,
  histogram,
  movesBetween,
  nextChange,
  previousChange,
  spanOf,
  yearTicks,
} from "./timeline";

const network = readNetwork(madeUpNetwork(200, 800));
const changes = changesOf(network);

describe("the changes of a network", () => {
  it("lead, one by one, from the statuses of one day to those of another", () => {
    const [from, to] = [dayOf("2019-05-01"), dayOf("2023-05-01")];
    const statuses = statusesAt(network, from);
    for (let i = firstFrom(changes, from + 1); i < firstFrom(changes, to + 1); i++) {
      const link = changes.link[i] as number;
      expect(statuses[link]).toBe(changes.from[i]);
      statuses[link] = changes.to[i] as number;
    }
    expect([...statuses]).toEqual([...statusesAt(network, to)]);
  });

  it("can be walked in both directions", () => {
    const day = dayOf("2022-02-24");
    const next = nextChange(changes, day) as number;
    expect(next).toBeGreaterThan(day);
    expect(previousChange(changes, next)).toBeLessThanOrEqual(day);
    expect(nextChange(changes, (changes.day.at(-1) as number) + 1)).toBeNull();
    expect(previousChange(changes, changes.day[0] as number)).toBeNull();
  });

  it("leave out spells that differ in their flags alone", () => {
    const file = madeUpNetwork(5, 1);
    file.links.spells = [2];
    file.spells = { from: [0, 100], status: [ACTIVE, ACTIVE], flags: [2, 18] };
    expect([...changesOf(readNetwork(file)).day]).toEqual([0]);
  });

  it("leave out what only became known", () => {
    const file = madeUpNetwork(5, 1);
    file.links.spells = [3];
    file.spells = {
      from: [null, 100, 200],
      status: [UNKNOWN, ACTIVE, SUSPENDED],
      flags: [2, 2 + 16 + BECAME_KNOWN, 2],
    };
    expect([...changesOf(readNetwork(file)).day]).toEqual([200]);
  });
});

describe("the histogram", () => {
  const span = spanOf("2014", changes, network.today);

  it("counts every change of its span once, under its new status", () => {
    const { counts } = histogram(changes, span, 90);
    const inside = firstFrom(changes, span.to + 1) - firstFrom(changes, span.from);
    expect(counts.reduce((p, q) => p + q)).toBe(inside);
    let suspended = 0;
    for (let i = firstFrom(changes, span.from); i < changes.day.length; i++)
      if (changes.to[i] === SUSPENDED) suspended++;
    let counted = 0;
    for (let bin = 0; bin < 90; bin++) counted += counts[bin * 6 + SUSPENDED] as number;
    expect(counted).toBe(suspended);
  });

  it("follows a filter", () => expect(histogram(changes, span, 90, () => false).most).toBe(0));

  it("puts the last day into the last bin", () => {
    const last = { day: Int32Array.of(span.to), link: Uint32Array.of(0), from: Uint8Array.of(5), to: Uint8Array.of(0) };
    expect(histogram(last, span, 90).counts[89 * 6]).toBe(1);
  });
});

describe("spans and ticks", () => {
  it("end today and begin where they say", () => {
    expect(spanOf("2014", changes, network.today)).toEqual({ from: dayOf("2014-01-01"), to: network.today });
    expect(spanOf("all", changes, network.today).from).toBeLessThan(changes.day[0] as number);
  });

  it("write as many years as there is room for", () => {
    const span = { from: dayOf("1950-06-01"), to: dayOf("2026-11-22") };
    expect(yearTicks(span, 320).length).toBeLessThanOrEqual(6);
    expect(yearTicks(span, 1200).map(({ year }) => year)).toContain(2000);
  });

  it("are played through in half a minute", () => {
    expect(daysPlayed({ from: 0, to: 3000 }, 30_000)).toBe(3000);
  });
});

describe("what changed between two days", () => {
  const [from, to] = [dayOf("2021-12-31"), dayOf("2022-12-31")];
  const moves = movesBetween(network, from, to, true);

  it("names each link that differs once", () => {
    const [before, after] = [statusesAt(network, from), statusesAt(network, to)];
    const differing = [...before.keys()].filter((link) => before[link] !== after[link]);
    expect(moves.flatMap(({ links }) => links).sort((p, q) => p - q)).toEqual(differing);
  });

  it("has the most frequent first, and new links as such", () => {
    const sizes = moves.filter(({ alone }) => !alone).map(({ links }) => links.length);
    expect(sizes).toEqual([...sizes].sort((p, q) => q - p));
    expect(moves.some((move) => move.from === NOT_ESTABLISHED && move.to === ACTIVE)).toBe(true);
  });

  it("keeps what lists alone say apart and last, and leaves it out where it is not wanted", () => {
    const listed = moves.map(({ alone }) => alone);
    expect(listed).toEqual([...listed].sort((p, q) => Number(p) - Number(q)));
    expect(listed).toContain(true);
    const beyond = movesBetween(network, from, to, false);
    expect(beyond).toEqual(moves.filter(({ alone }) => !alone));
  });
});
