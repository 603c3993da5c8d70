import { createContext, type ReactNode, type RefObject, useContext, useEffect, useRef } from "react";

/** True from the moment the reader goes to another page until the heading of that page has taken the focus. */
export const Arrival = createContext<RefObject<boolean>>({ current: false });

/** The heading of a page: names the document, and takes the focus when the reader came here from another page. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = useContext(Arrival);
  useEffect(() => {
    document.title = `${title} · Twingraph`;
    if (!arrived.current) return;
    arrived.current = false;
    heading.current?.focus({ preventScroll: true });
  }, [title, arrived]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
