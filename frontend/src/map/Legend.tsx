import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { ListsShare } from "../lists/ListsShare";
import { useLists } from "../lists/useLists";
import { legend as bundles } from "./layers/bundles";
import { legend as cities } from "./layers/cities";
import type { LegendEntry } from "./layers/legend";
import { legend as links } from "./layers/links";
import { Swatch, statusColour } from "./Swatch";
import { ALL_STATUSES, LISTED, SHOWN_STATUSES, STATUSES } from "./status";

interface Props {
  /** How many links have each status, by index of STATUSES, and how many of them all rest on lists alone. */
  counts: { byStatus: number[]; alone: number; all: number };
  /** The statuses that are shown, as a bit mask. */
  shown: number;
  bundled: boolean;
  onChange: (shown: number) => void;
  /** Whether links are drawn one by one even where they would be bundled; without `onSingle` there is no choice. */
  single?: boolean;
  onSingle?: (single: boolean) => void;
  /** Stands in place of the heading, as when two days are compared. */
  title: string;
  /** What else the legend explains. */
  children?: ReactNode;
}

/** What the marks mean, how many links have each status, and a choice of which of them to show. */
export function Legend({ counts, shown, bundled, single = false, onChange, onSingle, title, children }: Props) {
  const { t } = useTranslation("map");
  const words = useTranslation("language").t;
  const format = useFormat();
  const { hidden } = useLists();
  const entries = [...links, ...(bundled ? bundles : cities)].filter(
    ({ kind }: LegendEntry) => !hidden || (kind !== "listed" && kind !== "disc"),
  );
  return (
    <section className="legend" aria-label={t("legend.label")}>
      <h2 className="hidden">{title}</h2>
      <ul className="legend-statuses">
        {SHOWN_STATUSES.map((status) => {
          const name = words(`status.${STATUSES[status] ?? "UNKNOWN"}`);
          return (
            <li key={status} data-shown={((shown >> status) & 1) === 1}>
              <label title={words(`statusMeaning.${STATUSES[status] ?? "UNKNOWN"}`)}>
                <input
                  type="checkbox"
                  checked={((shown >> status) & 1) === 1}
                  style={{ accentColor: statusColour(status) }}
                  onChange={() => onChange((shown ^ (1 << status)) & ALL_STATUSES || ALL_STATUSES)}
                />
                <Swatch status={status} />
                <span>{name}</span>
                <output data-status={STATUSES[status]}>{format.number(counts.byStatus[status] ?? 0)}</output>
              </label>
              <button
                type="button"
                className="plain"
                aria-label={t("legend.onlyLabel", { status: name })}
                onClick={() => onChange(1 << status)}
              >
                {t("legend.only")}
              </button>
            </li>
          );
        })}
        {shown !== ALL_STATUSES && (
          <li>
            <button type="button" className="plain" onClick={() => onChange(ALL_STATUSES)}>
              {t("legend.all")}
            </button>
          </li>
        )}
      </ul>
      <ul className="legend-notes">
        <li>
          <ListsShare listed={counts.alone} all={counts.all} />
        </li>
        {entries.map((entry) => (
          <li key={entry.text}>
            <Sign entry={entry} />
            {t(`legend.${entry.text}`)}
          </li>
        ))}
        {onSingle && (bundled || single) && (
          <li>
            <button type="button" className="plain" aria-pressed={single} onClick={() => onSingle(!single)}>
              {t(single ? "legend.bundle" : "legend.single")}
            </button>
          </li>
        )}
        {children}
      </ul>
    </section>
  );
}

function Sign({ entry }: { entry: LegendEntry }) {
  if (entry.kind === "listed") return <Swatch status={LISTED} />;
  return (
    <svg className="swatch" viewBox="0 0 36 14" width="36" height="14" aria-hidden="true">
      {entry.kind === "dot" && <circle cx="18" cy="7" r={entry.radius} fill="var(--ink)" />}
      {entry.kind === "disc" && (
        <>
          <circle cx="18" cy="7" r="6.3" fill={statusColour(LISTED)} fillOpacity="0.3" stroke={statusColour(LISTED)} />
          <path d="M18 7V3.4A3.6 3.6 0 1 1 14.4 7z" fill={statusColour(0)} />
          <path d="M18 7H14.4A3.6 3.6 0 0 1 18 3.4z" fill={statusColour(1)} />
        </>
      )}
      {entry.kind === "ribbon" && (
        <g fill="none" strokeWidth="3">
          <path d="M1 5.5h34" stroke={statusColour(0)} />
          <path d="M1 8.5h34" stroke={statusColour(1)} />
        </g>
      )}
    </svg>
  );
}
