// What the address of a question says besides the view.

export const questions = ["dialogue", "connections", "mediators", "alliances", "whatif", "metrics", "plan"] as const;
export type Question = (typeof questions)[number];

export const goals = ["REPEAL", "RESTORE", "KEEP", "JOIN", "PARTNER"] as const;
export type Goal = (typeof goals)[number];
export const purposes = [
  "DIALOGUE",
  "THANK",
  "INFORMATION_REQUEST",
  "REQUEST_SUSPENSION",
  "REQUEST_RESTORATION",
] as const;
export type Purpose = (typeof purposes)[number];
export const bases = ["LINKS", "LINKS_AND_PLEDGES", "LINKS_AND_PARTNERSHIPS", "ALL"] as const;
export const orders = ["DEGREE", "CORE", "CLUSTERING", "BETWEENNESS", "HARMONIC", "PAGE_RANK", "CONSTRAINT"] as const;

/** Which links count as ways: those that stand, suspended ones too, or every one that ever stood. */
export const ways = ["standing", "suspended", "any"] as const;
export type Ways = (typeof ways)[number];

/** A place is the slug of a city or the code of a country in capitals. */
export interface AskAddress {
  /** Who asks, or where ways begin: a city, a country or an organisation. */
  from?: string | undefined;
  organisation?: string | undefined;
  /** Whom it is about, or where ways end. */
  to?: string | undefined;
  goal?: Goal | undefined;
  /** The country of those to be approached. */
  among?: string | undefined;
  ways?: Ways | undefined;
  campaign?: string | undefined;
  topic?: string | undefined;
  purpose?: Purpose | undefined;
  /** The language of the letter; that of the page when left out. */
  letter?: "en" | "de" | "pl" | undefined;
  /** The most links of a way. */
  length?: number | undefined;
  /** How many rows are shown. */
  rows?: number | undefined;
  /** Links supposed to end. */
  off?: string[] | undefined;
  basis?: (typeof bases)[number] | undefined;
  /** The fineness of alliances. */
  fine?: number | undefined;
  order?: (typeof orders)[number] | undefined;
  up?: boolean | undefined;
}

/** Reads the parameters of a question; what makes no sense is dropped. */
export function readAsk(search: Record<string, unknown>): AskAddress {
  const address: AskAddress = {};
  const place = (value: unknown) => (isSlug(value) || isCountry(value) ? value : undefined);
  put(address, "from", place(search.from));
  put(address, "to", place(search.to));
  put(address, "organisation", isSlug(search.organisation) ? search.organisation : undefined);
  put(address, "goal", oneOf(goals, search.goal));
  put(address, "among", isCountry(search.among) ? search.among : undefined);
  put(address, "ways", oneOf(ways, search.ways));
  put(address, "campaign", isSlug(search.campaign) ? search.campaign : undefined);
  put(address, "topic", isShort(search.topic) ? search.topic : undefined);
  put(address, "purpose", oneOf(purposes, search.purpose));
  put(address, "letter", oneOf(["en", "de", "pl"] as const, search.letter));
  put(address, "length", number(search.length, 1, 16));
  put(address, "rows", number(search.rows, 1, 500));
  const off = Array.isArray(search.off) ? search.off : typeof search.off === "string" ? search.off.split(",") : [];
  const links = [...new Set(off.filter(isSlug))].slice(0, 32);
  put(address, "off", links.length > 0 ? links : undefined);
  put(address, "basis", oneOf(bases, search.basis));
  put(address, "fine", number(search.fine, 1, 100));
  put(address, "order", oneOf(orders, search.order));
  put(address, "up", search.up === true || search.up === "true" ? true : undefined);
  return address;
}

/** The question of this name, else undefined. */
export function questionOf(name: string): Question | undefined {
  return questions.find((known) => known === name);
}

/** Whether a place is a country. */
export function isCountry(value: unknown): value is string {
  return typeof value === "string" && /^[A-Z]{2}$/.test(value);
}

/** A place as the API takes it. */
export function placeInput(place: string): { country: string } | { city: string } {
  return isCountry(place) ? { country: place } : { city: place };
}

/** The links that count as ways, as the API takes them. */
export function through(which: Ways | undefined) {
  switch (which) {
    case "suspended":
      return { statuses: ["ACTIVE" as const, "SUSPENDED" as const] };
    case "any":
      return {
        statuses: ["ACTIVE" as const, "SUSPENDED" as const, "ENDED" as const, "CONTESTED" as const, "UNKNOWN" as const],
      };
    default:
      return {};
  }
}

function put<Name extends keyof AskAddress>(address: AskAddress, name: Name, value: AskAddress[Name]) {
  if (value !== undefined) address[name] = value;
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

function isSlug(value: unknown): value is string {
  return typeof value === "string" && /^[a-z0-9][a-z0-9-]{0,199}$/.test(value);
}

function isShort(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= 100;
}

function number(value: unknown, least: number, most: number): number | undefined {
  const read =
    typeof value === "number" ? value : typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  return Number.isInteger(read) && read >= least && read <= most ? read : undefined;
}
