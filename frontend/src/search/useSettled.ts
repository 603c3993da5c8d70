import { useEffect, useState } from "react";

const pause = 150; // milliseconds without typing before the server is asked

/** A text once nobody has typed for a moment: what a search field asks for. Emptied, it is empty at once. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return text === "" ? "" : settled;
}
