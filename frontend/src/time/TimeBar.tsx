import { type ChangeEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { DayField } from "../app/DayField";
import { useFormat } from "../language/useFormat";
import { type Day, dateOf } from "../map/network";
import { statusColour } from "../map/Swatch";
import { DRAWING_ORDER } from "../map/status";
import { KnownAt } from "./KnownAt";
import {
  type Changes,
  daysPlayed,
  histogram,
  nextChange,
  previousChange,
  type Reading,
  SPANS,
  type Span,
  type SpanName,
  yearTicks,
} from "./timeline";
import "./time.css";

/** Bars of the histogram. */
const BINS = 180;
/** The histogram's own units, stretched to whatever room there is. */
const TALL = 60;

interface Props {
  changes: Changes;
  /** The days on which lists were read: marks beside the bars, never bars. */
  readings: readonly Reading[];
  span: Span;
  spanName: SpanName;
  day: Day;
  /** The other day when two are compared. */
  other: Day | null;
  knownAt: string | undefined;
  /** Whether a link's changes are counted, after the legend's filter. */
  counted: (link: number) => boolean;
  /** A day was chosen; while `settled` is false more follow quickly. */
  onDay: (day: Day, settled: boolean) => void;
  onOther: (day: Day | null, settled: boolean) => void;
  onSpan: (span: SpanName) => void;
  onKnownAt: (knownAt: string | undefined) => void;
}

/** The slider through time: a histogram of the changes, a day or two on it, play, and steps from change to change. */
export function TimeBar(props: Props) {
  const { changes, span, spanName, day, other, onDay, onOther } = props;
  const { t } = useTranslation("time");
  const format = useFormat();
  const dateId = useId();
  const spanId = useId();
  const [playing, setPlaying] = usePlaying(span, day, onDay);
  const next = nextChange(changes, day);
  const previous = previousChange(changes, day);
  const go = (to: Day | null) => {
    setPlaying(false);
    if (to !== null) onDay(to, true);
  };

  return (
    <section className="timebar" aria-label={t("label")}>
      <div className="timebar-acts">
        <button
          type="button"
          className="round"
          aria-label={t(playing ? "pause" : "play")}
          aria-pressed={playing}
          onClick={() => setPlaying(!playing)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={playing ? "M4 3h3v10H4zM9 3h3v10H9z" : "M4 2.5v11l9-5.5z"} />
          </svg>
        </button>
        <button
          type="button"
          className="step"
          disabled={previous === null}
          aria-label={t("previous")}
          onClick={() => go(previous)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M10 3 5 8l5 5" />
          </svg>
        </button>
        <output className="timebar-day" htmlFor={dateId} aria-live="off">
          {format.date(dateOf(day))}
        </output>
        <button type="button" className="step" disabled={next === null} aria-label={t("next")} onClick={() => go(next)}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m6 3 5 5-5 5" />
          </svg>
        </button>
        <span className="timebar-more">
          <button
            type="button"
            className="button"
            aria-pressed={other !== null}
            onClick={() => onOther(other === null ? Math.max(span.from, day - 365) : null, true)}
          >
            {t(other === null ? "compare" : "compareEnd")}
          </button>
          <label htmlFor={spanId} className="hidden">
            {t("span.label")}
          </label>
          <select id={spanId} value={spanName} onChange={({ target }) => props.onSpan(target.value as SpanName)}>
            {SPANS.map((name) => (
              <option key={name} value={name}>
                {name === "all" ? t("span.all") : t("span.since", { year: name })}
              </option>
            ))}
          </select>
          <DayField />
          <KnownAt knownAt={props.knownAt} onChange={props.onKnownAt} />
        </span>
      </div>
      <Track {...props} dateId={dateId} onTouch={() => setPlaying(false)} />
      <Readings readings={props.readings.filter((reading) => reading.day >= span.from && reading.day <= span.to)} />
    </section>
  );
}

/** In words which lists were read when. */
function Readings({ readings }: { readings: readonly Reading[] }) {
  const { t } = useTranslation("time");
  const format = useFormat();
  if (readings.length === 0) return null;
  return (
    <details className="readings">
      <summary>
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <path d="M5 1 9 5 5 9 1 5z" />
        </svg>
        {t("lists.meaning")}
      </summary>
      <ul aria-label={t("lists.label")}>
        {readings.map(({ day, links }) => (
          <li key={day}>
            {t("lists.day", { count: links, number: format.number(links), date: format.date(dateOf(day)) })}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The histogram with one or two handles on it. */
function Track({
  changes,
  readings,
  span,
  day,
  other,
  counted,
  onDay,
  onOther,
  dateId,
  onTouch,
}: Props & { dateId: string; onTouch: () => void }) {
  const { t } = useTranslation("time");
  const format = useFormat();
  const track = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const element = track.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const shapes = useMemo(() => {
    const found = histogram(changes, span, BINS, counted);
    const scale = TALL / Math.sqrt(Math.max(1, found.most));
    const paths = new Map<number, string>();
    for (let bin = 0; bin < BINS; bin++) {
      // The bar's height is the root of its changes, so that single ones are seen beside a hundred; its parts keep their share.
      let sum = 0;
      for (let status = 0; status < 6; status++) sum += found.counts[bin * 6 + status] as number;
      if (sum === 0) continue;
      const tall = Math.max(3, Math.sqrt(sum) * scale);
      let y = TALL;
      for (const status of DRAWING_ORDER) {
        const part = (tall * (found.counts[bin * 6 + status] as number)) / sum;
        if (part === 0) continue;
        y -= part;
        paths.set(status, `${paths.get(status) ?? ""}M${bin + 0.1} ${y.toFixed(2)}h.8v${part.toFixed(2)}h-.8z`);
      }
    }
    return [...paths];
  }, [changes, span, counted]);
  const ticks = useMemo(() => yearTicks(span, width), [span, width]);
  const share = (at: Day) => `${(100 * (at - span.from)) / (span.to - span.from)}%`;

  const slide = (change: (day: Day, settled: boolean) => void) => ({
    min: span.from,
    max: span.to,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
      onTouch();
      change(Number(target.value), false);
    },
    onPointerUp: (event: PointerEvent<HTMLInputElement>) => change(Number(event.currentTarget.value), true),
    onKeyUp: (event: { currentTarget: HTMLInputElement }) => change(Number(event.currentTarget.value), true),
  });

  return (
    <div className="track" ref={track} data-compared={other !== null}>
      <svg className="bars" viewBox={`0 0 ${BINS} ${TALL}`} preserveAspectRatio="none" aria-hidden="true">
        {shapes.map(([status, path]) => (
          <path key={status} d={path} fill={statusColour(status)} />
        ))}
      </svg>
      {readings
        .filter((reading) => reading.day >= span.from && reading.day <= span.to)
        .map((reading) => (
          <svg
            key={reading.day}
            className="reading"
            style={{ left: share(reading.day) }}
            viewBox="0 0 10 10"
            aria-hidden="true"
          >
            <path d="M5 1 9 5 5 9 1 5z" />
          </svg>
        ))}
      <div className="ticks" aria-hidden="true">
        {ticks.map(({ year, day: at }) => (
          <span key={year} style={{ left: share(at) }}>
            {year}
          </span>
        ))}
      </div>
      {other !== null && (
        <div
          className="between"
          style={{
            left: share(Math.min(day, other)),
            width: `${(100 * Math.abs(day - other)) / (span.to - span.from)}%`,
          }}
        />
      )}
      <input
        {...slide(onDay)}
        type="range"
        id={dateId}
        className="handle"
        aria-label={t(other === null ? "day" : "laterDay")}
        aria-valuetext={format.date(dateOf(day))}
        value={day}
      />
      {other !== null && (
        <input
          {...slide(onOther)}
          type="range"
          className="handle other"
          aria-label={t("otherDay")}
          aria-valuetext={format.date(dateOf(other))}
          value={other}
        />
      )}
    </div>
  );
}

/** Lets the day run on while it plays: smoothly, or a step a second where motion is unwelcome. */
function usePlaying(span: Span, day: Day, onDay: (day: Day, settled: boolean) => void) {
  const [playing, setPlaying] = useState(false);
  const latest = useRef({ day, onDay });
  latest.current = { day, onDay };
  useEffect(() => {
    if (!playing) return;
    let at: number = latest.current.day >= span.to ? span.from : latest.current.day;
    const go = (milliseconds: number): boolean => {
      at = Math.min(span.to, at + daysPlayed(span, milliseconds));
      const whole = Math.round(at);
      const ended = whole >= span.to;
      if (whole !== latest.current.day) latest.current.onDay(whole, ended);
      if (ended) setPlaying(false);
      return ended;
    };
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setInterval(() => go(1000), 1000);
      return () => clearInterval(timer);
    }
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now: number) {
      const ended = go(now - last);
      last = now;
      if (!ended) frame = requestAnimationFrame(step);
    });
    return () => {
      cancelAnimationFrame(frame);
      latest.current.onDay(Math.round(at), true);
    };
  }, [playing, span]);
  return [playing, setPlaying] as const;
}
