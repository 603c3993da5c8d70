import { useSyncExternalStore } from "react";
import { type Permission, ViewerDocument, type ViewerQuery } from "../api/operations";
import { onSession, token, wasEnded } from "../api/session";
import { useAnswer } from "../api/useAnswer";

export type Viewer = ViewerQuery["viewer"];

/** The token of the session; empty for a reader who is not signed in. */
export function useToken(): string {
  return useSyncExternalStore(onSession, token);
}

/** Whether the server ended the session. */
export function useWasEnded(): boolean {
  return useSyncExternalStore(onSession, wasEnded);
}

/** Who is asking, as the server sees it; undefined until it says. Nobody is asked before it matters. */
export function useViewer(wanted = true): Viewer | undefined {
  const signedIn = useToken() !== "";
  return useAnswer(ViewerDocument, wanted ? {} : null, `viewer ${signedIn}`).data?.viewer;
}

/** Whether somebody may do something. */
export function may(viewer: Viewer | undefined, what: Permission): boolean {
  return viewer?.permissions.includes(what) ?? false;
}
