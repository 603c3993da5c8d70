import { useTranslation } from "react-i18next";
import type { StandingFragment } from "../api/operations";

/** What qualifies a status: disputed, under review, one side only. */
export function StatusMarks({
  standing,
}: {
  standing: Pick<StandingFragment, "disputed" | "underReview" | "unilateral">;
}) {
  const { t } = useTranslation("record");
  return (
    <>
      {standing.disputed && <span className="tag">{t("disputed")}</span>}
      {standing.underReview && <span className="tag">{t("underReview")}</span>}
      {standing.unilateral && <span className="tag">{t("unilateral")}</span>}
    </>
  );
}
