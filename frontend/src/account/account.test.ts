// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ask } from "../api/ask";
import { load } from "../api/load";
import { ViewerDocument } from "../api/operations";
import { bearer, endSession, onSession, signIn, signOut, token, wasEnded } from "../api/session";
import { readFrom } from "./from";
import { base64url, claimsOf, finish, isOurs, SignInError, startAt } from "./oidc";

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.unstubAllGlobals());

describe("a session", () => {
  it("shows its token and is heard of", () => {
    let heard = 0;
    const end = onSession(() => heard++);
    expect(bearer()).toEqual({});
    signIn("twg_a");
    expect(bearer()).toEqual({ authorization: "Bearer twg_a" });
    signOut();
    expect(token()).toBe("");
    end();
    signIn("twg_b");
    expect(heard).toBe(2);
  });

  it("ends with the token that is refused, not with another one", () => {
    signIn("twg_b");
    endSession("twg_a");
    expect(token()).toBe("twg_b");
    endSession("twg_b");
    expect([token(), wasEnded()]).toEqual(["", true]);
    signIn("twg_c");
    expect(wasEnded()).toBe(false);
  });

  it("goes with every question and every file, and ends when the server refuses its token", async () => {
    const shown: (string | null)[] = [];
    let taken = true;
    vi.stubGlobal("fetch", async (_address: string, request: RequestInit) => {
      shown.push(new Headers(request.headers).get("authorization"));
      return taken
        ? Response.json({ data: {} })
        : Response.json({ errors: [{ message: "expired", extensions: { code: "UNAUTHENTICATED" } }] }, { status: 401 });
    });
    signIn("twg_a");
    await ask(ViewerDocument, {});
    await load("/export/map.json", new AbortController().signal);
    expect(shown).toEqual(["Bearer twg_a", "Bearer twg_a"]);
    taken = false;
    await expect(ask(ViewerDocument, {})).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect([token(), wasEnded()]).toEqual(["", true]);
  });

  it("is not ended by another token that is tried", async () => {
    vi.stubGlobal("fetch", async () =>
      Response.json({ errors: [{ message: "unknown", extensions: { code: "UNAUTHENTICATED" } }] }, { status: 401 }),
    );
    signIn("twg_a");
    await expect(ask(ViewerDocument, {}, undefined, "twg_z")).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(token()).toBe("twg_a");
  });
});

describe("the page to come back to", () => {
  it.each([
    ["/city/murmansk-ru?asOf=2022-01-01", "/city/murmansk-ru?asOf=2022-01-01"],
    ["/", "/"],
    ["//elsewhere.example/", undefined],
    ["/\\elsewhere.example/", undefined],
    ["https://elsewhere.example/", undefined],
    ["javascript:alert(1)", undefined],
    ["/sign-in?from=/", undefined],
    [undefined, undefined],
  ])("%s is %s", (given, page) => expect(readFrom(given)).toBe(page));
});

describe("signing in at a provider", () => {
  const issuer = "https://login.example.org/realm";
  const claims = (more = {}) => ({ iss: issuer, aud: "page", nonce: "", ...more });
  const jwt = (body: object) =>
    ["{}", JSON.stringify(body), "signed"].map((part) => base64url(new TextEncoder().encode(part))).join(".");

  /** A provider whose token endpoint gives what `tokens` says for the request's form. */
  function provide(tokens: (form: URLSearchParams) => object) {
    vi.stubGlobal("fetch", async (address: string, request: RequestInit) =>
      Response.json(
        address.endsWith("/.well-known/openid-configuration")
          ? { issuer, authorization_endpoint: `${issuer}/authorize?realm=a`, token_endpoint: `${issuer}/token` }
          : tokens(request.body as URLSearchParams),
      ),
    );
  }
  const begin = async () =>
    new URL(await startAt({ issuer, clientId: "page" }, "/link/a--b")).searchParams as URLSearchParams;

  it("asks with a challenge, a state and a nonce, and gives both tokens for the answer", async () => {
    let sent = new URLSearchParams();
    let nonce = "";
    provide((form) => {
      sent = form;
      return { id_token: jwt(claims({ nonce })), access_token: jwt({ aud: "api" }) };
    });
    const asked = await begin();
    nonce = asked.get("nonce") ?? "";
    expect(asked.get("realm")).toBe("a");
    expect(asked.get("code_challenge_method")).toBe("S256");
    const given = await finish(new URLSearchParams({ state: asked.get("state") ?? "", code: "c", iss: issuer }));
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sent.get("code_verifier") ?? ""));
    expect(base64url(new Uint8Array(digest))).toBe(asked.get("code_challenge"));
    expect(given.from).toBe("/link/a--b");
    expect(given.tokens).toHaveLength(2);
  });

  it("leaves an access token out that only the provider can read", async () => {
    let nonce = "";
    provide(() => ({ id_token: jwt(claims({ nonce })), access_token: "opaque" }));
    const asked = await begin();
    nonce = asked.get("nonce") ?? "";
    const { tokens } = await finish(new URLSearchParams({ state: asked.get("state") ?? "", code: "c" }));
    expect(tokens.map(claimsOf)).toEqual([claims({ nonce })]);
  });

  it("believes no answer to an attempt of another tab, and none twice", async () => {
    provide(() => ({}));
    const asked = await begin();
    const state = asked.get("state") ?? "";
    await expect(finish(new URLSearchParams({ state: "other", code: "c" }))).rejects.toMatchObject({ why: "foreign" });
    await expect(finish(new URLSearchParams({ state, code: "c" }))).rejects.toMatchObject({ why: "foreign" });
  });

  it("says what the provider refused", async () => {
    provide(() => ({}));
    const state = (await begin()).get("state") ?? "";
    const answer = new URLSearchParams({ state, error: "access_denied", error_description: "You said no." });
    await expect(finish(answer)).rejects.toEqual(new SignInError("refused", "You said no."));
  });

  it.each([
    ["of another issuer", { iss: "https://elsewhere.example" }],
    ["for another client", { aud: ["other"] }],
    ["for another attempt", { nonce: "other" }],
  ])("takes no ID token %s", (_what, more) => {
    expect(isOurs(claims({ nonce: "n" }), { issuer, clientId: "page", nonce: "n" })).toBe(true);
    expect(isOurs(claims({ nonce: "n", ...more }), { issuer, clientId: "page", nonce: "n" })).toBe(false);
  });

  it("takes no text for a token that is none", () => {
    for (const text of ["", "a.b", "a.%%%.c", "a.bm9wZQ.c", "a.b.c.d"]) expect(claimsOf(text), text).toBeNull();
  });
});
