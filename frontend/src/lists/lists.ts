// Links that rest on lists alone: a directory shows them, and nobody said or decided anything of them.
import type { Basis, ClaimType, TwinningLinkFilter } from "../api/operations";

/** What a directory says of a link; every other claim is somebody's act or a report on the link. */
const BY_LISTS: readonly ClaimType[] = ["LISTED", "NOT_LISTED"];
const BY_OTHERS: readonly ClaimType[] = [
  "ESTABLISHED",
  "SUSPENDED",
  "ENDED",
  "RESTORED",
  "REAFFIRMED",
  "REVIEW_OPENED",
  "OBSERVED",
];

/** What a status rests on where it does not rest on a list alone. */
export const OTHER_BASES: readonly Basis[] = ["DECISION", "STATEMENT", "OBSERVATION"];

/** Whether a claim is what a directory says. */
export function isOfList(type: ClaimType): boolean {
  return BY_LISTS.includes(type);
}

/**
 * Selects links that rest on lists alone on the day: a list is the basis of their status, or nothing is known of them
 * that day and no claim but a list's was ever made.
 */
export const ON_LISTS_ALONE: TwinningLinkFilter = {
  or: [{ basis: { eq: "LISTING" } }, { status: { eq: "UNKNOWN" }, claimsNone: { type: { in: [...BY_OTHERS] } } }],
};

/** What a filter selects of the links that rest on lists alone. */
export function onListsAlone(filter?: TwinningLinkFilter): TwinningLinkFilter {
  return filter ? { and: [filter, ON_LISTS_ALONE] } : ON_LISTS_ALONE;
}

/** What a filter selects of the others. */
export function beyondLists(filter?: TwinningLinkFilter): TwinningLinkFilter {
  const rest: TwinningLinkFilter = { not: ON_LISTS_ALONE };
  return filter ? { and: [filter, rest] } : rest;
}

/** A share in whole per cent. Less than all is never 100, and some are never 0. */
export function percentOf(part: number, all: number): number {
  if (part <= 0 || all <= 0) return 0;
  if (part >= all) return 100;
  return Math.min(99, Math.max(1, Math.round((100 * part) / all)));
}
