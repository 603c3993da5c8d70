import { Link, useRouterState, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { may, useViewer } from "../account/useViewer";
import { SubjectDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered, OnItsWay } from "../app/states";
import type { Word } from "../field/fields";
import { givenOf } from "./address";
import { CorrectForm } from "./CorrectForm";
import { wordOf } from "./draft";
import { type About, aboutNew, aboutOf } from "./subject";
import "../record/status.css";
import "../record/record.css";
import "./correct.css";

/** Where a reader reports what happened to a link, corrects a record or adds one: the source first, then the statement. */
export function CorrectPage() {
  const { add } = useSearch({ from: "/correct" });
  return add ? <New word={add} /> : <Recorded />;
}

function Recorded() {
  const { record, claim } = useSearch({ from: "/correct" });
  const { t } = useTranslation("correct");
  const id = record ?? claim ?? "";
  const answer = useAnswer(SubjectDocument, { id }, `correct ${id}`);
  const node = answer.data?.node;
  const about = useMemo(() => (node ? aboutOf(node, record === undefined) : null), [node, record]);
  return (
    <Answered answer={answer}>
      {() =>
        about ? (
          <Gate
            key={id}
            about={about}
            title={t(about.slug ? "title.record" : "title.claim", { name: about.name })}
            draft={`${record === undefined ? "claim" : "record"}:${id}:${about.recordedAt}`}
          />
        ) : (
          <PageHeading title={t("nothing")} />
        )
      }
    </Answered>
  );
}

function New({ word }: { word: Word }) {
  const { t } = useTranslation(["correct", "field"]);
  const wanted = useSearch({ from: "/correct" });
  const draft = `add:${JSON.stringify(wanted)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is what is wanted, as a text
  const about = useMemo(() => aboutNew(word, givenOf(wanted)), [draft]);
  return (
    <Gate
      key={draft}
      about={about}
      title={t("correct:title.add", { word: t(`field:word.${wordOf(word)}`) })}
      draft={draft}
    />
  );
}

/** The form for those who may write, and for everybody else what it takes. */
function Gate({ about, title, draft }: { about: About; title: string; draft: string }) {
  const { t } = useTranslation("correct");
  const viewer = useViewer();
  const { href } = useRouterState({ select: ({ location }) => location });
  const as = may(viewer, "RECORD") ? "editor" : "proposer";
  const writes = as === "editor" || may(viewer, "PROPOSE");
  const hidden = about.word === "Approach" && viewer?.tier === "PUBLIC"; // could not be seen by who wrote it
  return (
    <div className="correct">
      <PageHeading title={title} />
      {!viewer && <OnItsWay />}
      {viewer && (!writes || hidden) && (
        <div className="gate">
          <p>{t(hidden ? "gate.tier" : viewer.name ? "gate.role" : "gate.anonymous")}</p>
          {!viewer.name && (
            <p>
              <Link to="/sign-in" search={{ from: href }} className="button strong">
                {t("gate.signIn")}
              </Link>
            </p>
          )}
        </div>
      )}
      {viewer && writes && !hidden && (
        <>
          {as === "proposer" && <p className="gate">{t("gate.propose")}</p>}
          <CorrectForm id={draft} about={about} as={as} named={viewer.name !== null} />
        </>
      )}
    </div>
  );
}
