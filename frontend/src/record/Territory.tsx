import { useTranslation } from "react-i18next";
import type { TerritoryFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";

/** What is disputed of a city's place, who administers it and who claims it, in neutral words; nothing of any other city. */
export function Territory({ city, named = false }: { city: TerritoryFragment & { name: string }; named?: boolean }) {
  const { t } = useTranslation("record");
  const format = useFormat();
  const { administeredBy, claimedBy, listedUnder, territoryNote } = city;
  const countries = (codes: readonly string[]) => format.list(codes.map((code) => format.country(code)));
  const words = [
    administeredBy && t("territory.administered", { country: format.country(administeredBy) }),
    claimedBy.length > 0 && t("territory.claimed", { countries: countries(claimedBy) }),
    listedUnder.length > 0 && t("territory.listed", { countries: countries(listedUnder) }),
  ].filter((sentence) => typeof sentence === "string");
  if (words.length === 0 && !territoryNote) return null;
  return (
    <p className="territory" role="note">
      <span className="tag">{named ? t("inDispute", { cities: city.name }) : t("territory.tag")}</span>{" "}
      {words.join(" ")} {territoryNote && <span lang="en">{territoryNote} </span>}
      <span className="quiet-words">{t("territory.meaning")}</span>
    </p>
  );
}
