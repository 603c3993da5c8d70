import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { Act } from "../record/Act";
import { Section } from "../record/Section";
import type { TwinningLink } from "./link";
import { rivalsOf } from "./rivals";

type Claim = TwinningLink["claims"][number];

/** Everything said about a tie, each side's in a column of its own, in order of date; and what rivals what. */
export function Claims({ link }: { link: TwinningLink }) {
  const { t } = useTranslation(["link", "record"]);
  const format = useFormat();
  const governing = new Set(
    [link.status.governing, ...link.status.sides.map(({ governing }) => governing)].flat().map(({ id }) => id),
  );
  const rivals = rivalsOf(link.claims);
  const columnOf = (claim: Claim) =>
    claim.side === null ? "whole" : claim.side.id === link.a.id ? "side-a" : "side-b";
  return (
    <>
      <Section title={t("link:claims")} count={link.claims.length} className="claims">
        <p className="quiet-words">
          {t("link:claimsMeaning")}{" "}
          <Link to="/correct" search={{ claim: link.id }} className="report">
            {t("link:report")}
          </Link>
        </p>
        <div className="claim-heads" aria-hidden="true">
          <span>{link.a.name}</span>
          <span>{link.b.name}</span>
        </div>
        <ol className="claim-grid">
          {link.claims.map((claim) => (
            <li key={claim.id} className={`${columnOf(claim)}${governing.has(claim.id) ? " governs" : ""}`}>
              <span className="event-date">{claim.date ? format.date(claim.date) : t("record:dateUnknown")}</span>
              <Act claim={claim} />
              {claim.respondsTo.map((resolution) => (
                <p key={resolution.id} className="reason">
                  {t("link:answers")}{" "}
                  <Link to="/resolution/$id" params={{ id: resolution.slug }} lang="en">
                    {resolution.title}
                  </Link>
                </p>
              ))}
              {governing.has(claim.id) && <p className="detail">{t("link:governs")}</p>}
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t("link:rivals")} count={rivals.length} className="rivals">
        {rivals.map(({ about, claims }) => (
          <div key={`${about} ${claims[0]?.id}`}>
            <h3>{t(`link:rival.${about}`)}</h3>
            <ul className="side-by-side">
              {claims.map((claim) => (
                <li key={claim.id}>
                  <span className="event-date">{claim.date ? format.date(claim.date) : t("record:dateUnknown")}</span>
                  <Act claim={claim} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Section>
    </>
  );
}
