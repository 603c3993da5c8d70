import { useEffect, useId, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { useErrorWords } from "../app/useErrorWords";
import { type Named, useNames } from "../field/useNames";
import { useSettled } from "../search/useSettled";
import { type Pick, usePicks } from "./usePicks";

interface Props {
  label: string;
  /** The type of what is chosen. */
  of: Named;
  many: boolean;
  /** Whether nothing is recorded without it. */
  needed?: boolean;
  /** Slugs. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  invalid?: boolean;
  describedBy?: string | undefined;
}

/** Chooses records by searching for their names. */
export function RecordPicker({
  label,
  of,
  many,
  needed = false,
  chosen,
  onChange,
  invalid = false,
  describedBy,
}: Props) {
  const { t } = useTranslation("correct");
  const errorWords = useErrorWords();
  const id = useId();
  const [text, setText] = useState("");
  const typed = text.trim();
  const query = useSettled(typed);
  const found = usePicks(of, query);
  const waiting = typed.length > 1 && (typed !== query || found.waiting);
  const picks = waiting || typed.length < 2 ? [] : found.picks;
  const names = useNames(chosen.map((slug) => ({ of, slug })));
  const called = (slug: string) => names(of, slug);
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef(false); // what had the focus is gone, because of a choice
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const next = box.current?.querySelector<HTMLElement>("input") ?? box.current?.querySelector<HTMLElement>("button");
    next?.focus();
  });

  function choose({ slug }: Pick) {
    onChange(many ? [...chosen.filter((other) => other !== slug), slug] : [slug]);
    setText("");
    moved.current = true;
  }

  let status = "";
  if (query.length > 1 && !waiting)
    status = found.error ? errorWords(found.error) : t("found", { count: picks.length });
  return (
    <div className="picker" ref={box}>
      <label htmlFor={id} id={`${id}-label`}>
        {label}
        {needed && <span className="quiet-words"> {t("needed")}</span>}
      </label>
      {chosen.length > 0 && (
        <ul className="chosen" aria-labelledby={`${id}-label`}>
          {chosen.map((slug) => (
            <li key={slug}>
              <span lang="">{called(slug)}</span>{" "}
              <Button
                className="button"
                aria-label={t("remove", { name: called(slug) })}
                onPress={() => {
                  moved.current = true;
                  onChange(chosen.filter((other) => other !== slug));
                }}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      {(many || chosen.length === 0) && (
        <input
          id={id}
          type="search"
          autoComplete="off"
          placeholder={t(of === "TwinningLink" ? "searchLink" : "search")}
          aria-describedby={[describedBy, `${id}-status`].filter(Boolean).join(" ")}
          aria-invalid={invalid}
          aria-required={needed}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (picks[0]) choose(picks[0]);
          }}
        />
      )}
      <p role="status" id={`${id}-status`} className={found.error ? "hint failed" : "hint"}>
        {status}
      </p>
      {picks.length > 0 && (
        <ul className="found">
          {picks.map((pick) => (
            <li key={pick.slug}>
              <Button className="button" onPress={() => choose(pick)}>
                <span lang="">{pick.name}</span> <span className="quiet-words">{pick.detail}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
