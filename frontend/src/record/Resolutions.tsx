import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ResolutionLineFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { Proof } from "./Proof";

/** Whether a resolution is in force, as a word that stands out. */
export function InForceWord({ resolution }: { resolution: Pick<ResolutionLineFragment, "inForce"> }) {
  const { t } = useTranslation(["record", "language"]);
  const { value, exact } = resolution.inForce;
  return (
    <span className={`in-force in-force-${value.toLowerCase()}`}>
      {t(`language:inForce.${value}`)}
      {!exact && ` (${t("record:notExact")})`}
    </span>
  );
}

/** A resolution in two lines: what it is, whether in force, when adopted and what became of it. */
export function ResolutionLine({ resolution, children }: { resolution: ResolutionLineFragment; children?: ReactNode }) {
  const { t } = useTranslation(["record", "language"]);
  const format = useFormat();
  const { adopted, adoptedBy, outcome } = resolution;
  const end =
    resolution.repealed ?? resolution.annulled ?? resolution.lapsed ?? resolution.rejected ?? resolution.notInForceBy;
  return (
    <li>
      <p>
        <Link to="/resolution/$id" params={{ id: resolution.slug }} lang="en">
          {resolution.title}
        </Link>{" "}
        <Proof of={resolution.title} {...resolution} />
      </p>
      <p className="detail">
        <InForceWord resolution={resolution} /> · {t(`language:resolutionKind.${resolution.kind}`)}
        {(adopted ?? adoptedBy) && ` · ${t("record:adopted")} ${format.date(adopted ?? adoptedBy)}`}
        {outcome && outcome !== "IN_FORCE" && ` · ${t(`language:outcome.${outcome}`)} ${format.date(end)}`}
      </p>
      {children}
    </li>
  );
}
