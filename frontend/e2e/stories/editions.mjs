import { readFile } from "node:fs/promises";

/** What a newer edition of a directory dropped, with what can be said of it and what cannot. */
export default async function editions({ page, origins, check, settled, accessible, picture }) {
  const world = process.env.WORLD_SERVER;
  if (!world) throw new Error("WORLD_SERVER is not set: serve a server with --bundled --world");
  origins.push(world);
  const main = page.getByRole("main");
  const [from, to] = ["wikipedia-2023-04-22", "wikipedia-2026-02-08"];

  /** The API's counts of what became of links. */
  const asked = async (filter) => {
    const query = `query ($from: ID!, $to: ID!, $filter: TwinningLinkFilter) {
      editionDiff(from: $from, to: $to, filter: $filter) { counts { change links } countryPairs(first: 1) { totalCount } }
    }`;
    const response = await page.request.post(`${world}/graphql`, { data: { query, variables: { from, to, filter } } });
    const { counts, countryPairs } = (await response.json()).data.editionDiff;
    return {
      ...Object.fromEntries(counts.map(({ change, links }) => [change, links])),
      pairs: countryPairs.totalCount,
    };
  };
  /** What a click saves. */
  const saved = async (button) => {
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    return (await readFile(await download.path(), "utf8")).replace("\ufeff", "").trimEnd().split("\r\n");
  };
  const all = await asked();

  await check("the menu leads to the editions, and one of them to what it dropped", async () => {
    await page.goto(world);
    await page.getByRole("banner").getByRole("link", { name: "Editions" }).click();
    await main.getByRole("heading", { level: 1, name: "Editions of directories" }).waitFor();
    await settled();
    await accessible(page);
    await picture("editions");
    await main
      .getByRole("row", { name: /8 February 2026/ })
      .getByRole("link", { name: /Lists of twin towns/ })
      .click();
    await main.getByRole("heading", { level: 2, name: "What it dropped and added since 22 April 2023" }).waitFor();
  });

  await check("it says what the editions cover, and that no share can be stated", async () => {
    await main.getByText(/8 February 2026: \d,\d{3} cities read whole/).waitFor();
    await main.getByText("22 April 2023: 0 cities read whole.", { exact: false }).waitFor();
    await main.getByRole("note").getByText("no share of dropped links can be stated", { exact: false }).waitFor();
    const rows = main.getByRole("table").first().getByRole("row");
    await rows.filter({ hasText: "of Russia or Belarus with the West" }).getByText("cannot be said").waitFor();
    if ((await main.getByText(/%/).count()) > 0) throw new Error("a share is stated");
  });

  await check("its numbers are those of the API", async () => {
    const cells = await main.getByRole("row", { name: /^all / }).getByRole("cell").allInnerTexts();
    const expected = ["DROPPED", "NOT_READ", "ADDED", "FIRST_READ", "KEPT"].map((one) =>
      all[one].toLocaleString("en-GB"),
    );
    if (cells.slice(0, 5).join() !== expected.join()) throw new Error(`the page says ${cells}, the API ${expected}`);
    await settled();
    await accessible(page);
    await picture("edition");
  });

  await check("every pair of countries can be saved", async () => {
    const rows = await saved(
      main
        .getByRole("region", { name: /^By pairs/ })
        .first()
        .getByRole("button", { name: "Save as CSV" }),
    );
    if (rows.length !== all.pairs + 1) throw new Error(`${rows.length} rows for ${all.pairs} pairs`);
    if (!rows[1].startsWith("BY,UA,")) throw new Error(`the first pair is ${rows[1]}`);
  });

  await check("a pair of countries shows its links, and they can be saved", async () => {
    await main.getByRole("button", { name: "Links: Belarus – Ukraine" }).click();
    await page.waitForURL(/pair=BY-UA/);
    await main.getByRole("heading", { level: 2, name: /^Link by link: Belarus – Ukraine/ }).waitFor();
    await settled();
    const { DROPPED } = await asked({
      between: { one: { country: { eq: "BY" } }, other: { country: { eq: "UA" } } },
    });
    const listed = main.getByRole("region", { name: /^Link by link: / }).first();
    const rows = await saved(listed.getByRole("button", { name: "Save as CSV" }));
    if (rows.length !== DROPPED + 1) throw new Error(`${rows.length} rows for ${DROPPED} dropped links`);
    await listed.getByText("Unknown").first().waitFor();
    await picture("edition-pair");
  });

  await check("an edition without one before says so", async () => {
    await page.goto(`${world}/edition/${from}`);
    await main.getByText("No earlier edition of this directory is known", { exact: false }).waitFor();
    await accessible(page);
  });

  for (const [lang, theme, width] of [
    ["de", "dark", 390],
    ["pl", "light", 390],
  ])
    await check(`in ${lang}, ${theme}, ${width} pixels wide`, async () => {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(`${world}/edition/${to}?lang=${lang}&theme=${theme}`);
      await main.locator(".edition-figures").waitFor();
      await settled();
      await accessible(page);
      const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      if (wide > shown) throw new Error(`the page is ${wide} pixels wide`);
      await picture(`edition-${lang}-${theme}-${width}`);
    });
}
