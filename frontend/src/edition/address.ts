// What the address of an edition's page says: which earlier edition it is compared with, and which links are listed.
import type { ListingChange } from "../api/operations";

/** What can become of a link between two editions, in the order in which pages show it. */
export const changes = ["DROPPED", "NOT_READ", "ADDED", "FIRST_READ", "KEPT"] as const satisfies ListingChange[];

/** Every part is left out where it has its usual value. */
export interface EditionAddress {
  /** The slug of the earlier edition; the one before when left out. */
  from?: string | undefined;
  /** The countries between which links are listed, such as BY-UA; all when left out. */
  pair?: string | undefined;
  /** What became of the links that are listed; the dropped ones when left out. */
  what?: ListingChange | undefined;
}

/** Reads the parameters; what makes no sense is dropped. */
export function readEdition(search: Record<string, unknown>): EditionAddress {
  const address: EditionAddress = {};
  if (typeof search.from === "string" && /^[a-z0-9][a-z0-9-]{0,199}$/.test(search.from)) address.from = search.from;
  if (typeof search.pair === "string" && /^[A-Z]{2}-[A-Z]{2}$/.test(search.pair)) address.pair = search.pair;
  const what = changes.find((change) => change === search.what);
  if (what && what !== "DROPPED") address.what = what;
  return address;
}
