import { type ReactNode, useId, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Field } from "../field/fields";
import { isNamed } from "../field/useNames";
import { useFormat } from "../language/useFormat";
import { countryCodes } from "../table/countries";
import type { Problem } from "./draft";
import { RecordPicker } from "./RecordPicker";

interface Props {
  field: Field;
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** What is wrong with it. */
  problems: readonly Problem[];
  /** Of a field that refers to one of a few records: their slugs, with what they are called. */
  options?: readonly { value: string; name: string }[];
}

/** Asks for the values of one field, with what is wrong with them under it. */
export function FieldInput({ field, label, values, onChange, problems, options }: Props) {
  const { t } = useTranslation(["correct", "field", "language"]);
  const words = useProblemWords();
  const id = useId();
  const wrong = problems.length > 0;
  const hint = field.kind === "date" ? t("correct:hint.date") : field.kind === "place" ? t("correct:hint.place") : "";
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  const common = {
    id,
    "aria-invalid": wrong,
    ...(described ? { "aria-describedby": described } : {}),
    ...(field.needed ? { "aria-required": true } : {}),
  };
  const frame = (input: ReactNode) => (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {field.needed && <span className="quiet-words"> {t("correct:needed")}</span>}
      </label>
      {input}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <Wrong id={`${id}-wrong`} texts={problems.map(words)} />
    </div>
  );

  if (options)
    return frame(
      <select {...common} value={values[0] ?? ""} onChange={({ target }) => onChange(listOf(target.value))}>
        {options.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>,
    );

  const choice = (value: string) => t(`language:${field.choice?.words}.${value}` as "language:status.ACTIVE");
  if (field.kind === "choice" && field.many)
    return (
      <fieldset className="field" aria-describedby={described || undefined}>
        <legend>{label}</legend>
        {field.choice?.values.map((value) => (
          <label key={value} className="check">
            <input
              type="checkbox"
              checked={values.includes(value)}
              onChange={({ target }) =>
                onChange(target.checked ? [...values, value] : values.filter((other) => other !== value))
              }
            />{" "}
            {choice(value)}
          </label>
        ))}
        <Wrong id={`${id}-wrong`} texts={problems.map(words)} />
      </fieldset>
    );

  switch (field.kind) {
    case "choice":
    case "flag":
      return frame(
        <select {...common} value={values[0] ?? ""} onChange={({ target }) => onChange(listOf(target.value))}>
          <option value="">{t("correct:notSaid")}</option>
          {field.kind === "flag"
            ? ["true", "false"].map((value) => (
                <option key={value} value={value}>
                  {t(value === "true" ? "field:yes" : "field:no")}
                </option>
              ))
            : field.choice?.values.map((value) => (
                <option key={value} value={value}>
                  {choice(value)}
                </option>
              ))}
        </select>,
      );
    case "country":
      return frame(<Country {...common} value={values[0] ?? ""} onChange={(value) => onChange(listOf(value))} />);
    case "record": {
      if (isNamed(field.to))
        return (
          <div className="field">
            <RecordPicker
              label={label}
              of={field.to}
              many={field.many ?? false}
              needed={field.needed ?? false}
              chosen={values}
              onChange={onChange}
              invalid={wrong}
              describedBy={wrong ? `${id}-wrong` : undefined}
            />
            <Wrong id={`${id}-wrong`} texts={problems.map(words)} />
          </div>
        );
      break;
    }
    case "prose":
      return frame(
        <textarea {...common} rows={3} value={values[0] ?? ""} onChange={({ target }) => onChange([target.value])} />,
      );
    case "place":
      return frame(
        <input
          {...common}
          type="text"
          value={values.join(", ")}
          onChange={({ target }) => onChange(target.value.split(",").map((part) => part.trim()))}
        />,
      );
  }
  if (field.many)
    return frame(
      <textarea
        {...common}
        rows={Math.max(2, values.length + 1)}
        placeholder={t("correct:hint.lines")}
        value={values.join("\n")}
        onChange={({ target }) => onChange(target.value === "" ? [] : target.value.split("\n"))}
      />,
    );
  return frame(
    <input
      {...common}
      type={field.kind === "web" ? "url" : "text"}
      inputMode={field.kind === "number" ? "numeric" : undefined}
      autoComplete="off"
      value={values[0] ?? ""}
      onChange={({ target }) => onChange([target.value])}
    />,
  );
}

const listOf = (value: string) => (value === "" ? [] : [value]);

function Country({ value, onChange, ...common }: { value: string; onChange: (value: string) => void; id: string }) {
  const { t } = useTranslation("correct");
  const format = useFormat();
  const countries = useMemo(
    () =>
      countryCodes()
        .map((code) => ({ code, name: format.country(code) }))
        .sort((a, b) => format.compare(a.name, b.name)),
    [format],
  );
  return (
    <select {...common} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{t("notSaid")}</option>
      {countries.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** What is wrong with a field, in sentences. */
export function Wrong({ id, texts }: { id: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <p id={id} className="failed wrong">
      {texts.join(" ")}
    </p>
  );
}

/** A problem in a sentence. */
export function useProblemWords(): (problem: Problem) => string {
  const { t } = useTranslation("correct");
  return ({ why, message }) => (why === "server" ? `${message.replace(/\.$/, "")}.` : t(`wrong.${why}`));
}
