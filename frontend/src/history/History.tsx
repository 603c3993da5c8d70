import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { OnItsWay } from "../app/states";
import { useErrorWords } from "../app/useErrorWords";
import { fieldOf, pageOf, type Word } from "../field/fields";
import { useFieldLabel } from "../field/useFieldLabel";
import { type Called, isNamed, type Named, type Reference, referencesOf, useNames } from "../field/useNames";
import { Values } from "../field/Values";
import { useFormat } from "../language/useFormat";
import { type Step, useHistory } from "./useHistory";
import "./history.css";

/** How a record came to be what it is: a part of its page that is closed, and asked for when it is opened. */
export function History({ id }: { id: string }) {
  const { t } = useTranslation("history");
  const [open, setOpen] = useState(false);
  return (
    <details className="part record-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t("title")}</h2>
      </summary>
      {open && <Life id={id} />}
    </details>
  );
}

function Life({ id }: { id: string }) {
  const { t } = useTranslation("app");
  const errorWords = useErrorWords();
  const answer = useHistory(id, true);
  if (answer.isPending) return <OnItsWay />;
  if (answer.isError)
    return (
      <p role="alert" className="failed">
        {errorWords(answer.error)}{" "}
        <Button className="button" onPress={() => void answer.refetch()}>
          {t("error.again")}
        </Button>
      </p>
    );
  const { word, steps, total } = answer.data;
  return <Steps word={word} steps={steps} total={total} answer={answer} />;
}

interface StepsProps {
  word: string;
  steps: readonly Step[];
  total: number;
  answer: ReturnType<typeof useHistory>;
}

/** The steps, with the records that they name by their names. */
function Steps({ word, steps, total, answer }: StepsProps) {
  const { t } = useTranslation("history");
  const format = useFormat();
  const called = useNames(namedIn(word, steps));
  return (
    <>
      <p className="quiet-words">{t("meaning")}</p>
      <ol className="steps">
        {steps.map((step) => (
          <li key={`${step.change.number} ${step.kind}`}>
            <StepHead step={step} word={word} called={called} />
            <Changes step={step} word={word} called={called} />
          </li>
        ))}
      </ol>
      <p className="more-steps">
        <span role="status" className="quiet-words">
          {t("shown", { shown: format.number(steps.length), total: format.number(total) })}
        </span>
        {answer.hasNextPage && (
          <Button className="button" isDisabled={answer.isFetchingNextPage} onPress={() => void answer.fetchNextPage()}>
            {t("older")}
          </Button>
        )}
      </p>
    </>
  );
}

/** The records that steps name: in the values of their fields, and where a record went. */
export function namedIn(word: string, steps: readonly Step[]): Reference[] {
  return steps.flatMap(({ changes, movedTo }) => [
    ...changes.flatMap(({ field, before, after }) => referencesOf(fieldOf(word, field), [...before, ...after])),
    ...(movedTo && isNamed(word as Word) ? [{ of: word as Named, slug: movedTo }] : []),
  ]);
}

function StepHead({ step, word, called }: { step: Step; word: string; called: Called }) {
  const { t } = useTranslation("history");
  const format = useFormat();
  const { change, movedTo } = step;
  const page = pageOf(word as Word);
  return (
    <>
      <p>
        <strong>{t(`kind.${step.kind}`)}</strong> ·{" "}
        <time dateTime={change.recordedAt}>{format.instant(change.recordedAt)} UTC</time> ·{" "}
        {t("by", { actor: change.actor })}{" "}
        <span className="quiet-words">· {t("change", { number: format.number(change.number) })}</span>
      </p>
      {change.note && (
        <p className="reason" lang="">
          {change.note}
        </p>
      )}
      {step.reason && (
        <p className="reason">
          {t("reason")} <span lang="">{step.reason}</span>
        </p>
      )}
      {movedTo && (
        <p className="reason">
          {t("movedTo")}{" "}
          {page ? (
            <Link to={page} params={{ id: movedTo }}>
              {called(word as Word, movedTo)}
            </Link>
          ) : (
            called(word as Word, movedTo)
          )}{" "}
          <code className="slug">{movedTo}</code>
        </p>
      )}
    </>
  );
}

/** What a step changed: a table of fields; of a record that was added, its values alone. */
function Changes({ step, word, called }: { step: Step; word: string; called: Called }) {
  const { t } = useTranslation("history");
  const label = useFieldLabel();
  if (step.changes.length === 0) return null;
  const added = step.kind === "ADDED";
  return (
    <table className="figures changed-fields" aria-label={t("fields")}>
      <thead>
        <tr>
          <th scope="col">{t("field")}</th>
          {!added && <th scope="col">{t("before")}</th>}
          <th scope="col">{t(added ? "recorded" : "after")}</th>
        </tr>
      </thead>
      <tbody>
        {step.changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{label(field)}</th>
            {!added && (
              <td data-label={t("before")}>
                <Values field={fieldOf(word, field)} values={before} called={called} slugs />
              </td>
            )}
            <td data-label={added ? undefined : t("after")}>
              <Values field={fieldOf(word, field)} values={after} called={called} slugs />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
