import { useTranslation } from "react-i18next";
import { askedValue, type Field } from "./filter";
import type { List, Row } from "./list";
import { useFieldWords } from "./useFieldWords";
import { useChangeTable, useTableAddress } from "./useTableAddress";

/** What is asked for, each with a way to take it back. */
export function FilterChips({ list }: { list: List<Row> }) {
  const { t } = useTranslation("table");
  const words = useFieldWords();
  const address = useTableAddress();
  const change = useChangeTable();
  const fields = list.columns.flatMap(({ fields = [] }) => fields);
  const used = fields
    .map((field) => ({ field, value: askedValue(field, address) }))
    .filter(({ value }) => value !== "");
  if (used.length === 0) return null;
  const without = (taken: readonly Field[]) => Object.fromEntries(taken.map(({ parameter }) => [parameter, undefined]));
  return (
    <ul className="chips">
      {used.map(({ field, value }) => {
        const [name, shown] = [words.label(field), words.value(field, value)];
        return (
          <li key={field.parameter}>
            <button
              type="button"
              className="chip"
              aria-label={t("remove", { name, value: shown })}
              onClick={() => change(without([field]))}
            >
              <span className="quiet-words">{name}</span> {shown} <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
      {used.length > 1 && (
        <li>
          <button type="button" className="chip" onClick={() => change(without(used.map(({ field }) => field)))}>
            {t("clear")}
          </button>
        </li>
      )}
    </ul>
  );
}
