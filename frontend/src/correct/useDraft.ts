import { useState } from "react";
import { type Draft, emptyDraft, newKey, type Values } from "./draft";

const place = (about: string) => `twingraph:draft:${about}`; // in sessionStorage: a draft outlives a sign-in, not the tab

/** What is being written about something, kept in the tab until it is sent or dropped. */
export function useDraft(about: string, given: Values) {
  const [draft, setDraft] = useState<Draft>(() => ({ ...emptyDraft(given), key: newKey(), ...read(about) }));
  function change(changed: Draft) {
    const next = { ...changed, key: newKey() };
    sessionStorage.setItem(place(about), JSON.stringify(next));
    setDraft(next);
  }
  function drop() {
    sessionStorage.removeItem(place(about));
    setDraft({ ...emptyDraft(given), key: newKey() });
  }
  return { draft, change, drop };
}

function read(about: string): Partial<Draft> | null {
  const kept = sessionStorage.getItem(place(about));
  return kept ? JSON.parse(kept) : null;
}
