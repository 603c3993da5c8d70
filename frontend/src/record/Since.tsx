import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";

/** From when on something has stood so, as far as anybody says. */
export interface Beginning {
  since: string | null;
  sinceAtLatest?: boolean;
  listedSince?: string | null;
  stale?: boolean;
  exact?: boolean;
}

/**
 * Writes a beginning in words; empty where nobody says. A list shows that a tie stood, not since when: its date is never
 * that of a beginning.
 */
export function useSince(): (of: Beginning) => string {
  const { t } = useTranslation("record");
  const format = useFormat();
  return (of) => {
    if (of.since === null) return of.listedSince ? t("listedSince", { date: format.date(of.listedSince) }) : "";
    const date = format.date(of.since);
    return [of.sinceAtLatest ? t("sinceAtLatest", { date }) : date, of.exact === false ? `(${t("notExact")})` : ""]
      .filter(Boolean)
      .join(" ");
  };
}

/** A beginning, and that what began was not confirmed for long. */
export function Since({ of }: { of: Beginning }) {
  const { t } = useTranslation("record");
  const since = useSince();
  return (
    <>
      {since(of)}
      {of.stale && (
        <>
          {" "}
          <span className="tag" title={t("staleMeaning")}>
            {t("stale")}
          </span>
        </>
      )}
    </>
  );
}
