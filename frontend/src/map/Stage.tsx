import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Network } from "./network";
import type { Hit, Placement, Shown, Wish } from "./scene";
import { Surface } from "./surface";
import type { Box, Size, View } from "./view";

interface Props {
  network: Network;
  placement: Placement;
  points?: Float32Array | null;
  alliance?: Int32Array | null;
  base?: { coarse: string; fine: string } | null;
  wish: Wish;
  /** More wishes follow quickly, as while a slider moves. */
  soon: boolean;
  label: string;
  first?: ((whole: Box, size: Size) => View) | null;
  describe: (hit: Hit) => ReactNode;
  onSurface?: (surface: Surface | null) => void;
  onPick: (hit: Hit | null) => void;
  onRest?: (view: View, deep: number) => void;
  onShown?: (shown: Shown) => void;
}

/** The canvas with everything one can do to it: pointer, fingers, keys, buttons, and words on what lies under the pointer. */
export function Stage(props: Props) {
  const { network, placement, points = null, alliance = null, base = null, wish, soon, label, describe } = props;
  const { t } = useTranslation("map");
  const keys = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<Surface | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [hover, setHover] = useState<{ hit: Hit; x: number; y: number } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const made = new Surface(element, latest.current.wish, {
      rested: (view, deep) => latest.current.onRest?.(view, deep),
      hovered: (hit, x, y) => setHover(hit && { hit, x, y }),
      picked: (hit) => latest.current.onPick(hit),
      shown: (shown) => {
        if (shown.based) setDrawn(true);
        latest.current.onShown?.(shown);
      },
      failed: setFailure,
    });
    surface.current = made;
    latest.current.onSurface?.(made);
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) made.resize({ width, height }, devicePixelRatio);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.end();
      surface.current = null;
      latest.current.onSurface?.(null);
    };
  }, []);

  useEffect(() => {
    surface.current?.show(network, placement, { points, alliance, base, first: latest.current.first ?? null });
  }, [network, placement, points, alliance, base]);

  useEffect(() => surface.current?.want(wish, soon), [wish, soon]);

  function press(event: KeyboardEvent) {
    const step = event.shiftKey ? 200 : 60;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => surface.current?.pan(step, 0),
      ArrowRight: () => surface.current?.pan(-step, 0),
      ArrowUp: () => surface.current?.pan(0, step),
      ArrowDown: () => surface.current?.pan(0, -step),
      "+": () => surface.current?.zoom(1.5),
      "=": () => surface.current?.zoom(1.5),
      "-": () => surface.current?.zoom(1 / 1.5),
      "0": () => surface.current?.flyHome(),
      Home: () => surface.current?.flyHome(),
      Escape: () => props.onPick(null),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <div className="stage" data-drawn={drawn}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is moved and zoomed with keys, like a map */}
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-label={label}
        aria-describedby={keys}
        onKeyDown={press}
      />
      <p id={keys} className="hidden">
        {t("keys")}
      </p>
      <div className="stage-buttons">
        <button type="button" aria-label={t("zoomIn")} onClick={() => surface.current?.zoom(1.6)}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 2.5v11M2.5 8h11" />
          </svg>
        </button>
        <button type="button" aria-label={t("zoomOut")} onClick={() => surface.current?.zoom(1 / 1.6)}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 8h11" />
          </svg>
        </button>
        <button type="button" aria-label={t("showAll")} onClick={() => surface.current?.flyHome()}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
          </svg>
        </button>
      </div>
      {hover && <Tip {...hover}>{describe(hover.hit)}</Tip>}
      {!drawn && !failure && (
        <p className="stage-state" role="status">
          {t("drawing")}
        </p>
      )}
      {failure && (
        <p className="stage-state" role="alert">
          {failure === "worker" ? t("noWorker") : failure}
        </p>
      )}
    </div>
  );
}

/** Words beside the pointer, kept inside the stage. Everything in them is also in the cards and lists. */
function Tip({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  const tip = useRef<HTMLDivElement>(null);
  const [shift, setShift] = useState({ x: 14, y: 14 });
  useEffect(() => {
    const stage = tip.current?.parentElement;
    if (!tip.current || !stage) return;
    const { offsetWidth, offsetHeight } = tip.current;
    setShift({
      x: x + 14 + offsetWidth > stage.clientWidth ? -14 - offsetWidth : 14,
      y: y + 14 + offsetHeight > stage.clientHeight ? -14 - offsetHeight : 14,
    });
  }, [x, y]);
  return (
    <div
      ref={tip}
      className="tip"
      aria-hidden="true"
      style={{ transform: `translate(${x + shift.x}px, ${y + shift.y}px)` }}
    >
      {children}
    </div>
  );
}
