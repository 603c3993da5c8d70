import { day, statuses } from "../view/view";
import type { FilterName } from "./address";

/** A parameter of the address that filters a list. */
export type Parameter = FilterName | "statuses";

/** Keys of texts of the language for the words of the schema that one can choose from. */
export type ChoiceWords =
  | "status"
  | "basis"
  | "linkKind"
  | "cityKind"
  | "resolutionKind"
  | "inForce"
  | "outcome"
  | "organisationKind"
  | "stance"
  | "channel"
  | "practiceKind"
  | "confidence";

/** What can be asked of a column, and where it goes in the filter of the API. */
export interface Field {
  parameter: Parameter;
  /**
   * How it is asked and compared: a part of a text, a keyword, a country by its code, some of a choice, yes or no, a
   * first and a last day, a least and a greatest number.
   */
  kind: "text" | "keyword" | "country" | "choice" | "yes" | "days" | "numbers";
  /** The way to the comparison in the filter input. */
  path: readonly string[];
  /** For a choice: the words to choose from, and the key of their texts. */
  values?: readonly string[];
  words?: ChoiceWords;
}

/** A filter input of the API. */
export type Filter = { [name: string]: unknown };

/** What the parameters ask, by their names. */
export type Asked = { readonly [name in Parameter]?: string | readonly string[] | undefined };

/** The text that an address gives a field, which is empty where it gives none that makes sense. */
export function askedValue(field: Field, asked: Asked): string {
  const value = asked[field.parameter];
  const text = Array.isArray(value) ? value.join(",") : typeof value === "string" ? value.trim() : "";
  return comparison(field, text) ? text : "";
}

/** The filter input that fields and parameters make together; undefined when nothing is asked. */
export function filterOf(fields: readonly Field[], asked: Asked): Filter | undefined {
  const filter: Filter = {};
  for (const field of fields) {
    const compared = comparison(field, askedValue(field, asked));
    if (compared) put(filter, field.path, compared);
  }
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** The two ends of a range such as “2022-01-01..2022-12-31”; an end that is left open is empty. */
export function rangeOf(text: string): [string, string] {
  const [from = "", to = ""] = text.split("..");
  return [from, to];
}

/** Writes a range; empty when both ends are open. */
export function rangeText(from: string, to: string): string {
  return from || to ? `${from}..${to}` : "";
}

/** Writes a choice in the order of its values; empty for none and for all, which is the same. */
export function choiceText(values: readonly string[], chosen: readonly string[]): string {
  const kept = values.filter((value) => chosen.includes(value));
  return kept.length === values.length ? "" : kept.join(",");
}

function comparison({ kind, values }: Field, text: string): Filter | undefined {
  if (text === "") return undefined;
  switch (kind) {
    case "text":
      return { contains: text };
    case "keyword":
      return { eq: text };
    case "country": {
      const codes = text.split(",").filter((code) => /^[A-Z]{2}$/.test(code));
      return codes.length > 0 ? { in: codes } : undefined;
    }
    case "choice": {
      const words = text.split(",");
      const chosen = (values ?? []).filter((value) => words.includes(value));
      return chosen.length > 0 ? { in: chosen } : undefined;
    }
    case "yes":
      return text === "yes" || text === "no" ? { eq: text === "yes" } : undefined;
    case "days": {
      const [from, to] = rangeOf(text).map(day);
      if (!from && !to) return undefined;
      return { ...(from ? { after: shifted(from, -1) } : {}), ...(to ? { before: shifted(to, 1) } : {}) };
    }
    case "numbers": {
      const [least, greatest] = rangeOf(text).map(whole);
      if (least === undefined && greatest === undefined) return undefined;
      return {
        ...(least !== undefined ? { greaterThan: least - 1 } : {}),
        ...(greatest !== undefined ? { lessThan: greatest + 1 } : {}),
      };
    }
  }
}

function put(filter: Filter, [name, ...rest]: readonly string[], compared: Filter) {
  if (name === undefined) return;
  if (rest.length === 0) {
    filter[name] = compared;
    return;
  }
  const inner = (filter[name] ?? {}) as Filter;
  filter[name] = inner;
  put(inner, rest, compared);
}

/** A day some days later. */
function shifted(from: string, days: number): string {
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function whole(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The statuses of links, chosen for the whole view. */
export const statusField = (path: readonly string[]): Field => ({
  parameter: "statuses",
  kind: "choice",
  path,
  values: statuses,
  words: "status",
});
