import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ask } from "../api/ask";
import { type ReceiptFragment, RecordDocument, RetractDocument } from "../api/operations";
import { type Draft, faultsOf, newKey, type Problem, problemsOf, recordsOf, type Subject, wordOf } from "./draft";

/** What may be done with a draft: record it, or take back the record that it is about. */
export type Deed = "record" | "retract";

/** How far a submission has come. Whatever is written starts it anew. */
export type Stage =
  | { at: "writing"; problems: readonly Problem[] }
  | { at: "waiting"; sending: boolean }
  | { at: "seen"; receipt: ReceiptFragment }
  | { at: "done"; receipt: ReceiptFragment }
  | { at: "failed"; error: Error; seen: ReceiptFragment | null };

/** Shows what a draft would change, and sends it. A request that was not answered is sent again under the same key. */
export function useSubmission(subject: Subject) {
  const answers = useQueryClient();
  const [stage, setStage] = useState<Stage>({ at: "writing", problems: [] });
  const key = useRef("");

  async function run(draft: Draft, deed: Deed, dryRun: boolean, seen: ReceiptFragment | null) {
    setStage({ at: "waiting", sending: !dryRun });
    try {
      const receipt = await submit(draft, deed, subject, key.current, dryRun);
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
      key.current = newKey();
      if (problems.length > 0) setStage({ at: "writing", problems });
      else void run(draft, deed, true, null);
    },
    /** Sends what was seen. */
    send(draft: Draft, deed: Deed, seen: ReceiptFragment) {
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

async function submit(
  draft: Draft,
  deed: Deed,
  subject: Subject,
  key: string,
  dryRun: boolean,
): Promise<ReceiptFragment> {
  const note = draft.note.trim();
  if (deed === "record") {
    const records = recordsOf(draft, subject);
    return (await ask(RecordDocument, { records, note, key, dryRun })).record;
  }
  const { word, slug: id, recordedAt: ifRecordedAt } = subject;
  const records = [{ word: wordOf(word), id, reason: note, ifRecordedAt }];
  return (await ask(RetractDocument, { records, note, key, dryRun })).retract;
}
