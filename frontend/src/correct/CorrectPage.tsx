import { Link, useRouterState, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { may, useViewer } from "../account/useViewer";
import { SubjectDocument, type SubjectQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { PageHeading } from "../app/PageHeading";
import { Answered, OnItsWay } from "../app/states";
import { CorrectForm } from "./CorrectForm";
import { aboutOf } from "./subject";
import "../record/status.css";
import "../record/record.css";
import "./correct.css";

/** Where a reader reports what happened to a link, or corrects a record: the source first, then the statement. */
export function CorrectPage() {
  const { record, claim } = useSearch({ from: "/correct" });
  const id = record ?? claim ?? "";
  const answer = useAnswer(SubjectDocument, { id }, `correct ${id}`);
  return <Answered answer={answer}>{(data) => <Subject data={data} id={id} claim={record === undefined} />}</Answered>;
}

function Subject({ data: { node }, id, claim }: { data: SubjectQuery; id: string; claim: boolean }) {
  const { t } = useTranslation("correct");
  const about = useMemo(() => (node ? aboutOf(node, claim) : null), [node, claim]);
  const viewer = useViewer();
  const { href } = useRouterState({ select: ({ location }) => location });
  const writes = may(viewer, "RECORD") || may(viewer, "PROPOSE");
  const as = may(viewer, "RECORD") ? "editor" : "proposer";
  if (!about) return <PageHeading title={t("nothing")} />;
  const title = t(about.slug ? "title.record" : "title.claim", { name: about.name });
  return (
    <div className="correct">
      <PageHeading title={title} />
      {!viewer && <OnItsWay />}
      {viewer && !writes && (
        <div className="gate">
          <p>{t(viewer.name ? "gate.role" : "gate.anonymous")}</p>
          {!viewer.name && (
            <p>
              <Link to="/sign-in" search={{ from: href }} className="button strong">
                {t("gate.signIn")}
              </Link>
            </p>
          )}
        </div>
      )}
      {viewer && writes && (
        <>
          {as === "proposer" && <p className="gate">{t("gate.propose")}</p>}
          <CorrectForm
            key={id}
            id={`${claim ? "claim" : "record"}:${id}:${about.recordedAt}`}
            about={about}
            as={as}
            named={viewer.name !== null}
          />
        </>
      )}
    </div>
  );
}
