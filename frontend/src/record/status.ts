import type { Basis, Status } from "../api/operations";

/** How a status is shown: a link that only a directory shows never looks like one that somebody acted on. */
export type Shown = Status | "LISTED";

/** The order in which statuses are shown: what changed first. */
export const shownOrder: Shown[] = [
  "SUSPENDED",
  "ENDED",
  "CONTESTED",
  "ACTIVE",
  "LISTED",
  "UNKNOWN",
  "NOT_ESTABLISHED",
];

/** How a status is shown, given what it rests on. */
export function shownStatus({ status, basis }: { status: Status; basis?: Basis | null }): Shown {
  return status === "ACTIVE" && basis === "LISTING" ? "LISTED" : status;
}

/** Sorts things under the status that they are shown with, leaving empty ones out. */
export function byStatus<Thing>(things: readonly Thing[], of: (thing: Thing) => Shown): [Shown, Thing[]][] {
  return shownOrder
    .map((shown): [Shown, Thing[]] => [shown, things.filter((thing) => of(thing) === shown)])
    .filter(([, found]) => found.length > 0);
}
