import { askAs, issue, signInWith } from "../steward.mjs";

/** A contributor proposes what happened to a link; an editor sees it beside what is recorded, amends, accepts and rejects. */
export default async function review({ page, origin, check, settled, accessible, picture }) {
  const link = "baltiysk-ru--serpukhov-ru";
  const contributor = await issue(origin, { name: "Carl Contributor", role: "CONTRIBUTOR" });
  const editor = await issue(origin, { name: "Eva Editor", role: "EDITOR", tier: "RESTRICTED" });
  const main = page.getByRole("main");
  const banner = page.getByRole("banner");
  const standing = async () => {
    const question = "query($id:ID!){twinningLink(id:$id){status{status} claims{slug date reason sources{slug}}}}";
    return (await askAs(editor.token, origin, question, { id: link })).twinningLink;
  };
  const propose = async (title) => {
    await page.goto(`${origin}/link/${link}`);
    await main.getByRole("link", { name: "Report what happened" }).click();
    await main.getByText("What you send waits for a reviewer").waitFor();
    await main.getByLabel("a new source").check();
    await main.getByLabel("Title (needed)").fill(title);
    await main.getByLabel("What happened (needed)").selectOption({ label: "Suspended" });
    await main.getByLabel("Which side").selectOption({ index: 1 });
    await main.getByLabel("Who says so (needed)").selectOption({ label: "statement of the side" });
    await main.getByLabel("Date", { exact: true }).last().fill("2026-11-20");
    await main.getByLabel("In a sentence").fill(`${title}, says a paper`);
    await main.getByRole("button", { name: "Show what would change" }).click();
    await main.getByRole("table", { name: "1 link stands otherwise today" }).waitFor();
    await main.getByRole("button", { name: "Propose it" }).click();
    await main.getByRole("heading", { name: "Handed in" }).waitFor();
  };

  await check("a contributor proposes, having seen what would change; nothing is recorded", async () => {
    await page.goto(`${origin}/about`);
    await signInWith(page, contributor.token);
    await propose("Serpukhov suspends");
    await propose("Serpukhov suspends twice");
    await propose("Serpukhov suspends thrice");
    if ((await standing()).claims.some(({ date }) => date === "2026-11-20")) throw new Error("it was recorded");
  });

  await check("the contributor sees the own proposals, and takes one back", async () => {
    await banner.getByRole("button", { name: /Carl Contributor/ }).click();
    await page.getByRole("link", { name: "Your proposals" }).click();
    await main.getByText("3 proposals").waitFor();
    const third = main.getByRole("article", { name: "Serpukhov suspends thrice, says a paper" });
    await third.getByRole("button", { name: "Withdraw it" }).click();
    await main.getByText("2 proposals").waitFor();
    await picture("review-own");
  });

  await check("an editor sees each field beside what is recorded, and what would follow", async () => {
    await banner.getByRole("button", { name: /Carl Contributor/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await signInWith(page, editor.token);
    await page.goto(`${origin}/review`);
    const first = main.getByRole("article", { name: "Serpukhov suspends, says a paper" });
    await first.getByText("by Carl Contributor").waitFor();
    await first.getByRole("row", { name: /^What happened nothing Suspended/ }).waitFor();
    await first.getByRole("table", { name: "1 link stands otherwise today" }).waitFor();
  });

  for (const theme of ["light", "dark"])
    for (const width of [1440, 390])
      await check(`without faults, ${theme}, ${width} pixels wide`, async () => {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${origin}/review?theme=${theme}`);
        await main.getByRole("article").first().waitFor();
        await settled();
        await accessible(page);
        const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        if (wide > shown) throw new Error(`the page is ${wide} pixels wide`);
        await picture(`review-${theme}-${width}`);
      });
  await page.setViewportSize({ width: 1280, height: 800 });

  await check("the editor amends it, sees what would change, and accepts it", async () => {
    await page.goto(`${origin}/review`);
    const first = main.getByRole("article", { name: "Serpukhov suspends, says a paper" });
    await first.getByRole("button", { name: "Amend" }).click();
    await first.getByLabel("What happened", { exact: false }).first().selectOption({ label: "Ended" });
    await first.getByRole("button", { name: "Show what would change" }).click();
    await first.getByText("Ended").last().waitFor();
    await settled();
    await accessible(page);
    await picture("review-amended");
    await first.getByRole("button", { name: "Accept as amended" }).click();
    await first.waitFor({ state: "detached" });
    const { status, claims } = await standing();
    if (status.status !== "ENDED" || claims.filter(({ date }) => date === "2026-11-20").length !== 1)
      throw new Error(JSON.stringify({ status, claims }));
  });

  await check("the other one is rejected with a reason, which stands with it", async () => {
    const second = main.getByRole("article", { name: "Serpukhov suspends twice, says a paper" });
    await second.getByRole("button", { name: "Reject" }).click();
    await second.getByText("Say why, so that the proposer learns it.").waitFor();
    await second.getByLabel("Why it is rejected, for the proposer").fill("It is known already");
    await page.keyboard.press("Enter");
    await second.waitFor({ state: "detached" });
    await main.getByRole("link", { name: "Rejected" }).click();
    await main.getByText("It is known already").first().waitFor();
    await main.getByRole("link", { name: "Accepted" }).click();
    await main
      .getByText(/by Eva Editor, .* · change/)
      .first()
      .waitFor();
    await picture("review-accepted");
  });

  await check("what the story recorded is taken back", async () => {
    const { claims } = await standing();
    const { slug, sources } = claims.find(({ date }) => date === "2026-11-20");
    const records = [{ word: "CLAIM", id: slug }, ...sources.map(({ slug }) => ({ word: "SOURCE", id: slug }))];
    await askAs(
      editor.token,
      origin,
      'mutation($r:[RetractionInput!]!){retract(records:$r,note:"a test"){retracted}}',
      {
        r: records.map((record) => ({ ...record, reason: "a test" })),
      },
    );
  });
  await contributor.revoke();
  await editor.revoke();
}
