import { useQueries } from "@tanstack/react-query";
import { ask } from "../api/ask";
import { MatchTownsDocument, type MatchTownsQuery, TownLinksDocument, type TownLinksQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { type Columns, rowsOf, type TownList } from "./list";

export type Match = MatchTownsQuery["matchCities"][number];
export type Town = NonNullable<TownLinksQuery["matchCities"][number]["city"]>;

/** Asks which cities the rows of a list mean. */
export function useMatches(list: TownList, columns: Columns) {
  const { asOf, knownAt } = times(useView());
  return useAnswer(
    MatchTownsDocument,
    { rows: rowsOf(list, columns), ...(asOf ? { asOf } : {}), ...(knownAt ? { knownAt } : {}) },
    "match",
  );
}

const together = 100; // cities whose links are asked for at once, within what a question may cost

/** Asks for the links of cities on the day, by slug. */
export function useTowns(slugs: readonly string[]): {
  towns: Map<string, Town>;
  waiting: boolean;
  error: Error | null;
} {
  const view = times(useView());
  const chunks: string[][] = [];
  for (let at = 0; at < slugs.length; at += together) chunks.push(slugs.slice(at, at + together));
  const answers = useQueries({
    queries: chunks.map((chunk) => {
      const variables = { rows: chunk.map((code) => ({ code })), ...view };
      return {
        queryKey: ["town links", TownLinksDocument.toString(), variables],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(TownLinksDocument, variables, signal),
      };
    }),
  });
  const towns = new Map<string, Town>();
  for (const { data } of answers) for (const { city } of data?.matchCities ?? []) if (city) towns.set(city.slug, city);
  return {
    towns,
    waiting: answers.some(({ isPending }) => isPending),
    error: answers.find(({ error }) => error)?.error ?? null,
  };
}
