import { useTranslation } from "react-i18next";
import { AskConnectionsDocument, type AskConnectionsQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useLists } from "../lists/useLists";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { AskAnswer } from "./AskAnswer";
import { placeInput, through } from "./address";
import { Controls, LengthChoice, MoreRows, WaysChoice } from "./controls";
import { PathMap } from "./PathMap";
import { Picker } from "./Picker";
import { CityLink, Tie } from "./parts";
import { useAsk, useChangeAsk } from "./useAsk";

const step = 5;

/** The shortest ways between two places along ties. */
export function ConnectionsQuestion() {
  const { t } = useTranslation("ask");
  const address = useAsk();
  const lists = useLists();
  const change = useChangeAsk();
  const { from, to, rows = step, length = 6 } = address;
  const view = useView();
  const variables =
    from && to && from !== to
      ? {
          from: placeInput(from),
          to: placeInput(to),
          through: lists.through(through(address.ways)),
          maxLength: length,
          first: Math.min(rows, 100),
          ...times(view),
        }
      : null;
  const answer = useAnswer(AskConnectionsDocument, variables, `connections ${from} ${to}`);
  return (
    <>
      <Controls>
        <Picker
          label={t("from")}
          of="places"
          value={from}
          onChange={(value) => change({ from: value, rows: undefined })}
        />
        <Picker label={t("to")} of="places" value={to} onChange={(value) => change({ to: value, rows: undefined })} />
        <WaysChoice />
        <LengthChoice usual={6} most={12} />
      </Controls>
      <AskAnswer answer={answer} missing={variables ? undefined : t("missing.connections")}>
        {({
          connections: {
            paths: { nodes: paths },
          },
        }) => (
          <>
            <p role="status">{t("paths", { count: paths.length })}</p>
            {paths.length === 0 ? (
              <p className="ask-missing">{t("noPaths")}</p>
            ) : (
              <div className="paths-and-map">
                <ol className="paths">
                  {paths.map((path) => (
                    <PathRow key={path.cities.map(({ id }) => id).join(" ")} path={path} />
                  ))}
                </ol>
                <PathMap paths={paths} />
              </div>
            )}
            {paths.length === Math.min(rows, 100) && (
              <MoreRows shown={paths.length} total={100} step={step} most={100} />
            )}
            {variables && (
              <p className="record-foot">
                <ShowAsGraphQL document={AskConnectionsDocument} variables={variables} />
              </p>
            )}
          </>
        )}
      </AskAnswer>
    </>
  );
}

type Path = AskConnectionsQuery["connections"]["paths"]["nodes"][number];

function PathRow({ path }: { path: Path }) {
  const { t } = useTranslation("ask");
  return (
    <li className="path">
      <h2>
        {path.cities.map(({ name }) => name).join(" – ")}{" "}
        <span className="quiet-words">{t("steps", { count: path.length })}</span>
      </h2>
      <ol className="channel">
        {path.steps.map(({ from, to, links }) => (
          <li key={`${from.id} ${to.id}`}>
            <CityLink city={from} /> <span aria-hidden="true">→</span> <CityLink city={to} />
            {links.map((link) => (
              <span key={link.id} className="path-tie">
                <Tie tie={link} />
              </span>
            ))}
          </li>
        ))}
      </ol>
    </li>
  );
}
