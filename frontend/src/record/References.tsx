import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CitationFragment } from "../api/operations";
import { Citations } from "./Citations";
import { referencesIn } from "./references";

const Numbers = createContext<ReadonlyMap<string, number>>(new Map());

/** The numbers of sources in the list at the end of the page. */
export function useReferenceNumbers(sources: readonly CitationFragment[]): number[] {
  const numbers = useContext(Numbers);
  return sources.flatMap(({ id }) => numbers.get(id) ?? []).sort((a, b) => a - b);
}

/** A page of a record with all sources of its answer, numbered, at the end. */
export function RecordPage({ answer, children }: { answer: unknown; children: ReactNode }) {
  const { t } = useTranslation("record");
  const references = useMemo(() => referencesIn(answer), [answer]);
  const numbers = useMemo(() => new Map(references.map(({ id }, index) => [id, index + 1])), [references]);
  return (
    <Numbers value={numbers}>
      <article className="record">
        {children}
        <section className="references" aria-labelledby="references">
          <h2 id="references">{t("references")}</h2>
          <Citations sources={references} numbered />
        </section>
      </article>
    </Numbers>
  );
}
