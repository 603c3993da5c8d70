import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { ListsSwitch } from "../lists/ListsShare";
import { ways } from "./address";
import { useAsk, useChangeAsk } from "./useAsk";

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}

/** One of a few. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="control">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value as Value)}>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Which links count as ways, and whether those on lists alone do. */
export function WaysChoice() {
  const { t } = useTranslation("ask");
  const { ways: chosen = "standing" } = useAsk();
  const change = useChangeAsk();
  return (
    <>
      <Choice
        label={t("ways.label")}
        value={chosen}
        options={ways.map((one) => [one, t(`ways.${one}`)] as const)}
        onChange={(one) => change({ ways: one === "standing" ? undefined : one })}
      />
      <ListsSwitch />
    </>
  );
}

/** How many links a way may have. */
export function LengthChoice({ usual, most }: { usual: number; most: number }) {
  const { t } = useTranslation("ask");
  const { length = usual } = useAsk();
  const change = useChangeAsk();
  return (
    <Choice
      label={t("length")}
      value={String(Math.min(length, most))}
      options={Array.from({ length: most }, (_, index) => [String(index + 1), String(index + 1)] as const)}
      onChange={(one) => change({ length: Number(one) === usual ? undefined : Number(one) })}
    />
  );
}

/** What is asked, above the answer. */
export function Controls({ children }: { children: ReactNode }) {
  return <div className="controls">{children}</div>;
}

/** Shows more rows while there are more. */
export function MoreRows({
  shown,
  total,
  step,
  most = 500,
}: {
  shown: number;
  total: number;
  step: number;
  most?: number;
}) {
  const { t } = useTranslation("ask");
  const change = useChangeAsk();
  if (shown >= total || shown >= most) return null;
  return (
    <button type="button" className="button" onClick={() => change({ rows: Math.min(shown + step, most) })}>
      {t("more", { shown, total })}
    </button>
  );
}
