import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { PledgeLineFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { Proof } from "./Proof";
import { Section } from "./Section";

interface Props {
  title: string;
  pledges: readonly PledgeLineFragment[];
  /** On the page of a campaign who pledged is shown, elsewhere to what. */
  by?: "campaign" | "who";
}

/** Answers to campaigns. */
export function Pledges({ title, pledges, by = "campaign" }: Props) {
  const format = useFormat();
  return (
    <Section title={title} count={pledges.length}>
      <ul className={by === "who" ? "lines wide" : "lines"}>
        {pledges.map((pledge) => (
          <li key={pledge.id}>
            <p>
              {by === "who" ? (
                <Who pledge={pledge} />
              ) : (
                <Link to="/campaign/$id" params={{ id: pledge.campaign.slug }}>
                  {pledge.campaign.name}
                </Link>
              )}{" "}
              <Proof of={by === "who" ? pledge.entityName : pledge.campaign.name} {...pledge} />
            </p>
            <p className="detail">
              {[format.date(pledge.date), ...pledge.focusAreas.map(inWords)].filter(Boolean).join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Who({ pledge }: { pledge: PledgeLineFragment }) {
  const { t } = useTranslation("language");
  const format = useFormat();
  const { city, organisation, country, countryBasis } = pledge;
  return (
    <>
      {city ? (
        <Link to="/city/$id" params={{ id: city.slug }}>
          {pledge.entityName}
        </Link>
      ) : organisation ? (
        <Link to="/organisation/$id" params={{ id: organisation.slug }}>
          {pledge.entityName}
        </Link>
      ) : (
        pledge.entityName
      )}
      {country && (
        <span className="quiet-words">
          {" "}
          {format.country(country)}
          {countryBasis && countryBasis !== "STATED" && ` (${t(`countryBasis.${countryBasis}`)})`}
        </span>
      )}
    </>
  );
}

/** A keyword of a form as words: hrd_protection is “hrd protection”. */
export function inWords(keyword: string): string {
  return keyword.replaceAll("_", " ");
}
