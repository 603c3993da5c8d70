// What stories need that sign in: tokens, which a steward hands out. STEWARD_TOKEN holds the token of one.
const steward = process.env.STEWARD_TOKEN;

/** Asks the server as a holder of a token. Throws when it answers with errors. */
export async function askAs(token, origin, query, variables = {}) {
  const response = await fetch(`${origin}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`the server answered with errors: ${JSON.stringify(errors)}`);
  return data;
}

/** A token for somebody; `revoke` takes it back. */
export async function issue(origin, { name, role, tier = "PUBLIC" }) {
  if (!steward) throw new Error("STEWARD_TOKEN is not set: make one with twingraph token issue NAME --role STEWARD");
  const { issueToken } = await askAs(
    steward,
    origin,
    "mutation($name:String!,$role:Role!,$tier:Tier!){issueToken(name:$name,role:$role,tier:$tier){secret token{id}}}",
    { name, role, tier },
  );
  const revoke = () =>
    askAs(steward, origin, "mutation($token:String!){revokeToken(token:$token){tokens{id}}}", {
      token: issueToken.token.id,
    });
  return { token: issueToken.secret, revoke };
}

/** Signs in on the page that is shown, and waits until it is back there. */
export async function signInWith(page, token) {
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("Token", { exact: true }).fill(token);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("banner").getByText("·").waitFor();
}
