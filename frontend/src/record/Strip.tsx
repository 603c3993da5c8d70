import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { statusClass } from "./StatusSign";
import { shownStatus } from "./status";
import { type Axis, piecesOf, place, type Stretch, ticksOf } from "./strip";

interface Props {
  stretches: readonly Stretch[];
  axis: Axis;
  /** The day that is shown, marked. */
  day: string;
}

/** The past of a tie as a strip on an axis of years, and in words for those who do not see it. */
export function Strip({ stretches, axis, day }: Props) {
  const { t } = useTranslation("language");
  const format = useFormat();
  const words = stretches
    .filter(({ status }) => status !== "NOT_ESTABLISHED")
    .map(({ status, basis = null, from }) => {
      const word = t(`status.${shownStatus({ status, basis })}`);
      return from ? `${word} ${format.date(from)}` : word;
    });
  return (
    <span className="strip" role="img" aria-label={words.join("; ")}>
      {piecesOf(stretches, axis).map(({ shown, left, width }) => (
        <span key={left} className={`piece ${statusClass(shown)}`} style={{ left: `${left}%`, width: `${width}%` }} />
      ))}
      <span className="strip-day" style={{ left: `${place(day, axis)}%` }} />
    </span>
  );
}

/** The years above strips. */
export function StripAxis({ axis }: { axis: Axis }) {
  return (
    <span className="strip-axis" aria-hidden="true">
      {ticksOf(axis).map((tick) => (
        <span key={tick} style={{ left: `${place(`${tick}-01-01`, axis)}%` }}>
          {tick}
        </span>
      ))}
    </span>
  );
}
