import { parse, print } from "graphql";

/** A question of the pages, which is sent on one line, as a person would write it; what has several lines stays as it is. */
export function readable(query: string): string {
  if (query.trim().includes("\n")) return query;
  try {
    return `${print(parse(query))}\n`;
  } catch {
    return query; // the editor says what is wrong with it
  }
}
