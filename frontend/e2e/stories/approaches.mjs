import { askAs, issue, signInWith } from "../steward.mjs";

const secret = "They ask for patience until spring"; // what nobody but partners may read

/** The log of approaches: partners read it and add to it, each by their role; for everybody else there is none. */
export default async function approaches({ page, origin, check, settled, accessible, picture }) {
  const made = [];
  const holder = async (name, role, tier) => {
    const one = await issue(origin, { name, role, tier });
    made.push(one);
    return one.token;
  };
  const editor = await holder("Eva Editor", "EDITOR", "PARTNER");
  const contributor = await holder("Carl Contributor", "CONTRIBUTOR", "PARTNER");
  const reader = await holder("Rita Reader", "READER", "PARTNER");
  const outsiders = [
    ["Ole Outside", "READER"],
    ["Cora Outside", "CONTRIBUTOR"],
    ["Edda Outside", "EDITOR"],
  ];
  const link = "jacksonville-fl-us--murmansk-ru";
  const main = page.getByRole("main");
  const banner = page.getByRole("banner");
  const log = main.getByRole("region", { name: "Approaches" });
  const asked = []; // the questions that the page asks
  const heard = []; // the answers to them
  page.on("request", (request) => asked.push(request.postData() ?? ""));
  page.on("response", async (response) => {
    if (new URL(response.url()).pathname === "/graphql") heard.push(await response.text().catch(() => ""));
  });
  const open = async (path) => {
    await page.goto(origin + path);
    await main.getByRole("heading", { level: 1 }).waitFor();
    await settled();
  };
  const signOut = async (name) => {
    await banner.getByRole("button", { name: new RegExp(name) }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await banner.getByRole("link", { name: "Sign in" }).waitFor();
  };
  /** Refuses any trace of the log: on the page, in what was asked and answered, and in what the tab keeps. */
  const nothing = async () => {
    await settled();
    if ((await log.count()) > 0) throw new Error("the log is shown");
    if (asked.some((question) => /approaches\s*\(/.test(question))) throw new Error("it was asked for");
    if (heard.some((answer) => answer.includes(secret))) throw new Error("it was answered");
    const kept = await page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }),
    );
    if (kept.includes(secret)) throw new Error("it is left in the tab");
  };
  const write = async (outcome, note) => {
    await main.getByLabel("a new source").check();
    await main.getByLabel("Title (needed)").fill("Minutes of a test");
    await main.getByLabel("Date", { exact: true }).last().fill("2026-10-05");
    await main.getByLabel("Channel").fill("letter to the mayor");
    await main.getByLabel("What became of it").fill(outcome);
    await main.getByLabel("In a sentence").fill(note);
    await main.getByRole("button", { name: "Show what would change" }).click();
  };

  await check("an editor among the partners records one from the page of a link, organisation included", async () => {
    await open(`/link/${link}`);
    await signInWith(page, editor);
    await log.getByText("None is recorded.").waitFor();
    await log.getByRole("link", { name: "Record an approach" }).click();
    await main.getByRole("heading", { level: 1, name: "New: approach" }).waitFor();
    await main.getByRole("list", { name: "City that was approached (needed)" }).getByText("Murmansk").waitFor();
    await main.getByLabel("Organisation", { exact: true }).fill("All Out");
    await main.getByRole("button", { name: /^All Out/ }).click();
    await write(secret, "A letter of a test");
    await main.getByText("2 records added").waitFor();
    await settled();
    await accessible(page);
    await picture("approaches-form");
    await main.getByRole("button", { name: "Record it" }).click();
    await main.getByText(/^It is change/).waitFor();
    await open(`/link/${link}`);
    await log.getByText(secret).waitFor();
    await log.getByRole("link", { name: "All Out" }).waitFor();
    await log.getByText("5 October 2026").waitFor();
  });

  for (const theme of ["light", "dark"])
    for (const width of [1440, 390])
      await check(`the log is without faults, ${theme}, ${width} pixels wide`, async () => {
        await page.setViewportSize({ width, height: 900 });
        await open(`/city/murmansk-ru?theme=${theme}`);
        await log.getByText(secret).waitFor();
        await accessible(page);
        const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        if (wide > shown) throw new Error(`the page is ${wide} pixels wide`);
        await log.scrollIntoViewIfNeeded();
        await picture(`approaches-${theme}-${width}`);
      });
  await page.setViewportSize({ width: 1280, height: 800 });

  await check("it is corrected from its sources, and the log shows what became of it", async () => {
    await open("/city/murmansk-ru");
    await log.getByRole("button", { name: /source/ }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Report or correct" }).click();
    await main.getByLabel("Title or publisher of the source").fill("Minutes of a test");
    await main.getByRole("button", { name: /^Minutes of a test/ }).click();
    await main.getByLabel("What became of it").fill(`${secret}, and then agree`);
    await main.getByLabel("In a sentence").fill("They answered");
    await main.getByRole("button", { name: "Show what would change" }).click();
    await main.getByText("1 record corrected").waitFor();
    await main.getByRole("button", { name: "Record it" }).click();
    await main.getByText(/^It is change/).waitFor();
    await open("/city/murmansk-ru");
    await log.getByText("and then agree").waitFor();
    await signOut("Eva Editor");
  });

  await check("signing out takes it from the page at once", async () => {
    asked.length = heard.length = 0;
    await nothing();
  });

  await check("a contributor among the partners sees it and proposes another one; nothing is recorded", async () => {
    await signInWith(page, contributor);
    await open("/city/murmansk-ru");
    await log.getByText(secret).waitFor();
    await log.getByRole("link", { name: "Propose an approach" }).click();
    await main.getByText("What you send waits for a reviewer").waitFor();
    await main.getByLabel("City that approached (needed)").fill("Tromsoe");
    await main.getByRole("button", { name: /^Tromsø/ }).click();
    await write(`${secret}, they say again`, "A second letter of a test");
    await main.getByRole("button", { name: "Propose it" }).click();
    await main.getByRole("heading", { name: "Handed in" }).waitFor();
    await open("/city/murmansk-ru");
    if ((await log.getByRole("listitem").count()) !== 1) throw new Error("it was recorded");
    await signOut("Carl Contributor");
  });

  await check("the editor sees the proposal with its cities by name, and accepts it", async () => {
    await signInWith(page, editor);
    await open("/review");
    const proposal = main.getByRole("article", { name: "A second letter of a test" });
    await proposal.getByRole("row", { name: /^City that approached .*Tromsø/ }).waitFor();
    await proposal.getByRole("button", { name: "Accept" }).click();
    await proposal.waitFor({ state: "detached" });
    await open("/city/tromso-no");
    await log.getByText("they say again").waitFor();
    await signOut("Eva Editor");
  });

  await check("a reader among the partners sees both and can add none", async () => {
    await signInWith(page, reader);
    await open("/city/murmansk-ru");
    await log.getByText("they say again").waitFor();
    if ((await log.getByRole("listitem").count()) !== 2) throw new Error("two approaches were expected");
    if ((await log.getByRole("link", { name: /an approach/ }).count()) > 0) throw new Error("it can be added to");
    await signOut("Rita Reader");
  });

  await check("a reader who is not signed in is shown nothing, and nothing is asked", async () => {
    asked.length = heard.length = 0;
    for (const path of ["/city/murmansk-ru", `/link/${link}`, "/city/tromso-no"]) {
      await open(path);
      await nothing();
    }
  });

  for (const [name, role] of outsiders)
    await check(`nor is anybody of tier PUBLIC, as ${role}, and the form is closed`, async () => {
      const token = await holder(name, role, "PUBLIC");
      await open("/city/murmansk-ru");
      asked.length = heard.length = 0;
      await signInWith(page, token);
      for (const path of ["/city/murmansk-ru", `/link/${link}`]) {
        await open(path);
        await nothing();
      }
      await open("/correct?add=Approach&to=murmansk-ru");
      await main.getByText("Approaches are recorded and seen by partners").waitFor();
      if ((await main.getByRole("button", { name: "Show what would change" }).count()) > 0) throw new Error("a form");
      await nothing();
      await signOut(name);
    });

  await check("what the story recorded is taken back", async () => {
    const restricted = await holder("Rosa Restricted", "EDITOR", "RESTRICTED"); // a source may be cited by what others see
    const question = 'query{approaches(filter:{to:{id:{eq:"murmansk-ru"}}}){nodes{slug outcome sources{slug}}}}';
    const { nodes } = (await askAs(editor, origin, question)).approaches;
    const sources = [...new Set(nodes.flatMap(({ sources }) => sources.map(({ slug }) => slug)))];
    const records = [
      ...nodes.map(({ slug }) => ({ word: "APPROACH", id: slug })),
      ...sources.map((id) => ({ word: "SOURCE", id })),
    ];
    await askAs(
      restricted,
      origin,
      'mutation($r:[RetractionInput!]!){retract(records:$r,note:"a test"){problems{message}}}',
      { r: records.map((record) => ({ ...record, reason: "a test" })) },
    );
    const left = (await askAs(editor, origin, question)).approaches.nodes;
    if (left.length > 0) throw new Error(JSON.stringify(left));
  });
  for (const { revoke } of made) await revoke();
}
