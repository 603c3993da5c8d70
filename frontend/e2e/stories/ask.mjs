export const options = { permissions: ["clipboard-read", "clipboard-write"] };

/** A reader asks whom to approach, how two cities are connected, and what would be different. */
export default async function ask({ page, origin, check, accessible, answered, picture }) {
  async function choose(label, typed, option) {
    await page.getByRole("combobox", { name: label }).fill(typed);
    await page.getByRole("option", { name: option }).first().click();
  }

  await check(
    "channels of German cities about discriminating texts are ranked, with the parts of their scores",
    async () => {
      await page.goto(`${origin}/?asOf=2021-03-01`);
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Ask" }).click();
      await page.getByRole("heading", { level: 1, name: "Whom to approach?" }).waitFor();
      await page.getByText("Choose who approaches").waitFor();
      await choose("Who approaches", "Germany", /^Germany/);
      await page.waitForURL(/from=DE/);
      const bars = page.getByRole("img", { name: /^Score \d+ of 1000: / });
      await bars.first().waitFor();
      const scores = (await page.locator(".score-number").allInnerTexts()).map(Number);
      if (scores.length < 3 || scores.join() !== [...scores].sort((a, b) => b - a).join())
        throw new Error(scores.join());
      await picture("ask-dialogue");
    },
  );

  await check("the evidence unfolds, and a source is one click away", async () => {
    const first = page.locator(".candidate").first();
    await first.getByText("Evidence").click();
    await first
      .getByText(/^Text (perhaps )?in force/)
      .first()
      .waitFor();
    await accessible(page);
    await picture("ask-evidence");
    await first
      .locator(".evidence")
      .getByRole("button", { name: /sources?: / })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    await page.keyboard.press("Escape");
  });

  await check("a plan opens, and its letter is copied", async () => {
    await page.locator(".candidate").first().getByRole("link", { name: "Plan and letter" }).click();
    await page.waitForURL(/\/ask\/plan\?.*from=.*to=/);
    await page.getByRole("heading", { level: 2, name: "Draft of a letter" }).waitFor();
    const text = page.getByRole("region", { name: "Text of the letter" });
    await text.waitFor();
    await picture("ask-plan");
    await page.getByRole("button", { name: "Copy the letter" }).click();
    await page.getByText("Copied.").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    if (copied.trim() !== (await text.evaluate((element) => element.textContent)).trim() || copied.length < 300)
      throw new Error(copied);
    const verify = page.getByRole("region", { name: "To be verified before it is sent" });
    if (copied.includes(await verify.getByRole("listitem").last().innerText()))
      throw new Error("what is to be verified is in the letter");
    await accessible(page);
  });

  await check("the letter is written in Polish, for another purpose, and the address says so", async () => {
    await page.getByLabel("Language of the letter").selectOption("pl");
    await page.waitForURL(/letter=pl/);
    await page.locator('.letter-text[lang="pl"]').waitFor();
    await page.getByLabel("Purpose").selectOption("INFORMATION_REQUEST");
    await page.waitForURL(/purpose=INFORMATION_REQUEST/);
    await page.getByRole("region", { name: "Text of the letter" }).scrollIntoViewIfNeeded();
    await picture("ask-letter");
  });

  await check("Munich and Chicago are connected, on a map and in a list", async () => {
    await page.goto(`${origin}/ask/connections`);
    await choose("From", "München", /^Munich/);
    await page.waitForURL(/from=munich-de/);
    await choose("To", "Chicago", /^Chicago/);
    await page.waitForURL(/to=chicago-il-us/);
    await page
      .getByRole("heading", { level: 2, name: /^Munich – .*Chicago/ })
      .first()
      .waitFor();
    await page.getByRole("img", { name: /^Map of the ways/ }).waitFor();
    await page.locator(".path").first().locator(".status-word").first().waitFor();
    await accessible(page);
    await picture("ask-connections");
  });

  await check("the same question opens in GraphiQL and runs", async () => {
    const data = await answered(page, () => page.getByRole("link", { name: "Show as GraphQL" }).click());
    if (data.connections.paths.nodes.length === 0) throw new Error("no path there");
  });

  await check("two cities that nothing connects are answered so", async () => {
    await page.goto(`${origin}/ask/connections?from=munich-de&to=chicago-il-us&asOf=1900-01-01`);
    await page.getByText("No way is that short").waitFor();
  });

  await check("mediators between two countries are named, with reasons", async () => {
    await page.goto(`${origin}/ask/mediators?from=US&to=RU`);
    await page.locator(".candidate").first().waitFor();
    await page.locator(".candidate").first().getByText("Why in this place").click();
    await accessible(page);
    await picture("ask-mediators");
  });

  await check("links are clicked off, and the figures change", async () => {
    await page.goto(`${origin}/ask/whatif?from=chicago-il-us`);
    await page.getByText("Click a link off").waitFor();
    await page.getByRole("group").getByRole("checkbox").first().uncheck();
    await page.waitForURL(/off=/);
    await page.getByText("Supposed: 1 link ended.").waitFor();
    const links = page.getByRole("row", { name: /^Links / });
    if (!(await links.innerText()).includes("−1")) throw new Error(await links.innerText());
    await accessible(page);
    await picture("ask-whatif");
    await page.getByRole("button", { name: "Put all back" }).click();
    await page.getByText("Click a link off").waitFor();
  });

  await check("alliances are shown with their certainty", async () => {
    await page.goto(`${origin}/ask/alliances?theme=dark`);
    await page.locator(".alliance").first().waitFor();
    await page.locator(".alliance").first().getByText("Members, brokers").click();
    await accessible(page);
    await picture("ask-alliances");
  });

  await check("cities are ordered by a measure", async () => {
    await page.goto(`${origin}/ask/metrics?theme=dark`);
    await page.locator(".plot-bar").first().waitFor();
    const data = await answered(page, () => page.getByRole("button", { name: "Betweenness" }).click());
    const values = data.networkMetrics.perCity.nodes.map(({ betweenness }) => betweenness);
    if (values.join() !== [...values].sort((a, b) => b - a).join()) throw new Error(values.join());
    await page.locator('th[aria-sort="descending"]', { hasText: "Betweenness" }).waitFor();
    await accessible(page);
    await picture("ask-metrics");
  });

  await check("what the server refuses is said, and the page stays", async () => {
    await page.goto(`${origin}/ask/connections?from=no-such-city&to=chicago-il-us`);
    await page
      .getByRole("alert")
      .getByText(/no-such-city/)
      .waitFor();
    await page.getByRole("heading", { level: 1, name: "How are two places connected?" }).waitFor();
  });
}
