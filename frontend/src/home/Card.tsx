import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import cityDocument from "../documents/city.graphql?raw";
import organisationDocument from "../documents/organisation.graphql?raw";
import resolutionDocument from "../documents/resolution.graphql?raw";
import { CityLinks } from "./CityLinks";
import {
  type Choice,
  type Citation,
  type City,
  capital,
  countryName,
  dateWords,
  inWords,
  join,
  type Organisation,
  type Resolution,
  today,
  webAddress,
} from "./model";
import { Sources } from "./Sources";
import { useAnswer } from "./useAnswer";

interface Data {
  city?: City | null;
  organisation?: Organisation | null;
  resolution?: Resolution | null;
}

const documents: Record<Choice["word"], string> = {
  city: cityDocument,
  organisation: organisationDocument,
  resolution: resolutionDocument,
};

interface Props {
  choice: Choice;
  asOf: string;
  /** True when the reader asked for this card; reset once the focus has moved to it. */
  takeFocus: RefObject<boolean>;
  onChoose: (choice: Choice) => void;
  onClose: () => void;
}

/** The answer about one city, organisation or resolution. */
export function Card({ choice, asOf, takeFocus, onChoose, onClose }: Props) {
  const dated = choice.word !== "organisation";
  const answer = useAnswer<Data>(
    documents[choice.word],
    { id: choice.slug, ...(dated && asOf ? { asOf } : {}) },
    `${choice.word} ${choice.slug}`,
  );
  const { city, organisation, resolution } = answer.data ?? {};
  const found = city ?? organisation ?? resolution ?? null;
  const name = found ? ("title" in found ? found.title : found.name) : null;

  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!name) return;
    document.title = `${name} · Twingraph`;
    if (takeFocus.current) {
      takeFocus.current = false;
      heading.current?.focus();
    }
    return () => {
      document.title = "Twingraph";
    };
  }, [name, takeFocus]);

  let body: ReactNode;
  if (answer.error?.code === "NOT_FOUND")
    body = (
      <p role="status">
        Nothing can be shown here: {answer.error.message.replace(/\.$/, "")}. Perhaps the link you followed is old; look
        for the {choice.word} by its name above.
      </p>
    );
  else if (answer.error)
    body = (
      <div role="alert">
        <p className="failed">{answer.error.message}</p>
        <button type="button" onClick={answer.retry}>
          Try again
        </button>
      </div>
    );
  else if (!found) body = <p role="status">Looking it up…</p>;
  else
    body = (
      <div aria-busy={answer.waiting} className={answer.waiting ? "waiting" : undefined}>
        {city && <CityBody city={city} asOf={asOf} onChoose={onChoose} />}
        {organisation && <OrganisationBody organisation={organisation} />}
        {resolution && <ResolutionBody resolution={resolution} asOf={asOf} onChoose={onChoose} />}
      </div>
    );

  return (
    <section className="card" aria-label={name ?? "Answer"}>
      <div className="card-head">
        {name && (
          <h2 ref={heading} tabIndex={-1}>
            {name}
          </h2>
        )}
        <button type="button" className="close" onClick={onClose}>
          Close
        </button>
      </div>
      {body}
    </section>
  );
}

/** “on 31 December 2021” or “today, 22 November 2026”. */
function dayWords(asOf: string): string {
  return asOf ? `on ${dateWords(asOf)}` : `today, ${dateWords(today())}`;
}

function CityBody({ city, asOf, onChoose }: { city: City; asOf: string; onChoose: (choice: Choice) => void }) {
  const { totalCount, nodes } = city.links;
  const population = city.population === null ? null : `${city.population.toLocaleString("en-GB")} inhabitants`;
  return (
    <>
      <p className="facts">
        {city.localName && city.localName !== city.name && <span lang="">{city.localName} · </span>}
        {join(capital(inWords(city.kind)), city.region, countryName(city.country), population)}
      </p>
      {nodes.length === 0 ? (
        <p>
          No ties are recorded {dayWords(asOf)}. That does not mean there were none: it means that no source in this
          collection tells of one.
        </p>
      ) : (
        <>
          <p role="status">
            {totalCount === 1 ? "One tie" : `${totalCount} ties`} {dayWords(asOf)}.
            {nodes.length < totalCount && ` The first ${nodes.length} are shown; the query editor pages through all.`}
          </p>
          <CityLinks city={city} onChoose={onChoose} />
        </>
      )}
      <CardSources sources={city.sources} of="the city" />
    </>
  );
}

function OrganisationBody({ organisation }: { organisation: Organisation }) {
  const url = webAddress(organisation.url);
  return (
    <>
      <p className="facts">{join(capital(inWords(organisation.kind)), countryName(organisation.country))}</p>
      {url && (
        <p>
          <a href={url} rel="noreferrer">
            {url}
          </a>
        </p>
      )}
      <CardSources sources={organisation.sources} of="the organisation" />
    </>
  );
}

const force = { TRUE: "In force", FALSE: "Not in force", UNKNOWN: "Not known whether in force" };

function ResolutionBody({
  resolution,
  asOf,
  onChoose,
}: {
  resolution: Resolution;
  asOf: string;
  onChoose: (choice: Choice) => void;
}) {
  const dates: [string, string | null][] = [
    ["Adopted", resolution.adopted],
    ["Adopted by", resolution.adoptedBy],
    ["Last seen in force", resolution.inForceOn],
    ["Amended", resolution.amended],
    ["Repealed", resolution.repealed],
    ["Annulled by a court", resolution.annulled],
    ["Lapsed", resolution.lapsed],
    ["Rejected", resolution.rejected],
    ["No longer applied by", resolution.notInForceBy],
  ];
  const { city } = resolution;
  return (
    <>
      <p className="facts">
        {capital(inWords(resolution.kind))} of{" "}
        <button type="button" className="link" onClick={() => onChoose({ word: "city", slug: city.slug })}>
          {city.name}
        </button>
        {city.country && `, ${countryName(city.country)}`}
      </p>
      <p role="status">
        <strong>{force[resolution.inForce.value]}</strong> {dayWords(asOf)}
        {!resolution.inForce.exact && " (day not exact)"}.
      </p>
      <dl className="dates">
        {dates
          .filter(([, date]) => date)
          .map(([word, date]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{dateWords(date)}</dd>
            </div>
          ))}
      </dl>
      <CardSources sources={resolution.sources} of="the resolution" />
    </>
  );
}

function CardSources({ sources, of }: { sources: Citation[]; of: string }) {
  return (
    <details className="card-sources">
      <summary>Sources for {of}</summary>
      <Sources sources={sources} />
    </details>
  );
}
