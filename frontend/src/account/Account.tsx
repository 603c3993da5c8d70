import { Link, useRouterState } from "@tanstack/react-router";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import { forgetEnd, signOut } from "../api/session";
import { may, useToken, useViewer, useWasEnded } from "./useViewer";

/** Who is signed in, with role and tier, and the way out; or the way in. */
export function Account() {
  const { t } = useTranslation("app");
  const signedIn = useToken() !== "";
  const viewer = useViewer(signedIn);
  const { pathname, href } = useRouterState({ select: ({ location }) => location });
  if (!signedIn)
    return (
      <Link to="/sign-in" search={pathname === "/sign-in" ? {} : { from: href }} className="sign-in-link">
        {t("account.signIn")}
      </Link>
    );
  const standing = viewer && `${t(`account.role.${viewer.role}`)} · ${t(`account.tier.${viewer.tier}`)}`;
  return (
    <DialogTrigger>
      <Button className="button quiet account">
        <span className="account-name">{viewer?.name ?? t("account.signedIn")}</span>
        {standing && <span className="account-standing">{standing}</span>}
      </Button>
      <Popover
        className="popover account-popover"
        placement="bottom end"
        // Inside of the page's banner, where screen readers look for content.
        UNSTABLE_portalContainer={document.querySelector("header") ?? document.body}
      >
        <Dialog aria-label={t("account.title")}>
          {({ close }) => (
            <>
              <p>
                <strong>{viewer?.name}</strong>
              </p>
              {standing && <p>{standing}</p>}
              {may(viewer, "PROPOSE") && (
                <p>
                  <Link to="/review" onClick={close}>
                    {t(may(viewer, "REVIEW") ? "account.review" : "account.proposals")}
                  </Link>
                </p>
              )}
              <p className="quiet-words">{t("account.kept")}</p>
              <p>
                <Button className="button" onPress={signOut}>
                  {t("account.signOut")}
                </Button>
              </p>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Says that the server ended the session, and how to go on. */
export function EndedSession() {
  const { t } = useTranslation("app");
  const ended = useWasEnded();
  const { pathname, href } = useRouterState({ select: ({ location }) => location });
  return (
    <div role="status">
      {ended && (
        <p className="ended">
          {t("account.ended")}{" "}
          {pathname !== "/sign-in" && (
            <Link to="/sign-in" search={{ from: href }}>
              {t("account.again")}
            </Link>
          )}{" "}
          <Button className="button" onPress={forgetEnd}>
            {t("account.understood")}
          </Button>
        </p>
      )}
    </div>
  );
}
