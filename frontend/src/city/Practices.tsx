import { useTranslation } from "react-i18next";
import { Proof } from "../record/Proof";
import { Section } from "../record/Section";
import type { City } from "./city";

/** Practices of dialogue seen in a city. */
export function Practices({ practices }: { practices: City["practices"]["nodes"] }) {
  const { t } = useTranslation(["city", "language"]);
  return (
    <Section title={t("city:practices")} count={practices.length}>
      <ul className="lines">
        {practices.map((practice) => (
          <li key={practice.id}>
            <p>
              <strong lang="en">{practice.title}</strong> <Proof of={practice.title} {...practice} />
            </p>
            <p className="detail">
              {t(`language:practiceKind.${practice.kind}`)} · <span lang="en">{practice.summary}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
