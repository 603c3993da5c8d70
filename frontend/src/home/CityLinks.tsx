import {
  basisWords,
  type Choice,
  type City,
  countryName,
  dateWords,
  disputeWords,
  type Group,
  grouped,
  inWords,
  type Link,
  nearestKnown,
  type Place,
  statementsOf,
  statementWords,
} from "./model";
import { Sources } from "./Sources";

/** The city's links under one heading for each status. */
export function CityLinks({ city, onChoose }: { city: City; onChoose: (choice: Choice) => void }) {
  return grouped(city.links.nodes, city.id).map(({ group, links }) => (
    <section key={group.key} className={`group ${group.key}`} aria-labelledby={`group-${group.key}`}>
      <h3 id={`group-${group.key}`}>
        <Sign of={group.key} /> {group.title} <span className="count">{links.length}</span>
      </h3>
      <p className="explanation">{group.explanation}</p>
      <ul className="links">
        {links.map(({ link, other }) => (
          <LinkRow key={link.id} link={link} other={other} onChoose={onChoose} />
        ))}
      </ul>
    </section>
  ));
}

function LinkRow({ link, other, onChoose }: { link: Link; other: Place; onChoose: (choice: Choice) => void }) {
  const { status } = link;
  const nearest = status.status === "UNKNOWN" ? nearestKnown(status) : "";
  const listed = status.basis === "LISTING"; // the heading says how little that is
  const basis = basisWords(status.basis);
  const confirmed = dateWords(status.lastConfirmed);
  return (
    <li className="tie">
      <p className="tie-name">
        <button type="button" className="link" onClick={() => onChoose({ word: "city", slug: other.slug })}>
          {other.name}
        </button>
        <span className="quiet">
          {other.country && ` ${countryName(other.country)}`} · {inWords(link.kind)}
        </span>
        {status.disputed && <span className="tag">disputed</span>}
        {status.underReview && <span className="tag">under review</span>}
        {status.unilateral && <span className="tag">one side only</span>}
      </p>
      <p className="tie-facts">
        {status.since && `${listed ? "on a list since" : "since"} ${dateWords(status.since)}`}
        {status.since && !status.exact && " (day not exact)"}
        {basis && !listed && `${status.since ? ", " : ""}${basis}`}
        {confirmed && confirmed !== dateWords(status.since) && `; last confirmed ${confirmed}`}
        {nearest && `Nearest known: ${nearest}`}
      </p>
      {link.disputes.length > 0 && <p className="tie-facts">{disputeWords(link)}</p>}
      <details>
        <summary>
          Who says so<span className="hidden"> about {other.name}</span>
        </summary>
        {statementsOf(status).map((statement) => (
          <div key={statement.id} className="statement">
            <p>
              {statementWords(statement)}
              {statement.reason && `: ${statement.reason}`}
            </p>
            <Sources sources={statement.sources} />
          </div>
        ))}
        <div className="statement">
          <p>Sources for the tie itself:</p>
          <Sources sources={link.sources} />
        </div>
      </details>
    </li>
  );
}

/** A shape for each status, so that colour is never the only sign. */
function Sign({ of }: { of: Group["key"] }) {
  const shapes: Record<Group["key"], React.ReactNode> = {
    suspended: <path d="M5 3h2v10H5zM9 3h2v10H9z" />,
    ended: <path d="m3.5 4.9 1.4-1.4L8 6.6l3.1-3.1 1.4 1.4L9.4 8l3.1 3.1-1.4 1.4L8 9.4l-3.1 3.1-1.4-1.4L6.6 8z" />,
    contested: <path d="M8 1.5 14.5 8 8 14.5 1.5 8zM7 4.5v4.5h2V4.5zm0 5.7v1.8h2v-1.8z" fillRule="evenodd" />,
    active: <circle cx="8" cy="8" r="5" />,
    listed: <circle cx="8" cy="8" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2" />,
    unknown: <circle cx="8" cy="8" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />,
    "not-established": <path d="M3 7h10v2H3z" />,
  };
  return (
    <svg className="sign" viewBox="0 0 16 16" width="18" height="18" fill="currentColor" aria-hidden="true">
      {shapes[of]}
    </svg>
  );
}
