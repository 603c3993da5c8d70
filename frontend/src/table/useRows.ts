import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { ask } from "../api/ask";
import { everyPage } from "../api/pages";
import type { ListName } from "./address";
import type { List, Page, Row, Variables } from "./list";

const largest = 500; // rows of a page, by the API

/** The rows of a list, page after page. While another filter's are on their way the last ones stay. */
export function useRows(name: ListName, list: List<Row>, variables: Variables) {
  return useInfiniteQuery({
    queryKey: ["table", name, list.document.toString(), variables],
    queryFn: ({ pageParam, signal }) =>
      askPage(list, { ...variables, ...(pageParam ? { after: pageParam } : {}) }, signal),
    initialPageParam: "",
    getNextPageParam: ({ list: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : null),
    placeholderData: (last, query) => (query?.queryKey[1] === name ? keepPreviousData(last) : undefined),
  });
}

/** Every row of a list, asked for in pages as large as they may be; `progress` hears how many there are so far. */
export function allRows(
  list: List<Row>,
  variables: Variables,
  signal: AbortSignal,
  progress: (rows: number) => void,
): Promise<Row[]> {
  let rows = 0;
  return everyPage(async (after) => {
    const page = await askPage(list, { ...variables, first: largest, ...(after ? { after } : {}) }, signal);
    rows += page.list.nodes.length;
    progress(rows);
    return page.list;
  });
}

function askPage(list: List<Row>, variables: Variables, signal: AbortSignal): Promise<Page<Row>> {
  return ask(list.document, variables as never, signal);
}
