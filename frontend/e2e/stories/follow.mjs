/** A reader takes the address of a feed along: of a city, a country, a link, a search. It answers with Atom. */
export default async function follow({ page, origin, check, settled, accessible, picture }) {
  const main = page.getByRole("main");
  /** The feeds in the head of the page, each of which has to answer. */
  const feeds = async () => {
    const found = await page
      .locator('head link[rel="alternate"][type="application/atom+xml"]')
      .evaluateAll((links) => links.map(({ href, title }) => ({ href, title })));
    for (const { href, title } of found) {
      const answer = await page.request.get(href);
      const text = await answer.text();
      if (answer.status() !== 200 || !text.includes("<feed")) throw new Error(`${title}: ${answer.status()} ${text}`);
    }
    return found.map(({ href, title }) => `${title} ${decodeURIComponent(new URL(href).search)}`).sort();
  };
  const expect = async (...wanted) => {
    const found = (await feeds()).join("\n");
    if (found !== wanted.sort().join("\n")) throw new Error(`the head has\n${found}\ninstead of\n${wanted.join("\n")}`);
  };

  await check("the page of a city has the feed of the city and of its country", async () => {
    await page.goto(`${origin}/city/murmansk-ru`);
    await main.getByRole("button", { name: "Follow" }).waitFor();
    await expect("News of links: Murmansk ?city=murmansk-ru", "News of links: Russia ?country=RU");
  });

  await check("its address is there to copy", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await main.getByRole("button", { name: "Follow" }).press("Enter");
    await page.getByRole("button", { name: "Copy the address: Murmansk" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (copied !== `${origin}/feed/status.atom?city=murmansk-ru`) throw new Error(`${copied} was copied`);
    await accessible(page);
    await picture("follow");
    await page.keyboard.press("Escape");
  });

  await check("the page of a link has its feed, and none of the page before", async () => {
    await page.getByRole("region").getByRole("link", { name: "Tromsø" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Tromsø" }).waitFor();
    await page.goto(`${origin}/link/gera-de--pskov-ru`);
    await main.getByRole("button", { name: "Follow" }).waitFor();
    await expect('News of links: Gera – Pskov ?filter={"id":{"eq":"gera-de--pskov-ru"}}');
  });

  await check("a search for links has the feed of what it selects", async () => {
    await page.goto(`${origin}/table/links?statuses=SUSPENDED`);
    await main.getByRole("button", { name: "Follow" }).waitFor();
    await expect('News of links: this search ?filter={"status":{"in":["SUSPENDED"]}}');
  });

  await check("a page of records without news has none", async () => {
    await page.goto(`${origin}/campaign/jbanc-suspend`);
    await main.getByRole("link", { name: "Show as GraphQL" }).waitFor();
    await expect();
  });

  for (const theme of ["light", "dark"])
    for (const width of [1440, 390])
      await check(`without faults, ${theme}, ${width} pixels wide`, async () => {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${origin}/city/tromso-no?theme=${theme}`);
        await main.getByRole("button", { name: "Follow" }).click();
        await page.getByRole("dialog", { name: "Follow" }).waitFor();
        await settled();
        await accessible(page);
        await picture(`follow-${theme}-${width}`);
      });
}
