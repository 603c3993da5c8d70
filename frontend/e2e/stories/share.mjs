/** A reader shares an address; another one opens it and sees the same. */
export default async function share({ page, origin, check, settled }) {
  let address = "";
  await check("the address holds what was chosen", async () => {
    await page.goto(`${origin}/city/murmansk-ru`);
    await page.getByLabel("As of").fill("2022-06-01");
    await page.waitForURL(/asOf=2022-06-01/);
    await page.getByRole("button", { name: /^Appearance/ }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click();
    await page.waitForURL(/theme=dark/);
    address = page.url();
  });

  await check("opened elsewhere it shows the same", async () => {
    await settled();
    const shown = await page.getByRole("main").innerText();
    const other = await page.context().newPage();
    await other.goto(address);
    await other.getByRole("heading", { level: 1, name: "Murmansk" }).waitFor();
    await settled(other);
    const seen = await other.getByRole("main").innerText();
    if (seen !== shown) throw new Error(`it shows\n${seen}\ninstead of\n${shown}`);
    const dark = await other.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    if (dark !== "dark") throw new Error(`its theme is ${dark}`);
    await other.close();
  });

  await check("the day goes along to other pages, and back leads back", async () => {
    await page.getByRole("region").getByRole("link").first().click();
    await page.waitForURL(/\/city\/(?!murmansk-ru).*asOf=2022-06-01/);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Murmansk" }).waitFor();
  });

  await check("addresses that records had before still lead to them", async () => {
    await page.goto(`${origin}/?city=chicago-il-us&asOf=2021-12-31`);
    await page.waitForURL(/\/city\/chicago-il-us\?asOf=2021-12-31/);
    await page.getByRole("heading", { level: 1, name: "Chicago" }).waitFor();
  });
}
