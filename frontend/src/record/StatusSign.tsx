import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Shown } from "./status";

const shapes: Record<Shown, ReactNode> = {
  SUSPENDED: <path d="M4.5 3h2.4v10H4.5zM9.1 3h2.4v10H9.1z" />,
  ENDED: <path d="m3.5 4.9 1.4-1.4L8 6.6l3.1-3.1 1.4 1.4L9.4 8l3.1 3.1-1.4 1.4L8 9.4l-3.1 3.1-1.4-1.4L6.6 8z" />,
  CONTESTED: <path d="M8 1.5 14.5 8 8 14.5 1.5 8zM7 4.5v4.5h2V4.5zm0 5.7v1.8h2v-1.8z" fillRule="evenodd" />,
  ACTIVE: <circle cx="8" cy="8" r="5" />,
  LISTED: <circle cx="8" cy="8" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2" />,
  UNKNOWN: <circle cx="8" cy="8" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  NOT_ESTABLISHED: <path d="M3 7h10v2H3z" />,
};

/** The class that gives a status its colour. */
export const statusClass = (shown: Shown) => `status-${shown.toLowerCase().replaceAll("_", "-")}`;

/** A shape for each status, so that colour is never the only sign. */
export function StatusSign({ of }: { of: Shown }) {
  return (
    <svg
      className={`sign ${statusClass(of)}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="currentColor"
      aria-hidden="true"
    >
      {shapes[of]}
    </svg>
  );
}

/** A status in its shape, colour and word. */
export function StatusWord({ of }: { of: Shown }) {
  const { t } = useTranslation("language");
  return (
    <span className={`status-word ${statusClass(of)}`}>
      <StatusSign of={of} /> {t(`status.${of}`)}
    </span>
  );
}
