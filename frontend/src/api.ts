/** An answer that cannot be shown; its message is a sentence for the reader. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    message: string,
    /** The server's own word for what went wrong, such as NOT_FOUND; empty when it did not say. */
    readonly code = "",
  ) {
    super(message);
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Asks the server on this origin. Throws an ApiError, or the signal's own abort. */
export async function ask<Data>(query: string, variables: Record<string, unknown>, signal: AbortSignal): Promise<Data> {
  let response: Response;
  try {
    response = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json, application/json" },
      body: JSON.stringify({ query, variables }),
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError("The server did not answer. Check your connection and try again.");
  }
  let answer: Answer<Data>;
  try {
    answer = await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(`The server gave no usable answer (HTTP ${response.status}). Try again in a moment.`);
  }
  const refusal = answer.errors?.[0];
  if (refusal?.extensions?.code === "NOT_FOUND") throw new ApiError(refusal.message, "NOT_FOUND");
  if (refusal) throw new ApiError(`The server could not answer: ${refusal.message}`, refusal.extensions?.code);
  if (!answer.data) throw new ApiError(`The server gave an empty answer (HTTP ${response.status}).`);
  return answer.data;
}
