import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskLetterDocument, type AskPlanQueryVariables, type LetterLanguage } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { Citations } from "../record/Citations";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { AskAnswer } from "./AskAnswer";
import { purposes } from "./address";
import { Choice, Controls } from "./controls";
import { CityLink, Part } from "./parts";
import { useAsk, useChangeAsk } from "./useAsk";

const letterLanguages = [
  ["en", "English"],
  ["de", "Deutsch"],
  ["pl", "Polski"],
] as const;

/** A draft of a letter for a plan, to be copied, read and signed by a person. */
export function LetterDraft({ plan }: { plan: AskPlanQueryVariables }) {
  const { t } = useTranslation("ask");
  const { language } = useFormat();
  const change = useChangeAsk();
  const { purpose = "DIALOGUE", letter } = useAsk();
  const spoken = letter ?? letterLanguages.find(([one]) => one === language)?.[0] ?? "en";
  const variables = { ...plan, purpose, language: spoken.toUpperCase() as LetterLanguage, ...times(useView()) };
  const answer = useAnswer(AskLetterDocument, variables, `letter ${plan.from} ${plan.target}`);
  return (
    <Part id="plan-letter" title={t("letter.title")}>
      <p className="quiet-words">{t("letter.lead")}</p>
      <Controls>
        <Choice
          label={t("letter.purpose")}
          value={purpose}
          options={purposes.map((one) => [one, t(`purpose.${one}`)] as const)}
          onChange={(one) => change({ purpose: one === "DIALOGUE" ? undefined : one })}
        />
        <Choice
          label={t("letter.language")}
          value={spoken}
          options={letterLanguages}
          onChange={(one) => change({ letter: one === language ? undefined : one })}
        />
      </Controls>
      <AskAnswer answer={answer}>
        {({ approachPlan: { letter: draft } }) =>
          draft && (
            <div className="letter">
              <p>
                <span className="quiet-words">{t("letter.to")}</span> <CityLink city={draft.addressee} />
              </p>
              <p>
                <span className="quiet-words">{t("letter.subject")}</span>{" "}
                <strong lang={spoken}>{draft.subject}</strong>
              </p>
              <Beside title={t("letter.warnings")} lines={draft.warnings} language={spoken} />
              <Beside title={t("letter.verify")} lines={draft.verify} language={spoken} />
              {draft.publishedLater.length > 0 && (
                <section aria-label={t("publishedLater")}>
                  <h3>{t("publishedLater")}</h3>
                  <Citations sources={draft.publishedLater} />
                </section>
              )}
              <Copy text={draft.text} />
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
              <section aria-label={t("letter.text")} className="letter-text" lang={spoken} tabIndex={0}>
                {draft.text}
              </section>
            </div>
          )
        }
      </AskAnswer>
    </Part>
  );
}

/** What is to be read before a letter is sent, and is not in it. */
function Beside({ title, lines, language }: { title: string; lines: readonly string[]; language: string }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className="lines" lang={language}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Copy({ text }: { text: string }) {
  const { t } = useTranslation("ask");
  const [copied, setCopied] = useState<string>();
  const [failed, setFailed] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setFailed(false);
      setCopied(text);
    } catch {
      setFailed(true); // the browser does not allow it, for example without https
    }
  }
  return (
    <p className="copy">
      <button type="button" className="button" onClick={() => void copy()}>
        {t("letter.copy")}
      </button>{" "}
      <span role="status">{failed ? t("letter.copyFailed") : copied === text ? t("letter.copied") : ""}</span>
    </p>
  );
}
