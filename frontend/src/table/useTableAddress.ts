import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { View } from "../view/view";
import type { TableAddress } from "./address";

/** What the address of a table says, the view included. */
export function useTableAddress(): TableAddress & View {
  return useSearch({ from: "/table/$list" });
}

/** Changes parts of a table's address. */
export function useChangeTable(): (change: TableAddress & View) => void {
  const navigate = useNavigate({ from: "/table/$list" });
  return useCallback(
    (change) => void navigate({ to: ".", search: (shown) => ({ ...shown, ...change }), resetScroll: false }),
    [navigate],
  );
}
