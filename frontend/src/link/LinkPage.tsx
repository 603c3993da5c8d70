import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LinkDocument, type LinkQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered } from "../app/states";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { StatusMarks } from "../record/StatusMarks";
import { StatusWord } from "../record/StatusSign";
import { shownStatus } from "../record/status";
import { useView } from "../view/useView";
import { times } from "../view/view";
import "../record/record.css";
import "./link.css";

/** A twinning link: how it stands on the day, and everything said about it. */
export function LinkPage() {
  const { id } = useParams({ from: "/link/$id" });
  const variables = { id, ...times(useView()) };
  const answer = useAnswer(LinkDocument, variables, `link ${id}`);
  return (
    <Answered answer={answer}>
      {({ twinningLink }) =>
        twinningLink && (
          <article className="record">
            <LinkHead link={twinningLink} />
            <Claims link={twinningLink} />
            <p className="record-foot">
              <ShowAsGraphQL document={LinkDocument} variables={variables} />
            </p>
          </article>
        )
      }
    </Answered>
  );
}

type Shown = NonNullable<LinkQuery["twinningLink"]>;

function LinkHead({ link }: { link: Shown }) {
  const { t } = useTranslation(["record", "language"]);
  const format = useFormat();
  const { a, b, status } = link;
  return (
    <header className="record-head">
      <p className="kicker">{t(`language:linkKind.${link.kind}`)}</p>
      <PageHeading title={`${a.name} – ${b.name}`}>
        <Link to="/city/$id" params={{ id: a.slug }}>
          {a.name}
        </Link>{" "}
        –{" "}
        <Link to="/city/$id" params={{ id: b.slug }}>
          {b.name}
        </Link>
      </PageHeading>
      <p role="status">
        <StatusWord of={shownStatus(status)} />
        {status.since && ` · ${t("record:since")} ${format.date(status.since)}`}
        {!status.exact && ` (${t("record:notExact")})`}
        {status.basis && ` · ${t(`language:basis.${status.basis}`)}`} <StatusMarks standing={status} />{" "}
        <Proof of={`${a.name} – ${b.name}`} {...link} />
      </p>
      {link.disputes.length > 0 && (
        <p>
          {t("record:disagree", { what: format.list(link.disputes.map((about) => t(`language:dispute.${about}`))) })}{" "}
          {link.disputeNote && <span lang="en">{link.disputeNote}</span>}
        </p>
      )}
    </header>
  );
}

function Claims({ link }: { link: Shown }) {
  const { t } = useTranslation(["link", "record", "language"]);
  const format = useFormat();
  return (
    <section aria-labelledby="claims" className="claims">
      <h2 id="claims">{t("link:claims")}</h2>
      <ol>
        {link.claims.map((claim) => (
          <li key={claim.id}>
            <span className="claim-date">{claim.date ? format.date(claim.date) : t("record:dateUnknown")}</span>{" "}
            <strong>{t(`language:claimType.${claim.type}`)}</strong> · {claim.side?.name ?? t("link:bothSides")} ·{" "}
            {claim.decidedBy ? t(`language:decidedBy.${claim.decidedBy}`) : t(`language:authority.${claim.authority}`)}
            {claim.reason && (
              <>
                {": "}
                <span lang="en">{claim.reason}</span>
              </>
            )}{" "}
            <Proof of={t(`language:claimType.${claim.type}`)} {...claim} />
          </li>
        ))}
      </ol>
    </section>
  );
}
