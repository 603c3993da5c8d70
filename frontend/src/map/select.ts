import type { Network } from "./network";
import { type Standing, standingAt, statusesAt } from "./network";
import type { Wish } from "./scene";
import { DRAWING_ORDER, NOT_ESTABLISHED, STATUSES } from "./status";

/** What a wish selects from the network: how links stand on the day(s), links in drawing order, and each city's links. */
export type Selection = Standing & {
  before: Uint8Array | null;
  links: Uint32Array;
  /** How many selected links each city has, and how many of these rest on more than lists. */
  degree: Uint16Array;
  beyond: Uint16Array;
};

/** The part of a wish that decides which links are selected. */
export type Choice = Pick<Wish, "day" | "since" | "statuses" | "kinds" | "lists">;

/** Whether two wishes select the same links. */
export function sameChoice(one: Choice, other: Choice): boolean {
  return (
    one.day === other.day &&
    one.since === other.since &&
    one.statuses === other.statuses &&
    one.kinds === other.kinds &&
    one.lists === other.lists
  );
}

/**
 * How many links have each status, by index of STATUSES, whichever statuses are shown: what the legend says; and how many
 * of them all rest on lists alone, counted whether they are shown or not. When two days are compared only links whose
 * status differs count.
 */
export function counts(
  network: Network,
  { statuses, alone, before }: Selection,
  { kinds, lists }: Pick<Wish, "kinds" | "lists">,
): { byStatus: number[]; alone: number; all: number } {
  const found = { byStatus: [0, 0, 0, 0, 0, 0], alone: 0, all: 0 };
  for (let link = 0; link < statuses.length; link++) {
    const status = statuses[link] as number;
    if (((kinds >> (network.linkKind[link] as number)) & 1) === 0 || before?.[link] === status) continue;
    if (status !== NOT_ESTABLISHED) {
      found.all++;
      found.alone += alone[link] as number;
    }
    if (lists || !alone[link]) found.byStatus[status]!++;
  }
  return found;
}

const NO_LAYER = 255;

/** The place of a status in the drawing order. */
const LAYER_OF = STATUSES.map((_, status) => (DRAWING_ORDER as readonly number[]).indexOf(status));

/**
 * Selects links by status, kind and what they rest on. When two days are compared, only links whose status differs
 * between them are selected, and it is the later status that the filter looks at. Links that rest on lists alone come
 * first, so that they lie below all others.
 */
export function select(network: Network, choice: Choice): Selection {
  const standing = standingAt(network, choice.day);
  const { statuses, alone } = standing;
  const before = choice.since === null ? null : statusesAt(network, choice.since);
  const chosen = (link: number) => {
    const status = statuses[link] as number;
    if (((choice.statuses >> status) & 1) === 0 || ((choice.kinds >> (network.linkKind[link] as number)) & 1) === 0) {
      return false;
    }
    if (!choice.lists && alone[link]) return false;
    return status !== NOT_ESTABLISHED && (!before || before[link] !== status);
  };
  // Links are sorted by counting: first how many each layer takes, then each link into its layer's place.
  const layers = new Uint8Array(statuses.length).fill(NO_LAYER);
  const sizes = new Uint32Array(2 * DRAWING_ORDER.length + 1);
  for (let link = 0; link < statuses.length; link++) {
    if (!chosen(link)) continue;
    const layer = (LAYER_OF[statuses[link] as number] as number) + (alone[link] ? 0 : DRAWING_ORDER.length);
    layers[link] = layer;
    sizes[layer + 1]!++;
  }
  for (let layer = 1; layer < sizes.length; layer++) sizes[layer]! += sizes[layer - 1] as number;
  const links = new Uint32Array(sizes[sizes.length - 1] as number);
  for (let link = 0; link < statuses.length; link++) {
    const layer = layers[link] as number;
    if (layer !== NO_LAYER) links[sizes[layer]!++] = link;
  }
  const degree = new Uint16Array(network.cityName.length);
  const beyond = new Uint16Array(network.cityName.length);
  for (const link of links) {
    const a = network.a[link] as number;
    const b = network.b[link] as number;
    const more = alone[link] ? 0 : 1;
    degree[a]!++;
    beyond[a]! += more;
    if (a === b) continue;
    degree[b]!++;
    beyond[b]! += more;
  }
  return { ...standing, before, links, degree, beyond };
}
