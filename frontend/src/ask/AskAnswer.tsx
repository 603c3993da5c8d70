import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { OnItsWay } from "../app/states";
import { useErrorWords } from "../app/useErrorWords";

interface Props<Data> {
  answer: Pick<UseQueryResult<Data, Error>, "data" | "error" | "isError" | "isPlaceholderData"> & {
    refetch: () => unknown;
  };
  /** Nothing can be asked before this is chosen. */
  missing?: string | undefined;
  children: (data: Data) => ReactNode;
}

/** The answer below what is asked: what is still to be chosen, its waiting, its error, or itself. */
export function AskAnswer<Data>({ answer, missing, children }: Props<Data>) {
  const { t } = useTranslation("app");
  const errorWords = useErrorWords();
  if (missing) return <p className="ask-missing">{missing}</p>;
  if (answer.data !== undefined && !(answer.isError && answer.isPlaceholderData))
    return (
      <div
        aria-busy={answer.isPlaceholderData}
        className={answer.isPlaceholderData ? "ask-answer waiting" : "ask-answer"}
      >
        {children(answer.data)}
      </div>
    );
  if (answer.isError && answer.error)
    return (
      <div role="alert" className="ask-error">
        <p>{errorWords(answer.error)}</p>
        <Button className="button" onPress={() => void answer.refetch()}>
          {t("error.again")}
        </Button>
      </div>
    );
  return <OnItsWay />;
}
