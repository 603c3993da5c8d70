/** A reader opens the history of a record: who recorded it, when, why, and what. */
export default async function history({ page, origin, check, settled, accessible, picture }) {
  const asked = [];
  page.on("request", (request) => {
    if (request.postData()?.includes("query History")) asked.push(request.url());
  });
  const heading = page.getByRole("heading", { level: 2, name: "History of this record" });
  const table = page.getByRole("table", { name: "What the step changed" }).first();

  await check("it is closed, and nothing is asked for it until it is opened", async () => {
    await page.goto(`${origin}/link/chicago-il-us--moscow-ru`);
    await heading.waitFor();
    await settled();
    if (asked.length > 0) throw new Error("its history was asked for");
    await page.locator("summary", { has: heading }).press("Enter");
    await page.getByText(/^1 of 1 steps$/).waitFor();
    if (asked.length !== 1) throw new Error(`its history was asked for ${asked.length} times`);
  });

  await check(
    "a step says who, when and what, in the words of the page, records by their names with the id beside",
    async () => {
      const row = (name) => table.getByRole("row", { name });
      await row(/^First city Chicago chicago-il-us/).waitFor();
      await row(/^Kind sister cities/).waitFor();
      await table.getByRole("link", { name: "Chicago", exact: true }).waitFor();
      await page
        .getByText(/by .+ · change \d/)
        .first()
        .waitFor();
      await table.scrollIntoViewIfNeeded();
      await picture("history-1280");
    },
  );

  for (const theme of ["light", "dark"])
    for (const width of [1440, 390])
      await check(`without faults, ${theme}, ${width} pixels wide`, async () => {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${origin}/resolution/nowa-deba-pl--anti-lgbt?theme=${theme}`);
        await page.locator("summary", { has: heading }).click();
        await table.waitFor();
        await accessible(page);
        const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        if (wide > shown) throw new Error(`the page is ${wide} pixels wide`);
        await table.scrollIntoViewIfNeeded();
        await picture(`history-${theme}-${width}`);
      });

  await check("in Polish", async () => {
    await page.goto(`${origin}/city/murmansk-ru?lang=pl`);
    await page.locator("summary", { hasText: "Historia tego wpisu" }).click();
    await page.getByText("Zapisano").first().waitFor();
  });

  await check("its city leads to the page of the city", async () => {
    await page.goto(`${origin}/resolution/nowa-deba-pl--anti-lgbt`);
    await page.locator("summary", { has: heading }).click();
    await table.getByRole("link", { name: "Nowa Dęba" }).click();
    await page.getByRole("heading", { level: 1, name: "Nowa Dęba" }).waitFor();
  });
}
