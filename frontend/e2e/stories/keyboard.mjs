/** A reader without a mouse. */
export default async function keyboard({ page, origin, check }) {
  await check("the first key leads past the header", async () => {
    await page.goto(origin);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    await page.getByRole("link", { name: "Skip to the content" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("main:focus").waitFor();
  });

  await check("a slash, a name and Enter open a city, whose heading has the focus", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("Murmansk");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Murmansk" }).and(page.locator(":focus")).waitFor();
  });

  await check("sources open and close, and the focus comes back", async () => {
    const proof = page.getByRole("main").getByRole("button").first();
    await proof.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await proof.and(page.locator(":focus")).waitFor();
  });

  await check("the language changes from its menu", async () => {
    await page.getByRole("button", { name: "Language: English" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitemradio", { name: "English" }).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/lang=de/);
    await page.getByRole("heading", { level: 2, name: /Ausgesetzt/ }).waitFor();
  });
}
