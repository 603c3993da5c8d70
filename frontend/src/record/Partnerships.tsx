import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { PartnershipLineFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { inWords } from "./Pledges";
import { Proof } from "./Proof";
import { Section } from "./Section";

/** Funded projects between cities. `of` is the record whose page it is: it is not named again. */
export function Partnerships({ partnerships, of }: { partnerships: readonly PartnershipLineFragment[]; of: string }) {
  const { t } = useTranslation("record");
  const format = useFormat();
  return (
    <Section title={t("partnerships")} count={partnerships.length}>
      <ul className="lines">
        {partnerships.map((partnership) => {
          const name = partnership.programme ?? partnership.themes.map(inWords).join(", ");
          const years = [format.date(partnership.start), format.date(partnership.end)].filter(Boolean).join(" – ");
          return (
            <li key={partnership.id}>
              <p>
                <strong lang="en">{name}</strong> <Proof of={name} {...partnership} />
              </p>
              <p className="detail">
                {partnership.cities
                  .filter(({ id }) => id !== of)
                  .map(({ id, slug, name: city }) => (
                    <span key={id}>
                      <Link to="/city/$id" params={{ id: slug }}>
                        {city}
                      </Link>
                      {" · "}
                    </span>
                  ))}
                {[...partnership.organisations, ...(partnership.funder ? [partnership.funder] : [])]
                  .filter(({ id }, index, all) => id !== of && all.findIndex((other) => other.id === id) === index)
                  .map(({ id, slug, name: organisation }) => (
                    <span key={id}>
                      <Link to="/organisation/$id" params={{ id: slug }}>
                        {organisation}
                      </Link>
                      {" · "}
                    </span>
                  ))}
                {[years, partnership.programme ? partnership.themes.map(inWords).join(", ") : ""]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
