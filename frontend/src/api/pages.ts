/** A page of a list, as every list of the API has it. */
interface Page<Node> {
  nodes: readonly Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** All that a list holds, page after page: `pageAfter` asks for the one after a cursor, which is empty for the first. */
export async function everyPage<Node>(pageAfter: (cursor: string) => Promise<Page<Node>>): Promise<Node[]> {
  const found: Node[] = [];
  let after = "";
  do {
    const { nodes, pageInfo } = await pageAfter(after);
    found.push(...nodes);
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? "") : "";
  } while (after);
  return found;
}
