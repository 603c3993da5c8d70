import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { barsOf, heightOf } from "./plot";

const [width, height, left, bottom] = [420, 200, 4, 34];

/** How many cities have how many neighbours, on a logarithmic scale; the same as a table for those who do not see it. */
export function DegreePlot({ degrees }: { degrees: readonly { degree: number; cities: number }[] }) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const bars = barsOf(degrees);
  const greatest = bars.reduce((most, { cities }) => Math.max(most, cities), 1);
  const room = (width - left) / bars.length;
  const range = ({ from, to }: { from: number; to: number }) => (from === to ? String(from) : `${from}–${to}`);
  const every = Math.ceil(bars.length / 12);
  return (
    <figure className="plot">
      <figcaption>{t("degreePlot")}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {bars.map((bar, index) => {
          const tall = heightOf(bar.cities, greatest) * (height - bottom - 16);
          const x = left + index * room;
          return (
            <g key={bar.from}>
              <rect
                x={x + 1}
                width={Math.max(1, room - 2)}
                y={height - bottom - tall}
                height={tall}
                className="plot-bar"
              />
              {bar.cities > 0 && (
                <text x={x + room / 2} y={height - bottom - tall - 4} textAnchor="middle" className="plot-words">
                  {format.number(bar.cities)}
                </text>
              )}
              {index % every === 0 && (
                <text x={x + room / 2} y={height - bottom + 14} textAnchor="middle" className="plot-words">
                  {range(bar)}
                </text>
              )}
            </g>
          );
        })}
        <line x1={left} x2={width} y1={height - bottom} y2={height - bottom} className="plot-axis" />
        <text x={width / 2} y={height - 4} textAnchor="middle" className="plot-words">
          {t("neighbours")}
        </text>
      </svg>
      <div className="hidden">
        <table>
          <caption>{t("degreePlot")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("neighbours")}</th>
              <th scope="col">{t("picture.cities")}</th>
            </tr>
          </thead>
          <tbody>
            {bars
              .filter(({ cities }) => cities > 0)
              .map((bar) => (
                <tr key={bar.from}>
                  <th scope="row">{range(bar)}</th>
                  <td>{format.number(bar.cities)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
