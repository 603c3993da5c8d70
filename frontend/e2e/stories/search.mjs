/** A reader looks a city up, sees its links at a date, and who says so. */
export default async function search({ page, origin, check, picture }) {
  await check("a city is found by its name", async () => {
    await page.goto(origin);
    await page.getByRole("combobox", { name: /^Search/ }).fill("Chicago");
    await page.getByRole("option", { name: /^Chicago.*Illinois/ }).waitFor();
    await picture("search");
    await page.getByRole("option", { name: /^Chicago.*Illinois/ }).click();
    await page.getByRole("heading", { level: 1, name: "Chicago" }).waitFor();
  });

  await check("its link with Moscow is suspended, and the source is one click away", async () => {
    const suspended = page.getByRole("region", { name: /^Suspended/ });
    await suspended.getByRole("link", { name: "Moscow", exact: true }).waitFor();
    await suspended.getByRole("button", { name: /sources?: Moscow/ }).click();
    await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    await picture("city-proof");
    await page.keyboard.press("Escape");
  });

  await check("on another day it stood otherwise", async () => {
    await page.getByLabel("As of").fill("2021-12-31");
    await page.waitForURL(/asOf=2021-12-31/);
    await page
      .getByRole("region", { name: /^Active/ })
      .getByRole("link", { name: "Moscow", exact: true })
      .waitFor();
    await picture("city-2021");
  });

  await check("the link has a page with everything said about it", async () => {
    await page
      .getByRole("region", { name: /^Active/ })
      .getByRole("row")
      .filter({ has: page.getByRole("link", { name: "Moscow", exact: true }) })
      .getByRole("link", { name: "sister cities" })
      .click();
    await page.getByRole("heading", { level: 1, name: /Chicago – Moscow/ }).waitFor();
    await page.getByText("mayor").first().waitFor();
    await picture("link");
  });

  await check("an alias leads to the city", async () => {
    await page.getByRole("combobox", { name: /^Search/ }).fill("Kijów");
    await page.getByRole("option", { name: /^Kyiv/ }).click();
    await page.getByRole("heading", { level: 1, name: "Kyiv" }).waitFor();
  });

  for (const [typed, name, where = /./] of [
    ["Murmnsk", "Murmansk"],
    ["Krakow", "Kraków"],
    ["Koeln", "Cologne"],
    ["Portland, OR", "Portland", /Oregon/],
    ["Portlnad, OR", "Portland", /Oregon/],
    ["Portland (Maine)", "Portland", /Maine/],
    ["Murmansk, Russia", "Murmansk"],
  ]) {
    await check(`“${typed}” leads to ${name}, with the keyboard alone`, async () => {
      const box = page.getByRole("combobox", { name: /^Search/ });
      await box.fill(typed);
      await page.getByRole("option").first().filter({ hasText: name }).filter({ hasText: where }).waitFor();
      await box.press("ArrowDown");
      await box.press("Enter");
      await page.getByRole("heading", { level: 1, name }).waitFor();
    });
  }

  await check("where nothing is like what was typed, it says so", async () => {
    await page.getByRole("combobox", { name: /^Search/ }).fill("Xqzwvk");
    await page
      .getByRole("status")
      .filter({ hasText: /nothing|no /i })
      .waitFor();
  });
}
