import { bearer, endSession, token } from "./session";
import type { TypedDocument } from "./TypedDocument";

/** Why there is no answer: a code of the server's list, or one of these two. */
export const unreachable = "UNREACHABLE"; // nobody answered
export const unusable = "UNUSABLE"; // somebody answered, but not a GraphQL server

/** The code of what is still being computed: asked again a moment later, it is there, or farther. */
export const notReady = "NOT_READY";

/** An answer that cannot be shown. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    /** What went wrong, such as NOT_FOUND; empty when the server did not say. */
    readonly code: string,
    /** The server's sentence, in English; empty when there is none. */
    message = "",
    /** How much is done of what is still being computed, from 0 to 1; undefined for every other code. */
    readonly progress?: number,
  ) {
    super(message);
  }
}

/** An error as the server writes it. */
export interface Refusal {
  message: string;
  extensions?: { code?: string; progress?: number };
}

/** What the server said as an error to be thrown. */
export function refused({ message, extensions }: Refusal): ApiError {
  return new ApiError(extensions?.code ?? "", message, extensions?.progress);
}

interface Answer<Data> {
  data?: Data | null;
  errors?: Refusal[];
}

/** The code of an answer to a token that the server does not take. */
export const unauthenticated = "UNAUTHENTICATED";

/**
 * Asks the server on this origin, as the holder of the session's token or of another one. Throws an ApiError, or the
 * signal's own abort. A session whose token is not taken ends.
 */
export async function ask<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
  shown = token(),
): Promise<Data> {
  let response: Response;
  try {
    response = await fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        ...bearer(shown),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(unreachable);
  }
  let answer: Answer<Data>;
  try {
    answer = await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(unusable, `HTTP ${response.status}`);
  }
  const refusal = answer.errors?.[0];
  if (refusal?.extensions?.code === unauthenticated) endSession(shown);
  if (refusal) throw refused(refusal);
  if (!answer.data) throw new ApiError(unusable, `HTTP ${response.status}`);
  return answer.data;
}
