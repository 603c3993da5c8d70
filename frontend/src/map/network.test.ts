import { describe, expect, it } from "vitest";
import { madeUpNetwork } from "../../measure/network.mjs";
import { dateOf, dayOf, linksOf, type NetworkFile, readNetwork, SINCE_EVER, statusAt, statusesAt } from "./network";
import { counts, select } from "./select";
import { ACTIVE, ALL_STATUSES, ENDED, LISTED, NOT_ESTABLISHED, SUSPENDED, UNKNOWN } from "./status";

/** Three cities, three links: one suspended and ended, one unknown since ever and then active, one that begins late. */
const file: NetworkFile = {
  version: 1,
  seq: 7,
  asOfDefault: "2026-11-22",
  kinds: ["CITY"],
  linkKinds: ["TWINNING", "FRIENDSHIP"],
  // Not in the client's order, as a server may have it.
  statuses: ["UNKNOWN", "ACTIVE", "ENDED", "SUSPENDED"],
  cities: {
    id: ["a", "b", "c"],
    name: ["A", "B", "C"],
    country: ["PL", "DE", "RU"],
    kind: [0, 0, 0],
    lat: [52, 51, null],
    lon: [21, 10, null],
    population: [1000, null, 5],
  },
  links: { id: ["ab", "ac", "bc"], a: [0, 0, 1], b: [1, 2, 2], kind: [0, 1, 0], spells: [3, 2, 1] },
  spells: {
    from: [
      dayOf("1990-01-01"),
      dayOf("2022-03-01"),
      dayOf("2023-01-01"),
      null,
      dayOf("2020-06-01"),
      dayOf("2025-01-01"),
    ],
    status: [1, 3, 2, 0, 1, 1],
    flags: [2, 2, 2, 0, 18, 2],
  },
};
const network = readNetwork(file);
const all = { statuses: ALL_STATUSES, kinds: 3, since: null, lists: true };

describe("the status of a link on a day", () => {
  it.each([
    [0, "1989-12-31", NOT_ESTABLISHED],
    [0, "1990-01-01", ACTIVE],
    [0, "2022-02-28", ACTIVE],
    [0, "2022-03-01", SUSPENDED],
    [0, "2022-12-31", SUSPENDED],
    [0, "2023-01-01", ENDED],
    [0, "2030-01-01", ENDED],
    [1, "1500-01-01", UNKNOWN],
    [1, "2020-06-01", ACTIVE],
    [2, "2024-12-31", NOT_ESTABLISHED],
  ])("of link %i at %s", (link, date, status) => expect(statusAt(network, link, dayOf(date))).toBe(status));

  it("is the same by a plain walk over the spells, for every link of a large network on many days", () => {
    const large = madeUpNetwork(300, 900);
    const read = readNetwork(large);
    for (let day = -6000; day < 22_000; day += 371) {
      const statuses = statusesAt(read, day);
      let spell = 0;
      for (let link = 0; link < 900; link++) {
        let name = "NOT_ESTABLISHED";
        for (let i = 0; i < (large.links.spells[link] as number); i++, spell++) {
          const from = large.spells.from[spell];
          if (from === null || (from as number) <= day)
            name = large.statuses[large.spells.status[spell] as number] as string;
        }
        expect(
          ["ACTIVE", "SUSPENDED", "ENDED", "CONTESTED", "UNKNOWN", "NOT_ESTABLISHED"][statuses[link] as number],
        ).toBe(name);
      }
    }
  });
});

describe("a network read from its columns", () => {
  it("knows each city's links", () => {
    expect([...linksOf(network, 0)]).toEqual([0, 1]);
    expect([...linksOf(network, 2)]).toEqual([1, 2]);
  });

  it("keeps what is not known apart", () => {
    expect(network.lat[2]).toBeNaN();
    expect(network.spellFrom[3]).toBe(SINCE_EVER);
  });

  it("says so when the file is of another version, short of spells or speaks of an unknown status", () => {
    expect(() => readNetwork({ ...file, version: 2 })).toThrow("newer");
    expect(() => readNetwork({ ...file, links: { ...file.links, spells: [3, 2, 2] } })).toThrow("incomplete");
    expect(() => readNetwork({ ...file, statuses: ["LOST"] })).toThrow("LOST");
  });

  it("writes days as dates and reads them back", () => {
    expect(dateOf(dayOf("2022-03-01"))).toBe("2022-03-01");
    expect(dateOf(0)).toBe("1970-01-01");
  });
});

describe("what a wish selects", () => {
  it("leaves out links that do not exist yet", () => {
    const found = select(network, { ...all, day: dayOf("2024-01-01") });
    expect([...found.links].sort()).toEqual([0, 1]);
    expect([...found.degree]).toEqual([2, 1, 1]);
    expect(counts(network, found, { kinds: 3, lists: true }).byStatus).toEqual([1, 0, 1, 0, 0, 1]);
  });

  it("filters by status and by kind, and counts every status of the kinds", () => {
    const day = dayOf("2022-06-01");
    expect([...select(network, { ...all, day, statuses: 1 << SUSPENDED }).links]).toEqual([0]);
    const friendships = select(network, { ...all, day, kinds: 0b10 });
    expect([...friendships.links]).toEqual([1]);
    expect(counts(network, friendships, { kinds: 0b10, lists: true }).byStatus).toEqual([1, 0, 0, 0, 0, 0]);
  });

  it("is what changed when two days are compared", () => {
    const found = select(network, { ...all, since: dayOf("2021-01-01"), day: dayOf("2025-06-01") });
    expect([...found.links].sort()).toEqual([0, 2]);
    expect(counts(network, found, { kinds: 3, lists: true }).byStatus).toEqual([1, 0, 1, 0, 0, 0]);
  });

  it("has what lists alone show at the bottom, counts it apart, and leaves it out where it is not wanted", () => {
    const day = dayOf("2024-01-01");
    const found = select(network, { ...all, day });
    expect([...found.links]).toEqual([1, 0]);
    expect([...found.looks]).toEqual([ENDED, LISTED, NOT_ESTABLISHED]);
    expect([...found.beyond]).toEqual([1, 1, 0]);
    expect(counts(network, found, { kinds: 3, lists: true })).toMatchObject({ alone: 1, all: 2 });
    const beyond = select(network, { ...all, day, lists: false });
    expect([...beyond.links]).toEqual([0]);
    expect(counts(network, beyond, { kinds: 3, lists: false })).toEqual({
      byStatus: [0, 0, 1, 0, 0, 1],
      alone: 1,
      all: 2,
    });
  });

  it("takes a link of which only a list will ever say something for one on lists alone before that too", () => {
    const day = dayOf("2000-01-01");
    expect([...select(network, { ...all, day }).alone]).toEqual([0, 1, 0]);
    expect([...select(network, { ...all, day }).looks]).toEqual([ACTIVE, UNKNOWN, NOT_ESTABLISHED]);
  });
});
