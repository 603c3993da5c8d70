import { Link, useParams } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { PageHeading } from "../app/PageHeading";
import { NothingHere } from "../app/states";
import { AlliancesQuestion } from "./AlliancesQuestion";
import { type Question, questionOf, questions } from "./address";
import { ConnectionsQuestion } from "./ConnectionsQuestion";
import { DialogueQuestion } from "./DialogueQuestion";
import { MediatorsQuestion } from "./MediatorsQuestion";
import { MetricsQuestion } from "./MetricsQuestion";
import { PlanQuestion } from "./PlanQuestion";
import { WhatIfQuestion } from "./WhatIfQuestion";
import "../record/record.css";
import "../record/status.css";
import "./ask.css";
import "./approach.css";
import "./network.css";

const pages: Record<Question, ComponentType> = {
  dialogue: DialogueQuestion,
  connections: ConnectionsQuestion,
  mediators: MediatorsQuestion,
  alliances: AlliancesQuestion,
  whatif: WhatIfQuestion,
  metrics: MetricsQuestion,
  plan: PlanQuestion,
};

/** A question about the network and its answer. */
export function AskPage() {
  const { question } = useParams({ from: "/ask/$question" });
  const { t } = useTranslation("ask");
  const name = questionOf(question);
  if (!name) return <NothingHere />;
  const Page = pages[name];
  return (
    <div className="ask">
      <nav aria-label={t("questions")} className="ask-questions">
        {questions
          .filter((one) => one !== "plan")
          .map((one) => (
            <Link key={one} to="/ask/$question" params={{ question: one }} activeOptions={{ includeSearch: false }}>
              {t(`question.${one}`)}
            </Link>
          ))}
      </nav>
      <header className="ask-head">
        <PageHeading title={t(`title.${name}`)} />
        <p className="quiet-words">{t(`lead.${name}`)}</p>
      </header>
      <Page key={name} />
    </div>
  );
}
