import Papa from "papaparse";
import names from "./columns.json";

// A list of somebody's own, as it was pasted or read from a file.

/** What a column of a list can say of a town. */
export const parts = ["name", "country", "region", "code"] as const;
export type Part = (typeof parts)[number];

/** Which column says it, -1 for none. */
export type Columns = Record<Part, number>;

export interface TownList {
  /** The names of the columns, as they are written; numbers where there are none. */
  columns: string[];
  rows: string[][];
  /** More rows than are matched were left out. */
  cut: number;
}

/** The most rows that are matched: as many as the server takes at a time. */
export const mostRows = 1000;

/** Names of columns, the likeliest first, without case and accents; `twingraph match` finds columns by the same. */
const usual: Record<Part, string[]> = names;

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replaceAll("ł", "l")
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, " ")
    .trim();

/** Finds the columns of a list by their names. */
export function findColumns(columns: readonly string[]): Columns {
  const written = columns.map(plain);
  const found = (part: Part) => usual[part].map((name) => written.indexOf(name)).find((at) => at >= 0) ?? -1;
  return { name: found("name"), country: found("country"), region: found("region"), code: found("code") };
}

/** Reads a list. The first line has the names of columns when one of them is a usual one; else the first is the name. */
export function readList(text: string): { list: TownList; columns: Columns } {
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, "").trim(), {
    skipEmptyLines: "greedy",
    // A name and its state stand in one line, "Portland, OR", where nothing else sets cells apart.
    ...(oneColumn(text) ? { delimiter: "\u001f" } : {}),
  });
  const head = data[0] ?? [];
  const columns = findColumns(head);
  const headed = parts.some((part) => columns[part] >= 0);
  const rows = headed ? data.slice(1) : data;
  const width = Math.max(0, ...data.map((row) => row.length));
  return {
    list: {
      columns: Array.from({ length: width }, (_, at) => (headed ? (head[at] ?? "") : String(at + 1))),
      rows: rows.slice(0, mostRows),
      cut: Math.max(0, rows.length - mostRows),
    },
    columns: headed ? columns : { name: width > 0 ? 0 : -1, country: -1, region: -1, code: -1 },
  };
}

/** Whether a text is names in lines, not a table: no tab or semicolon, and no line that begins with usual names of columns. */
function oneColumn(text: string): boolean {
  const first =
    text
      .replace(/^\ufeff/, "")
      .trimStart()
      .split(/\r?\n/, 1)[0] ?? "";
  if (/[\t;|]/.test(first)) return false;
  return !first.includes(",") || !parts.some((part) => findColumns(first.split(","))[part] >= 0);
}

/** What is asked about the rows of a list. */
export function rowsOf(list: TownList, columns: Columns) {
  const cell = (row: readonly string[], part: Part) =>
    (columns[part] < 0 ? "" : (row[columns[part]] ?? "")).trim().slice(0, 240);
  return list.rows.map((row) => ({
    name: cell(row, "name"),
    country: cell(row, "country"),
    region: cell(row, "region"),
    code: cell(row, "code"),
  }));
}
