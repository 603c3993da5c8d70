import { useCallback } from "react";
import type { TwinningLinkFilter } from "../api/operations";
import { useChangeView, useView } from "../view/useView";
import { beyondLists, OTHER_BASES } from "./lists";

/** Whether links that rest on lists alone are shown, for all pages at once, and what follows for their questions. */
export function useLists() {
  const hidden = useView().lists === "hidden";
  const change = useChangeView();
  return {
    hidden,
    /** Shows or hides them everywhere; the address says so. */
    show: useCallback((shown: boolean) => change({ lists: shown ? undefined : "hidden" }, { replace: true }), [change]),
    /** A filter of links, narrowed where they are hidden. */
    filter: (filter?: TwinningLinkFilter): TwinningLinkFilter | undefined => (hidden ? beyondLists(filter) : filter),
    /** A choice of the links along which the network is measured, narrowed in the same way. */
    through: <Chosen extends object>(chosen: Chosen) => (hidden ? { ...chosen, bases: [...OTHER_BASES] } : chosen),
  };
}
