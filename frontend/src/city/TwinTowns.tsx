import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TwinTownsDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { useLists } from "../lists/useLists";
import { ResolutionLine } from "../record/Resolutions";
import { Section } from "../record/Section";
import { StatusBar } from "../record/StatusBar";
import { StatusSign } from "../record/StatusSign";
import { shownOrder } from "../record/status";
import { useView } from "../view/useView";
import { times } from "../view/view";
import type { City } from "./city";
import { otherEnd, type Twin, twinsOf } from "./twins";

/** Asks how the ties of a city's twin towns stand, and what these towns adopted. */
export function useTwinTowns(city: City) {
  const view = useView();
  const towns = [...new Set(city.links.nodes.flatMap(({ cities }) => otherEnd(cities, city.id)?.slug ?? []))];
  const { filter } = useLists();
  const others = filter({ city: { id: { in: towns } } });
  const variables = towns.length > 0 && others ? { towns, others, ...times(view) } : null;
  return useAnswer(TwinTownsDocument, variables, `twins of ${city.id}`);
}

interface Props {
  city: City;
  answer: ReturnType<typeof useTwinTowns>;
}

/** The twin towns about which there is more to show: how their links with others stand, and what they adopted. */
export function TwinTowns({ city, answer }: Props) {
  const { t } = useTranslation("city");
  return (
    <Answered answer={answer}>
      {(around) => {
        const twins = twinsOf(city, around);
        return (
          <Section title={t("twins")} count={twins.length} className="twins">
            <p className="quiet-words">{t("twinsMeaning")}</p>
            <ul className="twin-list">
              {twins.map((twin) => (
                <TwinTown key={twin.town.id} twin={twin} />
              ))}
            </ul>
            {around.twinningLinks.nodes.length < around.twinningLinks.totalCount && (
              <p className="quiet-words">
                {t("twinsMore", { shown: around.twinningLinks.nodes.length, all: around.twinningLinks.totalCount })}
              </p>
            )}
          </Section>
        );
      }}
    </Answered>
  );
}

function TwinTown({ twin }: { twin: Twin }) {
  const { t } = useTranslation(["city", "language"]);
  const format = useFormat();
  const shown = shownOrder.flatMap((status) => (twin.others.get(status) ?? []).map(() => status));
  return (
    <li>
      <h3>
        <StatusSign of={twin.own} />{" "}
        <Link to="/city/$id" params={{ id: twin.town.slug }}>
          {twin.town.name}
        </Link>{" "}
        <span className="quiet-words">{format.country(twin.town.country)}</span>
      </h3>
      {twin.count > 0 && (
        <>
          <StatusBar shown={shown} small />
          <details>
            <summary>{t("city:withWhom", { count: twin.count })}</summary>
            <ul className="with-whom">
              {shownOrder.flatMap((status) =>
                (twin.others.get(status) ?? []).map(({ town, link, since }) => (
                  <li key={link}>
                    <StatusSign of={status} />{" "}
                    <Link to="/link/$id" params={{ id: link }}>
                      {town.name}
                    </Link>{" "}
                    <span className="quiet-words">
                      {[t(`language:status.${status}`), format.date(since)].filter(Boolean).join(" · ")}
                    </span>
                  </li>
                )),
              )}
            </ul>
          </details>
        </>
      )}
      {twin.resolutions.length > 0 && (
        <ul className="lines">
          {twin.resolutions.map((resolution) => (
            <ResolutionLine key={resolution.id} resolution={resolution} />
          ))}
        </ul>
      )}
    </li>
  );
}
