import { ACTIVE, LISTED, LISTED_ONLY, NOT_ESTABLISHED, statusIndex, UNKNOWN } from "./status";

/** `/export/map.json`: the whole network in columns. */
export type NetworkFile = {
  version: number;
  seq: number;
  asOfDefault: string;
  kinds: string[];
  linkKinds: string[];
  statuses: string[];
  cities: {
    id: string[];
    name: string[];
    country: string[];
    kind: number[];
    lat: (number | null)[];
    lon: (number | null)[];
    population: (number | null)[];
  };
  links: { id: string[]; a: number[]; b: number[]; kind: number[]; spells: number[] };
  spells: { from: (number | null)[]; status: number[]; flags: number[] };
};

/** A day as days since 1970-01-01. */
export type Day = number;

/** The beginning of a spell without a known beginning. */
export const SINCE_EVER: Day = -2147483648;

/**
 * The network as the page holds it. Everything is indexed by city or link number; the spells of link `i` are
 * `firstSpell[i]` up to `firstSpell[i + 1]`, in order of time, each until the next, the last open.
 */
export type Network = {
  seq: number;
  today: Day;
  cityKinds: string[];
  linkKinds: string[];
  cityId: string[];
  cityName: string[];
  country: string[];
  cityKind: Uint8Array;
  /** NaN where the place is not known. */
  lat: Float32Array;
  lon: Float32Array;
  /** 0 where it is not known. */
  population: Float64Array;
  linkId: string[];
  a: Uint32Array;
  b: Uint32Array;
  linkKind: Uint8Array;
  firstSpell: Uint32Array;
  spellFrom: Int32Array;
  spellStatus: Uint8Array;
  spellFlags: Uint8Array;
  /** Of each spell 1 when what is known of the link on its days rests on lists alone. */
  spellAlone: Uint8Array;
  /** The links of city `c` are `adjacent[firstAdjacent[c]]` up to `adjacent[firstAdjacent[c + 1]]`. */
  firstAdjacent: Uint32Array;
  adjacent: Uint32Array;
};

const numbers = (column: (number | null)[], missing: number) => column.map((value) => value ?? missing);

/** Reads the columns into typed arrays. Throws where they contradict each other, with a sentence for the reader. */
export function readNetwork(file: NetworkFile): Network {
  if (file.version !== 1) {
    throw new Error("The server sends the map in a newer form. Reload the page to get a newer version.");
  }
  const { cities, links, spells } = file;
  const statuses = file.statuses.map(statusIndex);
  const firstSpell = runningTotal(links.spells);
  if (firstSpell[links.id.length] !== spells.from.length) {
    throw new Error("The map's data is incomplete. Reload the page; if it stays so, report it to who runs the server.");
  }
  const a = Uint32Array.from(links.a);
  const b = Uint32Array.from(links.b);
  const spellStatus = Uint8Array.from(spells.status, (index) => statuses[index] ?? NOT_ESTABLISHED);
  const spellFlags = Uint8Array.from(spells.flags);
  return {
    seq: file.seq,
    today: dayOf(file.asOfDefault),
    cityKinds: file.kinds,
    linkKinds: file.linkKinds,
    cityId: cities.id,
    cityName: cities.name,
    country: cities.country.map((code) => code ?? ""),
    cityKind: Uint8Array.from(cities.kind),
    lat: Float32Array.from(numbers(cities.lat, Number.NaN)),
    lon: Float32Array.from(numbers(cities.lon, Number.NaN)),
    population: Float64Array.from(numbers(cities.population, 0)),
    linkId: links.id,
    a,
    b,
    linkKind: Uint8Array.from(links.kind),
    firstSpell,
    spellFrom: Int32Array.from(numbers(spells.from, SINCE_EVER)),
    spellStatus,
    spellFlags,
    spellAlone: aloneOf(firstSpell, spellStatus, spellFlags),
    ...adjacency(cities.id.length, a, b),
  };
}

/**
 * Which spells rest on lists alone: those whose status a list is the basis of, and the UNKNOWN ones of links of which
 * nothing but that is ever known.
 */
