import { askAs, issue, signInWith } from "../steward.mjs";

/** A contributor proposes a link that is missing, choosing its cities by name; an editor accepts it. */
export default async function newLink({ page, origin, check, settled, accessible, picture }) {
  const contributor = await issue(origin, { name: "Carl Contributor", role: "CONTRIBUTOR" });
  const editor = await issue(origin, { name: "Eva Editor", role: "EDITOR", tier: "RESTRICTED" });
  const main = page.getByRole("main");
  const banner = page.getByRole("banner");
  const preview = () => main.getByRole("button", { name: "Show what would change" }).click();
  const links = async () => {
    const question =
      'query{city(id:"tromso-no"){links(first:100){nodes{slug cities{slug} status{status since} sources{slug} claims{slug}}}}}';
    const { nodes } = (await askAs(editor.token, origin, question)).city.links;
    return nodes.filter(({ cities }) => cities.some(({ slug }) => slug === "gera-de"));
  };

  await check("the page of a city leads to the form, which knows the city", async () => {
    await page.goto(`${origin}/city/tromso-no`);
    await signInWith(page, contributor.token);
    await main.getByRole("link", { name: "A link is missing" }).click();
    await main.getByRole("heading", { level: 1, name: "New: link" }).waitFor();
    await main.getByRole("list", { name: "First city (needed)" }).getByText("Tromsø").waitFor();
  });

  await check("what is missing is said at its field", async () => {
    await main.getByLabel("a new source").check();
    await main.getByLabel("Title (needed)").fill("A register of a test");
    await main.getByLabel("What happened").selectOption({ label: "Established" });
    await preview();
    await main.getByText(/^There are 4 problems/).waitFor();
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("type"));
    if (focused !== "search") throw new Error(`the focus is in ${focused}`);
    await settled();
    await accessible(page);
  });

  await check("the second city is found by a name in another language, with the keyboard alone", async () => {
    await page.keyboard.type("Gera");
    await main.getByRole("button", { name: /^Gera .*Germany/ }).waitFor();
    await page.keyboard.press("Enter");
    await main.getByRole("list", { name: "Second city (needed)" }).getByText("Gera").waitFor();
    await main.getByRole("button", { name: "Remove Gera", exact: true }).waitFor(); // once its name is there
    const focused = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    if (focused !== "Remove Gera") throw new Error(`the focus is on ${focused}`);
  });

  await check("it shows how the link would stand, and hands the proposal in", async () => {
    await main.getByLabel("Kind (needed)").selectOption({ label: "twinning" });
    await main.getByLabel("Who says so (needed)").selectOption({ label: "report by others" });
    await main.getByLabel("Date", { exact: true }).last().fill("1999");
    await main.getByLabel("In a sentence").fill("Tromsø and Gera are twinned");
    await preview();
    const row = main.getByRole("table", { name: "1 link stands otherwise today" }).getByRole("row").nth(1);
    await row.getByText("not known before").waitFor();
    await row.getByText("Active").first().waitFor();
    await settled();
    await accessible(page);
    await picture("newlink-preview");
    await main.getByRole("button", { name: "Propose it" }).click();
    await main.getByRole("heading", { name: "Handed in" }).waitFor();
    if ((await links()).length > 0) throw new Error("it was recorded");
  });

  await check("an editor sees the cities by name, and accepts it", async () => {
    await banner.getByRole("button", { name: /Carl Contributor/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await signInWith(page, editor.token);
    await page.goto(`${origin}/review`);
    const proposal = main.getByRole("article", { name: "Tromsø and Gera are twinned" });
    await proposal.getByRole("row", { name: /^Second city .*Gera/ }).waitFor();
    await settled();
    await picture("newlink-review");
    await proposal.getByRole("button", { name: "Accept" }).click();
    await proposal.waitFor({ state: "detached" });
    const [link] = await links();
    if (link?.status.status !== "ACTIVE" || !link.status.since.startsWith("1999"))
      throw new Error(JSON.stringify(link));
    await page.goto(`${origin}/city/tromso-no`);
    await main.getByRole("rowheader", { name: /^Gera/ }).waitFor();
  });

  await check("what the story recorded is taken back", async () => {
    const [{ slug, claims, sources }] = await links();
    const records = [
      ...claims.map(({ slug }) => ({ word: "CLAIM", id: slug })),
      { word: "TWINNING_LINK", id: slug },
      ...sources.map(({ slug }) => ({ word: "SOURCE", id: slug })),
    ];
    await askAs(
      editor.token,
      origin,
      'mutation($r:[RetractionInput!]!){retract(records:$r,note:"a test"){problems{message}}}',
      { r: records.map((record) => ({ ...record, reason: "a test" })) },
    );
    if ((await links()).length > 0) throw new Error("it is still there");
  });
  await contributor.revoke();
  await editor.revoke();
}
