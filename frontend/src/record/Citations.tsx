import { useTranslation } from "react-i18next";
import type { CitationFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { webAddress } from "./webAddress";

interface Props {
  sources: readonly CitationFragment[];
  /** Number them: they are the references of a page. */
  numbered?: boolean;
}

/** A list of sources. Only web addresses become links. */
export function Citations({ sources, numbered = false }: Props) {
  const { t } = useTranslation("record");
  if (sources.length === 0) return <p>{t("noSource")}</p>;
  const List = numbered ? "ol" : "ul";
  return (
    <List className="citations">
      {sources.map((source) => (
        <li key={source.id}>
          <Citation source={source} />
        </li>
      ))}
    </List>
  );
}

function Citation({ source }: { source: CitationFragment }) {
  const format = useFormat();
  const url = webAddress(source.url);
  const detail = [source.publisher, format.date(source.date)].filter(Boolean).join(" · ");
  return (
    <>
      {url ? (
        <a href={url} rel="noreferrer" lang="en">
          {source.title}
        </a>
      ) : (
        <span lang="en">{source.title}</span>
      )}
      {detail && <span className="quiet-words"> · {detail}</span>}
    </>
  );
}
