// What the address of a table says besides the view: its filters, its order and the columns that are left out.

export const listNames = [
  "links",
  "cities",
  "resolutions",
  "organisations",
  "campaigns",
  "pledges",
  "partnerships",
  "contacts",
  "practices",
  "sources",
] as const;
export type ListName = (typeof listNames)[number];

/** The parameters that filter some list. Each is a plain text; which list knows which, its columns say. */
export const filterNames = [
  "name",
  "kind",
  "country",
  "region",
  "population",
  "one",
  "oneCountry",
  "other",
  "otherCountry",
  "since",
  "basis",
  "confirmed",
  "unilateral",
  "disputed",
  "review",
  "title",
  "city",
  "inForce",
  "adopted",
  "repealed",
  "outcome",
  "stance",
  "scope",
  "about",
  "organiser",
  "organisation",
  "start",
  "end",
  "campaign",
  "work",
  "date",
  "programme",
  "topic",
  "funder",
  "role",
  "channel",
  "verified",
  "publisher",
  "confidence",
] as const;
export type FilterName = (typeof filterNames)[number];

/** What the address of a table says; every part is left out where it has its usual value. */
export type TableAddress = {
  /** The field to order by, with a minus in front for the largest first, such as “-SINCE”. */
  sort?: string | undefined;
  /** The columns that are left out. */
  hide?: string[] | undefined;
} & { [Name in FilterName]?: string | undefined };

const longest = 200; // characters of a filter

/** Reads the parameters of a table. What makes no sense in itself is dropped; a list passes over what it does not know. */
export function readTable(search: Record<string, unknown>): TableAddress {
  const address: TableAddress = {};
  for (const name of filterNames) {
    const value = search[name];
    if (typeof value === "string" && value.trim() !== "" && value.length <= longest) address[name] = value.trim();
  }
  if (typeof search.sort === "string" && /^-?[A-Z][A-Z_]{0,40}$/.test(search.sort)) address.sort = search.sort;
  const hide = Array.isArray(search.hide) ? search.hide : typeof search.hide === "string" ? search.hide.split(",") : [];
  const hidden = [...new Set(hide.filter((id) => typeof id === "string" && /^[a-zA-Z]{1,40}$/.test(id)))].sort();
  if (hidden.length > 0) address.hide = hidden;
  return address;
}

/** The list of this name, else undefined. */
export function listOf(name: string): ListName | undefined {
  return listNames.find((known) => known === name);
}
