import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { ResolutionLine } from "../record/Resolutions";
import { Section } from "../record/Section";
import type { City } from "./city";

/** What a city adopted, whether it is in force, and what others did in answer. */
export function CityResolutions({ city }: { city: City }) {
  const { t } = useTranslation(["city", "language"]);
  const format = useFormat();
  const { nodes } = city.resolutions;
  return (
    <Section title={t("city:resolutions")} count={nodes.length}>
      <ul className="lines">
        {nodes.map((resolution) => (
          <ResolutionLine key={resolution.id} resolution={resolution}>
            {resolution.responses.map((claim) => (
              <p key={claim.id} className="detail answer">
                {t("city:answer")}{" "}
                <Link to="/link/$id" params={{ id: claim.link.slug }}>
                  {claim.side?.name ?? t("city:tie")}
                </Link>
                , {t(`language:claimType.${claim.type}`)} {format.date(claim.date)}{" "}
                <Proof of={claim.side?.name ?? resolution.title} {...claim} />
              </p>
            ))}
          </ResolutionLine>
        ))}
      </ul>
    </Section>
  );
}
