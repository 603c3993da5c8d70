import { askAs, issue, signInWith } from "../steward.mjs";

/** An editor corrects fields of a city and of a resolution; cities, links and sources are chosen by their names. */
export default async function fields({ page, origin, check, settled, accessible, picture }) {
  const { token, revoke } = await issue(origin, { name: "Eva Editor", role: "EDITOR", tier: "RESTRICTED" });
  const main = page.getByRole("main");
  const sent = []; // what was recorded
  page.on("request", (request) => {
    const { query, variables } = JSON.parse(request.postData() ?? "{}");
    if (/^mutation Record\(/.test(query) && !variables.dryRun) sent.push(variables);
  });
  const known = async (question, id) => (await askAs(token, origin, `query($id:ID!){${question}}`, { id })).it;
  const record = async (counts) => {
    await main.getByRole("button", { name: "Show what would change" }).click();
    await main.getByText(counts).waitFor();
    await main.getByRole("button", { name: "Record it" }).click();
    await main.getByText(/^It is change/).waitFor();
  };
  const choose = async (label, text, name) => {
    await main.getByLabel(label).fill(text);
    await main.getByRole("button", { name }).click();
  };
  const city = () => known("it:city(id:$id){population aliases localName recordedAt sources{slug}}", "tromso-no");
  const before = await city();

  await check("the form of a city has its fields, each as what it is, and its sources by name", async () => {
    await page.goto(`${origin}/city/tromso-no`);
    await signInWith(page, token);
    await main.getByRole("link", { name: "Report or correct" }).last().click();
    await main.getByRole("heading", { level: 1, name: "Report or correct: Tromsø" }).waitFor();
    await main.getByLabel("Name (needed)").waitFor();
    if ((await main.getByLabel("Country", { exact: true }).inputValue()) !== "NO") throw new Error("no country");
    await settled();
    await accessible(page);
  });

  await check("a number that is none is refused at its field, and one is recorded", async () => {
    await choose("Title or publisher of the source", "Murmansk severs", /^Murmansk severs/);
    await main.getByLabel("In a sentence").fill("The number of inhabitants of 2024");
    await main.getByLabel("Inhabitants").fill("many");
    await main.getByRole("button", { name: "Show what would change" }).click();
    await main.getByText("This is no whole number.").waitFor();
    await main.getByLabel("Inhabitants").fill("78745");
    await main.getByLabel("Other names").fill("Tromsoe\nRomsa\nA name of a test");
    await record("1 record corrected");
    const now = await city();
    if (now.population !== 78745 || !now.aliases.includes("A name of a test")) throw new Error(JSON.stringify(now));
    const [fields] = sent.at(-1).records.cities.map((city) => Object.keys(city).sort().join());
    if (!/^aliases,id,ifRecordedAt,population(,sources)?$/.test(fields)) throw new Error(`${fields} were sent`);
  });

  await check("the page of the city shows it, and its history who changed what", async () => {
    await page.goto(`${origin}/city/tromso-no`);
    await main.getByText("78,745 inhabitants").waitFor();
    await main.getByText("A name of a test").first().waitFor({ state: "attached" });
  });

  const id = "nowa-deba-pl--anti-lgbt";
  const resolution = () =>
    known("it:resolution(id:$id){title amended city{slug} links:sources{slug} notes recordedAt}", id);
  const was = await resolution();
  await check("the form of a resolution shows its city by name", async () => {
    await page.goto(`${origin}/resolution/${id}`);
    await main.getByRole("link", { name: "Report or correct" }).last().click();
    await main.getByRole("heading", { level: 1, name: /^Report or correct: / }).waitFor();
    await main.getByRole("list", { name: "City (needed)" }).getByText("Nowa Dęba").waitFor();
  });

  await check("a link that it decides on is found by both cities, with the keyboard alone", async () => {
    await main.getByLabel("Title or publisher of the source").fill("Nowa Dęba");
    await main.getByRole("button", { name: /^Nowa Deba withdraws/ }).click();
    await main.getByLabel("Links that it decides on").focus();
    await page.keyboard.type("Nowa Deba – Ferm");
    await main.getByRole("button", { name: /^Nowa Dęba – Fermoy|^Fermoy – Nowa Dęba/ }).waitFor();
    await page.keyboard.press("Enter");
    await main.getByRole("list", { name: "Links that it decides on" }).getByText("Fermoy").waitFor();
    await settled();
    await accessible(page);
    await picture("fields-resolution");
  });

  await check("the date and the link are recorded, and nothing else", async () => {
    await main.getByLabel("Amended").fill("2020-5");
    await main.getByLabel("In a sentence").fill("A story in the browser");
    await main.getByRole("button", { name: "Show what would change" }).click();
    await main.getByText("This is no date").waitFor();
    await main.getByLabel("Amended").fill("2020-11");
    await record("1 record corrected");
    const [fields] = sent.at(-1).records.resolutions.map((one) => Object.keys(one).sort().join());
    if (!/^amended,id,ifRecordedAt,links(,sources)?$/.test(fields)) throw new Error(`${fields} were sent`);
    if (sent.at(-1).records.resolutions[0].links.join() !== "fermoy-ie--nowa-deba-pl") throw new Error("another link");
    if ((await resolution()).amended !== "2020-11") throw new Error("the date is not there");
  });

  await check("what the story corrected is put back", async () => {
    const records = {
      cities: [
        {
          id: "tromso-no",
          population: before.population,
          aliases: before.aliases,
          sources: before.sources.map(({ slug }) => slug),
        },
      ],
      resolutions: [{ id, amended: was.amended, links: [], sources: was.links.map(({ slug }) => slug) }],
    };
    await askAs(token, origin, 'mutation($r:RecordsInput!){record(records:$r,note:"Put back"){problems{message}}}', {
      r: records,
    });
  });
  await revoke();
}
