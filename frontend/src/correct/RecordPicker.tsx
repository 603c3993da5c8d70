import { useEffect, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { PickDocument, type PickQuery, type SearchType } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";

interface Props {
  label: string;
  types: SearchType[];
  many: boolean;
  /** Slugs. */
  chosen: readonly string[];
  /** What the only one that is chosen is called, where that is known. */
  name?: string;
  /** With what the one that was chosen last is called. */
  onChange: (chosen: string[], name?: string) => void;
  invalid?: boolean;
  describedBy?: string | undefined;
}

const pause = 250; // milliseconds without a key after which a text is searched for

/** Chooses records by searching for their names. */
export function RecordPicker({ label, types, many, chosen, name, onChange, invalid = false, describedBy }: Props) {
  const { t } = useTranslation("correct");
  const id = useId();
  const [text, setText] = useState("");
  const [names, setNames] = useState<Record<string, string>>({});
  const query = useSettled(text.trim());
  const answer = useAnswer(PickDocument, query.length > 1 ? { query, types } : null, `pick ${types.join()}`);
  const found = query.length > 1 && text.trim() === query ? hitsOf(answer.data) : [];
  const waiting = text.trim().length > 1 && (text.trim() !== query || answer.isFetching);
  const open = many || chosen.length === 0;

  const called = (slug: string) => names[slug] ?? (many ? slug : name || slug);
  function choose(hit: Hit) {
    setNames((known) => ({ ...known, [hit.slug]: hit.name }));
    onChange(many ? [...chosen.filter((slug) => slug !== hit.slug), hit.slug] : [hit.slug], hit.name);
    setText("");
  }

  return (
    <div className="picker">
      <label htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      {chosen.length > 0 && (
        <ul className="chosen" aria-labelledby={`${id}-label`}>
          {chosen.map((slug) => (
            <li key={slug}>
              <span>{called(slug)}</span>{" "}
              <Button
                className="button"
                aria-label={t("remove", { name: called(slug) })}
                onPress={() => onChange(chosen.filter((other) => other !== slug))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <input
          id={id}
          type="search"
          autoComplete="off"
          placeholder={t("search")}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
            if (event.key === "Enter" && found[0]) choose(found[0]);
          }}
        />
      )}
      <p role="status" className="hint">
        {query.length > 1 && text !== "" && !waiting && t("found", { count: found.length })}
      </p>
      {found.length > 0 && (
        <ul className="found">
          {found.map((hit) => (
            <li key={hit.slug}>
              <Button className="button" onPress={() => choose(hit)}>
                <span lang="">{hit.name}</span> <Detail hit={hit} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface Hit {
  slug: string;
  name: string;
  country: string | null;
  more: (string | null)[];
}

function Detail({ hit }: { hit: Hit }) {
  const format = useFormat();
  const detail = [...hit.more, hit.country && format.country(hit.country)].filter(Boolean).join(" · ");
  return detail ? <span className="quiet-words">{detail}</span> : null;
}

function hitsOf(answer: PickQuery | undefined): Hit[] {
  return (answer?.search.nodes ?? []).flatMap(({ name, node }) =>
    node && "slug" in node
      ? [
          {
            slug: node.slug,
            name,
            country: "country" in node ? node.country : null,
            more: "region" in node ? [node.region] : "publisher" in node ? [node.publisher, node.date] : [],
          },
        ]
      : [],
  );
}

/** A text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
