import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { ask } from "../api/ask";
import { type EditionDiffQuery, EditionPairsDocument, type PairOfCountriesFragment } from "../api/operations";
import { everyPage } from "../api/pages";
import { useFormat } from "../language/useFormat";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { changes } from "./address";
import { Download } from "./Download";
import { Wide } from "./Wide";
import { countOf } from "./waves";

interface Props {
  from: string;
  to: string;
  shown: EditionDiffQuery["all"]["countryPairs"];
}

/** What became of links by the countries of their cities: the pair of which most were dropped first. */
export function CountryPairs({ from, to, shown: { nodes, totalCount } }: Props) {
  const { t } = useTranslation("edition");
  const format = useFormat();
  const view = useView();
  const { pair } = useSearch({ from: "/edition/$id" });
  const navigate = useNavigate({ from: "/edition/$id" });
  const [all, setAll] = useState<readonly PairOfCountriesFragment[]>();

  const everything = (signal?: AbortSignal) =>
    everyPage(async (after) => {
      const variables = { from, to, ...(after ? { after } : {}), ...times(view) };
      return (await ask(EditionPairsDocument, variables, signal)).editionDiff.countryPairs;
    });
  const country = (code: string | null) => (code ? format.country(code) : t("noCountry"));
  const rows = all ?? nodes;
  return (
    <section className="part" aria-labelledby="pairs">
      <h2 id="pairs">
        {t("pairs")} <span className="count">{format.number(totalCount)}</span>
      </h2>
      <p className="edition-tools">
        {rows.length < totalCount && (
          <Button className="button" onPress={() => void everything().then(setAll, () => setAll(undefined))}>
            {t("allPairs", { count: totalCount, number: format.number(totalCount) })}
          </Button>
        )}
        <Download
          name={`twingraph-${to}-pairs`}
          rows={async (signal) => [
            [t("country"), t("otherCountry"), t("links"), ...changes.map((change) => t(`change.${change}`))],
            ...(await everything(signal)).map(({ a, b, links, counts }) => [
              a ?? "",
              b ?? "",
              String(links),
              ...changes.map((change) => String(countOf(counts, change))),
            ]),
          ]}
        />
      </p>
      <Wide label={t("pairs")}>
        <table className="figures editions">
          <thead>
            <tr>
              <th scope="col">{t("between")}</th>
              <th scope="col" className="number">
                {t("links")}
              </th>
              {changes.map((change) => (
                <th key={change} scope="col" className="number">
                  {t(`change.${change}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ a, b, links, counts }) => {
              const name = a === b ? t("within", { country: country(a) }) : `${country(a)} – ${country(b)}`;
              const key = `${a}-${b}`;
              return (
                <tr key={key}>
                  <th scope="row">
                    {a && b ? (
                      <button
                        type="button"
                        className="plain"
                        aria-pressed={pair === key}
                        aria-label={t("linksOf", { pair: name })}
                        onClick={() =>
                          void navigate({
                            search: (address) => ({ ...address, pair: pair === key ? undefined : key }),
                            resetScroll: false,
                          }).then(() => document.getElementById("listed")?.scrollIntoView({ block: "nearest" }))
                        }
                      >
                        {name}
                      </button>
                    ) : (
                      name
                    )}
                  </th>
                  <td className="number">{format.number(links)}</td>
                  {changes.map((change) => (
                    <td key={change} className="number">
                      {format.number(countOf(counts, change))}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
