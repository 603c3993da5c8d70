/** The joint statuses in the one order that the client uses; files and answers may list them in any order. */
export const STATUSES = ["ACTIVE", "SUSPENDED", "ENDED", "CONTESTED", "UNKNOWN", "NOT_ESTABLISHED"] as const;

export type Status = (typeof STATUSES)[number];

/** Index of a status in STATUSES; this is what the typed arrays hold. */
export const ACTIVE = 0;
export const SUSPENDED = 1;
export const ENDED = 2;
export const CONTESTED = 3;
export const UNKNOWN = 4;
export const NOT_ESTABLISHED = 5;

/** How an ACTIVE link looks that a directory shows and nothing else: as a status of its own, after the others. */
export const LISTED = 6;

/** What a look is called: the statuses, and LISTED. */
export const LOOKS = [...STATUSES, "LISTED"] as const;

/** Statuses that are drawn and counted: a link that does not exist yet is neither. */
export const SHOWN_STATUSES = [ACTIVE, SUSPENDED, ENDED, CONTESTED, UNKNOWN] as const;

/** All shown statuses as a bit mask. */
export const ALL_STATUSES = 0b11111;

/** Bits of a spell's flags, as the server sends them. */
export const DISPUTED = 1;
export const EXACT = 2;
export const UNILATERAL = 4;
export const UNDER_REVIEW = 8;
/** The status rests on a directory that lists the link and on nothing else: weak evidence, drawn paler. */
export const LISTED_ONLY = 16;
/** It became known and did not happen: by a list, a report or a reaffirmation. */
export const BECAME_KNOWN = 32;

/** Bottom to top: what an analyst looks for lies above what is ordinary. */
export const DRAWING_ORDER = [UNKNOWN, ACTIVE, ENDED, SUSPENDED, CONTESTED] as const;

/** The looks in the same order: what a list alone shows lies below everything that somebody decided. */
export const LOOKS_IN_ORDER = [LISTED, ...DRAWING_ORDER] as const;

/** The status that a name of the API stands for; an unknown name is a newer server, and is said to be so. */
export function statusIndex(name: string): number {
  const index = STATUSES.indexOf(name as Status);
  if (index < 0) throw new Error(`The map does not know the status ${name}. Reload the page to get a newer version.`);
  return index;
}
