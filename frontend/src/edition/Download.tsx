import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useErrorWords } from "../app/useErrorWords";
import { csv, save } from "../table/file";

interface Props {
  /** The name of the file without its ending. */
  name: string;
  /** Every row of it, the headings first. */
  rows: (signal: AbortSignal) => Promise<string[][]>;
}

/** Saves a table as CSV, all of it, not only what is shown. */
export function Download({ name, rows }: Props) {
  const { t } = useTranslation("edition");
  const errorWords = useErrorWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function download() {
    const abort = new AbortController();
    running.current = abort;
    setBusy(true);
    setError(undefined);
    try {
      save(`${name}.csv`, csv(await rows(abort.signal)));
    } catch (failure) {
      if (!abort.signal.aborted) setError(failure as Error);
    } finally {
      if (!abort.signal.aborted) setBusy(false);
    }
  }

  return (
    <>
      <Button className="button" onPress={() => void download()} isDisabled={busy}>
        {t("csv")}
      </Button>
      {error && (
        <span role="alert" className="failed">
          {errorWords(error)}
        </span>
      )}
    </>
  );
}
