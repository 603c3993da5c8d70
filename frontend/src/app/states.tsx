import type { UseQueryResult } from "@tanstack/react-query";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { ApiError, notReady, unreachable } from "../api/ask";
import { PageHeading } from "./PageHeading";
import { StillComputed } from "./StillComputed";
import { useErrorWords } from "./useErrorWords";

/** What is shown while something is on its way: nothing at first, then words. */
export function OnItsWay() {
  const { t } = useTranslation("app");
  return (
    <p role="status" className="on-its-way">
      {t("waiting")}
    </p>
  );
}

interface AnsweredProps<Data> {
  answer: UseQueryResult<Data, Error>;
  children: (data: Data) => ReactNode;
}

/** Shows an answer, or why there is none yet and what can be done. An older answer stays, faded, until the next is there. */
export function Answered<Data>({ answer, children }: AnsweredProps<Data>) {
  if (answer.data !== undefined && !(answer.isError && answer.isPlaceholderData))
    return (
      <div aria-busy={answer.isPlaceholderData} className={answer.isPlaceholderData ? "waiting" : undefined}>
        {children(answer.data)}
      </div>
    );
  if (answer.isError && answer.error instanceof ApiError && answer.error.code === notReady)
    return <StillComputed share={answer.error.progress ?? 0} />;
  if (answer.isError) return <Failed error={answer.error} retry={() => void answer.refetch()} />;
  return <OnItsWay />;
}

/** Says what went wrong. A server that does not answer is asked again by itself; a record that is not there is not. */
export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation("app");
  const errorWords = useErrorWords();
  const code = error instanceof ApiError ? error.code : "";
  const missing = code === "NOT_FOUND";
  return (
    <div className="state" role={missing ? undefined : "alert"}>
      <PageHeading
        title={t(missing ? "error.notFoundTitle" : code === unreachable ? "error.unreachableTitle" : "error.title")}
      />
      <p>{errorWords(error)}</p>
      {!missing && (
        <Button className="button" onPress={retry}>
          {t("error.again")}
        </Button>
      )}
    </div>
  );
}

/** The page at an address that has none. */
export function NothingHere() {
  const { t } = useTranslation("app");
  return (
    <div className="state">
      <PageHeading title={t("nothing.title")} />
      <p>{t("nothing.words")}</p>
      <p>
        <Link to="/">{t("nothing.start")}</Link>
      </p>
    </div>
  );
}

/** The page in place of one that failed, by a fault of its own or because its code could not be loaded. */
export function Broken({ error }: ErrorComponentProps) {
  const { t } = useTranslation("app");
  useEffect(() => console.error(error), [error]);
  return (
    <div className="state" role="alert">
      <PageHeading title={t("error.title")} />
      <p>{t("error.page")}</p>
      <Button className="button" onPress={() => location.reload()}>
        {t("error.reload")}
      </Button>
    </div>
  );
}
