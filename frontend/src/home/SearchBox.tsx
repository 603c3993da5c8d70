import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import searchDocument from "../documents/search.graphql?raw";
import { type Choice, describeHit, type SearchHit } from "./model";
import { useAnswer } from "./useAnswer";

const pause = 150; // milliseconds without typing before the server is asked
const most = 10;

/** A combobox over cities, organisations and resolutions: arrows move, Enter chooses, Escape closes and then clears. */
export function SearchBox({ onChoose }: { onChoose: (choice: Choice) => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [entered, setEntered] = useState(false); // Enter came before the hits did

  const typed = text.trim();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), pause);
    return () => clearTimeout(timer);
  }, [typed]);

  const question = open && asked ? searchDocument : null;
  const answer = useAnswer<{ search: SearchHit[] }>(question, { query: asked, first: most }, "search");
  const current = typed !== "" && typed === asked && !answer.waiting;
  const hits = typed && answer.data ? answer.data.search.map(describeHit) : [];
  const shown = open && hits.length > 0;

  function choose(choice: Choice, name: string) {
    setText(name);
    setAsked("");
    setOpen(false);
    setActive(-1);
    setEntered(false);
    onChoose(choice);
  }

  useEffect(() => {
    if (!entered || !current) return;
    setEntered(false);
    const first = hits[0];
    if (first) choose(first.choice, first.name);
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
      const hit = shown ? hits[active] : undefined;
      if (hit) choose(hit.choice, hit.name);
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
    if (!current && !answer.error) status = "Searching…";
    else if (answer.error) status = answer.error.message;
    else if (hits.length === 0)
      status = `Nothing is called “${typed}”. Try another spelling, or the name in its own language.`;
    else if (hits.length === most) status = `The first ${most} matches. Use the arrow keys to choose.`;
    else status = hits.length === 1 ? "1 match. Press Enter to choose it." : `${hits.length} matches.`;
  }

  return (
    <div className="search">
      <label htmlFor={`${id}-input`}>City, organisation or resolution</label>
      <div className="search-field">
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
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="Chicago, Murmansk, Lublin Voivodeship…"
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
        <div id={`${id}-list`} role="listbox" aria-label="Matches" hidden={!shown} className="hits">
          {shown &&
            hits.map((hit, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: see the input's keys
              <div
                key={`${hit.choice.word} ${hit.choice.slug}`}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className="hit"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(hit.choice, hit.name)}
                ref={index === active ? (element) => element?.scrollIntoView({ block: "nearest" }) : null}
              >
                <span className="hit-name">{hit.name}</span> <span className="hit-detail">{hit.detail}</span>
              </div>
            ))}
        </div>
      </div>
      <p id={`${id}-status`} role="status" className={answer.error && open ? "search-status failed" : "search-status"}>
        {status}
      </p>
    </div>
  );
}
