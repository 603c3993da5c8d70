import type { CitationFragment } from "../api/operations";

/** All sources that an answer cites, each once, in the order of the answer: the notes at the end of a page. */
export function referencesIn(answer: unknown): CitationFragment[] {
  const found = new Map<string, CitationFragment>();
  const look = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(look);
    else if (value && typeof value === "object")
      for (const [key, inner] of Object.entries(value)) {
        if (key === "sources") for (const source of inner as CitationFragment[]) found.set(source.id, source);
        else look(inner);
      }
  };
  look(answer);
  return [...found.values()];
}
