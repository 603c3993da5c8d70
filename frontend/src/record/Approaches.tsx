import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { may, useToken, useViewer } from "../account/useViewer";
import { ApproachesDocument, type ApproachesQuery, type ApproachFilter } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { Failed, OnItsWay } from "../app/states";
import { useFormat } from "../language/useFormat";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { Proof } from "./Proof";
import { Section } from "./Section";

interface Props {
  /** The city, or the two cities of a link: approaches between them. */
  cities: readonly [string] | readonly [string, string];
}

/** Who approached whom, when, and what came of it: for partners. Nobody else's page asks for it. */
export function Approaches({ cities }: Props) {
  const { t } = useTranslation("record");
  const moment = times(useView());
  const viewer = useViewer(useToken() !== "");
  const partner = viewer !== undefined && viewer.tier !== "PUBLIC";
  const answer = useAnswer(
    ApproachesDocument,
    partner ? { filter: between(cities), ...moment } : null,
    `approaches ${cities.join()}`,
  );
  const [first, second] = cities;
  if (!partner) return null;
  const nodes = answer.data?.approaches.nodes ?? [];
  const total = answer.data?.approaches.totalCount ?? 0;
  return (
    <Section title={t("approaches.title")} className="approaches">
      <p className="quiet-words">
        {t("approaches.meaning")}{" "}
        {(may(viewer, "RECORD") || may(viewer, "PROPOSE")) && (
          <Link to="/correct" search={{ add: "Approach", ...(second ? { from: first, to: second } : { to: first }) }}>
            {t(may(viewer, "RECORD") ? "approaches.add" : "approaches.propose")}
          </Link>
        )}
      </p>
      {answer.isPending && <OnItsWay />}
      {answer.isError && <Failed error={answer.error} retry={() => void answer.refetch()} />}
      {answer.data && total === 0 && <p>{t("approaches.none")}</p>}
      {total > 0 && (
        <ol className="lines">
          {nodes.map((approach) => (
            <Line key={approach.id} approach={approach} />
          ))}
        </ol>
      )}
      {nodes.length < total && <p>{t("approaches.more", { shown: nodes.length, all: total })}</p>}
    </Section>
  );
}

function Line({ approach }: { approach: ApproachesQuery["approaches"]["nodes"][number] }) {
  const { t } = useTranslation("record");
  const format = useFormat();
  const { from, to, organisation, date, channel, outcome } = approach;
  return (
    <li>
      <p>
        <span className="event-date">{date ? format.date(date) : t("dateUnknown")}</span>{" "}
        <Link to="/city/$id" params={{ id: from.slug }}>
          {from.name}
        </Link>{" "}
        <span aria-hidden="true">→</span> <span className="hidden">{t("approaches.to")}</span>
        <Link to="/city/$id" params={{ id: to.slug }}>
          {to.name}
        </Link>{" "}
        <Proof of={`${from.name} – ${to.name}, ${date ? format.date(date) : t("dateUnknown")}`} {...approach} />
      </p>
      {organisation && (
        <p className="detail">
          {t("approaches.by")}{" "}
          <Link to="/organisation/$id" params={{ id: organisation.slug }}>
            {organisation.name}
          </Link>
        </p>
      )}
      {channel && (
        <p className="detail">
          {t("approaches.channel")} <span lang="">{channel}</span>
        </p>
      )}
      <p className={outcome ? "reason" : "detail"} lang={outcome ? "" : undefined}>
        {outcome || t("approaches.open")}
      </p>
    </li>
  );
}

/** Approaches from or to a city, or between two in either direction. */
function between([first, second]: Props["cities"]): ApproachFilter {
  const is = (slug: string) => ({ id: { eq: slug } });
  if (!second) return { or: [{ from: is(first) }, { to: is(first) }] };
  return {
    or: [
      { from: is(first), to: is(second) },
      { from: is(second), to: is(first) },
    ],
  };
}
