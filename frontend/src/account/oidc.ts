// Signing in at a provider of OpenID Connect: the authorization code flow with PKCE, by the browser's own cryptography.
//   OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE); RFC 9207 (issuer in the answer)
// The signature of an ID token that comes straight from the token endpoint need not be checked here (Core, 3.1.3.7); the
// server checks that of the token which it is shown.

/** What /auth.json says: where to sign in, and as which client; nothing where there is no provider. */
export interface Provider {
  issuer?: string;
  clientId?: string;
}

interface Configuration {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
}

/** What is kept in the tab while the reader is at the provider. */
interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  issuer: string;
  clientId: string;
  from: string;
}

const place = "twingraph:sign-in";

/** Why signing in at the provider failed. */
export class SignInError extends Error {
  override name = "SignInError";

  constructor(
    /** A key of the texts. */
    readonly why: "insecure" | "unreachable" | "foreign" | "refused" | "unusable",
    /** The provider's own words; empty for none. */
    readonly detail = "",
  ) {
    super(detail);
  }
}

/** Where people sign in. */
export async function providerHere(signal: AbortSignal): Promise<Provider> {
  const response = await fetch("/auth.json", { signal });
  return response.ok ? response.json() : {};
}

/** The address of the page to which the provider leads back; it has to be known there. */
export function returnAddress(origin = location.origin): string {
  return `${origin}/sign-in`;
}

/** The address at the provider at which the reader signs in; `from` is the page to come back to. Throws a SignInError. */
export async function startAt({ issuer = "", clientId = "" }: Provider, from: string): Promise<string> {
  if (!globalThis.crypto?.subtle) throw new SignInError("insecure");
  const { authorization_endpoint } = await configurationOf(issuer);
  const attempt: Attempt = { state: random(), nonce: random(), verifier: random(), issuer, clientId, from };
  sessionStorage.setItem(place, JSON.stringify(attempt));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(attempt.verifier));
  const address = new URL(authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: clientId,
    redirect_uri: returnAddress(),
    scope: "openid profile",
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  }))
    address.searchParams.set(name, value);
  return address.href;
}

/** What the provider gave: tokens of which the server may take one, best first, and the page to come back to. */
export interface Given {
  tokens: string[];
  from: string;
}

/** Reads the answer of the provider in the parameters of the address. An attempt can be finished once. Throws a SignInError. */
export async function finish(answer: URLSearchParams): Promise<Given> {
  const attempt: Attempt | null = JSON.parse(sessionStorage.getItem(place) ?? "null");
  sessionStorage.removeItem(place);
  if (!attempt || answer.get("state") !== attempt.state) throw new SignInError("foreign");
  const issuer = answer.get("iss");
  if (issuer !== null && issuer !== attempt.issuer) throw new SignInError("foreign");
  const refusal = answer.get("error");
  if (refusal) throw new SignInError("refused", answer.get("error_description") ?? refusal);
  const { token_endpoint } = await configurationOf(attempt.issuer);
  const given = await json(token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: answer.get("code") ?? "",
      redirect_uri: returnAddress(),
      client_id: attempt.clientId,
      code_verifier: attempt.verifier,
    }),
  });
  const { id_token: id, access_token: access, error, error_description: words } = given as Record<string, unknown>;
  if (typeof error === "string") throw new SignInError("refused", typeof words === "string" ? words : error);
  if (typeof id !== "string" || !isOurs(claimsOf(id), attempt)) throw new SignInError("unusable");
  return { tokens: typeof access === "string" && claimsOf(access) ? [access, id] : [id], from: attempt.from };
}

/** Whether an ID token answers an attempt (Core, 3.1.3.7). */
export function isOurs(
  claims: Record<string, unknown> | null,
  { issuer, clientId, nonce }: Pick<Attempt, "issuer" | "clientId" | "nonce">,
): boolean {
  if (!claims) return false;
  const audience = Array.isArray(claims.aud) ? claims.aud : [claims.aud];
  return claims.iss === issuer && audience.includes(clientId) && claims.nonce === nonce;
}

/** The claims of a JSON web token, unchecked; null for another text. */
export function claimsOf(text: string): Record<string, unknown> | null {
  const [, body, signature, ...rest] = text.split(".");
  if (!body || !signature || rest.length > 0) return null;
  try {
    const bytes = Uint8Array.from(atob(body.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" ? (claims as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The configuration of a provider. Another issuer than was asked for is not believed (OpenID Connect Discovery, 4.3). */
async function configurationOf(issuer: string): Promise<Configuration> {
  const said = (await json(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`)) as Configuration;
  if (said.issuer !== issuer || !said.authorization_endpoint || !said.token_endpoint) throw new SignInError("unusable");
  return said;
}

async function json(address: string, request: RequestInit = {}): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { ...request, headers: { accept: "application/json" } });
  } catch {
    throw new SignInError("unreachable");
  }
  try {
    return await response.json();
  } catch {
    throw new SignInError("unusable", `HTTP ${response.status}`);
  }
}

/** 32 random bytes, as text. */
function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** Bytes as base64url without padding (RFC 4648, section 5). */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}
