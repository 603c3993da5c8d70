import { QueryClient, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { ApiError, ask, notReady, unreachable } from "./ask";
import type { TypedDocument } from "./TypedDocument";

/** Milliseconds after which it is asked again by itself: a server that does not answer, and one that is still computing. */
const again: Record<string, number> = { [unreachable]: 3000, [notReady]: 1000 };

/** What remembers answers; one for the whole page. */
export function newAnswers(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        retry: false, // an answer does not change by asking again; what does is asked again below
        networkMode: "always", // the server may be on this very machine
        refetchInterval: ({ state }) => (state.error instanceof ApiError && again[state.error.code]) || false,
      },
    },
  });
}

/** How a question is remembered: what is asked about, the document, its variables. */
type Key<Variables> = [subject: string, document: string, variables: Variables];

/**
 * Asks a question whenever it changes; `variables` null asks nothing. While the next answer is on its way the last one
 * about the same `subject` stays, with isPlaceholderData set: a date can change under a page, a city cannot.
 */
export function useAnswer<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables | null,
  subject: string,
): UseQueryResult<Data, Error> {
  return useQuery<Data, Error, Data, Key<Variables | null>>({
    queryKey: [subject, document.toString(), variables],
    queryFn: ({ signal }) => {
      if (variables === null) throw new Error("asked without variables");
      return ask(document, variables, signal);
    },
    enabled: variables !== null,
    placeholderData: (last, query) => (query?.queryKey[0] === subject ? last : undefined),
  });
}
