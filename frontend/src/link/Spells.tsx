import { useTranslation } from "react-i18next";
import { useFormat } from "../language/useFormat";
import { Proof } from "../record/Proof";
import { Section } from "../record/Section";
import { useSince } from "../record/Since";
import { StatusMarks } from "../record/StatusMarks";
import { StatusWord } from "../record/StatusSign";
import { shownStatus } from "../record/status";
import type { TwinningLink } from "./link";

/** The spells of a tie as a table, the latest first. */
export function Spells({ link }: { link: TwinningLink }) {
  const { t } = useTranslation(["link", "record", "language"]);
  const format = useFormat();
  const since = useSince();
  const spells = link.spells.filter(({ status }) => status !== "NOT_ESTABLISHED").reverse();
  return (
    <Section title={t("link:spells")} count={spells.length}>
      <div className="scrolls">
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("record:status")}</th>
              <th scope="col">{t("record:since")}</th>
              <th scope="col">{t("record:until")}</th>
              <th scope="col" className="number">
                {t("link:days")}
              </th>
              <th scope="col">{t("record:basis")}</th>
              <th scope="col">{t("record:sources")}</th>
            </tr>
          </thead>
          <tbody>
            {spells.map((spell) => (
              <tr key={`${spell.from} ${spell.status}`}>
                <th scope="row">
                  <StatusWord of={shownStatus(spell)} /> <StatusMarks standing={{ ...spell, underReview: false }} />
                </th>
                <td>
                  {spell.from === null && t("link:openBeginning")}
                  {spell.from !== null && (since(spell) || format.date(spell.from))}
                </td>
                <td>{spell.to ? format.date(spell.to) : t("link:lasts")}</td>
                <td className="number">{spell.days === null ? "" : format.number(spell.days)}</td>
                <td>{spell.basis && t(`language:basis.${spell.basis}`)}</td>
                <td>
                  {spell.governing.map((claim) => (
                    <Proof key={claim.id} of={t(`language:claimType.${claim.type}`)} {...claim} />
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
