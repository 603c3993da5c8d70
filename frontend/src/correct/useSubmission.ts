import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api/ask";
import {
  type DecisionFragment,
  ProposeDocument,
  type ProposerInput,
  type ReceiptFragment,
  RecordDocument,
  RetractDocument,
} from "../api/operations";
import { type Draft, faultsOf, type Problem, problemsOf, recordsOf, type Subject, wordOf } from "./draft";

/** What may be done with a draft: record it, or take back the record that it is about. */
export type Deed = "record" | "retract";

/** In which way it is done: at once, or by asking a reviewer. */
export type Way = { as: "editor" } | { as: "proposer"; proposer: ProposerInput | null };

/** What the server answers to either. */
export type Answer = ReceiptFragment | DecisionFragment;

/** How far a submission has come. Whatever is written starts it anew. */
export type Stage =
  | { at: "writing"; problems: readonly Problem[] }
  | { at: "waiting"; sending: boolean }
  | { at: "seen"; receipt: Answer }
  | { at: "done"; receipt: Answer }
  | { at: "failed"; error: Error; seen: Answer | null };

/** Shows what a draft would change, and sends it. A request that was not answered is sent again under the same key. */
export function useSubmission(subject: Subject, way: Way) {
  const answers = useQueryClient();
  const [stage, setStage] = useState<Stage>({ at: "writing", problems: [] });

  async function run(draft: Draft, deed: Deed, dryRun: boolean, seen: Answer | null) {
    setStage({ at: "waiting", sending: !dryRun });
    try {
      const receipt = await submit(way, draft, deed, subject, dryRun);
      const problems = problemsOf(receipt.problems, subject.word);
      if (problems.length > 0) setStage({ at: "writing", problems });
      else setStage({ at: dryRun ? "seen" : "done", receipt });
      if (!dryRun && problems.length === 0) await answers.invalidateQueries();
    } catch (error) {
      setStage({ at: "failed", error: error as Error, seen });
    }
  }

  return {
    stage,
    /** Asks what would change, unless it can be seen that something is wrong. */
    preview(draft: Draft, deed: Deed) {
      const problems = deed === "retract" ? reasonless(draft) : faultsOf(draft, subject);
      if (problems.length > 0) setStage({ at: "writing", problems });
      else void run(draft, deed, true, null);
    },
    /** Sends what was seen. */
    send(draft: Draft, deed: Deed, seen: Answer) {
      void run(draft, deed, false, seen);
    },
    /** The draft was changed: what was seen of it does not hold any more. */
    restart() {
      setStage((now) => (now.at === "writing" && now.problems.length === 0 ? now : { at: "writing", problems: [] }));
    },
  };
}

function reasonless({ note }: Draft): Problem[] {
  return note.trim() === "" ? [{ field: "note", why: "needed", message: "" }] : [];
}

async function submit(way: Way, draft: Draft, deed: Deed, subject: Subject, dryRun: boolean): Promise<Answer> {
  const note = draft.note.trim();
  const key = `${draft.key}-${deed}`;
  const { word, slug: id, recordedAt: ifRecordedAt } = subject;
  const retractions = [{ word: wordOf(word), id, reason: note, ifRecordedAt }];
  if (way.as === "proposer") {
    const what = deed === "record" ? { records: recordsOf(draft, subject) } : { retractions };
    return (await ask(ProposeDocument, { ...what, note, proposer: way.proposer, key, dryRun })).propose;
  }
  if (deed === "record") {
    const records = recordsOf(draft, subject);
    return (await ask(RecordDocument, { records, note, key, dryRun })).record;
  }
  return (await ask(RetractDocument, { records: retractions, note, key, dryRun })).retract;
}
