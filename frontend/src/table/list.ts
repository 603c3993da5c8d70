import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import type { CitationFragment, Confidence } from "../api/operations";
import type { TypedDocument } from "../api/TypedDocument";
import type { useFormat } from "../language/useFormat";
import { beyondLists } from "../lists/lists";
import type { ListName } from "./address";
import { type Asked, type Field, type Filter, filterOf } from "./filter";

/** What rows are written with. */
export interface Words {
  t: TFunction<["table", "language", "record"]>;
  format: ReturnType<typeof useFormat>;
}

/** What every row has. */
export interface Row {
  id: string;
  confidence: Confidence | null;
  notes: string | null;
  recordedAt: string;
  sources: CitationFragment[];
}

/** A column of a list. Its id is the key of its heading. */
export interface Column<R extends Row> {
  id: string;
  /** What a file says in it, and the page too unless `cell` says otherwise. */
  text(row: R, words: Words): string;
  cell?(row: R, words: Words): ReactNode;
  /** The field of the API that orders by it. */
  order?: string;
  fields?: readonly Field[];
  /** Numbers stand to the right. */
  number?: boolean;
  /** It takes the room that long texts need. */
  wide?: boolean;
}

/** A page of a list, as the API gives it. */
export interface Page<R> {
  list: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: R[] };
}

/** A list of the API as a table. The first column names the row. */
export interface List<R extends Row> {
  /** Its variables are those that `variablesOf` makes; a test holds them to the schema. */
  document: TypedDocument<Page<R>, never>;
  columns: readonly Column<R>[];
  /** What a row is called where its sources are shown. */
  name(row: R): string;
  /** The sources of what a row says, where it says more than its record. */
  cited?(row: R): readonly CitationFragment[];
  /** Turns a row round so that it reads as it was asked. */
  turned?(row: R, asked: Asked): R;
}

/** The variables of a list's question. */
export interface Variables {
  filter?: Filter;
  /** Which links of a city are counted. */
  links?: Filter;
  orderBy?: { field: string; direction: "ASC" | "DESC" };
  first: number;
  after?: string;
  asOf?: string;
  knownAt?: string;
}

/** An order as the address writes it, when the list has it. */
export function orderOf(list: Pick<List<Row>, "columns">, sort: string | undefined): Variables["orderBy"] {
  const field = sort?.replace(/^-/, "");
  if (!field || !list.columns.some(({ order }) => order === field)) return undefined;
  return { field, direction: sort?.startsWith("-") ? "DESC" : "ASC" };
}

/** The question that an address asks of a list. */
export function variablesOf(
  list: Pick<List<Row>, "columns">,
  asked: Asked & { sort?: string | undefined },
  times: { asOf?: string; knownAt?: string },
  first: number,
): Variables {
  const filter = filterOf(
    list.columns.flatMap(({ fields = [] }) => fields),
    asked,
  );
  const orderBy = orderOf(list, asked.sort);
  return { ...(filter ? { filter } : {}), ...(orderBy ? { orderBy } : {}), first, ...times };
}

/** The question without links that rest on lists alone: they are left out, and not counted of cities. */
export function withoutLists(list: ListName, variables: Variables): Variables {
  const { filter } = variables;
  if (list === "links") return { ...variables, filter: beyondLists(filter) as Filter };
  if (list !== "cities") return variables;
  const links = filter?.links as Filter | undefined;
  return {
    ...variables,
    ...(links ? { filter: { ...filter, links: beyondLists(links) } } : {}),
    links: beyondLists() as Filter,
  };
}

/** The columns that are shown. The first, which names the row, always is. */
export function shownColumns<R extends Row>({ columns }: List<R>, hide: readonly string[] = []): readonly Column<R>[] {
  return columns.filter(({ id }, index) => index === 0 || !hide.includes(id));
}

/** Rows as the texts of a file, under their headings; how each was obtained stands last. */
export function fileOf(
  list: List<Row>,
  rows: readonly Row[],
  asked: Asked & { hide?: string[] | undefined },
  words: Words,
) {
  const { t } = words;
  const columns = shownColumns(list, asked.hide);
  const heading = (id: string) => t(`table:column.${id}` as "table:column.name");
  return [
    [...columns.map(({ id }) => heading(id)), heading("confidence")],
    ...rows
      .map((row) => list.turned?.(row, asked) ?? row)
      .map((row) => [
        ...columns.map((column) => column.text(row, words)),
        row.confidence ? t(`language:confidence.${row.confidence}`) : "",
      ]),
  ];
}
