import { useSyncExternalStore } from "react";
import type { Theme } from "./palette";

const dark = () => matchMedia("(prefers-color-scheme: dark)");

/** The theme that is shown: the chosen one, else the system's. */
export function useTheme(chosen: Theme | undefined): Theme {
  const system = useSyncExternalStore(
    (changed) => {
      const query = dark();
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => dark().matches,
  );
  return chosen ?? (system ? "dark" : "light");
}
