import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  /** How many things it lists; a section of none is left out. */
  count?: number;
  className?: string;
  children: ReactNode;
}

/** A part of a record's page under a heading. */
export function Section({ title, count, className = "", children }: Props) {
  const id = useId();
  if (count === 0) return null;
  return (
    <section className={`part ${className}`} aria-labelledby={id}>
      <h2 id={id}>
        {title} {count !== undefined && <span className="count">{count}</span>}
      </h2>
      {children}
    </section>
  );
}
