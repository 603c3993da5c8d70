/** A reader follows a decision: from the link to the text it answers, to the campaigns, and onto paper. */
export default async function records({ page, origin, check, picture }) {
  const main = page.getByRole("main");

  await check("a link has each side's statements in a column of its own", async () => {
    await page.goto(`${origin}/link/fermoy-ie--nowa-deba-pl`);
    const claims = page.getByRole("region", { name: /^Who said what/ });
    await claims.getByText("All six councillors vote to end the tie").waitFor();
    const spells = page.getByRole("region", { name: /^Spells/ });
    if ((await spells.getByRole("row").count()) !== 4) throw new Error("three spells and a head were expected");
    await picture("link-sides");
  });

  await check("it leads to the text that it answers, and that shows the answer", async () => {
    await page
      .getByRole("region", { name: /^Who said what/ })
      .getByRole("link", { name: /^Text against/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: /Nowa Dęba/ }).waitFor();
    await main.getByText("Not in force").first().waitFor();
    await page
      .getByRole("region", { name: /^What others did in answer/ })
      .getByText("Ended", { exact: true })
      .waitFor();
  });

  await check("on the day after its adoption the text was in force", async () => {
    await page.getByLabel("As of").fill("2020-06-01");
    await main.getByText("In force", { exact: true }).first().waitFor();
  });

  await check("rival statements stand side by side", async () => {
    await page.goto(`${origin}/link/gera-de--pskov-ru`);
    const rivals = page.getByRole("region", { name: /^Where sources disagree/ });
    await rivals.getByText("Reaffirmed", { exact: true }).waitFor();
    await rivals.getByText("Suspended", { exact: true }).waitFor();
  });

  await check("opposed campaigns stand side by side, with who acted how", async () => {
    await page.goto(`${origin}/campaign/jbanc-suspend`);
    const opposed = page.getByRole("region", { name: /^Opposed campaigns/ });
    await opposed.getByRole("link", { name: "Request to keep sister-city ties with Russia" }).waitFor();
    await page
      .getByRole("region", { name: /^Acted as it asks/ })
      .getByRole("link", { name: "Anchorage" })
      .waitFor();
    await page
      .getByRole("region", { name: /^Acted the other way/ })
      .getByRole("link", { name: "Juneau" })
      .waitFor();
    await picture("campaign");
  });

  await check("the progress of a campaign is counted", async () => {
    await page.goto(`${origin}/campaign/uclg-10-100-1000`);
    await page
      .getByRole("region", { name: /^How far it has come/ })
      .getByText("December 2022: 67")
      .waitFor();
  });

  await check("the history of a city leaves mere listings out until asked", async () => {
    await page.goto(`${origin}/city/murmansk-ru`);
    const history = page.getByRole("region", { name: "History" });
    await history.getByText("Unanimous council decision").waitFor();
    const before = await history.getByRole("listitem").count();
    await history.getByRole("button", { name: /^Show 4 entries/ }).click();
    await history.getByRole("button", { name: /^Leave out 4 entries/ }).waitFor();
    const after = await history.getByRole("listitem").count();
    if (after !== before + 4) throw new Error(`${after} events instead of ${before + 4}`);
    if (!page.url().includes("listings=shown")) throw new Error("the address does not say so");
  });

  await check("on paper a city is a dossier with numbered sources, without controls", async () => {
    await page.emulateMedia({ media: "print" });
    await page.getByRole("heading", { level: 1, name: "Murmansk" }).waitFor();
    if (await page.getByRole("banner").isVisible()) throw new Error("the header is printed");
    if (
      await page
        .getByRole("button", { name: /sources?: / })
        .first()
        .isVisible()
    )
      throw new Error("buttons are printed");
    await main
      .getByText(/\[\d+(, \d+)*\]/)
      .first()
      .waitFor();
    const paper = await page.pdf({ format: "A4" });
    if (paper.length < 20_000) throw new Error(`the dossier has ${paper.length} bytes`);
    await picture("dossier");
    await page.emulateMedia({ media: "screen" });
  });
}
