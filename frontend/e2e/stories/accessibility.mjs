/** Every page is without faults that axe finds, in both themes. GraphiQL's own faults are not ours to mend. */
export default async function accessibility({ page, origin, check, settled, accessible, picture }) {
  const pages = {
    "/": /Which towns/,
    "/about": /About/,
    "/nowhere-at-all": /Nothing/,
    "/city/no-such-city": /Not found/,
    "/city/chicago-il-us": /Chicago/,
    "/city/murmansk-ru": /Murmansk/,
    "/link/chicago-il-us--moscow-ru": /Moscow/,
    "/link/gera-de--pskov-ru": /Pskov/,
    "/resolution/nowa-deba-pl--anti-lgbt": /Nowa Dęba/,
    "/organisation/all-out": /All Out/,
    "/campaign/jbanc-suspend": /Call to suspend/,
    "/campaign/uclg-10-100-1000": /Human Rights/,
    "/table/links": /links/,
    "/country/RU": /Russia/,
    "/edition": /Editions/,
    "/match": /list of your own/,
    "/sign-in": /Sign in/,
    "/review": /proposals/,
    "/correct?record=Q2l0eTptdXJtYW5zay1ydQ": /Murmansk/,
    "/ask/dialogue": /Whom/,
    "/ask/metrics": /Measures/,
  };
  await page.goto(origin);
  for (const theme of ["light", "dark"])
    for (const [path, heading] of Object.entries(pages))
      await check(`${path} in the ${theme}`, async () => {
        // Within the page, because the server rightly says 404 to an address that is none.
        await page.evaluate(
          (address) => {
            history.pushState(null, "", address);
            dispatchEvent(new PopStateEvent("popstate"));
          },
          `${path}${path.includes("?") ? "&" : "?"}theme=${theme}`,
        );
        await page.getByRole("heading", { level: 1, name: heading }).waitFor();
        await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme);
        await settled();
        await accessible(page);
        await picture(`${theme}${path.replaceAll(/[/?=]/g, "-")}`);
      });

  await check("with the search open", async () => {
    await page.getByRole("combobox", { name: /^Search/ }).fill("Berlin");
    await page.getByRole("option").first().waitFor();
    await accessible(page);
  });

  await check("with the sources of a statement open", async () => {
    await page.goto(`${origin}/city/chicago-il-us`);
    await page.getByRole("button", { name: /sources?: Chicago/ }).click();
    await page.getByRole("dialog").waitFor();
    await accessible(page);
  });
}
