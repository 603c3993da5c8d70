import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";

/** Marks a link of cities in places that several states claim: it is not simply one between two countries. */
export function InDispute({ cities }: { cities: readonly { id: string; name: string }[] }) {
  const { t } = useTranslation("record");
  const format = useFormat();
  if (cities.length === 0) return null;
  return (
    <span className="tag" title={t("inDisputeMeaning")}>
      {t("inDispute", { cities: format.list(cities.map(({ name }) => name)) })}
    </span>
  );
}
