import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProposalCardFragment } from "../api/operations";
import type { Values } from "../correct/draft";
import { FieldInput, Wrong } from "../correct/FieldInput";
import { Consequences } from "../correct/Outcome";
import { fieldOf, pageOf } from "../field/fields";
import { useFieldLabel } from "../field/useFieldLabel";
import { referencesOf, useNames } from "../field/useNames";
import { Values as Shown } from "../field/Values";
import { useFormat } from "../language/useFormat";
import { wordBy } from "./amended";
import { Decide } from "./Decide";

interface Props {
  proposal: ProposalCardFragment;
  /** Whether the reader decides about it. */
  reviews: boolean;
  /** By which somebody who is not signed in takes back the own one. */
  secret?: string;
}

/** A proposal beside what is recorded: what it would change, what would follow, and what can be done with it. */
export function ProposalCard({ proposal, reviews, secret }: Props) {
  const { t } = useTranslation("review");
  const { t: words } = useTranslation("field");
  const format = useFormat();
  const id = useId();
  const [amends, setAmends] = useState(false);
  const [amended, setAmended] = useState<Record<string, Values>>({});
  const open = proposal.state === "OPEN";
  const { proposer } = proposal;
  return (
    <article className="proposal" aria-labelledby={id}>
      <h2 id={id} lang="">
        {proposal.note}
      </h2>
      <p className="quiet-words">
        {t("by", { name: proposer?.name ?? t("nobody"), instant: format.instant(proposal.submittedAt) })}
        {proposer?.anonymous && ` · ${t("unknown")}`}
        {proposer?.address && ` · ${proposer.address}`}
      </p>
      {proposal.overtaken && <p className="failed">{t("overtaken")}</p>}
      {proposal.records.map((record) => (
        <Proposed
          key={`${record.word} ${record.slug}`}
          record={record}
          amended={amends ? (amended[record.slug] ?? {}) : undefined}
          onAmend={(values) => setAmended((known) => ({ ...known, [record.slug]: values }))}
        />
      ))}
      {proposal.retractions.map(({ word, slug, reason }) => (
        <p key={`${word} ${slug}`}>
          <strong>{t("takesBack")}</strong> {words(`word.${word}`)} {slug}: <span lang="">{reason}</span>
        </p>
      ))}
      {open && (
        <>
          <Consequences of={proposal} />
          <Wrong id={`${id}-wrong`} texts={proposal.problems.map(({ message }) => `${message.replace(/\.$/, "")}.`)} />
          <Decide
            proposal={proposal}
            reviews={reviews}
            secret={secret}
            amends={amends}
            amended={amends ? amended : {}}
            onAmends={setAmends}
          />
        </>
      )}
      {!open && (
        <p>
          <strong>{t(`state.${proposal.state}`)}</strong>
          {proposal.decidedAt &&
            ` · ${t("decided", { name: proposal.decidedBy ?? "", instant: format.instant(proposal.decidedAt) })}`}
          {proposal.change && ` · ${t("change", { number: format.number(proposal.change.number) })}`}
          {proposal.reason && (
            <>
              {" "}
              · <span lang="">{proposal.reason}</span>
            </>
          )}
        </p>
      )}
    </article>
  );
}

interface ProposedProps {
  record: ProposalCardFragment["records"][number];
  /** What a reviewer puts in place of the proposed values; undefined while nothing is amended. */
  amended: Values | undefined;
  onAmend: (values: Values) => void;
}

/** A record of a proposal, field by field: as recorded on the one side, as proposed on the other. */
function Proposed({ record, amended, onAmend }: ProposedProps) {
  const { t } = useTranslation("review");
  const { t: words } = useTranslation("field");
  const label = useFieldLabel();
  const word = wordBy(record.word);
  const called = useNames(
    record.fields.flatMap(({ field, before, after }) => referencesOf(fieldOf(word, field), [...before, ...after])),
  );
  const page = pageOf(word);
  return (
    <section className="proposed">
      <h3>
        {t(record.before ? "corrects" : "adds")} {words(`word.${record.word}`)}{" "}
        {page && record.before ? (
          <Link to={page} params={{ id: record.slug }}>
            {record.slug}
          </Link>
        ) : (
          <span className="quiet-words">{record.slug}</span>
        )}
      </h3>
      <table className="figures changed-fields">
        <caption className="hidden">{record.slug}</caption>
        <thead>
          <tr>
            <th scope="col">{t("field")}</th>
            <th scope="col">{t("now")}</th>
            <th scope="col">{t("proposed")}</th>
          </tr>
        </thead>
        <tbody>
          {record.fields.map(({ field: name, before, after }) => {
            const field = fieldOf(word, name);
            return (
              <tr key={name}>
                <th scope="row">{label(name)}</th>
                <td data-label={t("now")}>
                  <Shown field={field} values={before} called={called} />
                </td>
                <td data-label={t("proposed")} className="differs">
                  {amended ? (
                    <FieldInput
                      field={field}
                      label={label(name)}
                      values={amended[name] ?? after}
                      onChange={(values) => onAmend({ ...amended, [name]: values })}
                      problems={[]}
                    />
                  ) : (
                    <Shown field={field} values={after} called={called} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
