import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CityCardDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { ListsShare } from "../lists/ListsShare";
import { Territory } from "../record/Territory";
import { useView } from "../view/useView";
import { linksOf, type Network } from "./network";
import { Swatch } from "./Swatch";
import type { Selection } from "./select";
import { LOOKS, LOOKS_IN_ORDER, NOT_ESTABLISHED } from "./status";

interface Props {
  network: Network;
  city: number;
  selection: Selection;
  /** Whether links that rest on lists alone are shown. */
  lists: boolean;
  onLink: (link: number) => void;
  onZoom: () => void;
  onClose: () => void;
  /** Leads to the same city in the other view. */
  other: "map" | "network";
}

/** A selected city: what it is, and its links by status on the day shown. */
export function CityCard({ network, city, selection, lists, onLink, onZoom, onClose, other }: Props) {
  const { t } = useTranslation("map");
  const words = useTranslation("language").t;
  const format = useFormat();
  const id = network.cityId[city] as string;
  const { knownAt } = useView();
  const asked = useAnswer(CityCardDocument, { id, knownAt }, `card of ${id}`);
  const kind = network.cityKinds[network.cityKind[city] as number] ?? "CITY";
  const population = network.population[city] as number;
  const { statuses, looks, alone } = selection;
  const standing = [...linksOf(network, city)].filter((link) => statuses[link] !== NOT_ESTABLISHED);
  const links = standing.filter((link) => lists || !alone[link]);
  const partner = (link: number) => (network.a[link] === city ? network.b[link] : network.a[link]) as number;
  return (
    <article className="card" aria-label={network.cityName[city]}>
      <header>
        <h2>
          <Link to="/city/$id" params={{ id }}>
            {network.cityName[city]}
          </Link>
        </h2>
        <Close onClose={onClose} />
        <p className="quiet-words">
          {[format.country(network.country[city]), words(`cityKind.${kind as "CITY"}`)].filter(Boolean).join(" · ")}
          {population > 0 && ` · ${t("city.population", { count: population, number: format.number(population) })}`}
        </p>
      </header>
      {asked.data?.city && <Territory city={asked.data.city} />}
      {standing.length === 0 && <p>{t("city.none")}</p>}
      <ListsShare listed={standing.filter((link) => alone[link]).length} all={standing.length} />
      {[...LOOKS_IN_ORDER].reverse().map((status) => {
        const some = links
          .filter((link) => looks[link] === status)
          .sort((p, q) =>
            format.compare(network.cityName[partner(p)] as string, network.cityName[partner(q)] as string),
          );
        if (some.length === 0) return null;
        return (
          <section key={status} className="card-links">
            <h3>
              <Swatch status={status} /> {words(`status.${LOOKS[status] ?? "UNKNOWN"}`)}{" "}
              <span>{format.number(some.length)}</span>
            </h3>
            <ul>
              {some.map((link) => (
                <li key={link}>
                  <button type="button" className="plain" onClick={() => onLink(link)}>
                    {network.cityName[partner(link)]}
                  </button>{" "}
                  <span className="quiet-words">{format.country(network.country[partner(link)])}</span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <p className="card-acts">
        <button type="button" className="button" onClick={onZoom}>
          {t("card.zoom")}
        </button>
        {other === "network" ? (
          <Link
            className="button"
            to="/network"
            search={(view) => ({ ...view, focus: id, around: true, at: undefined })}
          >
            {t("card.neighbourhood")}
          </Link>
        ) : (
          <Link className="button" to="/" search={(view) => ({ ...view, focus: id, at: undefined })}>
            {t("card.map")}
          </Link>
        )}
      </p>
    </article>
  );
}

/** Closes a card. */
export function Close({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("map");
  return (
    <button type="button" className="close" aria-label={t("card.close")} onClick={onClose}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="m3.5 3.5 9 9M12.5 3.5l-9 9" />
      </svg>
    </button>
  );
}
