import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { ask } from "../api/ask";
import {
  AcceptDocument,
  type DecisionFragment,
  type ProposalCardFragment,
  RejectDocument,
  WithdrawDocument,
} from "../api/operations";
import { useErrorWords } from "../app/useErrorWords";
import type { Values } from "../correct/draft";
import { FieldInput, Wrong } from "../correct/FieldInput";
import { Consequences } from "../correct/Outcome";
import { amendedRecords } from "./amended";

interface Props {
  proposal: ProposalCardFragment;
  reviews: boolean;
  /** By which somebody who is not signed in takes back the own one. */
  secret?: string | undefined;
  amends: boolean;
  amended: Readonly<Record<string, Values>>;
  onAmends: (amends: boolean) => void;
}

/** What can be done with an open proposal: accept it as it is or amended, reject it with a reason, or take back one's own. */
export function Decide({ proposal, reviews, secret, amends, amended, onAmends }: Props) {
  const { t } = useTranslation("review");
  const answers = useQueryClient();
  const errorWords = useErrorWords();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<string[]>([]);
  const [waiting, setWaiting] = useState(false);
  const [seen, setSeen] = useState<{ what: DecisionFragment; of: typeof amended } | null>(null);
  const { id, overtaken } = proposal;
  const records = amendedRecords(proposal.records, amended);

  /** Does something with the proposal and reads the queue anew; problems stay here. */
  async function decide(deed: () => Promise<DecisionFragment>, dryRun = false) {
    setWaiting(true);
    setWrong([]);
    setSeen(null);
    try {
      const decision = await deed();
      if (decision.problems.length > 0)
        setWrong(decision.problems.map(({ message }) => `${message.replace(/\.$/, "")}.`));
      else if (dryRun) setSeen({ what: decision, of: amended });
      else await answers.invalidateQueries();
    } catch (error) {
      setWrong([errorWords(error as Error)]);
    }
    setWaiting(false);
  }
  const accept = async (dryRun: boolean) =>
    (await ask(AcceptDocument, { id, even: overtaken, dryRun, ...(records ? { records } : {}) })).accept;

  if (!reviews)
    return (
      <>
        <p>
          <Button
            className="button"
            isDisabled={waiting}
            onPress={() =>
              void decide(async () => (await ask(WithdrawDocument, { id, ...(secret ? { secret } : {}) })).withdraw)
            }
          >
            {t("withdraw")}
          </Button>
        </p>
        <Wrong id={`${id}-failed`} texts={wrong} />
      </>
    );
  return (
    <div className="decide">
      {amends && (
        <p>
          <Button className="button" isDisabled={waiting} onPress={() => void decide(() => accept(true), true)}>
            {t("preview")}
          </Button>
        </p>
      )}
      {seen?.of === amended && <Consequences of={seen.what} />}
      <div role="alert">
        <Wrong id={`${id}-failed`} texts={wrong} />
      </div>
      <p className="buttons">
        <Button className="button strong" isDisabled={waiting} onPress={() => void decide(() => accept(false))}>
          {t(records ? "acceptAmended" : overtaken ? "acceptOvertaken" : "accept")}
        </Button>
        <Button className="button" isDisabled={waiting} onPress={() => onAmends(!amends)}>
          {t(amends ? "asProposed" : "amend")}
        </Button>
      </p>
      <form
        className="correct-form reject"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() === "") setWrong([t("reasonNeeded")]);
          else void decide(async () => (await ask(RejectDocument, { id, reason: reason.trim() })).reject);
        }}
      >
        <FieldInput
          field={{ name: "reason", kind: "text" }}
          label={t("reason")}
          values={[reason]}
          onChange={([text = ""]) => setReason(text)}
          problems={[]}
        />
        <button type="submit" className="button" disabled={waiting}>
          {t("reject")}
        </button>
      </form>
    </div>
  );
}
