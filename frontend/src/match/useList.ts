import { useState } from "react";
import { type Columns, readList, type TownList } from "./list";

const key = "twingraph.list"; // where the browser keeps it; it is sent nowhere but to be matched

/** What is kept of a list. */
interface Kept {
  text: string;
  columns: Columns;
  /** What the reader decided, by row: a slug, or nothing for none of the candidates. */
  decided: Record<number, string>;
}

function kept(): Kept | null {
  try {
    const read = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof read?.text === "string" && typeof read.columns?.name === "number" && typeof read.decided === "object"
      ? read
      : null;
  } catch {
    return null; // a browser that keeps nothing, or something else under the name
  }
}

/** The reader's own list, kept in the browser alone. */
export function useList(): {
  list: TownList | null;
  columns: Columns;
  decided: Record<number, string>;
  read: (text: string) => void;
  choose: (columns: Columns) => void;
  decide: (row: number, slug: string) => void;
  forget: () => void;
} {
  const [state, setState] = useState(kept);
  const [list, setList] = useState(() => (state ? readList(state.text).list : null));
  function keep(next: Kept | null) {
    setState(next);
    try {
      if (next) localStorage.setItem(key, JSON.stringify(next));
      else localStorage.removeItem(key);
    } catch {
      // it lasts as long as the page
    }
  }
  return {
    list,
    columns: state?.columns ?? { name: -1, country: -1, region: -1, code: -1 },
    decided: state?.decided ?? {},
    read(text) {
      const { list, columns } = readList(text);
      setList(list);
      keep({ text, columns, decided: {} });
    },
    choose: (columns) => state && keep({ ...state, columns, decided: {} }),
    decide: (row, slug) => state && keep({ ...state, decided: { ...state.decided, [row]: slug } }),
    forget() {
      setList(null);
      keep(null);
    },
  };
}
