import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** A table that may be wider than the page: it scrolls in itself, by keyboard too. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation("edition");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="wide" aria-label={t("table", { what: label })} tabIndex={0}>
      {children}
    </section>
  );
}
