import { useInfiniteQuery } from "@tanstack/react-query";
import { ask } from "../api/ask";
import { HistoryDocument, type HistoryQuery } from "../api/operations";

type Life = Extract<NonNullable<HistoryQuery["node"]>, { versions: unknown }>;

/** One step in the life of a record. */
export type Step = Life["versions"]["nodes"][number];

/** The life of a record, the latest step first, ten at a time; asked for when `open`. */
export function useHistory(id: string, open: boolean) {
  return useInfiniteQuery({
    queryKey: ["history", id],
    queryFn: ({ pageParam, signal }) =>
      ask(HistoryDocument, { id, ...(pageParam ? { before: pageParam } : {}) }, signal),
    initialPageParam: "",
    getNextPageParam: ({ node }: HistoryQuery) =>
      node && "versions" in node && node.versions.pageInfo.hasPreviousPage ? node.versions.pageInfo.startCursor : null,
    enabled: open,
    select: ({ pages }) => lifeOf(pages),
  });
}

/** The steps of the pages in one list, the latest first, with the type of the record and how many steps there are in all. */
export function lifeOf(pages: readonly HistoryQuery[]): { word: string; steps: Step[]; total: number } {
  let word = "";
  let total = 0;
  const steps: Step[] = [];
  for (const { node } of pages) {
    if (!node || !("versions" in node)) continue;
    word = node.__typename;
    total = node.versions.totalCount;
    steps.push(...node.versions.nodes.toReversed());
  }
  return { word, steps, total };
}
