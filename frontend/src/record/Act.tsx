import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ClaimType, StatementFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { Proof } from "./Proof";
import { StatusSign } from "./StatusSign";
import type { Shown } from "./status";

/** The status that a claim speaks for; a review and a list that leaves a tie out speak for none. */
export function statusOfClaim(type: ClaimType, observed: StatementFragment["observed"]): Shown | null {
  switch (type) {
    case "ESTABLISHED":
    case "RESTORED":
    case "REAFFIRMED":
      return "ACTIVE";
    case "LISTED":
      return "LISTED";
    case "OBSERVED":
      return observed ?? null;
    case "REVIEW_OPENED":
    case "NOT_LISTED":
      return null;
    default:
      return type;
  }
}

interface Props {
  claim: StatementFragment & { resolution?: { slug: string } | null };
  /** What it is about, where the page does not say. */
  about?: ReactNode;
  /** Its side is clear from where it stands. */
  sideless?: boolean;
}

/** A statement about a tie: what, by whom, why, and who says so. */
export function Act({ claim, about, sideless = false }: Props) {
  const { t } = useTranslation(["record", "language"]);
  const format = useFormat();
  const word = t(`language:claimType.${claim.type}`);
  const status = statusOfClaim(claim.type, claim.observed);
  const who = claim.decidedBy ? t(`language:decidedBy.${claim.decidedBy}`) : t(`language:authority.${claim.authority}`);
  const side = sideless ? null : (claim.side?.name ?? t("record:asWhole"));
  return (
    <div className="act">
      <p>
        {status && <StatusSign of={status} />} {about && <>{about} · </>}
        <strong>{word}</strong>
        {claim.observed && ` (${t(`language:status.${claim.observed}`)})`} · {[side, who].filter(Boolean).join(", ")}{" "}
        <Proof of={`${word}, ${claim.date ? format.date(claim.date) : t("record:dateUnknown")}`} {...claim} />
      </p>
      {claim.reason && (
        <p className="reason" lang="en">
          {claim.reason}
        </p>
      )}
      {claim.resolution && (
        <p className="reason">
          <Link to="/resolution/$id" params={{ id: claim.resolution.slug }}>
            {t("record:resolutionBehind")}
          </Link>
        </p>
      )}
    </div>
  );
}
