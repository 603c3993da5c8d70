// The view: what of the address all pages share. The address is the only place where it is kept.

export const statuses = ["ACTIVE", "SUSPENDED", "ENDED", "CONTESTED", "UNKNOWN", "NOT_ESTABLISHED"] as const;
export type Status = (typeof statuses)[number];

export const languages = ["en", "de", "pl"] as const;
export type Language = (typeof languages)[number];

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Every part is left out where it has its usual value, so that a short address means the usual view. */
export interface View {
  /** The day at which things are shown, YYYY-MM-DD; today when left out. */
  asOf?: string | undefined;
  /** The instant up to which recorded statements count, RFC 3339; everything recorded when left out. */
  knownAt?: string | undefined;
  /** A second day, to see what changed between it and `asOf`. */
  compare?: string | undefined;
  /** The slug of the city that the map or the network centres on. */
  focus?: string | undefined;
  /** The statuses that are shown, in the order of `statuses`; all of them when left out. */
  statuses?: Status[] | undefined;
  /** Links that rest on lists alone are left out; shown when nothing is said. */
  lists?: "hidden" | undefined;
  /** The language of the page; the browser's when left out. */
  lang?: Language | undefined;
  /** Light or dark; the system's when left out. */
  theme?: Theme | undefined;
}

/** The parts that stay when a reader goes from page to page; `focus` belongs to the page that has it. */
export const lasting = [
  "asOf",
  "knownAt",
  "compare",
  "statuses",
  "lists",
  "lang",
  "theme",
] as const satisfies (keyof View)[];

/** Reads a view from the parameters of an address. Nothing in an address is trusted: what makes no sense is dropped. */
export function readView(search: Record<string, unknown>): View {
  const view: View = {};
  const asOf = day(search.asOf);
  if (asOf) view.asOf = asOf;
  const knownAt = instant(search.knownAt);
  if (knownAt) view.knownAt = knownAt;
  const compare = day(search.compare);
  if (compare) view.compare = compare;
  if (typeof search.focus === "string" && isSlug(search.focus)) view.focus = search.focus;
  const shown = statusList(search.statuses);
  if (shown) view.statuses = shown;
  if (search.lists === "hidden") view.lists = search.lists;
  const lang = languages.find((known) => known === search.lang);
  if (lang) view.lang = lang;
  const theme = themes.find((known) => known === search.theme);
  if (theme) view.theme = theme;
  return view;
}

/** The two times as variables of a question. */
export function times(view: View): { asOf?: string; knownAt?: string } {
  return { ...(view.asOf ? { asOf: view.asOf } : {}), ...(view.knownAt ? { knownAt: view.knownAt } : {}) };
}

/** The day that is shown. */
export function shownDay(view: View): string {
  return view.asOf ?? today();
}

/** Today in UTC, the day that the server means by today. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The day when it is one of the calendar, else undefined. */
export function day(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? undefined : value;
}

function instant(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value))
    return undefined;
  return Number.isNaN(Date.parse(value)) ? undefined : value;
}

function isSlug(value: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,199}$/.test(value);
}

function statusList(value: unknown): Status[] | undefined {
  const words = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];
  const shown = statuses.filter((status) => words.includes(status));
  return shown.length === 0 || shown.length === statuses.length ? undefined : shown;
}
