import { useTranslation } from "react-i18next";
import { AskMediatorsDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useLists } from "../lists/useLists";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { AskAnswer } from "./AskAnswer";
import { placeInput, through } from "./address";
import { Controls, LengthChoice, MoreRows, WaysChoice } from "./controls";
import { Picker } from "./Picker";
import { CityLink, Tie } from "./parts";
import { useAsk, useChangeAsk } from "./useAsk";

const step = 10;

/** Cities with ties to both sides of a rupture. */
export function MediatorsQuestion() {
  const { t } = useTranslation("ask");
  const address = useAsk();
  const lists = useLists();
  const change = useChangeAsk();
  const { from, to, rows = step, length = 2 } = address;
  const view = useView();
  const variables =
    from && to && from !== to
      ? {
          between: [placeInput(from), placeInput(to)],
          maxDistance: Math.min(length, 4),
          first: rows,
          through: lists.through(through(address.ways)),
          ...times(view),
        }
      : null;
  const answer = useAnswer(AskMediatorsDocument, variables, `mediators ${from} ${to}`);
  return (
    <>
      <Controls>
        <Picker
          label={t("oneSide")}
          of="places"
          value={from}
          onChange={(value) => change({ from: value, rows: undefined })}
        />
        <Picker
          label={t("otherSide")}
          of="places"
          value={to}
          onChange={(value) => change({ to: value, rows: undefined })}
        />
        <WaysChoice />
        <LengthChoice usual={2} most={4} />
      </Controls>
      <AskAnswer answer={answer} missing={variables ? undefined : t("missing.mediators")}>
        {({ mediators: { nodes: mediators, totalCount } }) => (
          <>
            <p role="status">{t("mediators", { count: totalCount })}</p>
            {mediators.length === 0 && <p className="ask-missing">{t("noMediators")}</p>}
            <ol className="candidates">
              {mediators.map((mediator) => (
                <li key={mediator.city.id} className="candidate">
                  <span className="rank" aria-hidden="true">
                    {mediator.rank}
                  </span>
                  <div className="candidate-main">
                    <h2>
                      <CityLink city={mediator.city} />{" "}
                      {mediator.neutral && <span className="tag">{t("neutral")}</span>}
                    </h2>
                    {mediator.ways.map((way) => (
                      <div key={way.shortest.map(({ id }) => id).join(" ")}>
                        <p>{way.shortest.map(({ name }) => name).join(" → ")}</p>
                        <ul className="channel">
                          {way.links.map((link) => (
                            <li key={link.id}>
                              <Tie tie={link} named />
                            </li>
                          ))}
                        </ul>
                      </div>
                    ))}
                  </div>
                  <div className="candidate-more">
                    <details>
                      <summary>{t("reasons")}</summary>
                      <ul className="facts-list" lang="en">
                        {mediator.reasons.map((reason) => (
                          <li key={reason}>{reason}</li>
                        ))}
                      </ul>
                      {mediator.strained.length > 0 && (
                        <section className="evidence">
                          <h3>{t("strained")}</h3>
                          <ul className="channel">
                            {mediator.strained.map((link) => (
                              <li key={link.id}>
                                <Tie tie={link} named />
                              </li>
                            ))}
                          </ul>
                        </section>
                      )}
                    </details>
                  </div>
                </li>
              ))}
            </ol>
            <MoreRows shown={mediators.length} total={totalCount} step={step} most={100} />
            {variables && (
              <p className="record-foot">
                <ShowAsGraphQL document={AskMediatorsDocument} variables={variables} />
              </p>
            )}
          </>
        )}
      </AskAnswer>
    </>
  );
}
