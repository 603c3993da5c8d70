import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useErrorWords } from "../app/useErrorWords";
import { useDownload } from "../table/useDownload";

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
  const { busy, error, download } = useDownload();
  return (
    <>
      <Button className="button" onPress={() => void download(`${name}.csv`, rows)} isDisabled={busy}>
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
