import { useCallback, useEffect, useState } from "react";
import { ApiError, ask } from "../api";

/** The state of one question. While a new answer is on its way the last one stays, with `waiting` set. */
export interface Answer<Data> {
  data: Data | null;
  error: ApiError | null;
  waiting: boolean;
  retry: () => void;
}

/**
 * Asks a question whenever it changes and drops the answers to earlier ones. `query` null asks nothing. Answers for
 * another `subject` are not kept while waiting: a date can change under a card, a city cannot.
 */
export function useAnswer<Data>(query: string | null, variables: Record<string, unknown>, subject: string) {
  const [state, setState] = useState<{ subject: string; key: string; data: Data | null; error: ApiError | null }>({
    subject: "",
    key: "",
    data: null,
    error: null,
  });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const text = JSON.stringify(variables);
  const key = query === null ? "" : `${attempt} ${text} ${query}`;

  useEffect(() => {
    if (query === null) return;
    const abort = new AbortController();
    ask<Data>(query, JSON.parse(text), abort.signal).then(
      (data) => setState({ subject, key, data, error: null }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof ApiError)) console.error(error);
        const shown = error instanceof ApiError ? error : new ApiError("Something went wrong in this page. Reload it.");
        setState({ subject, key, data: null, error: shown });
      },
    );
    return () => abort.abort();
  }, [query, text, subject, key]);

  const mine = state.subject === subject;
  const answer: Answer<Data> = {
    data: query !== null && mine ? state.data : null,
    error: query !== null && state.key === key ? state.error : null,
    waiting: query !== null && state.key !== key,
    retry,
  };
  return answer;
}
