import { useTranslation } from "react-i18next";
import { EditionDiffDocument, type EditionDiffQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { changes } from "./address";
import { CountryPairs } from "./CountryPairs";
import { ListedLinks } from "./ListedLinks";
import { Wide } from "./Wide";
import { countOf, filterOfWave, shareDropped, WEST, waves } from "./waves";

/** So many pairs of countries are shown at first. */
const PAIRS = 20;

/** What the later edition dropped and added, in all, for groups of countries, by pair of countries, and link by link. */
export function Comparison({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation("edition");
  const format = useFormat();
  const variables = {
    from,
    to,
    eastWest: filterOfWave("eastWest"),
    eastUkraine: filterOfWave("eastUkraine"),
    westWest: filterOfWave("westWest"),
    first: PAIRS,
    ...times(useView()),
  };
  const answer = useAnswer(EditionDiffDocument, variables, `difference ${from} ${to}`);
  return (
    <Answered answer={answer}>
      {(found) => (
        <div className="edition-parts">
          <section className="part" aria-labelledby="difference">
            <h2 id="difference">{t("compare", { date: format.date(found.all.from.date) })}</h2>
            <p>{t("meaning")}</p>
            <Coverage found={found} />
            <dl className="edition-figures">
              {changes.map((change) => (
                <div key={change}>
                  <dt>{t(`change.${change}`)}</dt>
                  <dd>{format.number(countOf(found.all.counts, change))}</dd>
                  <dd className="quiet-words">{t(`means.${change}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
          <Waves found={found} />
          <CountryPairs from={from} to={to} shown={found.all.countryPairs} />
          <ListedLinks from={from} to={to} />
          <p className="record-foot">
            <ShowAsGraphQL document={EditionDiffDocument} variables={variables} />
          </p>
        </div>
      )}
    </Answered>
  );
}

/** How much of the world the two editions read, and what follows from it. */
function Coverage({ found }: { found: EditionDiffQuery }) {
  const { t } = useTranslation("edition");
  const format = useFormat();
  const { from, to } = found.all;
  const covered = (edition: typeof from) =>
    t("covered", {
      date: format.date(edition.date),
      count: edition.covers.totalCount,
      number: format.number(edition.covers.totalCount),
    });
  return (
    <>
      <p>
        {covered(from)} {covered(to)}
      </p>
      {from.covers.totalCount === 0 && (
        <div className="edition-caution" role="note">
          <p>{t("noShares", { date: format.date(from.date) })}</p>
          {from.notes && (
            <blockquote lang="en" className="quiet-words">
              {from.notes}.
            </blockquote>
          )}
        </div>
      )}
    </>
  );
}

/** The links of Russia and Belarus beside those within the West. */
function Waves({ found }: { found: EditionDiffQuery }) {
  const { t } = useTranslation("edition");
  const format = useFormat();
  const covered = found.all.from.covers.totalCount;
  const rows = [...waves.map((wave) => [wave, found[wave].counts] as const), ["all", found.all.counts] as const];
  return (
    <section className="part" aria-labelledby="waves">
      <h2 id="waves">{t("waves")}</h2>
      <p>{t("wavesMeaning")}</p>
      <Wide label={t("waves")}>
        <table className="figures editions">
          <thead>
            <tr>
              <th scope="col">{t("group")}</th>
              {changes.map((change) => (
                <th key={change} scope="col" className="number">
                  {t(`change.${change}`)}
                </th>
              ))}
              <th scope="col">{t("share")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([group, counts]) => {
              const share = shareDropped(counts, covered);
              return (
                <tr key={group}>
                  <th scope="row">{t(`groups.${group}`)}</th>
                  {changes.map((change) => (
                    <td key={change} className="number">
                      {format.number(countOf(counts, change))}
                    </td>
                  ))}
                  <td>{share === null ? t("shareUnknown") : `${format.number(Math.round(1000 * share) / 10)} %`}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      <details>
        <summary>{t("west")}</summary>
        <p>{format.list(WEST.map((code) => format.country(code)).sort(format.compare))}</p>
      </details>
    </section>
  );
}
