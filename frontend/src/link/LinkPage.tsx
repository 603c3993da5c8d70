import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LinkDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { History } from "../history/History";
import { useFormat } from "../language/useFormat";
import { Approaches } from "../record/Approaches";
import { Proof } from "../record/Proof";
import { RecordFoot } from "../record/RecordFoot";
import { RecordPage } from "../record/References";
import { ResolutionLine } from "../record/Resolutions";
import { Section } from "../record/Section";
import { StatusMarks } from "../record/StatusMarks";
import { StatusWord } from "../record/StatusSign";
import { Strip, StripAxis } from "../record/Strip";
import { shownStatus } from "../record/status";
import { axisOf } from "../record/strip";
import { Territory } from "../record/Territory";
import { useView } from "../view/useView";
import { shownDay, times } from "../view/view";
import { Claims } from "./Claims";
import type { TwinningLink } from "./link";
import { Spells } from "./Spells";
import "../record/status.css";
import "../record/record.css";
import { Since } from "../record/Since";
import "./link.css";

/** A twinning link: how it stands on the day and stood before, and everything said about it, side by side. */
export function LinkPage() {
  const { id } = useParams({ from: "/link/$id" });
  const variables = { id, ...times(useView()) };
  const answer = useAnswer(LinkDocument, variables, `link ${id}`);
  const { t } = useTranslation("link");
  return (
    <Answered answer={answer}>
      {({ twinningLink }) =>
        twinningLink && (
          <RecordPage answer={twinningLink}>
            <LinkHead link={twinningLink} />
            <Past link={twinningLink} />
            <Claims link={twinningLink} />
            <Section title={t("resolutions")} count={twinningLink.resolutions.nodes.length}>
              <ul className="lines">
                {twinningLink.resolutions.nodes.map((resolution) => (
                  <ResolutionLine key={resolution.id} resolution={resolution} />
                ))}
              </ul>
            </Section>
            <Spells link={twinningLink} />
            <Approaches cities={[twinningLink.a.slug, twinningLink.b.slug]} />
            <History id={twinningLink.id} />
            <RecordFoot
              id={twinningLink.id}
              feeds={feedsOf(twinningLink)}
              document={LinkDocument}
              variables={variables}
              recordedAt={twinningLink.recordedAt}
              print
            />
          </RecordPage>
        )
      }
    </Answered>
  );
}

/** What can be followed on the page of a link. */
const feedsOf = ({ a, b, slug }: TwinningLink) => [
  { about: `${a.name} – ${b.name}`, of: { filter: { id: { eq: slug } } } },
];

function LinkHead({ link }: { link: TwinningLink }) {
  const { t } = useTranslation(["record", "language"]);
  const format = useFormat();
  const { a, b, status } = link;
  const countries = [...new Set([a, b].map(({ country }) => format.country(country)))].filter(Boolean).join(" – ");
  return (
    <header className="record-head">
      <p className="kicker">
        {t(`language:linkKind.${link.kind}`)} · {countries}
      </p>
      <PageHeading title={`${a.name} – ${b.name}`} />
      <p role="status" className="standing">
        <StatusWord of={shownStatus(status)} />
        {status.since && ` · ${t("record:since")}`} {!status.since && status.listedSince && "· "}
        <Since of={status} />
        {status.basis && ` · ${t("record:basis")}: ${t(`language:basis.${status.basis}`)}`}
        {status.lastConfirmed && ` · ${t("record:lastConfirmed")} ${format.date(status.lastConfirmed)}`}{" "}
        <StatusMarks standing={status} /> <Proof of={`${a.name} – ${b.name}`} {...link} />
      </p>
      {link.inDispute.map((city) => (
        <Territory key={city.id} city={city} named />
      ))}
      {link.disputes.length > 0 && (
        <p className="dispute">
          {t("record:disagree", { what: format.list(link.disputes.map((about) => t(`language:dispute.${about}`))) })}{" "}
          {link.disputeNote && <span lang="en">{link.disputeNote}</span>}
        </p>
      )}
    </header>
  );
}

/** The two sides and the past of the tie, on one axis of years. */
function Past({ link }: { link: TwinningLink }) {
  const { t } = useTranslation(["link", "record", "language"]);
  const format = useFormat();
  const day = shownDay(useView());
  const axis = axisOf(link.spells, day);
  const ends = [link.a, link.b];
  return (
    <Section title={t("link:past")} className="past-of-link">
      <div className="long-strip">
        <StripAxis axis={axis} />
        <Strip stretches={link.spells} axis={axis} day={day} />
      </div>
      <ul className="two-sides">
        {link.status.sides.map((side) => {
          const end = ends.find(({ id }) => id === side.city.id);
          return (
            <li key={side.city.id}>
              <h3>
                {end && (
                  <Link to="/city/$id" params={{ id: end.slug }}>
                    {end.name}
                  </Link>
                )}{" "}
                <span className="quiet-words">{format.country(end?.country)}</span>
              </h3>
              <p>
                <StatusWord of={shownStatus(side)} /> <Since of={side} />{" "}
                <StatusMarks standing={{ ...side, unilateral: false }} />
              </p>
              {side.basis && (
                <p className="detail">
                  {t("record:basis")}: {t(`language:basis.${side.basis}`)} · {t("record:lastConfirmed")}{" "}
                  {format.date(side.lastConfirmed)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
