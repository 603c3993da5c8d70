export const options = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** A reader with a phone. */
export default async function phone({ page, origin, check, picture }) {
  const pages = ["/", "/about", "/city/chicago-il-us", "/link/chicago-il-us--moscow-ru", "/campaign/jbanc-suspend"];
  for (const path of pages)
    await check(`${path} fits the width`, async () => {
      await page.goto(origin + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      const { wide, shown } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        shown: document.documentElement.clientWidth,
      }));
      if (wide > shown) throw new Error(`it is ${wide} wide, ${shown} are shown`);
      await picture(`phone${path.replaceAll("/", "-")}`);
    });

  await check("a city is found by touch", async () => {
    await page.getByRole("combobox", { name: /^Search/ }).tap();
    await page.keyboard.type("Rostock");
    await page.getByRole("option", { name: /^Rostock / }).tap();
    await page.getByRole("heading", { level: 1, name: "Rostock" }).waitFor();
  });
}
