// Columns and filters that several lists have.
import type { ChoiceWords, Field } from "./filter";
import type { Column, Row } from "./list";

/** A range of days. */
export const days = (parameter: Field["parameter"], path: string): Field => ({ parameter, kind: "days", path: [path] });
/** The name itself. */
export const name: Field = { parameter: "name", kind: "text", path: ["name"] };
/** Any of the names. */
export const anyName: Field = { parameter: "name", kind: "text", path: ["anyName"] };
/** The country. */
export const country: Field = { parameter: "country", kind: "country", path: ["country"] };
/** Some of the kinds. */
export const kind = (values: readonly string[], words: ChoiceWords): Field => ({
  parameter: "kind",
  kind: "choice",
  path: ["kind"],
  values,
  words,
});

/** The name and the country of a city that the record refers to. */
export const cityFields = (path: string): Field[] => [
  { parameter: "city", kind: "text", path: [path, "anyName"] },
  { parameter: "country", kind: "country", path: [path, "country"] },
];

/** A column that says what a text of the record says. */
export function texts<R extends Row>(
  id: string,
  value: (row: R) => string | null,
  more: Partial<Column<R>> = {},
): Column<R> {
  return { id, text: (row) => value(row) ?? "", ...more };
}

/** A column of dates: as recorded in a file, in words on the page. */
export function dates<R extends Row>(
  id: string,
  value: (row: R) => string | null,
  more: Partial<Column<R>> = {},
): Column<R> {
  return texts(id, value, { cell: (row, { format }) => format.date(value(row)), ...more });
}

/** A column of countries by their names. */
export function countries<R extends Row>(value: (row: R) => string | null, order?: string): Column<R> {
  return {
    id: "country",
    text: (row, { format }) => format.country(value(row)),
    fields: [country],
    ...(order ? { order } : {}),
  };
}
