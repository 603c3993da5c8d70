// Who the reader is to the server: a token that is kept in this tab, and nowhere else. There are no cookies, so that no
// other site can ask in the reader's name. Everything that asks the server sends `bearer()`.

const place = "twingraph:token"; // in sessionStorage, which ends with the tab
const ended = "twingraph:ended";
const event = "twingraph:session";

/** The token; empty for a reader who is not signed in. */
export function token(): string {
  return sessionStorage.getItem(place) ?? "";
}

/** The header that shows a token; none without one. */
export function bearer(shown = token()): { authorization?: string } {
  return shown ? { authorization: `Bearer ${shown}` } : {};
}

/** Keeps a token that the server takes. */
export function signIn(taken: string) {
  sessionStorage.setItem(place, taken);
  sessionStorage.removeItem(ended);
  dispatchEvent(new Event(event));
}

/** Forgets the token, and what the tab kept for its holder. */
export function signOut() {
  sessionStorage.clear();
  dispatchEvent(new Event(event));
}

/** Forgets a token that the server does not take any more, unless there is another one by now. What was being written stays. */
export function endSession(refused: string) {
  if (refused === "" || token() !== refused) return;
  sessionStorage.removeItem(place);
  sessionStorage.setItem(ended, "refused");
  dispatchEvent(new Event(event));
}

/** Whether the server ended the session by taking the token no more. */
export function wasEnded(): boolean {
  return sessionStorage.getItem(ended) !== null;
}

/** The reader has read that the session was ended. */
export function forgetEnd() {
  sessionStorage.removeItem(ended);
  dispatchEvent(new Event(event));
}

/** Calls back whenever somebody signs in or out; returns how to end that. */
export function onSession(call: () => void): () => void {
  addEventListener(event, call);
  return () => removeEventListener(event, call);
}
