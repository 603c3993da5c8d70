import { readFile } from "node:fs/promises";

const list =
  "Stadt;Land;Notiz\nМурманск;Russland;eins\nPortland;USA;zwei\nAtlantis;Griechenland;drei\nPortland, OR;;vier\nTromsoe;Norwegen;fünf\nKrakwo;Polen;sechs\n";

/** Somebody with a list of towns learns which cities it means and how their links stood. */
export default async function match({ page, origin, check, settled, accessible, picture }) {
  const row = (name) => page.getByRole("row").filter({ hasText: name });

  await check("a list is typed and matched, by keyboard alone", async () => {
    await page.goto(`${origin}?asOf=2022-12-31`);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Your list" }).click();
    await page.getByRole("heading", { level: 1, name: "A list of your own" }).waitFor();
    await settled();
    await accessible(page);
    await picture("match-entry");
    await page.getByLabel("Your list").focus();
    await page.keyboard.insertText(list);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await row("Мурманск").getByText("Matched").waitFor();
    await row("Atlantis").getByText("Unknown").waitFor();
    await settled();
    await accessible(page);
    await picture("match-rows");
  });

  await check("a row that is ambiguous is decided, and its links come", async () => {
    const ambiguous = row("zwei")
      .or(row("Portland").filter({ hasText: "USA" }))
      .first();
    await ambiguous.getByText("Ambiguous").waitFor();
    await ambiguous.getByRole("combobox").selectOption("portland-me-us");
    await ambiguous.getByText("Decided by you").waitFor();
    await row("Мурманск")
      .getByText(/Suspended/)
      .first()
      .click();
    await row("Мурманск").getByRole("link", { name: "Rovaniemi" }).waitFor();
    await settled();
    await accessible(page);
    await picture("match-decided");
  });

  await check("what is shown is chosen", async () => {
    await page.getByRole("button", { name: /^Unknown/ }).click();
    await page.waitForFunction(() => document.querySelectorAll(".match-box tbody tr").length === 1);
    await page.getByRole("button", { name: /^All 6 rows/ }).click();
  });

  await check("it is taken along as a file", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as a file (CSV)" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    const lines = text.replace("\ufeff", "").trim().split("\r\n");
    if (lines.length !== 7 || !lines[0].startsWith("Stadt,Land,Notiz,match,match_city,")) throw new Error(text);
    if (!/^Мурманск,Russland,eins,MATCHED,murmansk-ru,Murmansk,RU,.*Rovaniemi: SUSPENDED since 2022/.test(lines[1]))
      throw new Error(lines[1]);
    if (!/^Portland,USA,zwei,DECIDED,portland-me-us,/.test(lines[2])) throw new Error(lines[2]);
  });

  await check("the browser keeps it, and forgets it when asked", async () => {
    await page.reload();
    await row("Portland").getByText("Decided by you").waitFor();
    await page.getByRole("button", { name: "Another list" }).click();
    await page.getByLabel("Your list").waitFor();
    const kept = await page.evaluate(() => localStorage.getItem("twingraph.list"));
    if (kept !== null) throw new Error(kept);
  });

  await check("a file is taken, in Polish and in German", async () => {
    for (const [lang, title, matched] of [
      ["pl", "Własna lista", "Dopasowany"],
      ["de", "Eine eigene Liste", "Zugeordnet"],
    ]) {
      await page.goto(`${origin}/match?lang=${lang}&asOf=2022-12-31`);
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "towns.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
      await row("Мурманск").getByText(matched).first().waitFor();
      await settled();
      await accessible(page);
      await picture(`match-${lang}`);
      await page.evaluate(() => localStorage.clear());
    }
  });
}
