import { useTranslation } from "react-i18next";
import { fields } from "../field/fields";
import { useFieldLabel } from "../field/useFieldLabel";
import type { Problem, SourceDraft } from "./draft";
import { FieldInput, useProblemWords, Wrong } from "./FieldInput";
import { RecordPicker } from "./RecordPicker";

/** What is asked of a new source. */
const asked = fields.Source.filter(({ name }) => ["title", "publisher", "url", "date"].includes(name));

interface Props {
  draft: SourceDraft;
  onChange: (draft: SourceDraft) => void;
  problemsAt: (field: string) => Problem[];
}

/** Asks who says so: a source that is recorded already, or a new one. */
export function SourceStep({ draft, onChange, problemsAt }: Props) {
  const { t } = useTranslation("correct");
  const label = useFieldLabel();
  const words = useProblemWords();
  const missing = problemsAt("source");
  return (
    <section className="part" aria-labelledby="source">
      <h2 id="source">{t("step.source")}</h2>
      <p className="quiet-words">{t("source.meaning")}</p>
      <fieldset className="field deeds">
        <legend className="hidden">{t("step.source")}</legend>
        {(["known", "new"] as const).map((kind) => (
          <label key={kind} className="check">
            <input
              type="radio"
              name="source"
              checked={draft.kind === kind}
              onChange={() => onChange({ ...draft, kind })}
            />{" "}
            {t(`source.${kind}`)}
          </label>
        ))}
      </fieldset>
      {draft.kind === "known" ? (
        <div className="field">
          <RecordPicker
            label={t("source.search")}
            of="Source"
            many={false}
            chosen={draft.slug ? [draft.slug] : []}
            onChange={([slug = ""]) => onChange({ ...draft, slug })}
            invalid={missing.length > 0}
            describedBy={missing.length > 0 ? "source-missing" : undefined}
          />
          <Wrong id="source-missing" texts={missing.map(words)} />
        </div>
      ) : (
        <div className="fields">
          {asked.map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              label={label(field.name)}
              values={draft.values[field.name] ?? []}
              onChange={(values) => onChange({ ...draft, values: { ...draft.values, [field.name]: values } })}
              problems={problemsAt(`source.${field.name}`)}
            />
          ))}
        </div>
      )}
    </section>
  );
}
