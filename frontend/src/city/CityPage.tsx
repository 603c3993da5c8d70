import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CityDocument, type CityQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { shownDay, times } from "../view/view";
import { CityLinks } from "./CityLinks";
import "../record/record.css";
import "./city.css";

/** A city: how its ties stand on the day. */
export function CityPage() {
  const { id } = useParams({ from: "/city/$id" });
  const variables = { id, ...times(useView()) };
  const answer = useAnswer(CityDocument, variables, `city ${id}`);
  return (
    <Answered answer={answer}>
      {({ city }) =>
        city && (
          <article className="record">
            <CityHead city={city} />
            <CityLinks city={city} />
            <p className="record-foot">
              <ShowAsGraphQL document={CityDocument} variables={variables} />
            </p>
          </article>
        )
      }
    </Answered>
  );
}

function CityHead({ city }: { city: NonNullable<CityQuery["city"]> }) {
  const { t } = useTranslation(["city", "language"]);
  const format = useFormat();
  const day = shownDay(useView());
  const place = [city.region, format.country(city.country)].filter(Boolean).join(", ");
  return (
    <header className="record-head">
      <p className="kicker">
        {t(`language:cityKind.${city.kind}`)} · {place}
      </p>
      <PageHeading title={city.name} />
      <p className="quiet-words">
        {city.localName && city.localName !== city.name && <span lang="">{city.localName} · </span>}
        {city.population !== null &&
          `${t("city:inhabitants", { count: city.population, number: format.number(city.population) })} · `}
        <span role="status">{t("city:ties", { count: city.links.totalCount, day: format.date(day) })}</span>{" "}
        <Proof of={city.name} {...city} />
      </p>
    </header>
  );
}
