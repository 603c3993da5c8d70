import { askAs, issue } from "../steward.mjs";

/** A city in a place that several states claim is marked wherever it or a link of it is shown, without a choice. */
export default async function territories({ page, origin, check, settled, accessible, picture }) {
  const main = page.getByRole("main");
  const editor = await issue(origin, { name: "territories", role: "EDITOR", tier: "RESTRICTED" });
  const record = `mutation ($records: RecordsInput!) {
    record(records: $records, note: "A city of a story") {
      problems { field message }
      records { __typename ... on City { slug } ... on TwinningLink { slug } ... on Claim { slug } ... on Source { slug } }
    }
  }`;
  const retract = `mutation ($records: [RetractionInput!]!) {
    retract(records: $records, note: "The story is over") { problems { message } }
  }`;
  let recorded = [];
  const slugOf = (type) => recorded.find(({ __typename }) => __typename === type).slug;

  await check("an editor records a city that two states claim", async () => {
    const sources = ["new:gazetteer"];
    const confidence = "DOCUMENTED";
    const { record: outcome } = await askAs(editor.token, origin, record, {
      records: {
        sources: [
          { id: "new:gazetteer", title: "A gazetteer of a story", publisher: "A story", date: "2026", confidence },
        ],
        cities: [
          {
            id: "new:strand",
            name: "Story Strand",
            kind: "TOWN",
            country: "UA",
            location: { latitude: 45.2, longitude: 34.3 },
            listedUnder: ["RU", "UA"],
            administeredBy: "RU",
            claimedBy: ["UA", "RU"],
            territoryNote: "Administered by one state and claimed by two.",
            sources,
            confidence,
          },
        ],
        twinningLinks: [{ id: "new:link", kind: "TWINNING", a: "new:strand", b: "tromso-no", sources, confidence }],
        claims: [
          { link: "new:link", type: "ESTABLISHED", date: "1990", authority: "THIRD_PARTY", sources, confidence },
        ],
      },
    });
    if (outcome.problems.length > 0) throw new Error(JSON.stringify(outcome.problems));
    recorded = outcome.records;
  });

  const note = () => main.getByRole("note").first();
  const said = async () => {
    await note().getByText("Administered by: Russia.", { exact: false }).waitFor();
    await note().getByText("Claimed by: Ukraine and Russia.", { exact: false }).waitFor();
    await note().getByText("no judgement", { exact: false }).waitFor();
  };

  await check("its page says who administers and who claims it, and under what it is listed", async () => {
    await page.goto(`${origin}/city/${slugOf("City")}`);
    await main.getByRole("heading", { level: 1, name: "Story Strand" }).waitFor();
    await said();
    await note().getByText("Directories list it under: Russia and Ukraine.", { exact: false }).waitFor();
    await settled();
    await accessible(page);
    await picture("territory-city");
  });

  await check("so do the page of its link, and the other city's list of links", async () => {
    await page.goto(`${origin}/link/${slugOf("TwinningLink")}`);
    await said();
    await page.goto(`${origin}/city/tromso-no`);
    await main
      .getByRole("row", { name: /Story Strand/ })
      .getByText("in dispute: Story Strand")
      .waitFor();
  });

  await check("the cards of the map say it too", async () => {
    await page.goto(`${origin}/?focus=${slugOf("City")}`);
    await page.locator('.stage[data-drawn="true"]').waitFor();
    await said();
    await page.goto(`${origin}/?link=${slugOf("TwinningLink")}`);
    await page.getByRole("article", { name: /Story Strand/ }).waitFor();
    await said();
    await accessible(page);
    await picture("territory-card");
  });

  await check("a row of the matrix of countries counts such links, and the table marks them", async () => {
    await page.goto(`${origin}/country/UA`);
    await main.getByRole("heading", { level: 1, name: "Ukraine" }).waitFor();
    const row = main.getByRole("row", { name: /^Norway/ });
    if ((await row.getByRole("cell").last().innerText()) !== "1") throw new Error("Norway's row does not count it");
    await note()
      .getByText(/of them ha(s|ve) a city in a place that several states claim/)
      .waitFor();
    await settled();
    await accessible(page);
    await picture("territory-country");
    await row.getByRole("link", { name: /^Norway: / }).click();
    await main.getByText("in dispute: Story Strand").waitFor();
  });

  await check("what the story recorded is taken back", async () => {
    const words = { Claim: "CLAIM", TwinningLink: "TWINNING_LINK", City: "CITY", Source: "SOURCE" };
    const records = recorded.map(({ __typename, slug }) => ({ word: words[__typename], id: slug, reason: "a story" }));
    const { retract: outcome } = await askAs(editor.token, origin, retract, { records });
    if (outcome.problems.length > 0) throw new Error(JSON.stringify(outcome.problems));
    await editor.revoke();
  });
}
