import { LINE_STYLES } from "./palette";
import { LOOKS } from "./status";

/** The custom property that holds a look's colour. */
export function statusColour(status: number): string {
  return `var(--status-${(LOOKS[status] ?? "UNKNOWN").toLowerCase().replaceAll("_", "-")})`;
}

/** A look as the map draws it: colour, dash, width and mark. */
export function Swatch({ status }: { status: number }) {
  const style = LINE_STYLES[status] ?? LINE_STYLES[4];
  if (!style) return null;
  return (
    <svg
      className="swatch"
      viewBox="0 0 36 14"
      width="36"
      height="14"
      aria-hidden="true"
      style={{ color: statusColour(status) }}
    >
      <line
        x1="1"
        x2="35"
        y1="7"
        y2="7"
        stroke="currentColor"
        strokeWidth={style.width + 0.4}
        strokeDasharray={style.dash.join(" ")}
      />
      {style.mark !== "none" && style.mark !== "gap" && (
        <g transform="translate(18 7)" stroke="currentColor" strokeWidth="1.6" fill="none">
          <circle r="5.2" fill="var(--sheet)" strokeWidth="1.2" />
          {style.mark === "bars" && <path d="M-1.5-2.4v4.8M1.5-2.4v4.8" />}
          {style.mark === "cross" && <path d="M-2-2 2 2M2-2-2 2" />}
          {style.mark === "split" && <path d="M0-5.2a5.2 5.2 0 0 0 0 10.4z" fill="currentColor" stroke="none" />}
        </g>
      )}
    </svg>
  );
}
