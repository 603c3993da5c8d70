import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type AskPictureFragment, type AskTieFragment, AskTiesDocument, AskWhatIfDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { useLists } from "../lists/useLists";
import { Proof } from "../record/Proof";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { AskAnswer } from "./AskAnswer";
import { isCountry } from "./address";
import { Controls } from "./controls";
import { Picker } from "./Picker";
import { CityLink, Part, Tie } from "./parts";
import { useAsk, useChangeAsk } from "./useAsk";

const most = 32; // links that may be supposed otherwise

/** What would be different if links ended: they are clicked off one by one. Nothing is written. */
export function WhatIfQuestion() {
  const { t } = useTranslation("ask");
  const { from, off = [] } = useAsk();
  const change = useChangeAsk();
  const view = useView();
  const city = from && !isCountry(from) ? from : undefined;
  const standing = useLists().filter({ status: { eq: "ACTIVE" } });
  const asked = city && standing ? { id: city, links: standing, ...times(view) } : null;
  const ties = useAnswer(AskTiesDocument, asked, `ties of ${city}`);
  const variables =
    off.length > 0 ? { changes: off.map((link) => ({ link, status: "ENDED" as const })), ...times(view) } : null;
  const answer = useAnswer(AskWhatIfDocument, variables, "whatif");
  const toggle = (slug: string, stands: boolean) => {
    const next = stands ? off.filter((one) => one !== slug) : [...off, slug].slice(0, most);
    change({ off: next.length > 0 ? next : undefined });
  };
  return (
    <div className="what-if">
      <div className="what-if-choice">
        <Controls>
          <Picker label={t("cityOfTies")} value={from} onChange={(value) => change({ from: value })} />
        </Controls>
        <AskAnswer answer={ties} missing={city ? undefined : t("missing.whatif")}>
          {({ city: found }) =>
            found && (
              <fieldset className="tie-choice">
                <legend>{t("standingTies", { count: found.links.totalCount, city: found.name })}</legend>
                {found.links.nodes.map((tie) => (
                  <TieTick key={tie.id} tie={tie} city={found.id} stands={!off.includes(tie.slug)} onChange={toggle} />
                ))}
              </fieldset>
            )
          }
        </AskAnswer>
      </div>
      <div>
        {off.length === 0 ? (
          <p className="ask-missing">{t("missing.off")}</p>
        ) : (
          <AskAnswer answer={answer}>
            {({ whatIf }) => (
              <>
                <p className="supposed" role="status">
                  {t("supposed", { count: off.length })}{" "}
                  <button type="button" className="button" onClick={() => change({ off: undefined })}>
                    {t("allBack")}
                  </button>
                </p>
                <ul className="channel">
                  {whatIf.links.map(({ link, distanceBefore, distanceAfter }) => (
                    <li key={link.id}>
                      <Tie tie={link} named />{" "}
                      <span className="quiet-words">
                        {t("distance", { before: distanceBefore ?? "–", after: distanceAfter ?? "–" })}
                      </span>{" "}
                      <button type="button" className="button put-back" onClick={() => toggle(link.slug, true)}>
                        {t("back", { name: `${link.a.name} – ${link.b.name}` })}
                      </button>
                    </li>
                  ))}
                </ul>
                <Pictures before={whatIf.before} after={whatIf.after} />
                <Part id="apart" title={t("apart")} empty={whatIf.apart.nodes.length === 0}>
                  <ul className="facts-list">
                    {whatIf.apart.nodes.map((group) => (
                      <li key={group.cities.nodes[0]?.id ?? ""}>
                        {group.cities.nodes.map((one) => (
                          <span key={one.id}>
                            <CityLink city={one} />{" "}
                          </span>
                        ))}
                        {group.size > group.cities.nodes.length &&
                          t("andMore", { count: group.size - group.cities.nodes.length })}
                      </li>
                    ))}
                  </ul>
                </Part>
                <Part id="new-bridges" title={t("newBridges")} empty={whatIf.newBridges.nodes.length === 0}>
                  <ul className="channel">
                    {whatIf.newBridges.nodes.map(({ link, cutOff }) => (
                      <li key={link.id}>
                        <Tie tie={link} named /> <span className="quiet-words">{t("cutOff", { count: cutOff })}</span>
                      </li>
                    ))}
                  </ul>
                </Part>
                <Part id="channels" title={t("channelsLost")} empty={whatIf.channels.nodes.length === 0}>
                  <ul className="facts-list">
                    {whatIf.channels.nodes.map(({ city: other, before, after, resolutions }) => (
                      <li key={other.id}>
                        <CityLink city={other} /> {t("channelsFromTo", { before, after })}{" "}
                        {resolutions.map((resolution) => (
                          <span key={resolution.id}>
                            <Link to="/resolution/$id" params={{ id: resolution.slug }}>
                              {resolution.title}
                            </Link>{" "}
                            <Proof of={resolution.title} sources={resolution.sources} />{" "}
                          </span>
                        ))}
                      </li>
                    ))}
                  </ul>
                </Part>
                {variables && (
                  <p className="record-foot">
                    <ShowAsGraphQL document={AskWhatIfDocument} variables={variables} />
                  </p>
                )}
              </>
            )}
          </AskAnswer>
        )}
      </div>
    </div>
  );
}

function TieTick({
  tie,
  city,
  stands,
  onChange,
}: {
  tie: AskTieFragment;
  city: string;
  stands: boolean;
  onChange: (slug: string, stands: boolean) => void;
}) {
  const { t } = useTranslation("language");
  const format = useFormat();
  const other = tie.a.id === city ? tie.b : tie.a;
  return (
    <label className={stands ? "tick" : "tick off"}>
      <input type="checkbox" checked={stands} onChange={({ target }) => onChange(tie.slug, target.checked)} />{" "}
      {other.name}{" "}
      <span className="quiet-words">
        {format.country(other.country)} · {t(`linkKind.${tie.kind}`)}
      </span>
    </label>
  );
}

/** The whole network before and after, figure by figure. */
function Pictures({ before, after }: { before: AskPictureFragment; after: AskPictureFragment }) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const figures = [
    "links",
    "pairs",
    "components",
    "largestComponent",
    "reachablePairs",
    "bridges",
    "articulationPoints",
    "diameter",
    "meanDistance",
    "alliances",
    "modularity",
    "citiesWithChannel",
    "citiesWithoutChannel",
  ] as const;
  const written = (value: number | null) =>
    value === null ? "–" : format.number(Number.isInteger(value) ? value : Math.round(value * 1000) / 1000);
  return (
    <table className="measures">
      <caption className="hidden">{t("pictures")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("figure")}</th>
          <th scope="col">{t("asItIs")}</th>
          <th scope="col">{t("asItWouldBe")}</th>
          <th scope="col">{t("difference")}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => {
          const [one, other] = [before[figure], after[figure]];
          const difference = one !== null && other !== null ? other - one : 0;
          return (
            <tr key={figure} className={difference !== 0 ? "differs" : undefined}>
              <th scope="row">{t(`picture.${figure}`)}</th>
              <td>{written(one)}</td>
              <td>{written(other)}</td>
              <td>{difference === 0 ? "" : `${difference > 0 ? "+" : "−"}${written(Math.abs(difference))}`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
