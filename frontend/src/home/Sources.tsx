import { type Citation, dateWords, join, webAddress } from "./model";

/** A list of citations. Only web addresses become links. */
export function Sources({ sources }: { sources: Citation[] }) {
  if (sources.length === 0) return <p>No source is recorded.</p>;
  return (
    <ul className="sources">
      {sources.map((source) => {
        const url = webAddress(source.url);
        const detail = join(source.publisher, dateWords(source.date));
        return (
          <li key={source.id}>
            {url ? (
              <a href={url} rel="noreferrer">
                {source.title}
              </a>
            ) : (
              source.title
            )}
            {detail && <span className="source-detail"> · {detail}</span>}
          </li>
        );
      })}
    </ul>
  );
}
