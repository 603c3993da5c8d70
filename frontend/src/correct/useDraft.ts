import { useState } from "react";
import { type Draft, emptyDraft, type Values } from "./draft";

const place = (about: string) => `twingraph:draft:${about}`; // in sessionStorage: a draft outlives a sign-in, not the tab

/** What is being written about something, kept in the tab until it is sent or dropped. */
export function useDraft(about: string, given: Values) {
  const [draft, setDraft] = useState(() => read(about) ?? emptyDraft(given));
  function change(next: Draft) {
    sessionStorage.setItem(place(about), JSON.stringify(next));
    setDraft(next);
  }
  function drop() {
    sessionStorage.removeItem(place(about));
    setDraft(emptyDraft(given));
  }
  return { draft, change, drop };
}

function read(about: string): Draft | null {
  const kept = sessionStorage.getItem(place(about));
  return kept ? JSON.parse(kept) : null;
}
