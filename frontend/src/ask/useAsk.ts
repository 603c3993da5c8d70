import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { View } from "../view/view";
import type { AskAddress } from "./address";

/** What the address of a question says, the view included. */
export function useAsk(): AskAddress & View {
  return useSearch({ from: "/ask/$question" });
}

/** Changes parts of a question's address. */
export function useChangeAsk(): (change: AskAddress) => void {
  const navigate = useNavigate({ from: "/ask/$question" });
  return useCallback(
    (change) => void navigate({ to: ".", search: (shown) => ({ ...shown, ...change }), resetScroll: false }),
    [navigate],
  );
}
