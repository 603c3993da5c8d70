import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CityDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { History } from "../history/History";
import { useFormat } from "../language/useFormat";
import { ListsShare } from "../lists/ListsShare";
import { onListsAlone } from "../lists/lists";
import { useLists } from "../lists/useLists";
import { Approaches } from "../record/Approaches";
import { Contacts } from "../record/Contacts";
import { Partnerships } from "../record/Partnerships";
import { Pledges } from "../record/Pledges";
import { Proof } from "../record/Proof";
import { RecordFoot } from "../record/RecordFoot";
import { RecordPage } from "../record/References";
import { StatusBar } from "../record/StatusBar";
import { shownStatus } from "../record/status";
import { Territory } from "../record/Territory";
import { useView } from "../view/useView";
import { shownDay, times } from "../view/view";
import { CityHistory } from "./CityHistory";
import { CityLinks } from "./CityLinks";
import { CityResolutions } from "./CityResolutions";
import type { City } from "./city";
import { Practices } from "./Practices";
import { TwinTowns, useTwinTowns } from "./TwinTowns";
import "../record/status.css";
import "../record/record.css";
import "./city.css";

/** A city: how its ties stand on the day, how that came about, and what others did. */
export function CityPage() {
  const { id } = useParams({ from: "/city/$id" });
  const lists = useLists();
  const variables = { id, links: lists.filter(), alone: onListsAlone(), ...times(useView()) };
  const { t } = useTranslation("city");
  const format = useFormat();
  const answer = useAnswer(CityDocument, variables, `city ${id}`);
  return (
    <Answered answer={answer}>
      {({ city }) =>
        city && (
          <CityRecord city={city}>
            <History id={city.id} />
            <RecordFoot
              id={city.id}
              feeds={feedsOf(city, format.country(city.country))}
              document={CityDocument}
              variables={variables}
              recordedAt={city.recordedAt}
              print
            >
              <Link to="/correct" search={{ add: "TwinningLink", a: city.slug }}>
                {t("missing.link")}
              </Link>
              <Link to="/correct" search={{ add: "Resolution", city: city.slug }}>
                {t("missing.resolution")}
              </Link>
            </RecordFoot>
          </CityRecord>
        )
      }
    </Answered>
  );
}

/** What can be followed on the page of a city: its links, and those of its country. */
function feedsOf({ name, slug, country }: City, countryName: string) {
  const feed = { about: name, of: { city: slug } };
  return country ? [feed, { about: countryName, of: { country } }] : [feed];
}

function CityRecord({ city, children }: { city: City; children: ReactNode }) {
  const twins = useTwinTowns(city);
  const cited = useMemo(() => [city, twins.data], [city, twins.data]);
  return (
    <RecordPage answer={cited}>
      <CityHead city={city} />
      <CityLinks city={city} />
      <div className="two-columns">
        <CityHistory city={city} />
        <div className="rail">
          <CityResolutions city={city} />
          <CityPledges city={city} />
          <Partnerships partnerships={city.partnerships.nodes} of={city.id} />
          <Contacts contacts={city.contacts.nodes} />
          <Approaches cities={[city.slug]} />
          <Practices practices={city.practices.nodes} />
        </div>
      </div>
      {city.links.nodes.length > 0 && <TwinTowns city={city} answer={twins} />}
      {children}
    </RecordPage>
  );
}

function CityHead({ city }: { city: City }) {
  const { t } = useTranslation(["city", "language"]);
  const format = useFormat();
  const day = shownDay(useView());
  const { nodes, totalCount } = city.links;
  return (
    <header className="record-head">
      <p className="kicker">
        {t(`language:cityKind.${city.kind}`)} · {city.region && `${city.region}, `}
        {city.country && (
          <Link to="/country/$code" params={{ code: city.country }}>
            {format.country(city.country)}
          </Link>
        )}
      </p>
      <PageHeading title={city.name} />
      <p className="quiet-words">
        {city.localName && city.localName !== city.name && <span lang="">{city.localName} · </span>}
        {city.population !== null &&
          `${t("city:inhabitants", { count: city.population, number: format.number(city.population) })} · `}
        <span role="status">{t("city:ties", { count: totalCount, day: format.date(day) })}</span>{" "}
        <Proof of={city.name} {...city} />
      </p>
      {city.aliases.length > 0 && (
        <details className="aliases">
          <summary>{t("city:aliases", { count: city.aliases.length })}</summary>
          <span lang="">{city.aliases.join(" · ")}</span>
        </details>
      )}
      <Territory city={city} />
      <ListsShare listed={city.alone.totalCount} all={city.all.totalCount} />
      <StatusBar shown={nodes.map(({ status }) => shownStatus(status))} />
    </header>
  );
}

function CityPledges({ city }: { city: City }) {
  const { t } = useTranslation("city");
  return <Pledges title={t("pledges")} pledges={city.pledges.nodes} />;
}
