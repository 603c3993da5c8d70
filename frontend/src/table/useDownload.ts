import { useEffect, useRef, useState } from "react";
import { csv, save } from "./file";

/** Saves tables as CSV: one at a time, and none any more when the page is left. */
export function useDownload() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  /** Saves a file with every row that is found, the headings first. */
  async function download(name: string, find: (signal: AbortSignal) => Promise<string[][]>) {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const { signal } = abort;
    setBusy(true);
    setError(undefined);
    try {
      save(name, csv(await find(signal)));
    } catch (failure) {
      if (!signal.aborted) setError(failure as Error);
    } finally {
      if (!signal.aborted) setBusy(false);
    }
  }
  return { busy, error, download };
}
