import { useTranslation } from "react-i18next";
import { AskMetricsDocument, type AskMetricsQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { useLists } from "../lists/useLists";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { AskAnswer } from "./AskAnswer";
import { orders, through } from "./address";
import { Controls, MoreRows, WaysChoice } from "./controls";
import { DegreePlot } from "./DegreePlot";
import { CityLink } from "./parts";
import { useAsk, useChangeAsk } from "./useAsk";

const step = 50;
type Metrics = AskMetricsQuery["networkMetrics"];

/** Measures of the network and of each city. */
export function MetricsQuestion() {
  const address = useAsk();
  const lists = useLists();
  const { rows = step, order = "DEGREE", up } = address;
  const variables = {
    through: lists.through(through(address.ways)),
    orderBy: { field: order, direction: up ? ("ASC" as const) : ("DESC" as const) },
    first: rows,
    ...times(useView()),
  };
  const answer = useAnswer(AskMetricsDocument, variables, "metrics");
  return (
    <>
      <Controls>
        <WaysChoice />
      </Controls>
      <AskAnswer answer={answer}>
        {({ networkMetrics: metrics }) => (
          <>
            <div className="metrics-top">
              <Figures metrics={metrics} />
              <DegreePlot degrees={metrics.degrees} />
            </div>
            <CityTable metrics={metrics} />
            <MoreRows shown={metrics.perCity.nodes.length} total={metrics.cities} step={step} />
            <p className="record-foot">
              <ShowAsGraphQL document={AskMetricsDocument} variables={variables} />
            </p>
          </>
        )}
      </AskAnswer>
    </>
  );
}

function Figures({ metrics }: { metrics: Metrics }) {
  const { t } = useTranslation("ask");
  const written = useWritten();
  const figures = [
    "cities",
    "links",
    "pairs",
    "components",
    "largestComponent",
    "meanDegree",
    "maxDegree",
    "diameter",
    "meanDistance",
    "triangles",
    "transitivity",
    "meanClustering",
    "degreeAssortativity",
    "countryAssortativity",
  ] as const;
  return (
    <dl className="metric-figures">
      {figures.map((figure) => (
        <div key={figure}>
          <dt>{t(`picture.${figure}`)}</dt>
          <dd>{written(metrics[figure])}</dd>
        </div>
      ))}
    </dl>
  );
}

function useWritten() {
  const format = useFormat();
  return (value: number | null) =>
    value === null
      ? "–"
      : format.number(Number.isInteger(value) ? value : Number(value.toPrecision(value >= 100 ? 5 : 3)));
}

const fields = {
  DEGREE: "degree",
  CORE: "core",
  CLUSTERING: "clustering",
  BETWEENNESS: "betweenness",
  HARMONIC: "harmonic",
  PAGE_RANK: "pageRank",
  CONSTRAINT: "constraint",
} as const;

function CityTable({ metrics }: { metrics: Metrics }) {
  const { t } = useTranslation("ask");
  const written = useWritten();
  const { order = "DEGREE", up = false } = useAsk();
  const change = useChangeAsk();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="figures-box" aria-label={t("perCity")} tabIndex={0}>
      <table className="measures">
        <thead>
          <tr>
            <th scope="col">{t("city")}</th>
            {orders.map((one) => (
              <th key={one} scope="col" aria-sort={order === one ? (up ? "ascending" : "descending") : undefined}>
                <button
                  type="button"
                  className="order"
                  title={t(`measure.${one}.means`)}
                  onClick={() =>
                    change({
                      order: one === "DEGREE" ? undefined : one,
                      up: order === one && !up ? true : undefined,
                    })
                  }
                >
                  {t(`measure.${one}.name`)}
                  <span aria-hidden="true">{order === one ? (up ? " ▲" : " ▼") : " ↕"}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {metrics.perCity.nodes.map((row) => (
            <tr key={row.city.id}>
              <th scope="row">
                <CityLink city={row.city} />
              </th>
              {orders.map((one) => (
                <td key={one}>{written(row[fields[one]])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
