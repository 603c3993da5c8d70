export const options = { expected: /status of 40[14]/ }; // the provider has no icon for the tab

/** A reader signs in at a real provider of OpenID Connect, and is led back to the page that was left. */
export default async function provider({ page, origin, origins, check, settled, accessible, picture }) {
  const { issuer } = await (await fetch(`${origin}/auth.json`)).json();
  if (!issuer) throw new Error("the server knows no provider: serve it with --oidc-issuer and --oidc-client-id");
  origins.push(issuer); // the page leads there, and asks it for tokens
  const main = page.getByRole("main");
  const banner = page.getByRole("banner");
  const left = /\/city\/murmansk-ru\?asOf=2022-06-01$/;
  const shown = []; // what questions show
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === "/graphql") shown.push(request.headers().authorization);
  });
  const leave = async () => {
    await banner.getByRole("link", { name: "Sign in" }).click();
    await main.getByRole("button", { name: "Sign in with your account" }).click();
    await page.waitForURL(/\/login\/username/);
  };
  const enter = async (name) => {
    await page.locator("[name=username]").fill(name);
    await page.locator("[name=password]").fill("verysecure");
    await page.locator("[type=submit]").click();
  };
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie + location.href);

  await check("the page says where it leads, and leads there with a challenge and a state", async () => {
    await page.goto(`${origin}/city/murmansk-ru?asOf=2022-06-01`);
    await banner.getByRole("link", { name: "Sign in" }).click();
    await main.getByText(`You are led to ${new URL(issuer).host}`).waitFor();
    await settled();
    await accessible(page);
    await picture("provider-sign-in");
    const [asked] = await Promise.all([
      page.waitForRequest((request) => new URL(request.url()).searchParams.has("code_challenge")),
      main.getByRole("button", { name: "Sign in with your account" }).click(),
    ]);
    const parameters = new URL(asked.url()).searchParams;
    const said = ["response_type", "code_challenge_method", "client_id"].map((name) => parameters.get(name)).join();
    if (said !== "code,S256,pages" || !parameters.get("state") || !parameters.get("nonce"))
      throw new Error(asked.url());
    await page.waitForURL(/\/login\/username/);
    await picture("provider-login");
  });

  await check("a wrong password leads nowhere, the right one back to the page that was left", async () => {
    await page.locator("[name=username]").fill("test-user@127.0.0.1");
    await page.locator("[name=password]").fill("wrong");
    await page.locator("[type=submit]").click();
    await page.getByText(/wrong/i).first().waitFor();
    await enter("test-user@127.0.0.1");
    await page.waitForURL(left);
    await settled();
  });

  await check("name, role and tier are those that the provider says", async () => {
    await banner.getByText("test-user@127.0.0.1").waitFor();
    await banner.getByText("editor · sees what partners see").waitFor();
    await picture("provider-signed-in");
  });

  await check("questions show its token, and neither it nor the code is kept elsewhere", async () => {
    shown.length = 0;
    await page.goto(`${origin}/city/tromso-no`);
    await main.getByRole("region", { name: "Approaches" }).waitFor();
    await settled();
    const [token = ""] = shown;
    if (!/^Bearer [^.]+\.[^.]+\.[^.]+$/.test(token) || shown.some((other) => other !== token))
      throw new Error(`${shown.length} questions show ${token.slice(0, 12)}`);
    const text = await kept();
    if (text.includes(token.slice(7)) || /code=/.test(text)) throw new Error("it is kept elsewhere");
    await page.goBack();
    await banner.getByText("test-user@127.0.0.1").waitFor();
    if (/code=/.test(page.url())) throw new Error("the way back leads through the answer");
  });

  await check("signing out forgets it", async () => {
    await banner.getByRole("button", { name: /test-user/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await banner.getByRole("link", { name: "Sign in" }).waitFor();
    if ((await page.evaluate(() => sessionStorage.length)) !== 0) throw new Error("something is kept in the tab");
    shown.length = 0;
    await page.goto(`${origin}/city/tromso-no`);
    await settled();
    if (shown.some(Boolean)) throw new Error("a question shows a token");
  });

  await check("an answer with another state is refused, and so is the right one after it", async () => {
    const refused = async () => {
      await main.getByRole("alert").getByText("does not belong to a sign-in that was begun in this tab").waitFor();
      await banner.getByRole("link", { name: "Sign in" }).waitFor();
    };
    await leave();
    const login = page.url();
    await page.goto(`${origin}/sign-in?code=guessed&state=another`);
    await refused();
    await accessible(page);
    await picture("provider-foreign");
    await page.goto(login);
    await enter("test-user@127.0.0.1"); // the attempt is over, also for who began it
    await page.waitForURL(/\/sign-in\?/);
    await refused();
  });

  await check("a token that has expired ends the session, with a sentence and the way back in", async () => {
    await page.goto(`${origin}/city/murmansk-ru?asOf=2022-06-01`);
    await leave();
    await enter("test-user2");
    await page.waitForURL(left);
    await banner.getByText("test-user2").waitFor();
    await page.waitForFunction(() => {
      const [, claims = ""] = (sessionStorage.getItem("twingraph:token") ?? "").split(".");
      return JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000 < Date.now();
    });
    await page.goto(`${origin}/city/tromso-no`);
    await page.getByText("You are signed out: the server does not take your token any more").waitFor();
    await banner.getByRole("link", { name: "Sign in", exact: true }).waitFor();
    await settled();
    await picture("provider-expired");
  });
}
