import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { type Day, dateOf, type Network } from "../map/network";
import { Swatch } from "../map/Swatch";
import { LOOKS } from "../map/status";
import { movesBetween } from "./timeline";

/** So many links of a move are listed. */
const LISTED = 60;

interface Props {
  network: Network;
  earlier: Day;
  later: Day;
  /** Whether links that rest on lists alone are shown. */
  lists: boolean;
  onLink: (link: number) => void;
}

/** What changed between two days: how many links went from which status to which, and which ones. */
export function Moves({ network, earlier, later, lists, onLink }: Props) {
  const { t } = useTranslation("time");
  const words = useTranslation("language").t;
  const format = useFormat();
  const moves = useMemo(() => movesBetween(network, earlier, later, lists), [network, earlier, later, lists]);
  const status = (index: number) => words(`status.${LOOKS[index] ?? "UNKNOWN"}`);
  return (
    <section className="moves" aria-label={t("moves.label")}>
      <h2>{t("moves.title", { from: format.date(dateOf(earlier)), to: format.date(dateOf(later)) })}</h2>
      {moves.length === 0 && <p>{t("moves.none")}</p>}
      {moves.map(({ from, to, alone, links }) => (
        <details key={`${from}-${to}-${alone}`} data-alone={alone}>
          <summary>
            <Swatch status={to} />
            <span>{t("moves.move", { from: status(from), to: status(to) })}</span>
            <output>{format.number(links.length)}</output>
          </summary>
          <ul>
            {links.slice(0, LISTED).map((link) => (
              <li key={link}>
                <button type="button" className="plain" onClick={() => onLink(link)}>
                  {network.cityName[network.a[link] as number]} – {network.cityName[network.b[link] as number]}
                </button>
              </li>
            ))}
          </ul>
          {links.length > LISTED && <p className="quiet-words">{t("moves.more", { count: links.length - LISTED })}</p>}
        </details>
      ))}
    </section>
  );
}
