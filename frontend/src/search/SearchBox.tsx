import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useErrorWords } from "../app/useErrorWords";
import type { Target } from "./hits";
import { useHits } from "./useHits";
import { useSettled } from "./useSettled";
import "./search.css";

const most = 12;

interface Props {
  onChoose: (target: Target) => void;
}

/**
 * A combobox over everything that has a name and a page: arrows move, Enter chooses (and waits for the match where it was
 * quicker than the server), Escape closes and then clears, “/” anywhere on the page comes here.
 */
export function SearchBox({ onChoose }: Props) {
  const { t } = useTranslation("search");
  const errorWords = useErrorWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [entered, setEntered] = useState(false); // Enter came before the hits did

  const typed = text.trim();
  const asked = useSettled(typed);

  useEffect(() => {
    function onSlash(event: globalThis.KeyboardEvent) {
      const at = event.target as HTMLElement;
      const typing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      input.current?.focus();
    }
    addEventListener("keydown", onSlash);
    return () => removeEventListener("keydown", onSlash);
  }, []);

  const { hits, waiting, error } = useHits(open ? asked : "", most);
  const current = typed !== "" && typed === asked && !waiting;
  const shown = open && typed !== "" && hits.length > 0;

  function choose(target: Target) {
    setText("");
    setOpen(false);
    setActive(-1);
    setEntered(false);
    onChoose(target);
  }

  useEffect(() => {
    if (!entered || !current) return;
    setEntered(false);
    const wanted = hits[Math.max(active, 0)];
    if (wanted) choose(wanted.target);
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const last = hits.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      if (last < 0) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(active < 0 ? (step > 0 ? 0 : last) : (active + step + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const hit = shown && current ? hits[active] : undefined; // never one that an earlier text found
      if (hit) choose(hit.target);
      else if (typed) {
        setOpen(true);
        setEntered(true);
      }
    } else if (event.key === "Escape") {
      if (shown) {
        event.preventDefault();
        setOpen(false);
        setActive(-1);
      } else setText("");
    }
  }

  let status = "";
  if (open && typed) {
    if (error) status = errorWords(error);
    else if (!current) status = t("searching");
    else if (hits.length === 0) status = t("nothing", { text: typed });
    else if (hits.length === most) status = t("first", { number: most });
    else status = t("matches", { count: hits.length });
  }

  return (
    <search className="search">
      <label htmlFor={`${id}-input`} className="hidden">
        {t("label")}
      </label>
      <svg className="search-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM11 11l4 4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      <input
        ref={input}
        id={`${id}-input`}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        aria-describedby={`${id}-status`}
        aria-keyshortcuts="/"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={t("placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(-1);
          setEntered(false);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <span className="search-key" aria-hidden="true">
        /
      </span>
      <div className="search-found" hidden={status === "" && !shown}>
        <div id={`${id}-list`} role="listbox" aria-label={t("list")} hidden={!shown} className="hits">
          {shown &&
            hits.map((hit, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: see the input's keys
              <div
                key={hit.key}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className="hit"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(hit.target)}
                ref={index === active ? (element) => element?.scrollIntoView({ block: "nearest" }) : null}
              >
                <span className="hit-name">{hit.name}</span> <span className="hit-detail">{hit.detail}</span>
              </div>
            ))}
        </div>
        <p id={`${id}-status`} role="status" className={error && open ? "search-status failed" : "search-status"}>
          {status}
        </p>
      </div>
    </search>
  );
}
