export const options = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** A reader with a phone asks. */
export default async function askByPhone({ page, origin, check, accessible, picture }) {
  const pages = {
    "dialogue?from=DE&asOf=2021-03-01": ".candidate",
    "plan?from=douai-fr&to=pulawy-pl&goal=RESTORE&ways=suspended": ".letter-text",
    "connections?from=munich-de&to=chicago-il-us": ".path",
    "mediators?from=US&to=RU": ".candidate",
    "whatif?from=chicago-il-us": ".tie-choice",
    alliances: ".alliance",
    metrics: ".plot-bar",
  };
  for (const [address, shown] of Object.entries(pages)) {
    const [name] = address.split("?");
    await check(`${name} fits the width`, async () => {
      await page.goto(`${origin}/ask/${address}`);
      await page.locator(shown).first().waitFor();
      const { wide, room } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        room: document.documentElement.clientWidth,
      }));
      if (wide > room) throw new Error(`it is ${wide} wide, ${room} are shown`);
      await accessible(page);
      await picture(`phone-ask-${name}`);
    });
  }
}
