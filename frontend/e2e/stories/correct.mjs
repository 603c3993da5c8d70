import { askAs, issue, signInWith } from "../steward.mjs";

export const options = { expected: /status of 40[13]/ };

/** An editor reports what happened to a link: source first, problems at their fields, what would change, then the receipt. */
export default async function correct({ page, origin, check, settled, accessible, picture }) {
  const link = "baden-baden-de--menton-fr";
  const { token, revoke } = await issue(origin, { name: "Eva Editor", role: "EDITOR", tier: "RESTRICTED" });
  const reader = await issue(origin, { name: "Rita Reader", role: "READER" });
  const main = page.getByRole("main");
  const submitted = []; // the variables of what was sent
  page.on("request", (request) => {
    const { query, variables } = JSON.parse(request.postData() ?? "{}");
    if (/^mutation (Record|Retract)\(/.test(query)) submitted.push(variables);
  });
  const preview = () => main.getByRole("button", { name: "Show what would change" }).click();

  await check("without a sign-in the page says what it takes", async () => {
    await page.goto(`${origin}/link/${link}`);
    await main.getByRole("link", { name: "Report what happened" }).click();
    await main.getByText("recording takes a sign-in").waitFor();
    await signInWith(page, reader.token);
    await main.getByText("Your token lets you read").waitFor();
    await page
      .getByRole("banner")
      .getByRole("button", { name: /Rita Reader/ })
      .click();
    await page.getByRole("button", { name: "Sign out" }).click();
  });

  await check("signing in leads back to the form", async () => {
    await signInWith(page, token);
    await main.getByRole("heading", { level: 1, name: /^What happened: / }).waitFor();
    await main.getByRole("heading", { level: 2, name: "1. Who says so" }).waitFor();
  });

  await check("nothing is sent that lacks something, and each field says what", async () => {
    await main.getByLabel("a new source").check();
    await preview();
    await main.getByText(/^There are 4 problems/).waitFor();
    const title = main.getByLabel("Title (needed)");
    if (!(await title.evaluate((field) => field === document.activeElement))) throw new Error("the title has no focus");
    const said = await title.evaluate(
      (field) => document.getElementById(field.getAttribute("aria-describedby"))?.innerText,
    );
    if (said !== "This is needed.") throw new Error(`the title says ${said}`);
    if (submitted.length > 0) throw new Error("something was sent");
    await accessible(page);
    await picture("correct-problems");
  });

  await check("what the server finds wrong stands at its field too", async () => {
    await main.getByLabel("Title (needed)").fill("Council of a test suspends a link");
    await main.getByLabel("Web address").fill("ftp://example.org/");
    await main.getByLabel("What happened (needed)").selectOption({ label: "Suspended" });
    await main.getByLabel("Who says so (needed)").selectOption({ label: "decision of the side" });
    await main.getByLabel("In a sentence").fill("A story in the browser");
    await preview();
    await main.getByText(/is not a web address/).waitFor();
    await main.getByText(/name the city that decided/).waitFor();
    await picture("correct-server-problems");
  });

  await check("it shows which links would stand otherwise, before and after, and has recorded nothing", async () => {
    await main.getByLabel("Web address").fill("https://example.org/a-test");
    await main.getByLabel("Which side").selectOption({ index: 1 });
    await main.getByLabel("Date", { exact: true }).last().fill("2026-11-20");
    await preview();
    const row = main.getByRole("table", { name: "1 link stands otherwise today" }).getByRole("row").nth(1);
    await row.getByText("Suspended").first().waitFor();
    await main.getByText("2 records added").waitFor();
    if (!submitted.every(({ dryRun }) => dryRun)) throw new Error("something was recorded");
    await settled();
    await accessible(page);
    await main.getByRole("button", { name: "Record it" }).scrollIntoViewIfNeeded();
    await picture("correct-preview");
  });

  for (const theme of ["light", "dark"])
    for (const width of [1440, 390])
      await check(`the draft outlives a reload; no faults, ${theme}, ${width} pixels wide`, async () => {
        await page.setViewportSize({ width, height: 900 });
        const address = new URL(page.url());
        address.searchParams.set("theme", theme);
        await page.goto(address.href);
        await main.getByLabel("Title (needed)").waitFor();
        if ((await main.getByLabel("Title (needed)").inputValue()) === "") throw new Error("the draft is gone");
        await preview();
        await main.getByRole("table", { name: "1 link stands otherwise today" }).waitFor();
        await settled();
        await accessible(page);
        const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        if (wide > shown) throw new Error(`the page is ${wide} pixels wide`);
        await page.evaluate(() => scrollTo(0, 0));
        await picture(`correct-${theme}-${width}`);
        await main.getByRole("button", { name: "Record it" }).scrollIntoViewIfNeeded();
        await picture(`correct-effect-${theme}-${width}`);
      });
  await page.setViewportSize({ width: 1280, height: 800 });

  await check("an answer that is lost does not record twice", async () => {
    let lost = 0;
    await page.route("**/graphql", async (route) => {
      const { query, variables } = JSON.parse(route.request().postData() ?? "{}");
      if (lost > 0 || !/^mutation Record\(/.test(query) || variables.dryRun) return route.continue();
      lost++;
      await route.fetch(); // it is recorded, and nobody hears of it
      await route.fulfill({ status: 200, contentType: "application/json", body: "" });
    });
    await main.getByRole("button", { name: "Record it" }).click();
    await main.getByRole("alert").getByText("it is recorded once").waitFor();
    await main.getByRole("button", { name: "Record it" }).click();
    await main.getByText("It had arrived before").waitFor();
    await page.unroute("**/graphql");
    const keys = new Set(submitted.filter(({ dryRun }) => !dryRun).map(({ key }) => key));
    if (keys.size !== 1) throw new Error(`${keys.size} keys were used`);
    await picture("correct-receipt");
  });

  const claims = async () => {
    const { twinningLink } = await askAs(
      token,
      origin,
      "query($id:ID!){twinningLink(id:$id){status{status} claims{slug date reason sources{slug title}}}}",
      { id: link },
    );
    return twinningLink;
  };
  await check("it is recorded once, and the page of the link shows it", async () => {
    const { status, claims: all } = await claims();
    const ours = all.filter(({ date }) => date === "2026-11-20");
    if (ours.length !== 1 || status.status !== "SUSPENDED") throw new Error(JSON.stringify({ status, ours }));
    await main.getByRole("link", { name: /–/ }).first().click();
    await page.getByRole("status").getByText("Suspended").first().waitFor();
  });

  await check("the claim is corrected from its sources: only what differs is sent", async () => {
    await page
      .getByRole("button", { name: /source: Suspended, 20 November 2026/ })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("link", { name: "Report or correct" }).click();
    await main.getByLabel("Title or publisher of the source").fill("Council of a test");
    await main.getByRole("button", { name: /^Council of a test suspends/ }).click();
    await main.getByLabel("Reason").fill("A reason");
    await main.getByLabel("In a sentence").fill("The reason was missing");
    await preview();
    await main.getByText("1 record corrected").waitFor();
    await main.getByText("No link stands otherwise today").waitFor();
    await main.getByRole("button", { name: "Record it" }).click();
    await main.getByText(/^It is change/).waitFor();
    const [claim] = submitted.at(-1).records.claims;
    const sent = Object.keys(claim).sort().join();
    if (sent !== "id,ifRecordedAt,reason") throw new Error(`${sent} were sent`);
  });

  await check("what another one corrected in between is not overwritten", async () => {
    await page.goto(`${origin}/link/${link}`);
    await page
      .getByRole("button", { name: /source: Suspended, 20 November 2026/ })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("link", { name: "Report or correct" }).click();
    await main.getByLabel("Reason").waitFor();
    const { slug } = (await claims()).claims.find(({ date }) => date === "2026-11-20");
    const records = { claims: [{ id: slug, reason: "Another reason" }] };
    await askAs(token, origin, 'mutation($r:RecordsInput!){record(records:$r,note:"Another"){added}}', { r: records });
    await main.getByLabel("Title or publisher of the source").fill("Council of a test");
    await main.getByRole("button", { name: /^Council of a test suspends/ }).click();
    await main.getByLabel("Reason").fill("A third reason");
    await main.getByLabel("In a sentence").fill("A third");
    await preview();
    await main.getByText("Somebody else corrected this record").waitFor();
    await main.getByRole("button", { name: "Read it again" }).click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll("textarea")].some(({ value }) => value === "Another reason"),
    );
    await picture("correct-conflict");
  });

  await check("the claim and its source are taken back", async () => {
    const { claims: all } = await claims();
    const { slug, sources } = all.find(({ date }) => date === "2026-11-20");
    await page.goto(`${origin}/link/${link}`);
    await page
      .getByRole("button", { name: /source: Suspended, 20 November 2026/ })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("link", { name: "Report or correct" }).click();
    await main.getByLabel(/take the record back/).check();
    await main.getByLabel("Why, in a sentence").fill("It was a test");
    await preview();
    await main.getByText("1 record taken back").waitFor();
    await main.getByRole("button", { name: "Take it back" }).click();
    await main.getByText(/^It is change/).waitFor();
    if ((await claims()).claims.some((claim) => claim.slug === slug)) throw new Error("it is still there");
    await askAs(token, origin, 'mutation($r:[RetractionInput!]!){retract(records:$r,note:"a test"){retracted}}', {
      r: sources.map(({ slug }) => ({ word: "SOURCE", id: slug, reason: "a test" })),
    });
  });
  await revoke();
  await reader.revoke();
}
