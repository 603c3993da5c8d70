import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeView, useView } from "../view/useView";
import { day, shownDay, today } from "../view/view";

/** The day at which things are shown. Days that are half typed are not passed on. */
export function DayField() {
  const { t } = useTranslation("app");
  const id = useId();
  const view = useView();
  const change = useChangeView();
  const shown = shownDay(view);
  const [draft, setDraft] = useState(shown);
  useEffect(() => setDraft(shown), [shown]);
  return (
    <div className="day">
      <label htmlFor={id}>{t("day.label")}</label>
      <input
        id={id}
        type="date"
        min="1800-01-01"
        max="9999-12-31"
        value={draft}
        onChange={({ target }) => {
          setDraft(target.value);
          const chosen = target.validity.valid ? day(target.value) : undefined;
          if (chosen) change({ asOf: chosen === today() ? undefined : chosen });
        }}
        onBlur={() => setDraft(shown)}
      />
      <button type="button" className="button" disabled={!view.asOf} onClick={() => change({ asOf: undefined })}>
        {t("day.today")}
      </button>
    </div>
  );
}
