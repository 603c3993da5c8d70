import { readFile } from "node:fs/promises";

/** An analyst filters a list, orders it, takes it along as a file and goes on in GraphQL. */
export default async function tables({ page, origin, check, settled, accessible, answered, picture }) {
  const rows = page.locator("tbody tr[data-index]");
  const found = async (words) => page.locator(".table-tools [role=status]", { hasText: words }).waitFor();

  await check("the links of the network are a table", async () => {
    await page.goto(origin);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tables" }).click();
    await page.getByRole("heading", { level: 1, name: "Twinning links" }).waitFor();
    await rows.first().waitFor();
    await picture("table-links");
  });

  await check("more rows come as one scrolls, and only those in view are in the document", async () => {
    const box = page.getByRole("region", { name: /^Twinning links/ });
    const all = Number(await page.locator("table").getAttribute("aria-rowcount")) - 1;
    for (let last = 0; last < all; ) {
      await box.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await page.waitForFunction((before) => {
        const shown = [...document.querySelectorAll("tbody tr[data-index]")].map(
          (row) => Number(row.dataset.index) + 1,
        );
        return Math.max(0, ...shown) > before;
      }, last);
      last = Math.max(...(await rows.evaluateAll((list) => list.map((row) => Number(row.dataset.index) + 1))));
    }
    const kept = await rows.count();
    if (kept > 80) throw new Error(`${kept} of ${all} rows are in the document`);
  });

  await check("a column is filtered, and the address says so", async () => {
    await page.getByRole("button", { name: "Filter by Status" }).click();
    await page.getByRole("checkbox", { name: "Suspended" }).check();
    await page.waitForURL(/statuses=SUSPENDED/);
    await accessible(page);
    await picture("table-filter");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Filter by City" }).click();
    await page.getByLabel("Country of this city").selectOption({ label: "Germany" });
    await page.waitForURL(/oneCountry=DE/);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Remove the filter Status of links: Suspended" }).waitFor();
    await settled();
    const cities = await page.locator("tbody th").allInnerTexts();
    if (cities.length === 0 || cities.some((city) => !city.includes("Germany"))) throw new Error(cities.join(", "));
  });

  await check("the server orders it", async () => {
    const data = await answered(page, () => page.getByRole("button", { name: "Since" }).first().click());
    const dates = data.list.nodes.map(({ status }) => status.since);
    if (dates.join() !== [...dates].sort().join()) throw new Error(dates.join());
    await page.locator('th[aria-sort="ascending"]', { hasText: "Since" }).waitFor();
    await page.waitForURL(/sort=SINCE/);
    await picture("table-ordered");
  });

  let total = 0;
  await check("the file holds every row that is shown, in that order", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download CSV" }).click(),
    ]);
    if (!/^twingraph-links-\d{4}-\d\d-\d\d\.csv$/.test(download.suggestedFilename()))
      throw new Error(download.suggestedFilename());
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
    total = lines.length - 1;
    await found(`${total} row`);
    if (!lines[0].startsWith("\ufeffCity,Twin city,Status,Since")) throw new Error(lines[0]);
    if (lines.slice(1).some((line) => !line.includes("Germany") || !line.includes("Suspended")))
      throw new Error(lines.join("\n"));
  });

  await check("a column is left out, and the address opened elsewhere shows the same", async () => {
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Rests on" }).click();
    await page.waitForURL(/hide=basis/);
    await page.keyboard.press("Escape");
    await settled();
    const seen = await page.locator("table").innerText();
    await page.reload();
    await rows.first().waitFor();
    await settled();
    const again = await page.locator("table").innerText();
    if (again !== seen || again.includes("Rests on")) throw new Error(`${again}\ninstead of\n${seen}`);
  });

  await check("the same question opens in GraphiQL and runs", async () => {
    const data = await answered(page, () => page.getByRole("link", { name: "Show as GraphQL" }).click());
    if (data.list.totalCount !== total) throw new Error(`${data.list.totalCount} there, ${total} here`);
    await page.locator(".result-window .view-line", { hasText: "data" }).first().waitFor();
  });

  await check("a filter that nothing passes says so, and is taken back", async () => {
    await page.goto(`${origin}/table/cities?name=no-such-city-anywhere`);
    await page.getByText("No row matches.").waitFor();
    await page.getByRole("button", { name: /^Remove the filter/ }).click();
    await rows.first().waitFor();
  });

  const lists = ["cities", "resolutions", "organisations", "campaigns", "pledges", "partnerships", "contacts"];
  for (const list of [...lists, "practices", "sources"])
    await check(`the list of ${list} is there`, async () => {
      await page.goto(`${origin}/table/${list}?theme=dark`);
      await rows.first().waitFor();
      await accessible(page);
      await picture(`table-${list}`);
    });

  await check("the sources of a row are one click away", async () => {
    await page.getByRole("navigation", { name: "Lists" }).getByRole("link", { name: "Pledges" }).click();
    await rows
      .first()
      .getByRole("button", { name: /sources?: / })
      .click();
    await page.getByRole("dialog").getByRole("listitem").first().waitFor();
  });
}
