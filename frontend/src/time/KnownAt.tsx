import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  knownAt: string | undefined;
  onChange: (knownAt: string | undefined) => void;
}

/** The advanced control: shows the network as it was known at an earlier instant. */
export function KnownAt({ knownAt, onChange }: Props) {
  const { t } = useTranslation("time");
  const id = useId();
  const [draft, setDraft] = useState(knownAt?.slice(0, 16) ?? "");
  const [open, setOpen] = useState(knownAt !== undefined);
  return (
    <details className="known" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t(knownAt ? "knownAt.set" : "knownAt.unset")}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChange(draft ? `${draft}:00Z` : undefined);
        }}
      >
        <label htmlFor={id}>{t("knownAt.label")}</label>
        <input id={id} type="datetime-local" value={draft} onChange={({ target }) => setDraft(target.value)} />
        <button type="submit" className="button">
          {t("knownAt.show")}
        </button>
        <button
          type="button"
          className="button"
          disabled={!knownAt}
          onClick={() => {
            setDraft("");
            onChange(undefined);
          }}
        >
          {t("knownAt.all")}
        </button>
        <p className="quiet-words">{t("knownAt.words")}</p>
      </form>
    </details>
  );
}
