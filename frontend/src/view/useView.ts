import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { View } from "./view";

/** What the address says of the view. */
export function useView(): View {
  return useSearch({ from: "__root__" });
}

/**
 * Changes parts of the view in the address, and nothing else on the page. `replace` leaves no step to go back to: for
 * changes that come many a second, such as a slider's.
 */
export function useChangeView(): (change: View, how?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (change, { replace = false } = {}) => {
      void navigate({ to: ".", search: (shown: View) => ({ ...shown, ...change }), replace, resetScroll: false });
    },
    [navigate],
  );
}
