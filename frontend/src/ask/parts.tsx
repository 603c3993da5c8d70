import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type {
  AskCautionFragment,
  AskFactFragment,
  AskRecordFragment,
  AskTieFragment,
  PlaceFragment,
} from "../api/operations";
import { useFormat } from "../language/useFormat";
import { InDispute } from "../record/InDispute";
import { Proof } from "../record/Proof";
import { Since } from "../record/Since";
import { StatusMarks } from "../record/StatusMarks";
import { StatusWord } from "../record/StatusSign";
import { shownStatus } from "../record/status";

/** A city by its name, leading to its page. */
export function CityLink({ city, country = true }: { city: PlaceFragment; country?: boolean }) {
  const format = useFormat();
  return (
    <span className="city-name">
      <Link to="/city/$id" params={{ id: city.slug }}>
        {city.name}
      </Link>
      {country && city.country && <span className="quiet-words"> {format.country(city.country)}</span>}
    </span>
  );
}

/** A tie: how it stands, since when, and who says so. */
export function Tie({ tie, named = false }: { tie: AskTieFragment; named?: boolean }) {
  const { t } = useTranslation(["language", "record"]);
  const { status } = tie;
  const names = `${tie.a.name} – ${tie.b.name}`;
  const sources = [
    ...new Map(
      [...status.governing.flatMap((claim) => claim.sources), ...tie.sources].map((one) => [one.id, one]),
    ).values(),
  ];
  return (
    <span className="tie">
      <Link to="/link/$id" params={{ id: tie.slug }}>
        {named ? names : t(`language:linkKind.${tie.kind}`)}
      </Link>{" "}
      <StatusWord of={shownStatus(status)} />
      <span className="quiet-words">
        {" "}
        {status.since && t("record:since")} <Since of={status} />
      </span>{" "}
      <StatusMarks standing={status} /> <InDispute cities={tie.inDispute} />{" "}
      <Proof of={names} sources={sources} confidence={tie.confidence} notes={tie.notes} recordedAt={tie.recordedAt} />
    </span>
  );
}

/** A record by its name, leading to its page where it has one. */
export function RecordName({ record }: { record: AskRecordFragment }) {
  const { t } = useTranslation("language");
  const format = useFormat();
  switch (record.__typename) {
    case "City":
      return (
        <Link to="/city/$id" params={{ id: record.slug }}>
          {record.name}
        </Link>
      );
    case "TwinningLink":
      return (
        <Link to="/link/$id" params={{ id: record.slug }}>
          {record.a.name} – {record.b.name}
        </Link>
      );
    case "Claim":
      return (
        <Link to="/link/$id" params={{ id: record.link.slug }}>
          {record.link.a.name} – {record.link.b.name}: {t(`claimType.${record.claimType}`)} {format.date(record.date)}
        </Link>
      );
    case "Resolution":
      return (
        <Link to="/resolution/$id" params={{ id: record.slug }}>
          {record.city.name}: {record.title}
        </Link>
      );
    case "Organisation":
      return (
        <Link to="/organisation/$id" params={{ id: record.slug }}>
          {record.name}
        </Link>
      );
    case "Campaign":
      return (
        <Link to="/campaign/$id" params={{ id: record.slug }}>
          {record.name}
          {record.start && ` (${format.date(record.start)})`}
        </Link>
      );
    case "Pledge":
      return (
        <Link to="/campaign/$id" params={{ id: record.pledgedTo.slug }}>
          {record.entityName} – {record.pledgedTo.name}
        </Link>
      );
    case "Partnership":
      return <span lang="en">{[record.programme, record.themes.join(", ")].filter(Boolean).join(": ")}</span>;
    case "Practice":
      return (
        <span lang="en">
          {record.title}
          {record.summary && <span className="quiet-words"> – {record.summary}</span>}
        </span>
      );
    case "Contact":
      return (
        <span>
          <span lang="en">{record.role}</span> <span className="quiet-words">{record.value}</span>
        </span>
      );
    case "Approach":
      return (
        <span>
          {record.from.name} – {record.to.name} {format.date(record.date)}
        </span>
      );
    default:
      return record.slug;
  }
}

function Records({ records }: { records: readonly AskRecordFragment[] }) {
  return records.map((record, index) => (
    <span key={record.id}>
      {index > 0 && "; "}
      <RecordName record={record} />
    </span>
  ));
}

/** The dates that a fact or a caution has, in the order in which they happened as a rule. */
function datesOf(shown: AskFactFragment | AskCautionFragment): string[] {
  const { adopted, lastSeenInForce, amended, founded, since, lastConfirmed, opened, begin, ended, date, verified } =
    shown;
  const { anniversary, end } = { anniversary: null, end: null, ...shown };
  const all = [adopted, lastSeenInForce, amended, founded, anniversary, since, lastConfirmed, opened, begin, end];
  return [...all, ended, date, verified].flatMap((day) => day ?? []);
}

/** Pieces of evidence, each with its records, dates and sources. */
export function Facts({ facts }: { facts: readonly AskFactFragment[] }) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  return (
    <ul className="facts-list">
      {facts.map((fact) => {
        const words = t(`fact.${fact.kind}`, {
          number: format.number(fact.count ?? fact.years ?? fact.kilometres ?? 0),
        });
        const dates = datesOf(fact);
        return (
          <li key={`${fact.kind} ${fact.records.map(({ id }) => id).join(" ")} ${fact.theme ?? ""}`}>
            <strong>{words}</strong>
            {fact.theme && <span lang="en"> {fact.theme}</span>}
            {dates.length > 0 && <span className="quiet-words"> {dates.map(format.date).join(" – ")}</span>}
            {fact.records.length > 0 && ": "}
            <Records records={fact.records} /> <Proof of={words} sources={fact.sources} />
          </li>
        );
      })}
    </ul>
  );
}

/** What to be careful about. */
export function Cautions({ cautions }: { cautions: readonly AskCautionFragment[] }) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  return (
    <ul className="facts-list cautions">
      {cautions.map((caution) => {
        const words = t(`caution.${caution.kind}`);
        const dates = datesOf(caution);
        return (
          <li key={`${caution.kind} ${caution.records.map(({ id }) => id).join(" ")}`}>
            <strong>{words}</strong>
            {dates.length > 0 && <span className="quiet-words"> {dates.map(format.date).join(" – ")}</span>}
            {caution.records.length > 0 && ": "}
            <Records records={caution.records} />
            {caution.sources.length > 0 && (
              <>
                {" "}
                <Proof of={words} sources={caution.sources} />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A part of a page under its heading; nothing when it is empty. */
export function Part({
  id,
  title,
  children,
  empty,
}: {
  id: string;
  title: string;
  children: ReactNode;
  empty?: boolean;
}) {
  if (empty) return null;
  return (
    <section className="ask-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
