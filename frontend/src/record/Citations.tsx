import { useTranslation } from "react-i18next";
import type { CitationFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { webAddress } from "./webAddress";

/** A list of sources. Only web addresses become links. */
export function Citations({ sources }: { sources: readonly CitationFragment[] }) {
  const { t } = useTranslation("record");
  const format = useFormat();
  if (sources.length === 0) return <p>{t("noSource")}</p>;
  return (
    <ul className="citations">
      {sources.map((source) => {
        const url = webAddress(source.url);
        const detail = [source.publisher, format.date(source.date)].filter(Boolean).join(" · ");
        return (
          <li key={source.id}>
            {url ? (
              <a href={url} rel="noreferrer" lang="en">
                {source.title}
              </a>
            ) : (
              <span lang="en">{source.title}</span>
            )}
            {detail && <span className="quiet-words"> · {detail}</span>}
          </li>
        );
      })}
    </ul>
  );
}
