/** With the world's lists loaded, what rests on them alone is counted, looks apart, and can be left out on every page. */
export default async function lists({ page, origins, check, settled, accessible, picture }) {
  const world = process.env.WORLD_SERVER;
  if (!world) throw new Error("WORLD_SERVER is not set: serve a server with --bundled --world");
  origins.push(world);
  const main = page.getByRole("main");
  const drawn = () => page.locator('.stage[data-drawn="true"]').waitFor();
  const box = () => main.getByRole("checkbox", { name: "Links on lists alone" }).first();
  const written = (number) => number.toLocaleString("en-GB");

  /** How many links there are, and how many of them rest on lists alone, by the API. */
  const asked = async (filter) => {
    const query = `query ($filter: TwinningLinkFilter, $alone: TwinningLinkFilter) {
      all: twinningLinks(filter: $filter, first: 1) { totalCount }
      alone: twinningLinks(filter: $alone, first: 1) { totalCount }
    }`;
    const others = ["ESTABLISHED", "SUSPENDED", "ENDED", "RESTORED", "REAFFIRMED", "REVIEW_OPENED", "OBSERVED"];
    const byLists = {
      or: [{ basis: { eq: "LISTING" } }, { status: { eq: "UNKNOWN" }, claimsNone: { type: { in: others } } }],
    };
    const alone = filter ? { and: [filter, byLists] } : byLists;
    const response = await page.request.post(`${world}/graphql`, { data: { query, variables: { filter, alone } } });
    const { data } = await response.json();
    return { all: data.all.totalCount, alone: data.alone.totalCount };
  };

  /** How many points of the picture have about the colour of suspended links. */
  const suspendedPoints = () =>
    page.locator(".stage canvas").evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red, green, blue] = data.subarray(at, at + 3);
        if (red > 170 && green > 60 && green < 160 && blue < 120 && red - blue > 80) found++;
      }
      return found;
    });

  const { all, alone } = await asked();

  await check("the map says how much rests on lists alone, and shows what is suspended in spite of them", async () => {
    if (alone < 20_000) throw new Error(`only ${alone} of ${all} links rest on lists: is this the world?`);
    await page.goto(world);
    await drawn();
    await settled();
    await main.getByText(`${written(alone)} of ${written(all)} links (99 %) rest on lists alone.`).waitFor();
    await main.getByText("thin, pale, with gaps: a list alone shows it").waitFor();
    await page.waitForFunction(() => document.querySelector(".stage canvas")?.width > 0);
    const points = await suspendedPoints();
    if (points < 150) throw new Error(`only ${points} points of the picture are coloured as suspended links`);
    await picture("world-map");
  });

  await check("days on which lists were read are marks on the time bar, with words, and no bars", async () => {
    await main.getByText("lists read; what became known by them is no event").click();
    await main.getByText(/8 February 2026: \d\d,\d{3} links became known by lists/).waitFor();
    await page.goto(`${world}/?asOf=2026-01-31`);
    await drawn();
    if (!(await page.getByRole("button", { name: "Next change" }).isDisabled()))
      throw new Error("the lists of February 2026 count as a change");
  });

  await check("they are left out by one switch, and the address says so", async () => {
    await page.goto(world);
    await drawn();
    await box().click();
    await page.waitForURL(/lists=hidden/);
    await page.getByRole("application", { name: `Map of ${all - alone} links` }).waitFor();
    await main.getByText(`Left out: ${written(alone)} of ${written(all)} links (99 %)`, { exact: false }).waitFor();
    await settled();
    await accessible(page);
    await picture("world-map-beyond");
  });

  await check("the choice goes along to tables and cities", async () => {
    await page.getByRole("banner").getByRole("link", { name: "Tables" }).click();
    await main.getByText(`${written(all - alone)} rows`).waitFor();
    await page
      .getByRole("banner")
      .getByRole("combobox", { name: /^Search/ })
      .fill("Istanbul");
    await page.getByRole("option").first().click();
    await main.getByRole("heading", { level: 1, name: "Istanbul" }).waitFor();
    await page.waitForURL(/lists=hidden/);
    const city = await asked({ city: { id: { eq: "istanbul-tr" } } });
    await main.getByText(`Left out: ${city.alone} of ${city.all} links`, { exact: false }).waitFor();
    if ((await main.getByText("Active by a list only").count()) > 0) throw new Error("a listed link is still shown");
    await box().click();
    await page.waitForURL((url) => !url.searchParams.has("lists"));
    await main.getByRole("heading", { level: 2, name: /Active by a list only/ }).waitFor();
    await settled();
    await accessible(page);
    await picture("world-city");
  });

  await check("a listed link never looks like a decided one, in words either", async () => {
    await page.goto(`${world}/?focus=istanbul-tr`);
    await drawn();
    const card = page.getByRole("article", { name: "Istanbul" });
    await card.getByRole("heading", { level: 3, name: /Active by a list only/ }).waitFor();
    await card.getByRole("button", { name: "Amman" }).click();
    await page.getByRole("article", { name: /Amman/ }).getByText("Active by a list only").first().waitFor();
    await main.getByText("What is shown, as a list").click();
    await main.getByRole("region", { name: "Their links" }).getByText("Active by a list only").first().waitFor();
  });

  await check("measures follow the switch", async () => {
    await page.goto(`${world}/ask/connections?from=istanbul-tr&to=berlin-de&lists=hidden`);
    await main.locator(".ask-missing").first().waitFor();
    await page.goto(`${world}/ask/connections?from=istanbul-tr&to=berlin-de`);
    await main.locator(".paths li").first().waitFor();
  });

  for (const [lang, words, theme] of [
    ["de", "beruhen allein auf Verzeichnissen", "dark"],
    ["pl", "tylko na wykazach", "light"],
  ])
    await check(`it is said in ${lang}, ${theme}`, async () => {
      await page.goto(`${world}/?lang=${lang}&theme=${theme}`);
      await drawn();
      await main.getByText(words, { exact: false }).first().waitFor();
      await settled();
      await accessible(page);
      await picture(`world-map-${lang}-${theme}`);
    });
}
