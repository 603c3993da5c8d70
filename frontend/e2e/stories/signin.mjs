import { issue, signInWith } from "../steward.mjs";

export const options = { expected: /status of 401/ };

/** An editor signs in with a token, is seen as one, and is signed out when the token is taken back. */
export default async function signin({ page, origin, check, settled, accessible, picture }) {
  const banner = page.getByRole("banner");
  const shown = []; // what requests for data show
  page.on("request", (request) => {
    if (/\/(graphql|export)/.test(new URL(request.url()).pathname)) shown.push(request.headers().authorization);
  });

  await check("a token that is none is refused in a sentence, beside its field", async () => {
    await page.goto(`${origin}/city/murmansk-ru?asOf=2022-06-01`);
    await banner.getByRole("link", { name: "Sign in" }).click();
    await page.getByLabel("Token", { exact: true }).fill("twg_nonsense");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("The server does not take it").waitFor();
  });

  const { token, revoke } = await issue(origin, { name: "Eva Editor", role: "EDITOR", tier: "RESTRICTED" });
  await check("a real one leads back to the page that was left, and the header says who, role and tier", async () => {
    await page.getByLabel("Token", { exact: true }).fill(token);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/city\/murmansk-ru\?asOf=2022-06-01$/);
    await banner.getByText("Eva Editor").waitFor();
    await banner.getByText("editor · sees everything").waitFor();
    await settled();
    await picture("signed-in");
  });

  await check("every request shows it, and no address or lasting place keeps it", async () => {
    shown.length = 0;
    await Promise.all([page.waitForResponse(/map\.json/), page.goto(`${origin}/`)]);
    await settled();
    await page.goto(`${origin}/table/links`);
    await page.getByText(/^\d+ rows/).waitFor();
    await settled();
    const other = shown.filter((header) => header !== `Bearer ${token}`);
    if (shown.length < 3 || other.length > 0)
      throw new Error(`${shown.length} requests, of which ${other.length} did not`);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie + location.href);
    if (kept.includes(token)) throw new Error("the token is kept elsewhere");
  });

  await check("another tab is not signed in", async () => {
    const other = await page.context().newPage();
    await other.goto(`${origin}/about`);
    await other.getByRole("link", { name: "Sign in" }).waitFor();
    await other.close();
  });

  await check("when the token is taken back, a sentence says so and nothing stays", async () => {
    await page.goto(`${origin}/city/murmansk-ru`);
    await banner.getByText("Eva Editor").waitFor();
    await revoke();
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await page.getByText("You are signed out: the server does not take your token any more").waitFor();
    await banner.getByRole("link", { name: "Sign in", exact: true }).waitFor();
    await settled();
    await accessible(page);
    await picture("ended");
    await page.getByRole("button", { name: "Understood" }).click();
  });

  await check("signing out leads to nobody in particular", async () => {
    const next = await issue(origin, { name: "Rita Reader", role: "READER", tier: "PARTNER" });
    await page.goto(`${origin}/about`);
    await signInWith(page, next.token);
    await banner.getByRole("button", { name: /Rita Reader/ }).click();
    await accessible(page);
    await page.getByRole("button", { name: "Sign out" }).click();
    await banner.getByRole("link", { name: "Sign in" }).waitFor();
    if ((await page.evaluate(() => sessionStorage.length)) !== 0) throw new Error("something is kept in the tab");
    await next.revoke();
  });

  for (const theme of ["light", "dark"])
    for (const width of [1440, 390])
      await check(`the page is without faults, ${theme}, ${width} pixels wide`, async () => {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${origin}/sign-in?theme=${theme}`);
        await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
        await settled();
        await accessible(page);
        await picture(`sign-in-${theme}-${width}`);
      });
}
