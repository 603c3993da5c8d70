import type { Network } from "./network";
import { statusesAt } from "./network";
import type { Wish } from "./scene";
import { DRAWING_ORDER, NOT_ESTABLISHED } from "./status";

/** What a wish selects from the network: statuses on the day(s), links in drawing order, and each city's links. */
export type Selection = {
  statuses: Uint8Array;
  before: Uint8Array | null;
  links: Uint32Array;
  degree: Uint16Array;
};

/** The part of a wish that decides which links are selected. */
export type Choice = Pick<Wish, "day" | "since" | "statuses" | "kinds">;

/** Whether two wishes select the same links. */
export function sameChoice(one: Choice, other: Choice): boolean {
  return (
    one.day === other.day && one.since === other.since && one.statuses === other.statuses && one.kinds === other.kinds
  );
}

/**
 * How many links have each status, by index of STATUSES, whichever statuses are shown: what the legend says. When two
 * days are compared only links whose status differs count.
 */
export function counts(network: Network, { statuses, before }: Selection, kinds: number): number[] {
  const found = [0, 0, 0, 0, 0, 0];
  for (let link = 0; link < statuses.length; link++) {
    const status = statuses[link] as number;
    if (((kinds >> (network.linkKind[link] as number)) & 1) === 1 && before?.[link] !== status) found[status]!++;
  }
  return found;
}

/**
 * Selects links by status and kind. When two days are compared, only links whose status differs between them are
 * selected, and it is the later status that the filter looks at.
 */
export function select(network: Network, choice: Choice): Selection {
  const statuses = statusesAt(network, choice.day);
  const before = choice.since === null ? null : statusesAt(network, choice.since);
  const chosen = (link: number) => {
    const status = statuses[link] as number;
    if (((choice.statuses >> status) & 1) === 0 || ((choice.kinds >> (network.linkKind[link] as number)) & 1) === 0) {
      return false;
    }
    return status !== NOT_ESTABLISHED && (!before || before[link] !== status);
  };
  const byStatus: number[][] = [[], [], [], [], [], []];
  for (let link = 0; link < statuses.length; link++) if (chosen(link)) byStatus[statuses[link] as number]?.push(link);
  const links = Uint32Array.from(DRAWING_ORDER.flatMap((status) => byStatus[status] ?? []));
  const degree = new Uint16Array(network.cityName.length);
  for (const link of links) {
    degree[network.a[link] as number]!++;
    if (network.a[link] !== network.b[link]) degree[network.b[link] as number]!++;
  }
  return { statuses, before, links, degree };
}
