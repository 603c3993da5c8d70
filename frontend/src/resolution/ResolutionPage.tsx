import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ResolutionDocument, type ResolutionQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { History } from "../history/History";
import { useFormat } from "../language/useFormat";
import { Act } from "../record/Act";
import { Proof } from "../record/Proof";
import { RecordFoot } from "../record/RecordFoot";
import { RecordPage } from "../record/References";
import { InForceWord, ResolutionLine } from "../record/Resolutions";
import { Section } from "../record/Section";
import { StatusWord } from "../record/StatusSign";
import { shownStatus } from "../record/status";
import { useView } from "../view/useView";
import { shownDay, times } from "../view/view";
import "../record/status.css";
import "../record/record.css";
import { Since } from "../record/Since";

type Resolution = NonNullable<ResolutionQuery["resolution"]>;

/** A resolution: whether it was in force on the day, its life, what followed from it and what others did in answer. */
export function ResolutionPage() {
  const { id } = useParams({ from: "/resolution/$id" });
  const variables = { id, ...times(useView()) };
  const answer = useAnswer(ResolutionDocument, variables, `resolution ${id}`);
  return (
    <Answered answer={answer}>
      {({ resolution }) =>
        resolution && (
          <RecordPage answer={resolution}>
            <ResolutionHead resolution={resolution} />
            <Life resolution={resolution} />
            <Answers resolution={resolution} />
            <Links resolution={resolution} />
            <Others resolution={resolution} />
            <History id={resolution.id} />
            <RecordFoot
              id={resolution.id}
              document={ResolutionDocument}
              variables={variables}
              recordedAt={resolution.recordedAt}
              print
            />
          </RecordPage>
        )
      }
    </Answered>
  );
}

function ResolutionHead({ resolution }: { resolution: Resolution }) {
  const { t } = useTranslation(["record", "language"]);
  const format = useFormat();
  const day = shownDay(useView());
  const { city } = resolution;
  return (
    <header className="record-head">
      <p className="kicker">{t(`language:resolutionKind.${resolution.kind}`)}</p>
      <PageHeading title={resolution.title}>
        <span lang="en">{resolution.title}</span>
      </PageHeading>
      <p>
        <Link to="/city/$id" params={{ id: city.slug }}>
          {city.name}
        </Link>
        {city.country && `, ${format.country(city.country)}`}
      </p>
      <p role="status" className="standing">
        <InForceWord resolution={resolution} /> · {t("record:onDay")} {format.date(day)}{" "}
        <Proof of={resolution.title} {...resolution} />
      </p>
      {resolution.notes && (
        <p className="quiet-words">
          {t("record:proof.notes")} <span lang="en">{resolution.notes}</span>
        </p>
      )}
    </header>
  );
}

const dates = [
  "adopted",
  "adoptedBy",
  "inForceOn",
  "amended",
  "repealed",
  "annulled",
  "lapsed",
  "rejected",
  "notInForceBy",
] as const;

function Life({ resolution }: { resolution: Resolution }) {
  const { t } = useTranslation(["resolution", "language"]);
  const format = useFormat();
  const { outcome } = resolution;
  return (
    <dl className="facts">
      {dates
        .filter((word) => resolution[word])
        .map((word) => (
          <div key={word}>
            <dt>{t(`resolution:${word}`)}</dt>
            <dd>{format.date(resolution[word])}</dd>
          </div>
        ))}
      {outcome && (
        <div>
          <dt>{t("resolution:outcome")}</dt>
          <dd>{t(`language:outcome.${outcome}`)}</dd>
        </div>
      )}
    </dl>
  );
}

/** The statements about ties that stand on it, and those of other cities that answer it. */
function Answers({ resolution }: { resolution: Resolution }) {
  const { t } = useTranslation("resolution");
  const { claims, responses } = resolution;
  const decides = resolution.kind === "SUSPENSION_DECISION";
  return (
    <div className="two-columns even">
      {!decides && (
        <Section title={t("responses")} className="history">
          {responses.length === 0 && <p className="quiet-words">{t("noResponses")}</p>}
          <Acts claims={responses} />
        </Section>
      )}
      <Section title={t("claims")} count={claims.length} className="history">
        <Acts claims={claims} />
      </Section>
    </div>
  );
}

function Acts({ claims }: { claims: Resolution["claims"] }) {
  const { t } = useTranslation("record");
  const format = useFormat();
  return (
    <ol>
      {claims.map((claim) => (
        <li key={claim.id}>
          <span className="event-date">{claim.date ? format.date(claim.date) : t("dateUnknown")}</span>
          <Act
            claim={claim}
            about={
              <Link to="/link/$id" params={{ id: claim.link.slug }}>
                {claim.link.cities.map(({ name }) => name).join(" – ")}
              </Link>
            }
          />
        </li>
      ))}
    </ol>
  );
}

function Links({ resolution }: { resolution: Resolution }) {
  const { t } = useTranslation("resolution");
  const { nodes } = resolution.links;
  return (
    <Section title={t("links")} count={nodes.length}>
      <ul className="lines">
        {nodes.map((link) => (
          <li key={link.id}>
            <Link to="/link/$id" params={{ id: link.slug }}>
              {link.cities.map(({ name }) => name).join(" – ")}
            </Link>{" "}
            <StatusWord of={shownStatus(link.status)} /> <Since of={link.status} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Others({ resolution }: { resolution: Resolution }) {
  const { t } = useTranslation("resolution");
  const others = resolution.city.resolutions.nodes.filter(({ id }) => id !== resolution.id);
  return (
    <Section title={t("others")} count={others.length}>
      <ul className="lines">
        {others.map((other) => (
          <ResolutionLine key={other.id} resolution={other} />
        ))}
      </ul>
    </Section>
  );
}
