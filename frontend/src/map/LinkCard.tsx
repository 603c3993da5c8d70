import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LinkCardDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { Territory } from "../record/Territory";
import { useView } from "../view/useView";
import { Close } from "./CityCard";
import { type Day, dateOf, lookOf, type Network, SINCE_EVER, spellAt } from "./network";
import { Swatch } from "./Swatch";
import { DISPUTED, EXACT, LISTED_ONLY, LOOKS, NOT_ESTABLISHED, UNDER_REVIEW, UNILATERAL, UNKNOWN } from "./status";

interface Props {
  network: Network;
  link: number;
  day: Day;
  onCity: (city: number) => void;
  onZoom: () => void;
  onClose: () => void;
}

/** A selected link: its sides, how it stands on the day shown, and its spells. */
export function LinkCard({ network, link, day, onCity, onZoom, onClose }: Props) {
  const { t } = useTranslation("map");
  const words = useTranslation("language").t;
  const format = useFormat();
  const id = network.linkId[link] as string;
  const { knownAt } = useView();
  const asked = useAnswer(LinkCardDocument, { id, knownAt }, `card of ${id}`);
  const ends = [network.a[link] as number, network.b[link] as number];
  const current = spellAt(network, link, day);
  const status = current < 0 ? NOT_ESTABLISHED : (network.spellStatus[current] as number);
  const look = lookOf(network, current);
  const flags = current < 0 ? EXACT : (network.spellFlags[current] as number);
  const kind = network.linkKinds[network.linkKind[link] as number] ?? "TWINNING";
  const first = network.firstSpell[link] as number;
  const last = network.firstSpell[link + 1] as number;
  // Spells that differ in their flags alone are one line of the history.
  const history = Array.from({ length: last - first }, (_, i) => first + i).filter(
    (spell) => spell === first || lookOf(network, spell) !== lookOf(network, spell - 1),
  );
  const notes = [
    (flags & LISTED_ONLY) !== 0 && ("listed" as const),
    (flags & DISPUTED) !== 0 && ("disputed" as const),
    (flags & UNILATERAL) !== 0 && ("unilateral" as const),
    (flags & UNDER_REVIEW) !== 0 && ("review" as const),
    (flags & EXACT) === 0 && status !== UNKNOWN && ("inexact" as const),
  ].filter((note) => note !== false);
  return (
    <article className="card" aria-label={ends.map((city) => network.cityName[city]).join(" – ")}>
      <header>
        <h2>
          <Link to="/link/$id" params={{ id }}>
            {ends.map((city) => network.cityName[city]).join(" – ")}
          </Link>
        </h2>
        <Close onClose={onClose} />
        <p className="quiet-words">{words(`linkKind.${kind as "TWINNING"}`)}</p>
      </header>
      <p className="card-status">
        <Swatch status={look} />
        <strong>{words(`status.${LOOKS[look] ?? "UNKNOWN"}`)}</strong>
        <span className="quiet-words">{format.date(dateOf(day))}</span>
      </p>
      {asked.data?.twinningLink?.inDispute.map((end) => (
        <Territory key={end.id} city={end} named />
      ))}
      {notes.length > 0 && (
        <ul className="card-notes">
          {notes.map((note) => (
            <li key={note}>{t(`link.${note}`)}</li>
          ))}
        </ul>
      )}
      <section className="card-links">
        <h3>{t("link.history")}</h3>
        <ol>
          {history.map((spell) => (
            <li key={spell} aria-current={spell === current ? "true" : undefined}>
              <Swatch status={lookOf(network, spell)} /> {words(`status.${LOOKS[lookOf(network, spell)] ?? "UNKNOWN"}`)}{" "}
              <span className="quiet-words">
                {network.spellFrom[spell] === SINCE_EVER
                  ? t("link.always")
                  : t("link.from", { date: format.date(dateOf(network.spellFrom[spell] as number)) })}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <p className="card-acts">
        {ends.map((city) => (
          <button type="button" key={city} className="button" onClick={() => onCity(city)}>
            {network.cityName[city]}
          </button>
        ))}
        <button type="button" className="button" onClick={onZoom}>
          {t("card.zoom")}
        </button>
      </p>
    </article>
  );
}
