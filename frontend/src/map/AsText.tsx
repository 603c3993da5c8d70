import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { linksOf, type Network } from "./network";
import type { Shown } from "./scene";
import type { Selection } from "./select";
import { LOOKS } from "./status";

/** So many links are listed. */
const LISTED = 80;

interface Props {
  network: Network;
  selection: Selection;
  shown: Shown | null;
  onCity: (city: number) => void;
  onLink: (link: number) => void;
}

/** What the picture shows, as a list: the cities in view with their links, for those who cannot or do not want to see it. */
export function AsText({ network, selection, shown, onCity, onLink }: Props) {
  const { t } = useTranslation("map");
  const format = useFormat();
  const words = useTranslation("language").t;
  const [open, setOpen] = useState(false);
  const cities = shown?.cities ?? [];
  const links = useMemo(() => {
    if (!open) return [];
    const selected = new Set(selection.links);
    const found = new Set<number>();
    for (const city of cities) {
      for (const link of linksOf(network, city)) if (selected.has(link)) found.add(link);
      if (found.size >= LISTED) break;
    }
    return [...found].slice(0, LISTED);
  }, [open, network, selection, cities]);
  return (
    <details className="as-text" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("text.title")}</summary>
      {open && (
        <>
          <p>
            {t("text.links", { count: selection.links.length, number: format.number(selection.links.length) })}{" "}
            {shown?.bundled && t("text.bundled")}{" "}
            {(shown?.unplaced ?? 0) > 0 && t("text.unplaced", { count: shown?.unplaced ?? 0 })}
          </p>
          <div className="as-text-lists">
            <section aria-label={t("text.cities")}>
              <h3>{t("text.cities")}</h3>
              <ul>
                {cities.map((city) => (
                  <li key={city}>
                    <button type="button" className="plain" onClick={() => onCity(city)}>
                      {network.cityName[city]}
                    </button>{" "}
                    <span className="quiet-words">
                      {format.country(network.country[city])},{" "}
                      {t("tip.links", {
                        count: selection.degree[city] ?? 0,
                        number: format.number(selection.degree[city] ?? 0),
                      })}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
            <section aria-label={t("text.theirLinks")}>
              <h3>{t("text.theirLinks")}</h3>
              <ul>
                {links.map((link) => (
                  <li key={link}>
                    <button type="button" className="plain" onClick={() => onLink(link)}>
                      {network.cityName[network.a[link] as number]} – {network.cityName[network.b[link] as number]}
                    </button>{" "}
                    <span className="quiet-words">
                      {words(`status.${LOOKS[selection.looks[link] as number] ?? "UNKNOWN"}`)}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </>
      )}
    </details>
  );
}
