import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** The name, which leads to the start. */
export function Brand() {
  const { t } = useTranslation("app");
  return (
    <Link to="/" className="brand" aria-label={t("brand")}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" fill="currentColor">
        <path d="M6 22C9 7 23 7 26 22" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
        <circle cx="6" cy="23" r="4.5" />
        <circle cx="26" cy="23" r="4.5" />
      </svg>
      Twingraph
    </Link>
  );
}
