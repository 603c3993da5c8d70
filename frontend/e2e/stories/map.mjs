/** The map follows the day, the filter and the selection; what it counts is what the API says. */
export default async function map({ page, origin, check, settled, accessible, picture }) {
  const statuses = ["ACTIVE", "SUSPENDED", "ENDED", "CONTESTED", "UNKNOWN"];

  /** What the API says of a day. */
  const asked = async (asOf) => {
    const query = `query ($asOf: Date) { statistics(asOf: $asOf) { byStatus { status count } } }`;
    const response = await page.request.post(`${origin}/graphql`, { data: { query, variables: { asOf } } });
    const { data } = await response.json();
    return Object.fromEntries(
      statuses.map((s) => [s, data.statistics.byStatus.find((c) => c.status === s)?.count ?? 0]),
    );
  };
  /** What the legend says. */
  const read = () =>
    page
      .locator(".legend output")
      .evaluateAll((all) => Object.fromEntries(all.map((one) => [one.dataset.status, Number(one.textContent)])));
  const same = async (asOf) => {
    await settled();
    const [api, legend] = [await asked(asOf), await read()];
    if (JSON.stringify(api) !== JSON.stringify(legend))
      throw new Error(`at ${asOf} the legend says ${JSON.stringify(legend)}, the API ${JSON.stringify(api)}`);
    return api;
  };
  const drawn = () => page.locator('.stage[data-drawn="true"]').waitFor();
  const slider = () => page.getByRole("slider", { name: "Day shown" });
  /** Moves the slider to a day as a hand does that lets go there. */
  const slide = async (date) => {
    await slider().evaluate(
      (input, day) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, String(day));
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
      },
      Date.parse(`${date}T00:00:00Z`) / 86_400_000,
    );
    await page.waitForURL(new RegExp(`asOf=${date}`));
  };

  await check("the map is drawn and counts what the API counts today", async () => {
    await page.goto(origin);
    await drawn();
    await same("2026-11-22");
    await picture("map");
  });

  await check("the slider moves across March 2022, and the counts follow as the API has them", async () => {
    await slide("2022-02-20");
    const before = await same("2022-02-20");
    await slide("2022-03-31");
    const after = await same("2022-03-31");
    if (after.SUSPENDED <= before.SUSPENDED) throw new Error("no link was suspended in March 2022");
    await picture("map-2022-03");
  });

  await check("a step with the keyboard is a day, and the next change is one click away", async () => {
    await slider().focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/asOf=2022-04-01/);
    await page.getByRole("button", { name: "Next change" }).click();
    await page.waitForURL((url) => url.searchParams.get("asOf") > "2022-04-01");
    await same(new URL(page.url()).searchParams.get("asOf"));
  });

  await check("it plays", async () => {
    const from = await slider().inputValue();
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.waitForFunction((day) => Number(document.querySelector(".handle").value) > Number(day) + 20, from);
    await page.getByRole("button", { name: "Pause" }).click();
  });

  await check("only suspended links can be shown, and the address says so", async () => {
    await slide("2022-06-01");
    await page.getByRole("button", { name: "Suspended only" }).click();
    await page.waitForURL(/statuses=SUSPENDED/);
    const { SUSPENDED } = await same("2022-06-01");
    await page.getByRole("application", { name: `Map of ${SUSPENDED} links` }).waitFor();
    await picture("map-suspended");
    await page.reload();
    await page.getByRole("application", { name: `Map of ${SUSPENDED} links` }).waitFor();
    await page.getByRole("button", { name: "Show all", exact: true }).click();
  });

  await check("a city is picked from the list and shows its links by status", async () => {
    await page.goto(`${origin}/?asOf=2022-06-01`);
    await drawn();
    await page.getByText("What is shown, as a list").click();
    await page.getByRole("region", { name: "Cities in view" }).getByRole("button").first().click();
    await page.waitForURL(/focus=/);
    await page.getByRole("article").getByRole("heading", { level: 2 }).waitFor();
    await accessible(page);
    await picture("map-city");
  });

  await check("a city is picked with the mouse", async () => {
    await page.goto(`${origin}/?at=68.97,33.1,60`);
    await drawn();
    const canvas = page.locator(".stage canvas");
    const box = await canvas.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.locator(".tip", { hasText: "Murmansk" }).waitFor();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForURL(/focus=murmansk-ru/);
    await page.getByRole("article", { name: "Murmansk" }).waitFor();
  });

  await check("keys move and zoom the picture, and Escape clears the selection", async () => {
    const canvas = page.getByRole("application");
    await canvas.focus();
    await page.keyboard.press("+");
    await page.waitForURL((url) => Number(url.searchParams.get("at")?.split(",")[2]) > 80);
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL((url) => Number(url.searchParams.get("at")?.split(",")[1]) < 33);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.searchParams.has("focus"));
  });

  await check("two days are compared, and each move is named", async () => {
    await page.goto(`${origin}/?asOf=2022-12-31&compare=2022-02-01`);
    await drawn();
    const moves = page.getByRole("region", { name: "What changed" });
    await moves.getByText("Active → Suspended").waitFor();
    const [before, after] = [await asked("2022-02-01"), await asked("2022-12-31")];
    const counts = await moves.locator("summary").evaluateAll((all) =>
      all.map((one) => ({
        words: one.innerText.replaceAll("\n", " "),
        count: Number(one.querySelector("output").textContent),
      })),
    );
    const into = counts.filter(({ words }) => words.includes("→ Suspended")).reduce((sum, { count }) => sum + count, 0);
    const out = counts.filter(({ words }) => words.includes("Suspended →")).reduce((sum, { count }) => sum + count, 0);
    if (before.SUSPENDED + into - out !== after.SUSPENDED) throw new Error(`${JSON.stringify(counts)} do not add up`);
    await accessible(page);
    await picture("map-compared");
  });

  await check("it is as readable in the dark", async () => {
    await page.goto(`${origin}/?theme=dark&focus=murmansk-ru&asOf=2022-06-01`);
    await drawn();
    await accessible(page);
    await picture("map-dark");
  });

  await check("statements can be limited to those known at an instant", async () => {
    await page.goto(`${origin}/?knownAt=2020-01-01T00:00:00Z`);
    await drawn();
    await page.getByRole("application", { name: "Map of 0 links" }).waitFor();
  });
}
