import { type FormEvent, type ReactNode, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { countryCodes } from "./countries";
import { choiceText, type Field, rangeOf, rangeText } from "./filter";
import { useFieldWords } from "./useFieldWords";

interface Props {
  field: Field;
  value: string;
  onChange: (value: string) => void;
}

/** Asks for what a field compares with. Choices apply at once, what is typed when it is sent. */
export function FieldEditor(props: Props) {
  switch (props.field.kind) {
    case "choice":
      return <Choice {...props} />;
    case "country":
      return <Country {...props} />;
    case "yes":
      return <Yes {...props} />;
    case "days":
      return <Range {...props} type="date" />;
    case "numbers":
      return <Range {...props} type="number" />;
    default:
      return <Text {...props} />;
  }
}

function Choice({ field, value, onChange }: Props) {
  const words = useFieldWords();
  const { values = [] } = field;
  const chosen = value === "" ? [] : value.split(",");
  const toggle = (one: string, on: boolean) =>
    onChange(choiceText(values, on ? [...chosen, one] : chosen.filter((other) => other !== one)));
  return (
    <fieldset className="choice">
      <legend>{words.label(field)}</legend>
      {values.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={({ target }) => toggle(one, target.checked)}
          />{" "}
          {words.choice(field, one)}
        </label>
      ))}
    </fieldset>
  );
}

function Country({ field, value, onChange }: Props) {
  const { t } = useTranslation("table");
  const words = useFieldWords();
  const format = useFormat();
  const countries = useMemo(
    () =>
      countryCodes()
        .map((code) => ({ code, name: format.country(code) }))
        .sort((a, b) => format.compare(a.name, b.name)),
    [format],
  );
  return (
    <Labelled label={words.label(field)}>
      {(id) => (
        <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{t("any")}</option>
          {value.includes(",") && <option value={value}>{words.value(field, value)}</option>}
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function Yes({ field, value, onChange }: Props) {
  const { t } = useTranslation("table");
  const words = useFieldWords();
  return (
    <Labelled label={words.label(field)}>
      {(id) => (
        <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{t("any")}</option>
          <option value="yes">{t("yes")}</option>
          <option value="no">{t("no")}</option>
        </select>
      )}
    </Labelled>
  );
}

function Text({ field, value, onChange }: Props) {
  const words = useFieldWords();
  const [draft, setDraft] = useState(value);
  return (
    <Typed onSend={() => onChange(draft.trim())}>
      <Labelled label={words.label(field)}>
        {(id) => (
          <input
            id={id}
            type="text"
            autoComplete="off"
            maxLength={200}
            value={draft}
            onChange={({ target }) => setDraft(target.value)}
          />
        )}
      </Labelled>
    </Typed>
  );
}

function Range({ field, value, onChange, type }: Props & { type: "date" | "number" }) {
  const { t } = useTranslation("table");
  const words = useFieldWords();
  const [draft, setDraft] = useState(() => rangeOf(value));
  const [from, to] = draft;
  return (
    <Typed onSend={() => onChange(rangeText(from, to))}>
      <fieldset className="range">
        <legend>{words.label(field)}</legend>
        <Labelled label={t("from")}>
          {(id) => (
            <input
              id={id}
              type={type}
              min={type === "number" ? 0 : "1000-01-01"}
              max={type === "number" ? 999999999 : "9999-12-31"}
              value={from}
              onChange={({ target }) => setDraft([target.value, to])}
            />
          )}
        </Labelled>
        <Labelled label={t("to")}>
          {(id) => (
            <input
              id={id}
              type={type}
              min={type === "number" ? 0 : "1000-01-01"}
              max={type === "number" ? 999999999 : "9999-12-31"}
              value={to}
              onChange={({ target }) => setDraft([from, target.value])}
            />
          )}
        </Labelled>
      </fieldset>
    </Typed>
  );
}

function Typed({ onSend, children }: { onSend: () => void; children: ReactNode }) {
  const { t } = useTranslation("table");
  function send(event: FormEvent) {
    event.preventDefault();
    onSend();
  }
  return (
    <form className="typed" onSubmit={send}>
      {children}
      <button type="submit" className="button">
        {t("apply")}
      </button>
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
