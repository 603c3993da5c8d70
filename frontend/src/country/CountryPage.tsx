import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CountryDocument, type CountryQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered, NothingHere } from "../app/states";
import { Download } from "../edition/Download";
import { Wide } from "../edition/Wide";
import { useFormat } from "../language/useFormat";
import { ListsShare } from "../lists/ListsShare";
import { onListsAlone } from "../lists/lists";
import { useLists } from "../lists/useLists";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { StatusSign } from "../record/StatusSign";
import { countryCodes } from "../table/countries";
import { useView } from "../view/useView";
import { shownDay, times } from "../view/view";
import { columns, rowsOf } from "./rows";
import "../record/status.css";
import "../record/record.css";
import "../edition/edition.css";

/** A country: how the links of its cities stand on the day, by the countries at their other ends. */
export function CountryPage() {
  const { code } = useParams({ from: "/country/$code" });
  return countryCodes().includes(code) ? <Country code={code} /> : <NothingHere />;
}

function Country({ code }: { code: string }) {
  const lists = useLists();
  const country = { country: { eq: code } };
  const touching = { city: country };
  const within = { between: { one: country, other: country } };
  const byLists = { basis: { eq: "LISTING" as const } };
  const variables = {
    links: lists.filter(touching) ?? touching,
    within: lists.filter(within) ?? within,
    listed: lists.filter({ ...touching, ...byLists }) ?? touching,
    listedWithin: lists.filter({ ...within, ...byLists }) ?? within,
    all: touching,
    alone: onListsAlone(touching),
    cities: country,
    ...times(useView()),
  };
  const answer = useAnswer(CountryDocument, variables, `country ${code}`);
  return (
    <Answered answer={answer}>
      {(found) => (
        <article className="record">
          <Head code={code} found={found} />
          <Row code={code} found={found} />
          <p className="record-foot">
            <ShowAsGraphQL document={CountryDocument} variables={variables} />
          </p>
        </article>
      )}
    </Answered>
  );
}

function Head({ code, found }: { code: string; found: CountryQuery }) {
  const { t } = useTranslation("country");
  const format = useFormat();
  const day = shownDay(useView());
  const { links, inDispute } = found.statistics;
  const cities = found.cities.totalCount;
  return (
    <header className="record-head">
      <p className="kicker">{t("kicker")}</p>
      <PageHeading title={format.country(code)} />
      <p>
        {t("links", { count: links, number: format.number(links), day: format.date(day) })}{" "}
        <Link to="/table/$list" params={{ list: "cities" }} search={{ country: code }}>
          {t("cities", { count: cities, number: format.number(cities) })}
        </Link>{" "}
        ·{" "}
        <Link to="/table/$list" params={{ list: "links" }} search={{ oneCountry: code }}>
          {t("table")}
        </Link>
      </p>
      <ListsShare listed={found.alone.totalCount} all={found.all.totalCount} />
      {inDispute > 0 && (
        <p className="territory" role="note">
          {t("inDispute", { count: inDispute, number: format.number(inDispute) })}
        </p>
      )}
      <p className="quiet-words">{t("meaning")}</p>
    </header>
  );
}

/** The country's row of the matrix of countries. */
function Row({ code, found }: { code: string; found: CountryQuery }) {
  const { t } = useTranslation(["country", "language"]);
  const format = useFormat();
  const rows = rowsOf(code, found);
  const name = (country: string | null) =>
    country === code ? t("country:within") : country ? format.country(country) : t("country:unknown");
  if (rows.length === 0) return <p>{t("country:none")}</p>;
  return (
    <section className="part" aria-labelledby="partners">
      <h2 id="partners">
        {t("country:partners")} <span className="count">{format.number(rows.length)}</span>
      </h2>
      <p className="edition-tools">
        <Download
          name={`twingraph-${code}`}
          rows={async () => [
            [
              t("country:other"),
              t("country:total"),
              ...columns.map((status) => t(`language:status.${status}`)),
              t("country:disputed"),
            ],
            ...rows.map(({ country, links, shown, inDispute }) => [
              country ?? "",
              String(links),
              ...columns.map((status) => String(shown.get(status) ?? 0)),
              String(inDispute),
            ]),
          ]}
        />
      </p>
      <Wide label={t("country:partners")}>
        <table className="figures editions">
          <thead>
            <tr>
              <th scope="col">{t("country:other")}</th>
              <th scope="col" className="number">
                {t("country:total")}
              </th>
              {columns.map((status) => (
                <th key={status} scope="col" className="number">
                  <StatusSign of={status} /> {t(`language:status.${status}`)}
                </th>
              ))}
              <th scope="col" className="number">
                {t("country:disputed")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ country, links, shown, inDispute }) => (
              <tr key={country}>
                <th scope="row">
                  {country && country !== code ? (
                    <Link to="/country/$code" params={{ code: country }}>
                      {name(country)}
                    </Link>
                  ) : (
                    name(country)
                  )}
                </th>
                <td className="number">
                  {country ? (
                    <Link
                      to="/table/$list"
                      params={{ list: "links" }}
                      search={{ oneCountry: code, otherCountry: country }}
                      aria-label={t("country:linksWith", { country: name(country), number: format.number(links) })}
                    >
                      {format.number(links)}
                    </Link>
                  ) : (
                    format.number(links)
                  )}
                </td>
                {columns.map((status) => (
                  <td key={status} className="number">
                    {format.number(shown.get(status) ?? 0)}
                  </td>
                ))}
                <td className="number">{format.number(inDispute)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
