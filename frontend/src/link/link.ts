import type { LinkQuery } from "../api/operations";

/** What the page of a link shows of it. */
export type TwinningLink = NonNullable<LinkQuery["twinningLink"]>;
