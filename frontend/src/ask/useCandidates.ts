import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ask } from "../api/ask";
import { AskDialogueDocument, type AskDialogueQueryVariables } from "../api/operations";

/**
 * Candidates with all their evidence, asked for in pages of `first`, as many as the address says rows. `variables` null
 * asks nothing. While the next answer about the same asker and goal is on its way the last one stays.
 */
export function useCandidates(variables: AskDialogueQueryVariables | null, rows: number) {
  const subject = JSON.stringify([variables?.for, variables?.goal]);
  const answer = useInfiniteQuery({
    queryKey: ["dialogue", subject, variables],
    queryFn: ({ pageParam, signal }) => {
      if (variables === null) throw new Error("asked without variables");
      return ask(AskDialogueDocument, { ...variables, ...(pageParam ? { after: pageParam } : {}) }, signal);
    },
    enabled: variables !== null,
    initialPageParam: "",
    getNextPageParam: ({ dialogueCandidates: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: (last, query) => (query?.queryKey[1] === subject ? last : undefined),
  });
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = answer;
  const shown = data?.pages.reduce((sum, page) => sum + page.dialogueCandidates.nodes.length, 0) ?? rows;
  useEffect(() => {
    if (shown < rows && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [shown, rows, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  return answer;
}
