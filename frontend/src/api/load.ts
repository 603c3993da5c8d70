import { ApiError, type Refusal, refused, unauthenticated, unreachable, unusable } from "./ask";
import { bearer, endSession, token } from "./session";

/** Loads a file of the server's exports. Throws an ApiError, or the signal's own abort. */
export async function load<Data>(address: string, signal: AbortSignal): Promise<Data> {
  const shown = token();
  let response: Response;
  try {
    response = await fetch(address, { headers: { accept: "application/json", ...bearer(shown) }, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(unreachable);
  }
  let answer: Data & { errors?: Refusal[] };
  try {
    answer = await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(unusable, `HTTP ${response.status}`);
  }
  const refusal = answer.errors?.[0];
  if (refusal?.extensions?.code === unauthenticated) endSession(shown);
  if (refusal) throw refused(refusal);
  if (!response.ok) throw new ApiError(unusable, `HTTP ${response.status}`);
  return answer;
}
