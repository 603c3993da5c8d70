/** The network view: alliances, the same selection as the map, and a city's neighbourhood that settles. */
export default async function network({ page, origin, check, accessible, picture }) {
  const drawn = () => page.locator('.stage[data-drawn="true"]').waitFor();

  await check("the whole network is drawn with its alliances, in both themes", async () => {
    for (const theme of ["light", "dark"]) {
      await page.goto(`${origin}/network?theme=${theme}`);
      await page.getByRole("heading", { level: 1, name: /alliances/ }).waitFor();
      await drawn();
      await page.getByRole("region", { name: "Largest alliances" }).waitFor();
      await accessible(page);
      await picture(`network-${theme}`);
    }
  });

  await check("a city selected on the map is selected here, and its neighbourhood is one click away", async () => {
    await page.goto(`${origin}/?focus=chicago-il-us`);
    await page.getByRole("article", { name: "Chicago" }).getByRole("link", { name: "Neighbourhood" }).click();
    await page.waitForURL(/\/network\?.*focus=chicago-il-us/);
    await page.getByRole("application", { name: /^Chicago and \d+ cities around it/ }).waitFor();
    await page.locator('.stage[data-drawn="true"]').waitFor();
    await accessible(page);
    await picture("network-neighbourhood");
  });

  await check("the whole network comes back, coloured by status when asked", async () => {
    await page.getByRole("radio", { name: "Whole network" }).check();
    await page.getByRole("application", { name: /^Network of \d+ links/ }).waitFor();
    await page.getByRole("checkbox", { name: "Cities coloured by alliance" }).uncheck();
    await page.waitForURL(/colour=status/);
    await page.getByRole("region", { name: "Largest alliances" }).waitFor({ state: "detached" });
  });
}
