export const options = { locale: "de-AT" };

/** A reader whose browser speaks German. */
export default async function german({ page, origin, check, picture }) {
  await check("the page speaks German by itself", async () => {
    await page.goto(`${origin}/city/murmansk-ru?asOf=2022-12-31`);
    await page.getByRole("heading", { level: 2, name: /Ausgesetzt/ }).waitFor();
    await page.getByText("31. Dezember 2022").first().waitFor();
    if ((await page.locator("html").getAttribute("lang")) !== "de") throw new Error("the document does not say so");
    await picture("german");
  });

  await check("Polish is chosen from the menu, and stays", async () => {
    await page.getByRole("button", { name: "Sprache: Deutsch" }).click();
    await page.getByRole("menuitemradio", { name: "Polski" }).click();
    await page.getByRole("heading", { level: 2, name: /Zawieszone/ }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 2, name: /Zawieszone/ }).waitFor();
  });
}