function aloneOf(firstSpell: Uint32Array, status: Uint8Array, flags: Uint8Array): Uint8Array {
  const alone = new Uint8Array(status.length);
  for (let link = 0; link + 1 < firstSpell.length; link++) {
    const [first, end] = [firstSpell[link] as number, firstSpell[link + 1] as number];
    const listed = (spell: number) => ((flags[spell] as number) & LISTED_ONLY) !== 0;
    let never = true;
    for (let spell = first; spell < end; spell++) {
      if (!listed(spell) && status[spell] !== UNKNOWN && status[spell] !== NOT_ESTABLISHED) never = false;
    }
    for (let spell = first; spell < end; spell++) {
      alone[spell] = listed(spell) || (never && status[spell] === UNKNOWN) ? 1 : 0;
    }
  }
  return alone;
}

function runningTotal(counts: ArrayLike<number>): Uint32Array {
  const totals = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) totals[i + 1] = (totals[i] as number) + (counts[i] as number);
  return totals;
}

/** For each city the links that touch it, in the order of the links. */
export function adjacency(cities: number, a: Uint32Array, b: Uint32Array) {
  const degree = new Uint32Array(cities);
  for (let i = 0; i < a.length; i++) {
    degree[a[i] as number]!++;
    if (a[i] !== b[i]) degree[b[i] as number]!++;
  }
  const firstAdjacent = runningTotal(degree);
  const next = firstAdjacent.slice();
  const adjacent = new Uint32Array(firstAdjacent[cities] as number);
  for (let i = 0; i < a.length; i++) {
    adjacent[next[a[i] as number]!++] = i;
    if (a[i] !== b[i]) adjacent[next[b[i] as number]!++] = i;
  }
  return { firstAdjacent, adjacent };
}

/** The links that touch a city. */
export function linksOf(network: Network, city: number): Uint32Array {
  return network.adjacent.subarray(network.firstAdjacent[city], network.firstAdjacent[city + 1]);
}

/** The number of the spell that holds on a day; -1 before the first one, when the link is not established. */
export function spellAt(network: Network, link: number, day: Day): number {
  const first = network.firstSpell[link] as number;
  for (let spell = (network.firstSpell[link + 1] as number) - 1; spell >= first; spell--) {
    if ((network.spellFrom[spell] as number) <= day) return spell;
  }
  return -1;
}

/** The joint status of a link on a day. */
export function statusAt(network: Network, link: number, day: Day): number {
  const spell = spellAt(network, link, day);
  return spell < 0 ? NOT_ESTABLISHED : (network.spellStatus[spell] as number);
}

/** The joint status of every link on a day, written into `statuses` (one entry a link). */
export function statusesAt(network: Network, day: Day, statuses = new Uint8Array(network.a.length)): Uint8Array {
  for (let link = 0; link < statuses.length; link++) statuses[link] = statusAt(network, link, day);
  return statuses;
}

/** How a spell looks: its status, or LISTED where it is ACTIVE by a list alone. */
export function lookOf(network: Network, spell: number): number {
  if (spell < 0) return NOT_ESTABLISHED;
  const status = network.spellStatus[spell] as number;
  return status === ACTIVE && network.spellAlone[spell] ? LISTED : status;
}

/** How every link stands on a day: its joint status, its look, and whether that rests on lists alone. */
export type Standing = { statuses: Uint8Array; looks: Uint8Array; alone: Uint8Array };

/** How every link stands on a day. */
export function standingAt(network: Network, day: Day): Standing {
  const links = network.a.length;
  const [statuses, looks, alone] = [new Uint8Array(links), new Uint8Array(links), new Uint8Array(links)];
  for (let link = 0; link < links; link++) {
    const spell = spellAt(network, link, day);
    statuses[link] = spell < 0 ? NOT_ESTABLISHED : (network.spellStatus[spell] as number);
    looks[link] = lookOf(network, spell);
    alone[link] = spell < 0 ? 0 : (network.spellAlone[spell] as number);
  }
  return { statuses, looks, alone };
}

const MILLISECONDS = 86_400_000;

/** The day that `YYYY-MM-DD` names. */
export function dayOf(date: string): Day {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / MILLISECONDS);
}

/** A day as `YYYY-MM-DD`. */
export function dateOf(day: Day): string {
  return new Date(day * MILLISECONDS).toISOString().slice(0, 10);
}

/** A day as a moment, for Intl.DateTimeFormat in UTC. */
export function momentOf(day: Day): Date {
  return new Date(day * MILLISECONDS);
}
