import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useTranslation } from "react-i18next";
import { ApiError, ask, unauthenticated } from "../api/ask";
import { ViewerDocument } from "../api/operations";
import { signIn, signOut } from "../api/session";
import { PageHeading } from "../app/PageHeading";
import { OnItsWay } from "../app/states";
import { useErrorWords } from "../app/useErrorWords";
import type { Provider } from "./oidc";
import { useToken, useViewer } from "./useViewer";
import "./account.css";

const oidc = () => import("./oidc"); // loaded by those who sign in

/** Where a reader signs in: at the provider of this instance where there is one, or with a token. */
export function SignInPage() {
  const { t } = useTranslation("account");
  const { from = "/", code, error, state, iss, error_description } = useSearch({ from: "/sign-in" });
  const provider = useQuery({
    queryKey: ["auth"],
    queryFn: async ({ signal }) => (await oidc()).providerHere(signal),
  });
  const answer = { code, error, state, iss, error_description };
  if (code || error) return <Returned answer={JSON.stringify(answer)} />;
  return (
    <div className="sign-in">
      <PageHeading title={t("title")} />
      <p className="lead-words">{t("meaning")}</p>
      <Already />
      {provider.data?.issuer && provider.data.clientId && <AtProvider provider={provider.data} from={from} />}
      <WithToken from={from} />
    </div>
  );
}

/** Who is signed in already, and the way out. */
function Already() {
  const { t } = useTranslation("account");
  const signedIn = useToken() !== "";
  const viewer = useViewer(signedIn);
  if (!signedIn || !viewer?.name) return null;
  return (
    <p>
      {t("already", { name: viewer.name })}{" "}
      <Button className="button" onPress={signOut}>
        {t("signOut")}
      </Button>
    </p>
  );
}

function AtProvider({ provider, from }: { provider: Provider; from: string }) {
  const { t } = useTranslation("account");
  const words = useSignInWords();
  const [failed, setFailed] = useState<Error>();
  const [waiting, setWaiting] = useState(false);
  async function go() {
    setWaiting(true);
    try {
      location.assign(await (await oidc()).startAt(provider, from));
    } catch (error) {
      setFailed(error as Error);
      setWaiting(false);
    }
  }
  return (
    <section className="part" aria-labelledby="at-provider">
      <h2 id="at-provider">{t("provider.title")}</h2>
      <p>{t("provider.meaning", { host: new URL(provider.issuer ?? "").host })}</p>
      <p>
        <Button className="button strong" isDisabled={waiting} onPress={() => void go()}>
          {t("provider.go")}
        </Button>
      </p>
      {failed && (
        <p role="alert" className="failed">
          {words(failed)}
        </p>
      )}
    </section>
  );
}

function WithToken({ from }: { from: string }) {
  const { t } = useTranslation("account");
  const words = useSignInWords();
  const enter = useEnter();
  const [text, setText] = useState("");
  const [failed, setFailed] = useState<Error>();
  const [waiting, setWaiting] = useState(false);
  const id = useId();
  async function send(event: FormEvent) {
    event.preventDefault();
    const token = text.trim().replace(/^Bearer\s+/i, "");
    if (token === "") return;
    setWaiting(true);
    try {
      await enter([token], from);
    } catch (error) {
      setFailed(error as Error);
      setWaiting(false);
    }
  }
  return (
    <section className="part" aria-labelledby="with-token">
      <h2 id="with-token">{t("token.title")}</h2>
      <p className="quiet-words">{t("token.meaning")}</p>
      <form onSubmit={send}>
        <label htmlFor={id}>{t("token.label")}</label>
        <input
          id={id}
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={text}
          aria-describedby={failed ? `${id}-failed` : undefined}
          aria-invalid={failed !== undefined}
          onChange={({ target }) => {
            setText(target.value);
            setFailed(undefined);
          }}
        />
        <button type="submit" className="button strong" disabled={waiting}>
          {t("token.send")}
        </button>
      </form>
      {failed && (
        <p role="alert" id={`${id}-failed`} className="failed">
          {words(failed)}
        </p>
      )}
    </section>
  );
}

/** The page as it is on the way back from the provider: it ends the sign-in and leads on. */
function Returned({ answer }: { answer: string }) {
  const { t } = useTranslation("account");
  const words = useSignInWords();
  const enter = useEnter();
  const navigate = useNavigate();
  const [failed, setFailed] = useState<Error>();
  const begun = useRef(false); // an attempt is finished once, also where effects run twice
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const run = async () => {
      const { tokens, from } = await (await oidc()).finish(new URLSearchParams(JSON.parse(answer)));
      await enter(tokens, from);
    };
    run().catch(setFailed);
  }, [answer, enter]);
  if (!failed) return <OnItsWay />;
  return (
    <div className="sign-in">
      <PageHeading title={t("title")} />
      <p role="alert" className="failed">
        {words(failed)}
      </p>
      <p>
        <Button className="button" onPress={() => void navigate({ to: "/sign-in", search: {}, replace: true })}>
          {t("again")}
        </Button>
      </p>
    </div>
  );
}

/** Keeps the first of some tokens that the server takes, and goes on to a page. Throws an ApiError when it takes none. */
function useEnter() {
  const router = useRouter();
  return async (tokens: string[], from: string) => {
    for (const [index, token] of tokens.entries())
      try {
        await ask(ViewerDocument, {}, undefined, token);
        signIn(token);
        router.history.replace(from);
        return;
      } catch (error) {
        const another = error instanceof ApiError && error.code === unauthenticated && index + 1 < tokens.length;
        if (!another) throw error;
      }
  };
}

/** Why nobody was signed in, in a sentence. */
function useSignInWords(): (error: Error) => string {
  const { t } = useTranslation("account");
  const errorWords = useErrorWords();
  return (error) => {
    if (error instanceof ApiError && error.code === unauthenticated)
      return t("notTaken", { message: error.message.replace(/\.$/, "") });
    if ("why" in error) {
      const { why, detail } = error as Error & { why: "insecure"; detail: string };
      return [t(`failed.${why}`), detail].filter(Boolean).join(" ");
    }
    return errorWords(error);
  };
}
