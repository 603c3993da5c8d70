export const options = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** An analyst with a phone. */
export default async function tablesByPhone({ page, origin, check, accessible, picture }) {
  for (const list of ["links", "resolutions", "partnerships"])
    await check(`the list of ${list} fits the width`, async () => {
      await page.goto(`${origin}/table/${list}`);
      await page.locator("tbody tr[data-index]").first().waitFor();
      const { wide, shown } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        shown: document.documentElement.clientWidth,
      }));
      if (wide > shown) throw new Error(`it is ${wide} wide, ${shown} are shown`);
      await accessible(page);
      await picture(`phone-table-${list}`);
    });

  await check("a filter is set by touch", async () => {
    await page.goto(`${origin}/table/links`);
    await page.getByRole("button", { name: "Filter by City" }).tap();
    await page.getByLabel("Name of this city contains").fill("Chicago");
    await picture("phone-table-filter");
    await page.getByRole("button", { name: "Apply" }).first().tap();
    await page.waitForURL(/one=Chicago/);
    await page.keyboard.press("Escape");
    await page.locator("tbody th", { hasText: "Chicago" }).first().waitFor();
  });
}
